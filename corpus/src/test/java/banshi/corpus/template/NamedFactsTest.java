package banshi.corpus.template;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.Matter;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NamedFactsTest {
    private static Content content;

    @BeforeAll
    static void readContent() {
        content = ((CheckedContent.Sound) ContentReader.read(Path.of("content"), LocalDate.now())).content();
    }

    @Test
    void everyNameThatIsOfferedHasAFactInEveryMatter() {
        assertThat(content.matters())
                .isNotEmpty()
                .allSatisfy(matter -> assertThat(NamedFacts.of(matter))
                        .doesNotHaveDuplicates()
                        .allSatisfy(name -> assertThat(NamedFacts.find(matter, name, content.allowList()))
                                .as("{{%s}} of %s", name, matter.id())
                                .hasValueSatisfying(
                                        fact -> assertThat(fact.text()).isNotBlank())));
    }

    @Test
    void noOfferedNameIsABlock() {
        assertThat(NamedFacts.of(content.matters().getFirst()))
                .noneMatch(name -> BlockTag.named(name).isPresent());
    }

    @Test
    void findsTheFactBehindAName() {
        var matter = matter("huji-birth-registration");

        assertThat(find(matter, "short-name").text()).isEqualTo("新生儿上户口");
        assertThat(find(matter, "fee")).isEqualTo(matter.fee());
        assertThat(find(matter, "online")).isEqualTo(matter.online().fact());
        assertThat(find(matter, "online.platform").text()).isEqualTo("浙里办");
        assertThat(find(matter, "hotline").text()).isEqualTo("12345");
        assertThat(find(matter, "fact.shared-docs")).isEqualTo(matter.facts().get("shared-docs"));
        assertThat(find(matter, "where.appointment").basis())
                .isEqualTo(matter.where().basis());
    }

    @Test
    void findsNothingBehindANameThatTheMatterDoesNotHave() {
        var matter = matter("huji-birth-registration");

        assertThat(NamedFacts.find(matter, "fact.none", content.allowList())).isEmpty();
        assertThat(NamedFacts.find(matter, "materials", content.allowList())).isEmpty();
    }

    private static Fact find(Matter matter, String name) {
        return NamedFacts.find(matter, name, content.allowList()).orElseThrow();
    }

    private static Matter matter(String id) {
        return content.matters().stream()
                .filter(m -> m.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
