package banshi.assistant.language;

import banshi.corpus.TellingPattern.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What citizens count and measure (数量): ages, stretches of time, points, people. A stretch of time counts in days, and in years where
 * it is said in years. "More than" and "less than" count as one more and one less: 不到一年 is 364 days, 一年多 more than 365.
 * Stateless, thread-safe.
 */
public final class Measures {
    private static final String NUMERALS = "零一二两三四五六七八九十百千万半几";
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?|[一二三四五六七八九]?十几|几十|[零一二两三四五六七八九十百千万]+|半|几)";
    private static final Pattern MEASURE = Pattern.compile("(不到|不满|未满|没满|没到|不足|还差|快|将近|超过|过了|满)?" + NUMBER
            + "(多|来)?(?:个)?(多)?(半)?(周岁|岁|天|星期|礼拜|周(?!岁)|月|年|分(?![钟之局公行店])|人|次|座|米|元|块)(半|多)?(以上|以内|以下|之内|不到)?");

    /** An age that is said without its unit, of a person: 我爸72了, 女儿今年9. */
    private static final Pattern BARE_AGE =
            Pattern.compile("(?:爸|妈|父亲|母亲|爷|奶|外公|外婆|姥爷|姥姥|公公|婆婆|岳父|岳母|丈人|儿子|女儿|闺女|孩子|小孩|娃|宝|弟|妹|哥|姐|老公|老婆|本人|今年|刚满|虚岁)"
                    + "(?:今年|都|才|快|刚|已经|也|虚岁|满)*([0-9]{1,3})(?:了|啦|$)");

    private static final int OLDEST = 120;

    /** What may stand between years and months that belong together: 一年零两个月. */
    private static final Set<String> AND = Set.of("", "零", "又");

    private static final Map<String, Integer> DAYS = Map.of("天", 1, "星期", 7, "礼拜", 7, "周", 7, "月", 30, "年", 365);

    private static final Map<String, Unit> UNITS = Map.of(
            "岁",
            Unit.AGE,
            "周岁",
            Unit.AGE,
            "分",
            Unit.POINTS,
            "人",
            Unit.PEOPLE,
            "次",
            Unit.TIMES,
            "座",
            Unit.SEATS,
            "米",
            Unit.METRES,
            "元",
            Unit.YUAN,
            "块",
            Unit.YUAN);

    private static final int SEVERAL = 3;
    private static final int CALENDAR = 1900;
    private static final Set<String> LESS = Set.of("不到", "不满", "未满", "没满", "没到", "不足", "快", "将近", "以内", "以下", "之内");
    private static final Set<String> MORE = Set.of("超过", "过了", "多", "来", "以上");

    private Measures() {}

    /**
     * One thing measured.
     *
     * @param value in whole units
     * @param begin of the number in the text, likewise {@code end}
     */
    public record Measure(Unit unit, int value, int begin, int end) {}

    /** All that is measured in the text; what is said in years counts in days too, together with months behind it. */
    public static List<Measure> in(String text) {
        if (!counts(text)) return List.of();
        var found = new ArrayList<Measure>();
        Matcher measure = MEASURE.matcher(text);
        Measure years = null; // those just before
        while (measure.find()) {
            var unit = measure.group(6);
            double number = number(measure.group(2));
            boolean ordinal = measure.start(2) > 0 && text.charAt(measure.start(2) - 1) == '第';
            boolean named = unit.equals("月")
                    && !text.substring(measure.end(2), measure.start(6)).contains("个");
            if (number < 0 || ordinal || named || (unit.equals("年") && number >= CALENDAR)) continue;
            if (measure.group(5) != null || "半".equals(measure.group(7))) number += .5;
            int more = more(measure);
            var days = DAYS.get(unit);
            if (days != null) {
                var whole = new Measure(Unit.DAYS, (int) (number * days) + more, measure.start(2), measure.end());
                if (years != null && unit.equals("月") && AND.contains(text.substring(years.end(), whole.begin()))) {
                    found.remove(years);
                    whole = new Measure(Unit.DAYS, years.value() + whole.value(), years.begin(), whole.end());
                }
                found.add(whole);
                years = unit.equals("年") ? whole : null;
            }
            if (unit.equals("年")) found.add(new Measure(Unit.YEARS, (int) number, measure.start(2), measure.end()));
            var other = UNITS.get(unit);
            if (other != null)
                found.add(new Measure(
                        other,
                        (int) number + (other == Unit.AGE ? Math.min(0, more) : more),
                        measure.start(2),
                        measure.end()));
        }
        BARE_AGE.matcher(text)
                .results()
                .filter(age -> Integer.parseInt(age.group(1)) <= OLDEST)
                .forEach(age ->
                        found.add(new Measure(Unit.AGE, Integer.parseInt(age.group(1)), age.start(1), age.end(1))));
        return found;
    }

    /** Whether there is a numeral at all; most clauses have none. */
    private static boolean counts(String text) {
        for (int i = 0; i < text.length(); i++)
            if ((text.charAt(i) >= '0' && text.charAt(i) <= '9') || NUMERALS.indexOf(text.charAt(i)) >= 0) return true;
        return false;
    }

    private static int more(Matcher measure) {
        int more = 0;
        for (int group : new int[] {1, 3, 4, 7, 8}) {
            var word = measure.group(group);
            if (word == null || word.equals("半")) continue;
            if (LESS.contains(word)) more = -1;
            else if (MORE.contains(word) && more == 0) more = 1;
        }
        return more;
    }

    /** -1 for none. */
    private static double number(String said) {
        if (said.equals("半")) return .5;
        if (said.equals("几")) return SEVERAL;
        if (said.equals("几十")) return SEVERAL * 10;
        if (said.endsWith("几")) return Numerals.value(said.substring(0, said.length() - 1)) + SEVERAL;
        if (said.charAt(0) >= '0' && said.charAt(0) <= '9') return said.length() > 7 ? -1 : Double.parseDouble(said);
        return Numerals.value(said);
    }
}
