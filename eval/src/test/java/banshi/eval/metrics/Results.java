package banshi.eval.metrics;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.eval.subject.About;
import java.util.List;
import java.util.Set;

/** Results made by hand: the gold pair is {@code m / a}, and {@code n / b} is right too. */
final class Results {
    static final Pair GOLD = Pair.of("m", "a");
    static final Pair RIGHT_TOO = Pair.of("n", "b");
    static final Pair WRONG = Pair.of("x", "y");

    private Results() {}

    static SingleResult answered(Pair about, double confidence) {
        return single(replied(Act.ANSWER, about, confidence, List.of()));
    }

    /** Not answered; {@code best} is the first candidate. */
    static SingleResult declined(Pair best) {
        return single(new Response.Replied(
                Act.DECLINE, null, null, .5, List.of(candidate(best, .5)), List.of(), "不归我们管", null, List.of(), null));
    }

    static SingleResult clarified(Pair... offered) {
        var choices = java.util.stream.IntStream.range(0, offered.length)
                .mapToObj(i -> new Choice("c" + i, "选", offered[i].matter(), offered[i].aspect()))
                .toList();
        return single(new Response.Replied(
                Act.CLARIFY, null, null, .4, List.of(candidate(WRONG, .4)), choices, "您问的是", null, List.of(), null));
    }

    static SingleResult single(Response response) {
        return single("m", "a", "plain", "f.jsonl", response);
    }

    static SingleResult single(String matter, String aspect, String style, String file, Response response) {
        return new SingleResult(
                new EvalCase.Single(
                        new EvalCase.Origin(file, 1), "s", "问", Pair.of(matter, aspect), List.of(RIGHT_TOO), style),
                response,
                null);
    }

    static Response.Replied replied(Act act, Pair about, double confidence, List<Choice> choices) {
        return new Response.Replied(
                act,
                about.matter(),
                about.aspect(),
                confidence,
                List.of(candidate(about, confidence)),
                choices,
                "答复",
                null,
                List.of(),
                "t");
    }

    static Candidate candidate(Pair pair, double p) {
        return new Candidate(pair.matter(), pair.aspect(), p);
    }

    static NotOursResult notOurs(Act expect, List<Act> alsoOk, Act act) {
        return notOurs(expect, alsoOk, List.of(), act, "请找别的部门");
    }

    static NotOursResult notOurs(Act expect, List<Act> alsoOk, List<String> mustContainAny, Act act, String text) {
        return new NotOursResult(
                new EvalCase.NotOurs(
                        new EvalCase.Origin("o.jsonl", 1), "o", "问", "other-dept", expect, alsoOk, mustContainAny),
                new Response.Replied(act, null, null, 0, List.of(), List.of(), text, null, List.of(), null));
    }

    static ResultSet of(List<SingleResult> singles, List<NotOursResult> notOurs) {
        return new ResultSet(singles, notOurs, List.of(), List.of(), List.of(), List.of());
    }

    static About release(MatterId... content) {
        return new About("r", Set.of(content), null);
    }

    static MatterId matter(String id) {
        return new MatterId(id);
    }

    static AspectId aspect(String id) {
        return new AspectId(id);
    }
}
