package banshi.assistant.cases;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Choice;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnResultTest {
    @ParameterizedTest(name = "wanted {0} {1}/{2}, right too {3}: {4} {5}/{6} misses [{7}]")
    @CsvSource(
            nullValues = "-",
            value = {
                "answer,        m, a, -,   answer,        m, a, -",
                "answer,        m, a, -,   answer,        m, b, about",
                "answer,        m, -, -,   answer,        m, b, -", // any aspect will do
                "answer,        m, -, -,   answer,        n, b, about",
                "answer,        m, a, n/b, answer,        n, b, -",
                "answer,        m, a, n/b, answer,        n, a, about",
                "answer,        m, a, -,   answer,        -, -, about",
                "answer,        -, -, -,   answer,        x, y, -", // the case does not say what about
                "answer,        -, -, n/b, answer,        x, y, about",
                "answer,        m, a, -,   ask-situation, m, a, act",
                "ask-situation, m, a, -,   ask-situation, n, a, about",
                "answer,        m, a, -,   decline,       -, -, act",
                "handoff,       -, -, -,   handoff,       -, -, -",
                "handoff,       m, -, -,   handoff,       -, -, -", // a refusal is about nothing that could be wrong
                "clarify,       m, -, -,   clarify,       m, -, -",
                "clarify,       m, -, -,   clarify,       -, -, about",
                "clarify,       -, -, n/b, clarify,       -, -, -", // only an answer would have to be about n/b
            })
    void wantsTheActAndTheSubjectThatTheCaseNames(
            String act,
            @Nullable String matter,
            @Nullable String aspect,
            @Nullable String alsoOk,
            String replied,
            @Nullable String about,
            @Nullable String of,
            @Nullable String misses) {
        var also = alsoOk == null ? List.<Pair>of() : List.of(Pair.of(alsoOk.split("/")[0], alsoOk.split("/")[1]));
        var expected = expectation(List.of(act(act)), matter, aspect, also);

        var result = new TurnResult(expected, reply(act(replied), about, of, "好的"), List.of());

        assertThat(result.misses()).isEqualTo(misses == null ? List.of() : List.of(misses));
        assertThat(result.isMet()).isEqualTo(misses == null);
    }

    @Test
    void takesAnyActWhereTheCaseNamesNone() {
        var result = new TurnResult(expectation(List.of(), null, null, List.of()), decline("好的"), List.of());

        assertThat(result.isMet()).isTrue();
    }

    @Test
    void missesEverythingWithoutAReply() {
        var result = new TurnResult(
                expectation(List.of(), null, null, List.of()), new Response.Failed("HTTP status 500"), List.of());

        assertThat(result.misses()).containsExactly("reply");
        assertThat(result.isActRight()).isFalse();
        assertThat(result.isClean()).isFalse();
    }

    @ParameterizedTest(name = "offers {0}: misses [{1}]")
    @CsvSource(
            nullValues = "-",
            value = {"card loan, -", "card loan return, -", "card return, choices", "return, choices"})
    void wantsTwoOfTheMattersThatAClarificationMustOffer(String offered, @Nullable String misses) {
        var expected = new Expectation(
                List.of(Act.CLARIFY),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                matters("card", "loan", "room"),
                0,
                null);

        var result = new TurnResult(expected, clarify(offered.split(" ")), List.of());

        assertThat(result.misses()).isEqualTo(misses == null ? List.of() : List.of(misses));
    }

    @Test
    void wantsAnAcceptedMatterAmongTheChoicesWhereAnAnswerIsRightToo() {
        var expected = expectation(List.of(Act.ANSWER, Act.CLARIFY), "card", "fee", List.of());

        assertThat(new TurnResult(expected, clarify("loan", "card"), List.of()).isMet())
                .isTrue();
        assertThat(new TurnResult(expected, clarify("loan", "room"), List.of()).misses())
                .containsExactly("about");
    }

    @Test
    void wantsThePickedChoiceWhateverItWas() {
        var expected =
                new Expectation(List.of(Act.ANSWER), null, null, List.of(), List.of(), List.of(), List.of(), 2, null);
        var shown = List.of(choice("card"), choice("loan"));

        assertThat(new TurnResult(expected, reply(Act.ANSWER, "loan", "overview", ""), shown).isMet())
                .isTrue();
        assertThat(new TurnResult(expected, reply(Act.ANSWER, "card", "overview", ""), shown).misses())
                .containsExactly("about");
        assertThat(new TurnResult(expected, reply(Act.ANSWER, "loan", "overview", ""), List.of()).misses())
                .containsExactly("about"); // nothing was shown
    }

    @Test
    void takesTheBundleThatIsRightToo() {
        var expected = new Expectation(
                List.of(Act.ANSWER),
                new MatterId("card"),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                "bundle-reader");

        var answer = new Response.Replied(
                Act.ANSWER, null, null, .9, List.of(), List.of(), "", null, List.of(), "bundle.bundle-reader");

        assertThat(new TurnResult(expected, answer, List.of()).isMet()).isTrue();
    }

    @Test
    void looksForWordsInTheTextAndInTheChoices() {
        var expected = new Expectation(
                List.of(), null, null, List.of(), List.of("十元", "10元"), List.of("百元", "借书"), List.of(), 0, null);

        assertThat(new TurnResult(expected, decline("一共10元"), List.of()).isMet())
                .isTrue();
        assertThat(new TurnResult(expected, decline("一共百元"), List.of()).misses())
                .containsExactly("says", "forbidden");
        var clarify = new Response.Replied(
                Act.CLARIFY,
                null,
                null,
                .4,
                List.of(),
                List.of(new Choice("1", "借书要十元吗", null, null)),
                "您想问",
                null,
                List.of(),
                null);
        assertThat(new TurnResult(expected, clarify, List.of()).misses()).containsExactly("forbidden");
    }

    @Test
    void countsAConversationAsWellOnlyIfEveryTurnIs() {
        var met = new TurnResult(expectation(List.of(), null, null, List.of()), decline(""), List.of());
        var missed = new TurnResult(expectation(List.of(Act.ANSWER), null, null, List.of()), decline(""), List.of());
        var asked = new EvalCase.Conversation(new EvalCase.Origin("d.jsonl", 1), "d", "switch", List.of());

        assertThat(new DialogueResult(asked, List.of(met, met)).isSuccess()).isTrue();
        assertThat(new DialogueResult(asked, List.of(met, missed)).isSuccess()).isFalse();
        assertThat(new DialogueResult(asked, List.of(met, missed)).turnsMet()).isEqualTo(1);
    }

    private static Act act(String word) {
        return Act.of(word).orElseThrow();
    }

    private static Expectation expectation(
            List<Act> acts, @Nullable String matter, @Nullable String aspect, List<Pair> alsoOk) {
        return new Expectation(
                acts,
                matter == null ? null : new MatterId(matter),
                aspect == null ? null : new AspectId(aspect),
                alsoOk,
                List.of(),
                List.of(),
                List.of(),
                0,
                null);
    }

    private static Response reply(Act act, @Nullable String matter, @Nullable String aspect, String text) {
        return new Response.Replied(
                act,
                matter == null ? null : new MatterId(matter),
                aspect == null ? null : new AspectId(aspect),
                .9,
                List.of(),
                List.of(),
                text,
                null,
                List.of(),
                null);
    }

    private static Response decline(String text) {
        return reply(Act.DECLINE, null, null, text);
    }

    private static Response clarify(String... offered) {
        var choices = Arrays.stream(offered).map(TurnResultTest::choice).toList();
        return new Response.Replied(Act.CLARIFY, null, null, .4, List.of(), choices, "您想问", null, List.of(), null);
    }

    private static Choice choice(String matter) {
        return new Choice(matter, matter + "怎么办", new MatterId(matter), null);
    }

    private static List<MatterId> matters(String... ids) {
        return Arrays.stream(ids).map(MatterId::new).toList();
    }
}
