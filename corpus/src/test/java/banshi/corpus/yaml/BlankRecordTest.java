package banshi.corpus.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a new record begins with. */
class BlankRecordTest {
    @TempDir
    Path folder;

    @Test
    void aMatterHasAllThatItsSchemaAsksFor() {
        var matter = BlankRecord.matter();

        assertThat(matter.propertyNames()).contains("id", "name", "summary", "materials", "legal-basis");
        assertThat(matter.at("/summary/text").stringValue()).isEmpty();
        assertThat(matter.path("process")).hasSize(2);
        assertThat(matter.at("/materials/0/id").stringValue()).isEqualTo("new-1");
    }

    @Test
    void whatIsStillEmptyIsComplainedOfAtItsField() {
        var matter = BlankRecord.matter().put("id", "new").put("name", "新事项");
        var content = new ContentFolder(folder);
        content.write(
                "matters/card/new.yaml",
                ContentFile.written("matters/card/new.yaml", matter).text());

        assertThat(content.complaints())
                .anySatisfy(one ->
                        assertThat(one).startsWith("matters/card/new.yaml").contains("text：不能空着"))
                .anySatisfy(one ->
                        assertThat(one).startsWith("matters/card/new.yaml").contains("audience：不能空着"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundles", "topics"})
    void anEntryOfAListCanBeWritten(String list) {
        var file = JsonNodeFactory.instance.objectNode();
        file.putArray(list).add(BlankRecord.entryOf(list).put("id", "new"));

        assertThat(ContentFile.written(list + "/new.yaml", file)
                        .tree()
                        .at("/" + list + "/0/id")
                        .stringValue())
                .isEqualTo("new");
    }
}
