package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Application;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which turns may be the beginning of an application. */
class ApplicationTest {
    @TempDir
    static Path folder;

    private static ReleaseAssistant assistant;

    @BeforeAll
    static void compile() {
        assistant = new ReleaseAssistant(new Releases(SmallRelease.compile(folder)));
    }

    @Test
    void anAnswerNamesTheMatterAndWhatIsKnownOfTheCase() {
        var turn = SmallContent.of("").phrasings().stream()
                .map(published -> say(Dialogue.NEW, published.text()))
                .filter(said -> said.application() != null)
                .filter(said -> !said.application().known().known().isEmpty())
                .findFirst()
                .orElseThrow();
        var talk = turn.dialogue().current().orElseThrow();

        assertThat(turn.reply()).isInstanceOf(Reply.Answer.class);
        assertThat(turn.application()).isEqualTo(new Application(talk.matter(), talk.known()));
        assertThat(assistant
                        .guide(turn.application(), TestRelease.DAY)
                        .orElseThrow()
                        .release())
                .isEqualTo(turn.release());
    }

    @Test
    void otherRepliesAreTheBeginningOfNone() {
        assertThat(say(Dialogue.NEW, "今天天气怎么样").application()).isNull();
    }

    @Test
    void aMatterOfAnotherReleaseHasNoGuide() {
        assertThat(assistant.guide(new Application(new MatterId("never"), Circumstances.NONE), TestRelease.DAY))
                .isEmpty();
    }

    private static Turn say(Dialogue dialogue, String words) {
        return assistant.reply(dialogue, new Utterance(words, Utterance.Channel.WEB, null, TestRelease.DAY));
    }
}
