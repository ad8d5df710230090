package banshi.eval.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PagePartTest {
    private final PagePart part = new PagePart("<!-- a -->", "<!-- z -->");

    @Test
    void replacesOnlyWhatStandsBetweenItsMarks() {
        var page = "before\n" + part.of("old") + "\nafter\n";

        assertThat(part.replaceIn(page, part.of("new\n")))
                .isEqualTo("before\n<!-- a -->\n\nnew\n\n<!-- z -->\nafter\n");
    }

    @Test
    void saysWhatAPageLacks() {
        assertThatThrownBy(() -> part.replaceIn("<!-- z --> then <!-- a -->", part.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<!-- a -->");
    }
}
