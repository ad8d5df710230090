package banshi.assistant.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.hotline.Suggestion.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void dangerStandsBeforeAllAndAnswersBeforeQuestions() {
        var shown = Shown.after(
                List.of(card(Kind.ANSWER, "old")),
                List.of(
                        card(Kind.ANSWER, "a"),
                        card(Kind.ASK, "ask a"),
                        card(Kind.ANSWER, "b"),
                        card(Kind.ASK, "ask b"),
                        card(Kind.RISK, "r")));

        assertThat(shown).extracting(Suggestion::key).containsExactly("r", "b", "a");
    }

    @Test
    void theLatestQuestionAloneIsAsked() {
        var shown = Shown.after(
                List.of(), List.of(card(Kind.ANSWER, "a"), card(Kind.ASK, "ask a"), card(Kind.ASK, "ask b")));

        assertThat(shown).extracting(Suggestion::key).containsExactly("a", "ask b");
    }

    @Test
    void whatIsSaidOfNothingNewLeavesTheCards() {
        var before = List.of(card(Kind.ANSWER, "a"), card(Kind.ASK, "ask a"));

        assertThat(Shown.after(before, List.of())).isEqualTo(before);
    }

    @Test
    void anAnswerEndsTheQuestionAndTheMatterNamedBefore() {
        var shown = Shown.after(
                List.of(card(Kind.ITEM, "i"), card(Kind.ASK, "q"), card(Kind.PHRASE, "p")),
                List.of(card(Kind.ANSWER, "a")));

        assertThat(shown).extracting(Suggestion::key).containsExactly("a", "p");
    }

    private static Suggestion card(Kind kind, String key) {
        return new Suggestion(kind, key, key, "", "", List.of(), List.of(), 1, null, null, List.of(), List.of());
    }
}
