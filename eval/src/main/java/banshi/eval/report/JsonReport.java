package banshi.eval.report;

import banshi.assistant.metrics.Figure;
import banshi.eval.metrics.Calibration;
import banshi.eval.metrics.Confusion;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.RiskCoverage;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The measurement for other programs (JSON 报告); a figure that is not defined has no value. */
public final class JsonReport {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    /** Ends with a line break. */
    public static String of(Measurement measured) {
        var report = new LinkedHashMap<String, Object>();
        report.put("release", measured.release());
        report.put(
                "files",
                measured.counts().stream()
                        .map(c -> map(
                                "file", c.file(),
                                "kind", c.kind().word(),
                                "cases", c.cases()))
                        .toList());
        report.put("failures", measured.failures());
        report.put("unmeasured", measured.unmeasured());
        report.put("interval", map("level", 0.95, "resamples", Figure.RESAMPLES, "seed", Figure.SEED));
        report.put(
                "groups",
                measured.groups().stream()
                        .map(g -> map(
                                "kind", g.kind().word(),
                                "split", g.split(),
                                "figures",
                                        g.figures().stream()
                                                .map(JsonReport::figure)
                                                .toList()))
                        .toList());
        var singles = measured.results().singles();
        var curve = RiskCoverage.of(singles);
        report.put("calibration", Calibration.of(singles).bins());
        report.put("riskCoverage", curve.points());
        var answersFrom = measured.about().answersFrom();
        if (answersFrom != null) curve.at(answersFrom).ifPresent(point -> report.put("operatingPoint", point));
        report.put("confusion", Confusion.of(singles));
        report.put("definitions", Measurement.definitions());
        return MAPPER.writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> figure(Figure figure) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("metric", figure.metric());
        if (figure.isDefined()) {
            fields.put("value", figure.value());
            fields.put("low", figure.low());
            fields.put("high", figure.high());
        }
        fields.put("cases", figure.cases());
        return fields;
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return fields;
    }
}
