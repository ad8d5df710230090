package banshi.assistant.cases;

import banshi.assistant.cases.EvalCase.Origin;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of an evaluation file as a case (用例行); its kind is told by its fields. */
final class CaseLine {
    private static final String UNSPECIFIED = "unspecified";
    private static final Map<String, Verdict> ELIGIBLE = Map.of(
            "true", Verdict.YES,
            "yes", Verdict.YES,
            "false", Verdict.NO,
            "no", Verdict.NO,
            "depends", Verdict.DEPENDS);

    private CaseLine() {}

    static EvalCase read(Origin origin, Fields fields) throws BadLine {
        return switch (kindOf(fields)) {
            case SINGLE -> single(origin, fields);
            case OOS -> notOurs(origin, fields);
            case DIALOGUES -> conversation(origin, fields);
            case ADVERSARIAL -> adversarial(origin, fields);
            case SITUATIONS -> facts(origin, fields);
            case HOTLINE -> call(origin, fields);
        };
    }

    private static CaseKind kindOf(Fields fields) throws BadLine {
        var node = fields.node();
        if (node.has("facts_text")) return CaseKind.SITUATIONS;
        if (node.has("turns")) return node.has("need") ? CaseKind.HOTLINE : CaseKind.DIALOGUES;
        if (node.has("text") && node.has("expect"))
            return node.path("expect").isObject() ? CaseKind.ADVERSARIAL : CaseKind.OOS;
        if (node.has("text") && (node.has("matter") || node.has("aspect"))) return CaseKind.SINGLE;
        throw new BadLine("is of no known kind: has neither text with matter and aspect (single), text with expect"
                + " (oos, adversarial), turns (dialogues, hotline) nor facts_text (situations)");
    }

    private static EvalCase.Single single(Origin origin, Fields fields) throws BadLine {
        return new EvalCase.Single(
                origin,
                fields.word("id"),
                fields.text("text"),
                Pair.of(fields.word("matter"), fields.word("aspect")),
                fields.pairs("also_ok"),
                fields.wordIfAny("style").orElse(UNSPECIFIED));
    }

    private static EvalCase.NotOurs notOurs(Origin origin, Fields fields) throws BadLine {
        var expect = Fields.act("expect", fields.node().path("expect"));
        if (!expect.refuses())
            throw new BadLine("expect is " + expect.word() + "; allowed: decline, handoff, smalltalk, emergency");
        var alsoOk = new ArrayList<Act>();
        for (var act : fields.list("also_ok")) alsoOk.add(Fields.act("also_ok", act));
        for (var act : fields.list("act_also_ok")) alsoOk.add(Fields.act("act_also_ok", act));
        return new EvalCase.NotOurs(
                origin,
                fields.word("id"),
                fields.text("text"),
                kind(fields),
                expect,
                alsoOk,
                fields.words("must_contain_any"));
    }

    private static EvalCase.Conversation conversation(Origin origin, Fields fields) throws BadLine {
        var turns = new ArrayList<EvalCase.Conversation.Asked>();
        for (var turn : fields.objects("turns"))
            turns.add(new EvalCase.Conversation.Asked(turn.text("user"), expectation(turn)));
        return new EvalCase.Conversation(origin, fields.word("id"), kind(fields), turns);
    }

    private static EvalCase.Adversarial adversarial(Origin origin, Fields fields) throws BadLine {
        return new EvalCase.Adversarial(
                origin, fields.word("id"), fields.text("text"), kind(fields), expectation(fields));
    }

    /** What a turn or case expects; in {@code also_ok} a word is an act and a list a pair, as the files of both kinds have it. */
    private static Expectation expectation(Fields turn) throws BadLine {
        var expect = turn.inner("expect");
        var acts = new ArrayList<>(expect.acts("act"));
        var pairs = new ArrayList<Pair>();
        for (var other : expect.list("also_ok")) {
            if (other.isString()) acts.add(Fields.act("also_ok", other));
            else pairs.add(Fields.pair("also_ok", other));
        }
        acts.addAll(expect.acts("act_also_ok"));
        if (!expect.has("act") && !acts.isEmpty()) throw new BadLine("act must be given where others are right too");
        var pick = turn.has("pick") ? turn : expect;
        return new Expectation(
                acts,
                expect.wordIfAny("matter").map(MatterId::new).orElse(null),
                expect.wordIfAny("aspect").map(AspectId::new).orElse(null),
                pairs,
                expect.words("must_contain_any"),
                expect.words("must_not_contain"),
                expect.words("choices").stream().map(MatterId::new).toList(),
                pick.has("pick") ? pick.number("pick", 1, 99) : 0,
                expect.wordIfAny("bundle").orElse(null));
    }

    private static EvalCase.Facts facts(Origin origin, Fields fields) throws BadLine {
        var expect = fields.inner("expect");
        var include = expect.words("materials_include").stream().map(List::of).toList();
        var any = expect.alternatives("materials_include_any");
        if (!any.isEmpty() && any.size() != include.size())
            throw new BadLine("materials_include_any must have one list for each of materials_include");
        return new EvalCase.Facts(
                origin,
                fields.word("id"),
                new MatterId(fields.word("matter")),
                fields.text("facts_text"),
                any.isEmpty() ? include : any,
                expect.words("materials_exclude"),
                eligible(expect),
                expect.has("redirect") || fields.has("redirect")
                        ? new MatterId((expect.has("redirect") ? expect : fields).word("redirect"))
                        : null);
    }

    private static @Nullable Verdict eligible(Fields expect) throws BadLine {
        if (!expect.has("eligible")) return null;
        var node = expect.node().path("eligible");
        var verdict = node.isBoolean() || node.isString() ? ELIGIBLE.get(node.asString("")) : null;
        if (verdict == null) throw new BadLine("eligible is " + node + "; allowed: true, false, \"depends\"");
        return verdict;
    }

    private static EvalCase.Call call(Origin origin, Fields fields) throws BadLine {
        var turns = new ArrayList<EvalCase.Call.Said>();
        for (var turn : fields.objects("turns")) turns.add(said(turn));
        var pairs = fields.pairs("need");
        int last = turns.size() - 1;
        var clearAt = fields.numbers("need_turn", 0, last);
        if (fields.has("need_turn") && clearAt.size() != pairs.size())
            throw new BadLine("need_turn must have one turn for each need");
        var needs = new ArrayList<EvalCase.Call.Need>();
        for (int i = 0; i < pairs.size(); i++)
            needs.add(new EvalCase.Call.Need(pairs.get(i), clearAt.isEmpty() ? last : clearAt.get(i)));
        return new EvalCase.Call(origin, fields.word("id"), kind(fields), turns, needs, order(fields));
    }

    private static EvalCase.Call.@Nullable Order order(Fields fields) throws BadLine {
        if (!fields.has("work_order")) return null;
        var order = fields.inner("work_order");
        return new EvalCase.Call.Order(
                order.word("type"),
                order.wordIfAny("matter").map(MatterId::new).orElse(null),
                order.words("summary_points"));
    }

    private static EvalCase.Call.Said said(Fields turn) throws BadLine {
        var speaker = turn.word("speaker");
        return switch (speaker) {
            case "caller", "agent" -> new EvalCase.Call.Said(speaker.equals("caller"), turn.text("text"));
            default -> throw new BadLine("speaker is " + speaker + "; allowed: caller, agent");
        };
    }

    private static String kind(Fields fields) throws BadLine {
        return fields.wordIfAny("kind").orElse(UNSPECIFIED);
    }
}
