package banshi.eval.report;

import banshi.assistant.Candidate;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.AdversarialResult;
import banshi.assistant.cases.CaseKind;
import banshi.assistant.cases.DialogueResult;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Expectation;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import banshi.eval.metrics.CallResult;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.SituationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every miss with what was answered (错例): one JSON object a line, by kind, in the order of the files; of a conversation one line for
 * each turn that missed. {@code misses} tells what was missed: {@code forced-top1}, {@code wrong-answer},
 * {@code not-useful}; {@code not-ours-rejection}, {@code exact-act}, {@code mentions}; {@code reply}, {@code act}, {@code about},
 * {@code choices}, {@code says}, {@code forbidden}; {@code materials-included}, {@code materials-excluded}, {@code eligible},
 * {@code situation-matter}; {@code suggestion},
 * {@code false-suggestion}, {@code order-type}, {@code order-matter}, {@code summary}.
 */
public final class Misses {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Misses() {}

    /** Empty where nothing was missed; else ends with a line break. */
    public static String of(Measurement measured) {
        var text = new StringBuilder();
        var results = measured.results();
        results.singles().forEach(result -> single(text, result));
        results.notOurs().forEach(result -> notOurs(text, result));
        results.dialogues().forEach(result -> dialogue(text, result));
        results.adversarial().forEach(result -> adversarial(text, result));
        results.situations().forEach(result -> situation(text, result));
        results.calls().forEach(result -> call(text, result));
        return text.toString();
    }

    private static void single(StringBuilder text, SingleResult result) {
        var misses = misses(result);
        if (misses.isEmpty()) return;
        var line = begin(CaseKind.SINGLE, result.asked(), misses);
        line.put("text", result.asked().text());
        line.put("style", result.asked().style());
        line.put("gold", ids(result.asked().gold()));
        line.put("also_ok", result.asked().alsoOk().stream().map(Misses::ids).toList());
        append(text, line, result.response());
    }

    private static void notOurs(StringBuilder text, NotOursResult result) {
        var misses = misses(result);
        if (misses.isEmpty()) return;
        var line = begin(CaseKind.OOS, result.asked(), misses);
        line.put("text", result.asked().text());
        line.put("why", result.asked().kind());
        line.put("expect", result.asked().expect().word());
        line.put("also_ok", result.asked().alsoOk().stream().map(Act::word).toList());
        if (result.wantsMention()) line.put("must_contain_any", result.asked().mustContainAny());
        append(text, line, result.response());
    }

    private static void dialogue(StringBuilder text, DialogueResult result) {
        for (int turn = 0; turn < result.turns().size(); turn++) {
            var judged = result.turns().get(turn);
            if (judged.isMet()) continue;
            var line = begin(CaseKind.DIALOGUES, result.asked(), judged.misses());
            line.put("turn", turn); // from 0, as the files count
            line.put("text", result.asked().turns().get(turn).user());
            line.put("why", result.asked().kind());
            line.put("expect", expected(judged.expected()));
            append(text, line, judged.response());
        }
    }

    private static void adversarial(StringBuilder text, AdversarialResult result) {
        var judged = result.judged();
        if (judged.isMet()) return;
        var line = begin(CaseKind.ADVERSARIAL, result.asked(), judged.misses());
        line.put("text", result.asked().text());
        line.put("why", result.asked().kind());
        line.put("expect", expected(judged.expected()));
        append(text, line, result.response());
    }

    private static void situation(StringBuilder text, SituationResult result) {
        var misses = misses(result);
        if (misses.isEmpty()) return;
        var asked = result.asked();
        var line = begin(CaseKind.SITUATIONS, asked, misses);
        line.put("text", asked.text());
        line.put("matter", asked.matter().value());
        line.put("redirect", asked.redirect() == null ? null : asked.redirect().value());
        line.put("include", asked.include());
        line.put("exclude", asked.exclude());
        line.put("eligible", word(asked.eligible()));
        append(text, line, result.response());
    }

    private static void call(StringBuilder text, CallResult result) {
        var needs = result.asked().needs().stream()
                .filter(need -> !result.isFound(need))
                .toList();
        var wrong = result.falseCards();
        var misses = new ArrayList<String>();
        if (!needs.isEmpty()) misses.add("suggestion");
        if (!wrong.isEmpty()) misses.add("false-suggestion");
        var order = result.order();
        var wanted = result.asked().order();
        if (order != null && wanted != null) {
            if (!order.type().equals(wanted.type())) misses.add("order-type");
            if (!Objects.equals(order.matter(), wanted.matter())) misses.add("order-matter");
            if (order.covered().contains(false)) misses.add("summary");
        }
        if (misses.isEmpty()) return;
        var line = begin(CaseKind.HOTLINE, result.asked(), misses);
        line.put("why", result.asked().kind());
        line.put("missed", needs.stream().map(need -> ids(need.pair())).toList());
        line.put("false", wrong.stream().map(CallResult.Card::key).toList());
        line.put("shown", result.shown().stream().map(s -> shown(result, s)).toList());
        if (order != null && wanted != null) {
            line.put("order", List.of(order.type(), String.valueOf(order.matter())));
            line.put("order_wanted", List.of(wanted.type(), String.valueOf(wanted.matter())));
            line.put("summary", order.summary());
            line.put("points", wanted.points());
        }
        text.append(MAPPER.writeValueAsString(line)).append('\n');
    }

    private static Map<String, Object> shown(CallResult result, CallResult.Shown shown) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("turn", shown.turn());
        fields.put("text", result.asked().turns().get(shown.turn()).text());
        fields.put("cards", shown.cards().stream().map(CallResult.Card::key).toList());
        return fields;
    }

    private static Map<String, @Nullable Object> expected(Expectation expected) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("acts", expected.acts().stream().map(Act::word).toList());
        fields.put(
                "matter", expected.matter() == null ? null : expected.matter().value());
        fields.put(
                "aspect", expected.aspect() == null ? null : expected.aspect().value());
        fields.put("also_ok", expected.alsoOk().stream().map(Misses::ids).toList());
        fields.put("must_contain_any", expected.mustContainAny());
        fields.put("must_not_contain", expected.mustNotContain());
        fields.put("choices", expected.choices().stream().map(MatterId::value).toList());
        if (expected.pick() > 0) fields.put("pick", expected.pick());
        if (expected.bundle() != null) fields.put("bundle", expected.bundle());
        return fields;
    }

    private static List<String> misses(SingleResult result) {
        var misses = new ArrayList<String>();
        if (!result.isTop1Right()) misses.add("forced-top1");
        if (result.isAnsweredWrong()) misses.add("wrong-answer");
        if (!result.isUseful()) misses.add("not-useful");
        return misses;
    }

    private static List<String> misses(NotOursResult result) {
        var misses = new ArrayList<String>();
        if (!result.isRejected()) misses.add("not-ours-rejection");
        if (!result.isActRight()) misses.add("exact-act");
        if (result.wantsMention() && !result.isMentioned()) misses.add("mentions");
        return misses;
    }

    /** What belongs to the case itself; that it is about the wrong matter is told only where something else is missing too. */
    private static List<String> misses(SituationResult result) {
        var misses = new ArrayList<String>();
        if (!result.isIncluded()) misses.add("materials-included");
        if (!result.isExcluded()) misses.add("materials-excluded");
        if (!result.isEligibilityRight()) misses.add("eligible");
        if (!misses.isEmpty() && !result.isMatterRight()) misses.add("situation-matter");
        return misses;
    }

    private static Map<String, @Nullable Object> begin(CaseKind kind, EvalCase asked, List<String> misses) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("id", asked.id());
        line.put("file", asked.origin().file());
        line.put("line", asked.origin().line());
        line.put("kind", kind.word());
        line.put("misses", misses);
        return line;
    }

    private static void append(StringBuilder text, Map<String, @Nullable Object> line, Response response) {
        line.put("answered", answered(response));
        text.append(MAPPER.writeValueAsString(line)).append('\n');
    }

    private static Map<String, @Nullable Object> answered(Response response) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        switch (response) {
            case Response.Failed failed -> fields.put("failed", failed.what());
            case Response.Replied r -> {
                fields.put("act", r.act().word());
                fields.put("matter", r.matter() == null ? null : r.matter().value());
                fields.put("aspect", r.aspect() == null ? null : r.aspect().value());
                fields.put("confidence", r.confidence());
                fields.put(
                        "candidates",
                        r.candidates().stream().map(Misses::candidate).toList());
                fields.put("choices", r.choices().stream().map(c -> c.label()).toList());
                fields.put("verdict", word(r.verdict()));
                fields.put(
                        "materials",
                        r.materials().stream().map(RequiredMaterial::name).toList());
                fields.put("template", r.template());
                fields.put("text", r.text());
            }
        }
        return fields;
    }

    private static Map<String, Object> candidate(Candidate candidate) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("matter", candidate.matter().value());
        fields.put("aspect", candidate.aspect().value());
        fields.put("p", candidate.p());
        return fields;
    }

    private static List<String> ids(Pair pair) {
        return List.of(pair.matter().value(), pair.aspect().value());
    }

    private static @Nullable String word(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.name().toLowerCase(Locale.ROOT);
    }
}
