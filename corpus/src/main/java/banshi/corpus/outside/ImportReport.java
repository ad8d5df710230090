package banshi.corpus.outside;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an import came to (导入报告).
 *
 * @param in records in the file
 * @param taken matters in the new content
 * @param empty how many of the taken did not give a field, by field in the order of the profile
 * @param answers how many of the taken can answer an aspect, by aspect
 * @param refused in the order of the file
 */
public record ImportReport(
        int in,
        int taken,
        Map<String, Integer> empty,
        Map<String, Integer> answers,
        int questions,
        List<Refusal> refused) {
    public ImportReport {
        empty = Collections.unmodifiableMap(new LinkedHashMap<>(empty));
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        refused = List.copyOf(refused);
    }

    /** For staff to read, all of it. */
    public String words() {
        return "读入 " + in + " 条，可导入 " + taken + " 条，退回 " + refused.size() + " 条，生成问法 " + questions + " 句\n"
                + "没有提供的字段（可导入的 " + taken + " 条里有几条是空的）：\n"
                + lines(empty)
                + "能回答的要素（有几个事项能答）：\n"
                + lines(answers)
                + refused.stream().map(r -> "退回 " + r + "\n").collect(Collectors.joining());
    }

    private static String lines(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> "  " + e.getKey() + "  " + e.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
