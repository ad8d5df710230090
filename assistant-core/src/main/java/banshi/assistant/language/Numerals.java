package banshi.assistant.language;

import org.jspecify.annotations.Nullable;

/**
 * Numbers in words as digits, where they count or name something (数字归一): 十六岁 as 16岁, 一一零 as 110; 万一, 一下 and 第一 stay.
 * Stateless, thread-safe.
 */
final class Numerals {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String UNITS = "十百千";

    /** What is counted in digits. */
    private static final String[] MEASURES = {"岁", "周岁", "天", "日", "年", "个月", "月", "块", "元", "公里", "小时", "个工作日", "工作日"};

    /** From so many on, digits in a row are a number to dial or to write down. */
    private static final int SPELLED = 3;

    private Numerals() {}

    /** The same instance where there is none. */
    static String inDigits(String text) {
        StringBuilder digits = null;
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && isNumeral(text.charAt(to))) to++;
            var number = to == from ? null : number(text, from, to);
            if (number != null && digits == null) digits = new StringBuilder(text.length()).append(text, 0, from);
            if (digits != null) {
                if (number != null) digits.append(number);
                else digits.append(text, from, Math.max(to, from + 1));
            }
            from = Math.max(to, from + 1);
        }
        return digits == null ? text : digits.toString();
    }

    private static boolean isNumeral(char c) {
        return digit(c) >= 0 || UNITS.indexOf(c) >= 0;
    }

    private static int digit(char c) {
        return switch (c) {
            case '〇' -> 0;
            case '两' -> 2;
            case '幺' -> 1;
            default -> DIGITS.indexOf(c);
        };
    }

    private static @Nullable String number(String text, int from, int to) {
        var spelled = spelled(text, from, to);
        if (spelled != null && spelled.length() >= SPELLED) return spelled;
        if (!isMeasured(text, to) || (from > 0 && "第初".indexOf(text.charAt(from - 1)) >= 0)) return null;
        if (to - from == 1 && spelled != null) return spelled;
        int value = value(text, from, to);
        return value < 0 ? null : Integer.toString(value);
    }

    private static @Nullable String spelled(String text, int from, int to) {
        var spelled = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) return null;
            spelled.append(digit);
        }
        return spelled.toString();
    }

    /** The value of 十六, 二百五, 两千, 三万 …; -1 for what is no number. */
    static int value(String said) {
        int all = 0;
        int part = 0;
        int digit = 0;
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            int unit = UNITS.indexOf(c);
            if (c == '万') {
                all += Math.max(1, part + digit) * 10_000;
                part = digit = 0;
            } else if (unit >= 0) {
                part += Math.max(1, digit) * (int) Math.pow(10, unit + 1);
                digit = 0;
            } else if (digit(c) >= 0) digit = digit(c);
            else return -1;
        }
        int last = said.length() > 1 ? UNITS.indexOf(said.charAt(said.length() - 2)) : -1;
        return all + part + (last > 0 ? digit * (int) Math.pow(10, last) : digit); // 二百五 is 250
    }

    private static boolean isMeasured(String text, int at) {
        for (var measure : MEASURES) if (text.startsWith(measure, at)) return true;
        return false;
    }

    /** The value of 十六, 二百零五, 三千 …; −1 for what is no number below 10,000. */
    private static int value(String text, int from, int to) {
        int value = 0;
        int digit = -1;
        int last = 10_000;
        boolean zero = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int unit = UNITS.indexOf(c);
            if (unit >= 0) {
                int size = (int) Math.pow(10, unit + 1);
                if (size >= last || (digit < 0 && !(size == 10 && i == from))) return -1;
                value += (digit < 0 ? 1 : digit) * size;
                last = size;
                digit = -1;
                zero = false;
            } else if (digit(c) == 0) {
                if (digit >= 0 || zero) return -1;
                zero = true;
            } else {
                if (digit >= 0) return -1;
                digit = digit(c);
            }
        }
        if (digit < 0) return value;
        return last == 10 || zero ? value + digit : -1; // 二百五 may be 250 or 205
    }
}
