package banshi.corpus.outside;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a profile's rules take from one record (取出的字段).
 *
 * @param values by field; a field that the record does not give is not there
 * @param wrong why the record is refused; empty where it is not
 */
record Taken(Map<String, List<String>> values, List<String> wrong) {
    private static final String SPACES = "[\\s\\u00a0\\u3000\\u200b\\ufeff]+";
    private static final Pattern ADDRESS_ALONE = Pattern.compile("https?://\\S+");
    private static final Pattern ADDRESS_AMONG_WORDS =
            Pattern.compile("(https?://[\\x21-\\x7e]+)(?=[^\\x21-\\x7e\\s])");
    private static final Pattern END = Pattern.compile("[\\s。！？；;，,、.]+$");

    static Taken of(JsonNode record, Profile profile) {
        var values = new LinkedHashMap<String, List<String>>();
        var wrong = new ArrayList<String>();
        profile.fields().forEach((field, rule) -> {
            var taken = take(record, field, rule, wrong);
            if (!taken.isEmpty()) values.put(field, taken);
            else if (rule.required()) wrong.add("没有 " + field + "（" + String.join("、", rule.from()) + "）");
        });
        return new Taken(values, List.copyOf(wrong));
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    List<String> all(String field) {
        return values.getOrDefault(field, List.of());
    }

    /** The first value; a field that is there has one. */
    String first(String field) {
        return values.getOrDefault(field, List.of("")).getFirst();
    }

    private static List<String> take(JsonNode record, String field, Profile.Rule rule, List<String> wrong) {
        for (var pointer : rule.from()) {
            var taken = clean(raw(record.at(pointer), field, wrong), field, rule, wrong);
            if (!taken.isEmpty()) return taken;
        }
        return List.of();
    }

    private static List<String> raw(JsonNode node, String field, List<String> wrong) {
        if (node.isMissingNode() || node.isNull()) return List.of();
        if (node.isArray())
            return node.valueStream()
                    .flatMap(n -> raw(n, field, wrong).stream())
                    .toList();
        if (node.isObject()) {
            wrong.add(field + " 是一组字段，应当是文字或列表");
            return List.of();
        }
        return List.of(node.asString());
    }

    private static List<String> clean(List<String> raw, String field, Profile.Rule rule, List<String> wrong) {
        var cleaned = new ArrayList<String>();
        for (var whole : raw) {
            var parts =
                    rule.split() == null ? List.of(whole) : List.of(rule.split().split(whole));
            for (var part : parts) {
                var text = part.replaceAll(SPACES, " ").strip();
                for (var change : rule.replace()) text = change.in(text);
                text = bare(text);
                var value = text;
                if (value.isEmpty()
                        || rule.drop().stream().anyMatch(d -> d.matcher(value).matches())) continue;
                found(value, field, rule, cleaned, wrong);
            }
        }
        return cleaned.stream().distinct().toList();
    }

    private static void found(String value, String field, Profile.Rule rule, List<String> into, List<String> wrong) {
        if (rule.find() == null) {
            mapped(value, field, rule, into, wrong);
            return;
        }
        var matches =
                rule.find().matcher(value).results().map(MatchResult::group).toList();
        if (matches.isEmpty()) wrong.add(field + " 里没有可用的内容：“" + shortened(value) + "”");
        matches.forEach(match -> mapped(match, field, rule, into, wrong));
    }

    private static void mapped(String value, String field, Profile.Rule rule, List<String> into, List<String> wrong) {
        var mapped = rule.map().isEmpty() ? value : rule.map().getOrDefault(value, rule.otherwise());
        if (mapped == null)
            wrong.add(field + " 的“" + shortened(value) + "”不在对照表里，可以是："
                    + String.join("、", rule.map().keySet().stream().sorted().toList()));
        else if (rule.mustMatch() != null && !rule.mustMatch().matcher(mapped).matches())
            wrong.add(field + " 的“" + shortened(value) + "”写法不对，应当像 " + rule.mustMatch());
        else into.add(mapped);
    }

    /** Without full stops and the like at its end, for it goes into a sentence; an address stands free. */
    private static String bare(String text) {
        var spaced = ADDRESS_ALONE.matcher(text).matches()
                ? text
                : ADDRESS_AMONG_WORDS.matcher(text).replaceAll("$1 ");
        return END.matcher(spaced).replaceAll("");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
