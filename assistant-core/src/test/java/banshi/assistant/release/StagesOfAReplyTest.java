package banshi.assistant.release;

import static banshi.assistant.Stage.COMPOSE;
import static banshi.assistant.Stage.ENCODE;
import static banshi.assistant.Stage.MEANING;
import static banshi.assistant.Stage.POLICY;
import static banshi.assistant.Stage.READ;
import static banshi.assistant.Stage.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever watches a reply hears of. */
class StagesOfAReplyTest {
    @TempDir
    static Path folder;

    private static Releases releases;

    private final ReleaseAssistant assistant = new ReleaseAssistant(releases);
    private final List<Stage> stages = new ArrayList<>();

    @BeforeAll
    static void compile() {
        releases = new Releases(SmallRelease.compile(folder));
    }

    private Turn say(Dialogue dialogue, String words) {
        stages.clear();
        return Stage.watched(
                stages::add,
                () -> assistant.reply(dialogue, new Utterance(words, Utterance.Channel.WEB, null, TestRelease.DAY)));
    }

    private static String published() {
        return SmallContent.of("").phrasings().getFirst().text();
    }

    @Test
    void whatWasPublishedWordForWordIsReadByWordsAlone() {
        assertThat(say(Dialogue.NEW, published()).reply()).isInstanceOf(Reply.Answer.class);
        assertThat(stages).containsExactly(READ, WORDS, POLICY, COMPOSE);
    }

    @Test
    void whatIsAskedAgainIsNotReadAgain() {
        say(Dialogue.NEW, published());
        say(Dialogue.NEW, published());
        assertThat(stages).containsExactly(READ, POLICY, COMPOSE);
    }

    @Test
    void wordsThatAreNotClearCostASentenceVector() {
        say(Dialogue.NEW, "海边的石头会唱歌");
        assertThat(stages).containsExactly(READ, WORDS, ENCODE, MEANING, POLICY, COMPOSE);
    }

    @Test
    void aFollowUpIsReadAloneAndTogetherWithWhatWasSpokenOf() {
        var first = say(Dialogue.NEW, published());
        say(first.dialogue(), "海边的石头会唱歌");
        assertThat(stages).containsExactly(READ, WORDS, ENCODE, MEANING, ENCODE, MEANING, POLICY, COMPOSE);
    }

    @Test
    void aNumberThatNoChoiceHasIsAskedAboutAgain() {
        var first = say(Dialogue.NEW, published());
        assertThat(first.dialogue().offered()).isNotEmpty();
        say(first.dialogue(), "99");
        assertThat(stages).containsExactly(READ, COMPOSE);
    }

    @Test
    void nobodyHearsOfWhatHeDoesNotWatch() {
        say(Dialogue.NEW, published());
        stages.clear();
        assistant.reply(Dialogue.NEW, new Utterance("别的", Utterance.Channel.WEB, null, TestRelease.DAY));
        assertThat(stages).isEmpty();
    }
}
