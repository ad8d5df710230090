package banshi.channels.misses;

import banshi.assistant.dialogue.Move;
import banshi.assistant.release.Explained;
import banshi.assistant.understanding.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A published answer that some words could have had (相近的答复), and why they did not get it, in words for editors.
 *
 * @param probability that it is what was asked, calibrated
 * @param why one reason a sentence
 */
public record Rival(String matter, String aspect, double probability, List<String> why) {
    private static final Map<String, String> EVIDENCE = Map.ofEntries(
            Map.entry("words", "字面"),
            Map.entry("things", "提到的东西"),
            Map.entry("things-missing", "该提到却没提到的东西"),
            Map.entry("topic", "像别的话题"),
            Map.entry("danger", "像险情"),
            Map.entry("topic-words", "别的话题的字眼"),
            Map.entry("meaning", "句子的意思"),
            Map.entry("nearest", "最像的一句问法"),
            Map.entry("nearest-three", "最像的三句问法"),
            Map.entry("nearest-name", "事项的名称"),
            Map.entry("topic-meaning", "别的话题的意思"),
            Map.entry("topic-nearest", "别的话题里最像的一句"));

    /** The most that are told of. */
    private static final int MOST_KINDS = 2;

    public Rival {
        why = List.copyOf(why);
    }

    /** The likeliest first; none where nothing published is near. */
    public static List<Rival> of(Explained explained) {
        var reading = explained.why().reading();
        if (!reading.familiar()) return List.of();
        return reading.candidates().stream()
                .map(c -> new Rival(
                        c.matter().value(),
                        c.aspect().value(),
                        c.p(),
                        why(explained, c.matter().value(), c.aspect().value(), c.p())))
                .toList();
    }

    private static List<String> why(Explained explained, String matter, String aspect, double p) {
        var why = new ArrayList<String>();
        why.add(decided(explained, matter, p));
        explained.why().subjects().stream()
                .filter(subject -> subject.id().equals(matter))
                .findFirst()
                .map(Rival::evidence)
                .filter(evidence -> !evidence.isEmpty())
                .ifPresent(why::add);
        explained.why().nearest().stream()
                .filter(near -> near.subject().equals(matter) && near.aspect().equals(aspect))
                .findFirst()
                .ifPresent(near -> why.add("已公布的问法里最像的一句：“" + near.text() + "”（相似度 " + percent(near.score()) + "）"));
        return why;
    }

    private static String decided(Explained explained, String matter, double p) {
        var thresholds = explained.thresholds();
        return switch (explained.move()) {
            case Move.Answer(var reading)
            when reading.matter().value().equals(matter) && reading.p() == p -> "单独问这一句，直接答的就是它";
            case Move.Address(var topic) -> "被当成别的话题（" + topic.value() + "），没有往事项上答";
            case Move.Answer _, Move.Clarify _, Move.Together _, Move.PassOn _, Move.GiveUp _ ->
                p < thresholds.answer()
                        ? "把握 " + percent(p) + "，要 " + percent(thresholds.answer()) + " 才直接答"
                        : "把握 " + percent(p) + "，但别的答复更像";
        };
    }

    /** What speaks for the best, what another lacks of it; empty for nothing. */
    private static String evidence(Explanation.Weighed subject) {
        if (!subject.behind().isEmpty()) return "比最像的少在：" + kinds(subject.behind().keySet().stream());
        var strongest = subject.contributions().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey);
        var kinds = kinds(strongest);
        return kinds.isEmpty() ? "" : "最像在：" + kinds;
    }

    private static String kinds(Stream<String> kinds) {
        return kinds.limit(MOST_KINDS)
                .map(kind -> EVIDENCE.getOrDefault(kind, kind))
                .collect(Collectors.joining("、"));
    }

    private static String percent(double share) {
        return Math.round(share * 100) + "%";
    }
}
