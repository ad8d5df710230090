package banshi.eval.publicsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PublicPageTest {
    private static final String BEGIN = "<!-- one: written by ./banshi public-sets, do not edit -->";
    private static final String END = "<!-- end of one -->";

    @Test
    void changesNothingButTheFiguresOfTheSet() {
        var page = "before\n" + BEGIN + "\n\nold\n" + END + "\nafter\n";

        assertThat(PublicPage.replaceIn(page, "one", "new\n"))
                .isEqualTo("before\n" + BEGIN + "\n\nnew\n\n" + END + "\nafter\n");
    }

    @Test
    void needsAPlaceForTheSet() {
        assertThatThrownBy(() -> PublicPage.replaceIn(BEGIN + END, "two", "new"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the page has no place for two: it needs <!-- two: ");
    }
}
