package banshi.eval.metrics;

import banshi.assistant.language.Reader;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a summary has a point in it (要点覆盖): half of the different letters of the point that say something are in the summary too. Rough, but the same for everybody: on development
 * calls 2.6 % of the points of another call pass. Stateless.
 */
public final class PointCoverage {
    /** Words with which agents write that somebody asks, and letters that stand everywhere. */
    private static final Pattern SAYS_NOTHING =
            Pattern.compile("询问|要求|办理|需要|是否|进行|本人|来电人?|希望|咨询|以及|能否|哪里|哪些|什么|怎么|如何|已经|目前|[的了在要和到需问及并是，。、；（）“”]");

    private static final double ENOUGH = .5;
    private static final Reader READER = new Reader(List.of());

    private PointCoverage() {}

    /** Whether it has. */
    static boolean has(String summary, String point) {
        var said = READER.read(summary).key();
        var letters = READER.read(SAYS_NOTHING.matcher(point).replaceAll(""))
                .key()
                .chars()
                .distinct()
                .toArray();
        long both = java.util.Arrays.stream(letters)
                .filter(c -> said.indexOf(c) >= 0)
                .count();
        return both >= ENOUGH * letters.length;
    }

    /** Which of the points it has, in order. */
    public static List<Boolean> of(String summary, List<String> points) {
        return points.stream().map(point -> has(summary, point)).toList();
    }
}
