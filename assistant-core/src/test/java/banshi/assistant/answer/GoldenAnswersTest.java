package banshi.assistant.answer;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Candidate;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Move;
import banshi.assistant.release.TestRelease;
import banshi.assistant.understanding.Reading;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.ReplyTemplate;
import banshi.graph.KnowledgeGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer to every aspect of every matter, as a citizen reads it. {@code -Dgolden.rewrite=true} writes the files anew: read
 * the difference before it is committed.
 */
class GoldenAnswersTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private static final Content CONTENT = TestRelease.content();
    private static final Composer COMPOSER = new Composer(CONTENT, KnowledgeGraph.compile(CONTENT));

    static Stream<MatterId> matters() {
        return CONTENT.matters().stream().map(Matter::id);
    }

    static Stream<ReplyTemplate> templates() {
        return CONTENT.templates().stream();
    }

    private static Reply.Answer answer(ReplyTemplate template) {
        var candidate = new Candidate(template.matter(), template.aspect(), 1);
        var reply = COMPOSER.compose(
                new Move.Answer(candidate),
                new Reading(List.of(), List.of(candidate), true, Reading.Step.MEANING),
                new Utterance("问", Utterance.Channel.WEB, null, TestRelease.DAY));
        assertThat(reply).as("%s", template.id()).isInstanceOf(Reply.Answer.class);
        return (Reply.Answer) reply;
    }

    private static String rendered(MatterId matter) {
        var text = new StringBuilder();
        CONTENT.templates().stream().filter(t -> t.matter().equals(matter)).forEach(template -> {
            var answer = answer(template);
            if (!answer.template().equals(template.id())) return; // only in a situation or region
            text.append("==== ").append(answer.template());
            if (answer.verdict() != null) text.append("  ").append(answer.verdict());
            text.append("\n\n").append(PlainText.of(answer.blocks()));
            text.append("\n\n[电话里说] ").append(answer.spoken());
            text.append("\n[依据] ").append(cited(answer));
            text.append("\n\n");
        });
        return text.toString();
    }

    private static String cited(Reply.Answer answer) {
        return String.join(
                "；",
                answer.citations().stream()
                        .map(c -> c.title() + (c.article() == null ? "" : " " + c.article()))
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matters")
    void answersAsItWasReadAndApproved(MatterId matter) throws IOException {
        var file = FOLDER.resolve(matter + ".txt");
        var rendered = rendered(matter);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, rendered);
        }
        assertThat(rendered)
                .as("%s; if the change is wanted, run with -Dgolden.rewrite=true and read the difference", file)
                .isEqualTo(Files.readString(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void headsListsOnce(ReplyTemplate template) {
        assertThat(PlainText.of(answer(template).blocks())).doesNotContainPattern("：\\n\\n(要准备的|别和这些弄混)");
    }

    @Test
    void keepsNoFileOfAMatterThatIsGone() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            matters().map(m -> m + ".txt").toList());
        }
    }

    private static final Pattern BADLY_JOINED =
            Pattern.compile("[。！？；，：、]\\s*[。！；，：、]|\\{\\{|}}|（）|“”|）（|null|\\s[。，；：、]|[，；：、]\\s*$|请请(?!假)|的的|了了|可以可以");

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void joinsWordsAndPunctuationWell(ReplyTemplate template) {
        var answer = answer(template);
        for (var paragraph : PlainText.of(answer.blocks()).split("\n"))
            if (!paragraph.endsWith("："))
                assertThat(paragraph).as("%s", template.id()).doesNotContainPattern(BADLY_JOINED);
        assertThat(answer.spoken()).as("%s, spoken", template.id()).doesNotContainPattern(BADLY_JOINED);
    }
}
