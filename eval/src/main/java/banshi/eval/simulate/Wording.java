package banshi.eval.simulate;

import banshi.assistant.language.Measures;
import banshi.assistant.language.Places;
import banshi.corpus.TellingPattern;
import banshi.corpus.TellingPattern.Piece;
import banshi.corpus.TellingPattern.Unit;
import banshi.corpus.TellingPattern.Where;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes fragments into what somebody would say (造句): a number for each measure, a name for each place, little for each gap. */
final class Wording {
    private static final List<String> GAPS = List.of("", "", "是", "在", "都");
    private static final String DIGITS = "一二三四五六七八九十";
    private static final int TRIES = 8;
    private static final int WIDTH = 12;
    private static final int MONTH = 30;
    private static final int YEAR = 365;

    private Wording() {}

    /** The words; nothing where no number was found that fits with the letters around it ("不到{岁 16-16}"). */
    static Optional<String> of(TellingPattern pattern, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            var words = new StringBuilder();
            int slot = -1;
            for (var piece : pattern.pieces()) {
                if (piece instanceof TellingPattern.Measure || piece instanceof TellingPattern.Place)
                    slot = words.length();
                words.append(said(piece, random));
            }
            var text = words.toString();
            int at = slot;
            if (pattern.pieces().stream().allMatch(p -> stands(p, text, at))) return Optional.of(text);
        }
        return Optional.empty();
    }

    private static String said(Piece piece, RandomGenerator random) {
        return switch (piece) {
            case TellingPattern.Letters(var letters) -> letters;
            case TellingPattern.Gap() -> any(GAPS, random);
            case TellingPattern.Measure(var unit, var least, var most) -> measure(unit, least, most, random);
            case TellingPattern.Place(var where) -> any(places(where), random);
        };
    }

    private static boolean stands(Piece piece, String text, int at) {
        return switch (piece) {
            case TellingPattern.Letters letters -> true;
            case TellingPattern.Gap gap -> true;
            case TellingPattern.Measure(var unit, var least, var most) ->
                Measures.in(text).stream()
                        .anyMatch(m -> m.begin() == at && m.unit() == unit && m.value() >= least && m.value() <= most);
            case TellingPattern.Place(var where) -> Places.end(text, at, where) >= 0;
        };
    }

    private static List<String> places(Where where) {
        return switch (where) {
            case OTHER_PROVINCE -> List.of("安徽", "江苏", "河南", "四川", "上海", "江西");
            case SAME_PROVINCE -> List.of("宁波", "绍兴", "嘉兴", "温州", "金华");
            case SAME_CITY -> List.of("余杭", "萧山", "拱墅", "富阳", "桐庐");
            case ABROAD -> List.of("美国", "日本", "法国", "英国");
        };
    }

    private static String measure(Unit unit, int least, int most, RandomGenerator random) {
        int from = Math.max(least, 1);
        int to = most == Integer.MAX_VALUE ? from + Math.max(WIDTH, from) : Math.max(most, from);
        int value = from + random.nextInt(to - from + 1);
        return switch (unit) {
            case AGE -> number(value, random) + (random.nextInt(4) == 0 ? "周岁" : "岁");
            case DAYS -> days(value, from, to, random);
            case POINTS -> number(value, random) + "分";
            case PEOPLE -> number(value, random) + "个人";
            case TIMES -> number(value, random) + "次";
            case SEATS -> number(value, random) + "座";
            case YEARS -> number(value, random) + "年";
            case METRES -> value + "米";
            case YUAN -> value + (random.nextBoolean() ? "元" : "块");
        };
    }

    /** In years or months where some fit, since nobody says 800 days. */
    private static String days(int value, int from, int to, RandomGenerator random) {
        int years = value / YEAR;
        if (years > 0 && years * YEAR >= from && years * YEAR <= to) return number(years, random) + "年";
        int months = value / MONTH;
        if (months > 0 && months * MONTH >= from && months * MONTH <= to) return number(months, random) + "个月";
        return number(value, random) + "天";
    }

    private static String number(int value, RandomGenerator random) {
        if (value > DIGITS.length() || random.nextBoolean()) return String.valueOf(value);
        return value == 2 ? "两" : DIGITS.substring(value - 1, value);
    }

    static <T> T any(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
