package banshi.eval.publicsets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures that others have published (已发表指标), from {@code baselines.tsv} beside the sets.
 *
 * @param values by the name of the metric, as published
 */
record Published(String dataset, String split, String system, Map<String, String> values, String source) {
    private static final String FILE = "baselines.tsv";

    Published {
        values = Map.copyOf(values);
    }

    /** All that the file has; none where there is no file. */
    static List<Published> read(SetFiles files) throws IOException {
        var all = new ArrayList<Published>();
        if (!files.has(FILE)) return all;
        for (var row : files.table(FILE)) {
            var metrics = row.getOrDefault("metric", "").split(" / ", -1);
            var values = row.getOrDefault("value", "").split(" / ", -1);
            var byMetric = new LinkedHashMap<String, String>();
            for (int i = 0; i < Math.min(metrics.length, values.length); i++) byMetric.put(metrics[i], values[i]);
            all.add(new Published(
                    row.getOrDefault("dataset", ""),
                    row.getOrDefault("split", ""),
                    row.getOrDefault("system", ""),
                    byMetric,
                    row.getOrDefault("source", "")));
        }
        return all;
    }
}
