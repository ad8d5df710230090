package banshi.eval.report;

import banshi.assistant.Candidate;
import banshi.eval.cases.Act;
import banshi.eval.cases.EvalCase;
import banshi.eval.cases.Pair;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.NotOursResult;
import banshi.eval.metrics.SingleResult;
import banshi.eval.subject.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every miss with what was answered (错例): one JSON object a line, in the order of the files. {@code misses} tells what was missed:
 * {@code forced-top1}, {@code wrong-answer}, {@code not-useful}; {@code not-ours-rejection}, {@code exact-act}, {@code mentions}.
 */
public final class Misses {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Misses() {}

    /** Empty where nothing was missed; else ends with a line break. */
    public static String of(Measurement measured) {
        var text = new StringBuilder();
        for (var result : measured.singles()) {
            var misses = misses(result);
            if (misses.isEmpty()) continue;
            var line = begin("single", result.asked(), misses);
            line.put("style", result.asked().style());
            line.put("gold", ids(result.asked().gold()));
            line.put(
                    "also_ok", result.asked().alsoOk().stream().map(Misses::ids).toList());
            append(text, line, result.response());
        }
        for (var result : measured.notOurs()) {
            var misses = misses(result);
            if (misses.isEmpty()) continue;
            var line = begin("oos", result.asked(), misses);
            line.put("why", result.asked().kind());
            line.put("expect", result.asked().expect().word());
            line.put("also_ok", result.asked().alsoOk().stream().map(Act::word).toList());
            if (result.wantsMention())
                line.put("must_contain_any", result.asked().mustContainAny());
            append(text, line, result.response());
        }
        return text.toString();
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

    private static Map<String, @Nullable Object> begin(String kind, EvalCase asked, List<String> misses) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("id", asked.id());
        line.put("file", asked.origin().file());
        line.put("line", asked.origin().line());
        line.put("kind", kind);
        line.put("misses", misses);
        line.put("text", asked.text());
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
}
