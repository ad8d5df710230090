package banshi.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fragment of speech with what may stand in it (说法格式): letters as they are said, {@code …} for up to {@value #GAP} characters of the
 * same clause, and at most one measure or place.
 *
 * <pre>
 * 弄丢          the letters
 * 户口…外省      with something between
 * {岁 0-15}      a number of that unit, within the range; either end may be left out
 * {外省}户口      the name of a place of that kind
 * =没有         only as the whole answer, after the question was asked
 * </pre>
 *
 * @param answer whether it counts only as the whole answer to the question
 * @param pieces in order; never two gaps side by side, none at either end
 */
public record TellingPattern(boolean answer, List<Piece> pieces) {
    /** The longest stretch that {@code …} stands for, in characters. */
    public static final int GAP = 8;

    private static final Pattern SLOT =
            Pattern.compile("\\{(?:(岁|天|分|人|次|座|年|米|元) (\\d{0,6})-(\\d{0,6})|(外省|省内|市内|境外))}");
    private static final Pattern ODD = Pattern.compile("[\\p{P}\\p{S}\\s&&[^…]]");

    public TellingPattern {
        pieces = List.copyOf(pieces);
    }

    /** A part of the fragment (片段). */
    public sealed interface Piece {}

    /** Letters as they are said, lower case. */
    public record Letters(String letters) implements Piece {}

    /** Anything short, or nothing. */
    public record Gap() implements Piece {}

    /** A measure from {@code least} to {@code most}, both included. */
    public record Measure(Unit unit, int least, int most) implements Piece {}

    /** The name of a place. */
    public record Place(Where where) implements Piece {}

    /** What is measured (量). A stretch of time counts in days: a month 30, a year 365. */
    public enum Unit {
        AGE("岁"),
        DAYS("天"),
        POINTS("分"),
        PEOPLE("人"),
        TIMES("次"),
        SEATS("座"),
        YEARS("年"),
        METRES("米"),
        YUAN("元");

        private final String sign;

        Unit(String sign) {
            this.sign = sign;
        }

        /** As it is written in a pattern. */
        public String sign() {
            return sign;
        }
    }

    /** Where a place lies, seen from Hangzhou (地域). */
    public enum Where {
        OTHER_PROVINCE("外省"),
        SAME_PROVINCE("省内"),
        SAME_CITY("市内"),
        ABROAD("境外");

        private final String sign;

        Where(String sign) {
            this.sign = sign;
        }

        /** As it is written in a pattern. */
        public String sign() {
            return sign;
        }
    }

    /** The pattern; nothing where it is not one. */
    public static Optional<TellingPattern> parse(String says) {
        boolean answer = says.startsWith("=");
        var rest = answer ? says.substring(1) : says;
        var pieces = new ArrayList<Piece>();
        Matcher slot = SLOT.matcher(rest);
        int from = 0;
        int slots = 0;
        while (slot.find()) {
            if (++slots > 1 || !addLetters(rest.substring(from, slot.start()), pieces)) return Optional.empty();
            if (slot.group(1) == null) pieces.add(new Place(where(slot.group(4))));
            else {
                int least = slot.group(2).isEmpty() ? 0 : Integer.parseInt(slot.group(2));
                int most = slot.group(3).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(slot.group(3));
                if (least > most) return Optional.empty();
                pieces.add(new Measure(unit(slot.group(1)), least, most));
            }
            from = slot.end();
        }
        if (!addLetters(rest.substring(from), pieces) || pieces.isEmpty()) return Optional.empty();
        boolean loose = pieces.getFirst() instanceof Gap || pieces.getLast() instanceof Gap;
        return loose ? Optional.empty() : Optional.of(new TellingPattern(answer, pieces));
    }

    private static boolean addLetters(String text, List<Piece> to) {
        if (ODD.matcher(text).find()) return false;
        int from = 0;
        for (int gap = text.indexOf('…'); ; gap = text.indexOf('…', from)) {
            int end = gap < 0 ? text.length() : gap;
            if (end > from) to.add(new Letters(text.substring(from, end).toLowerCase(Locale.ROOT)));
            if (gap < 0) return true;
            if (!to.isEmpty() && to.getLast() instanceof Gap) return false;
            to.add(new Gap());
            from = gap + 1;
        }
    }

    private static Unit unit(String sign) {
        return Arrays.stream(Unit.values())
                .filter(u -> u.sign().equals(sign))
                .findFirst()
                .orElseThrow();
    }

    private static Where where(String sign) {
        return Arrays.stream(Where.values())
                .filter(w -> w.sign().equals(sign))
                .findFirst()
                .orElseThrow();
    }
}
