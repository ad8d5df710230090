package banshi.assistant.language;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is personal among digits: numbers of identity cards, telephones and bank cards, and what is dictated digit by digit.
 *
 * <p>A {@link Run} is digits, written or spoken, with little between them. It falls into pieces where something stands between two digits
 * or where writing changes to speaking. A number may be any few pieces in a row, 138 0000 0000 as well as 13800000000, and never part of a
 * piece. Each {@link Kind} in turn takes what fits it, the longest first at each place; none looks further than {@value #LONGEST} digits,
 * so the time is linear.
 */
final class PersonalNumbers {
    /** 零 to 九 and how else they are said, with the digit that each stands for. */
    private static final String SPOKEN = "零一二三四五六七八九幺两";

    private static final String SPOKEN_AS = "012345678912";

    /** From so many on, digits in a row that are spoken are somebody's number. */
    private static final int DICTATED = 7;

    /** So many digits stay at the end of what is dictated. */
    private static final int DICTATED_LAST = 4;

    private static final int LONGEST = 29;
    private static final int WIDEST_GAP = 3;

    /** A number is written in so many pieces at most, if not digit by digit. */
    private static final int MANY = 5;

    private static final List<Kind> KINDS = List.of(
            new Kind(LONGEST, LONGEST, PersonalNumbers::identityAndMobile, 4),
            new Kind(18, 18, PersonalNumbers::identity, 4),
            new Kind(15, 15, PersonalNumbers::oldIdentity, 3),
            new Kind(14, 20, PersonalNumbers::saidToBeIdentity, 4),
            new Kind(12, 22, PersonalNumbers::bankCard, 4),
            new Kind(11, 15, PersonalNumbers::mobile, 4),
            new Kind(10, 15, PersonalNumbers::landline, 4),
            new Kind(7, 12, PersonalNumbers::saidToBeTelephone, 4));

    private static final String MASKED = String.valueOf(MaskedText.MASK);
    private static final int NONE = -1;
    private static final int AREA = 6; // of an identity number
    private static final int SUBSCRIBER = 8; // the digits of a mobile number behind 138

    private static final Pattern IDENTITY = Pattern.compile("[1-9][0-9]{16}[0-9x]");
    private static final String DATE = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])";
    private static final Pattern DATED = Pattern.compile("[0-9]{6}(?:18|19|20)[0-9]{2}" + DATE + "[0-9]{3}[0-9x]");
    private static final Pattern OLD_IDENTITY =
            Pattern.compile("(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{6}" + DATE + "[0-9]{3}");
    private static final Pattern MOBILE = Pattern.compile("(?:(?:00|0)?86|0)?1[3-9][0-9]{9}");
    private static final Pattern BANK_CARD = Pattern.compile("[3-69][0-9]{12,18}");
    private static final Pattern LANDLINE =
            Pattern.compile("(?:(?:00)?860?|0)(?:10|2[0-57-9]|[3-9][0-9]{2})([2-9][0-9]{6,7})");
    private static final Pattern TELEPHONE = Pattern.compile("[2-9][0-9]{6,7}|1[3-9][0-9]{8,10}");

    /** Hotlines, with an area code or without, and numbers that cost the caller nothing or little. */
    private static final Pattern PUBLIC = Pattern.compile(
            "(?:0(?:10|2[0-9]|[3-9][0-9]{2}))?(?:1[12][0-9]|12[0-9]{3}|95[0-9]{3,6}|96[0-9]{3,4})|[48]00[0-9]{7}");

    private static final String NEAR = "[^0-9,.;!?。\n]{0,8}$";
    private static final Pattern IDENTITY_SAID = Pattern.compile("(?:身份证|身份号|证件号|居住证号|户口本上的号)" + NEAR);
    private static final Pattern CARD_SAID = Pattern.compile("(?:卡号|银行卡|储蓄卡|信用卡|工资卡|账号|账户|存折)" + NEAR);
    private static final Pattern TELEPHONE_SAID = Pattern.compile("(?:电话|手机|座机|固话|联系方式|联系号|传真|tel|phone)" + NEAR);
    private static final Pattern CODE_SAID =
            Pattern.compile("(?:编码|编号|代码|文号|单号|流水号|受理号|办件号|备案号|条码|序列号|订单|事项码)[^0-9,;!?。\n]{0,4}$");
    private static final Pattern SUM_BEFORE = Pattern.compile("[¥$€] ?$");
    private static final Pattern SUM_AFTER = Pattern.compile("^ ?(?:[多余]?[元块万亿%]|人民币|美元|平方|\\.[0-9]{2} ?元)");

    private static final int CONTEXT = 14;

    private static final int[] IDENTITY_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String IDENTITY_CHECKS = "10x98765432";
    private static final int[] FIRM_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private PersonalNumbers() {}

    /** Tells how many digits of a number stay in front; {@link #NONE}: it is not of this kind. */
    @FunctionalInterface
    private interface Fit {
        int kept(Pieces pieces);
    }

    /**
     * One kind of number.
     *
     * @param shortest in digits, likewise {@code longest}
     * @param last how many digits stay at the end
     */
    private record Kind(int shortest, int longest, Fit fit, int last) {}

    /** Covers them all. */
    static void mask(MaskedText text) {
        var copy = text.copy();
        for (int at = 0; at < copy.length(); ) {
            if (digit(copy.charAt(at)) == 0) at++;
            else {
                var run = new Run(text, at);
                if (run.length >= DICTATED) {
                    for (var kind : KINDS) run.mask(kind);
                    run.maskDictated();
                }
                at = run.end;
            }
        }
    }

    /** A digit as it is written; 0 for what is none. */
    private static char digit(char c) {
        if (c >= '0' && c <= '9') return c;
        if (c < 0x4E00) return 0;
        int spoken = SPOKEN.indexOf(c);
        return spoken < 0 ? 0 : SPOKEN_AS.charAt(spoken);
    }

    /** Digits with little between them. */
    private static final class Run {
        private final MaskedText text;
        private char[] digits = new char[32];
        private int[] places = new int[32];
        private boolean[] begins = new boolean[33];
        private int length;

        /** Where it ends in the copy. */
        private int end;

        /** Reads on from the digit at {@code begin}. */
        private Run(MaskedText text, int begin) {
            this.text = text;
            var copy = text.copy();
            int next = begin;
            while (next >= 0) {
                char c = copy.charAt(next);
                add(
                        digit(c),
                        next,
                        length > 0 && next == places[length - 1] + 1 && isSpoken(c) == isSpoken(copy.charAt(next - 1)));
                next = next(copy, next);
            }
            end = places[length - 1] + 1;
            addCheckLetter(copy);
            begins[length] = true;
        }

        private void add(char digit, int place, boolean joined) {
            if (length == digits.length) {
                digits = Arrays.copyOf(digits, 2 * length);
                places = Arrays.copyOf(places, 2 * length);
                begins = Arrays.copyOf(begins, 2 * length + 1);
            }
            digits[length] = digit;
            places[length] = place;
            begins[length++] = !joined;
        }

        /** Where the next digit stands; -1 if too much is between. */
        private static int next(CharSequence copy, int at) {
            boolean pause = false;
            for (int next = at + 1; next < copy.length() && next <= at + 1 + WIDEST_GAP; next++) {
                char c = copy.charAt(next);
                if (digit(c) != 0) return pause && !(isSpoken(copy.charAt(at)) && isSpoken(c)) ? -1 : next;
                if (c == ',' || c == '，')
                    pause = true; // who dictates makes pauses; who writes puts it between two numbers
                else if (!isBetween(c)) return -1;
            }
            return -1;
        }

        private static boolean isBetween(char c) {
            return c == ' '
                    || c == '.'
                    || c == '·'
                    || c == '('
                    || c == ')'
                    || Character.getType(c) == Character.DASH_PUNCTUATION;
        }

        private static boolean isSpoken(char c) {
            return c > '9';
        }

        /** Takes the X at the end of an identity number, also as it is spoken, 叉. */
        private void addCheckLetter(CharSequence copy) {
            int at = end;
            while (at < copy.length() && at < end + WIDEST_GAP && isBetween(copy.charAt(at))) at++;
            if (at == copy.length() || (copy.charAt(at) != 'x' && copy.charAt(at) != '叉')) return;
            if (at + 1 < copy.length() && isLetter(copy.charAt(at + 1))) return;
            add('x', at, false); // what is before it may be a number without it: 13800000000叉车
            end = at + 1;
        }

        private static boolean isLetter(char c) {
            return c >= 'a' && c <= 'z';
        }

        /** Whether a piece begins there, or what is covered begins or ends. */
        private boolean isCut(int at) {
            return begins[at] || digits[at] == MaskedText.MASK || digits[at - 1] == MaskedText.MASK;
        }

        private void mask(Kind kind) {
            for (int from = 0; from + kind.shortest <= length; from++) {
                if (!isCut(from)) continue;
                for (int to = Math.min(length, from + kind.longest); to >= from + kind.shortest; to--) {
                    if (!isCut(to)) continue;
                    var pieces = new Pieces(this, from, to);
                    int kept = kind.fit.kept(pieces);
                    if (kept == NONE) continue;
                    cover(from + kept, to - kind.last);
                    break;
                }
            }
        }

        /** Covers what is mostly spoken and nothing else, with no more than pauses in it. */
        private void maskDictated() {
            for (int from = 0; from < length; ) {
                int to = from;
                int spoken = 0;
                while (to < length && digits[to] != MaskedText.MASK && (to == from || isContinued(to))) {
                    if (isSpokenAt(to)) spoken++;
                    to++;
                }
                boolean dictated = to - from >= DICTATED
                        && 2 * spoken >= to - from
                        && !PUBLIC.matcher(new String(digits, from, to - from)).matches();
                if (dictated) cover(from, to - DICTATED_LAST);
                from = Math.max(to, from + 1);
            }
        }

        private boolean isContinued(int at) {
            return places[at] == places[at - 1] + 1 || (isSpokenAt(at) && isSpokenAt(at - 1));
        }

        private boolean isSpokenAt(int at) {
            return digits[at] != 'x' && isSpoken(text.copy().charAt(places[at]));
        }

        private void cover(int from, int to) {
            for (int i = from; i < to; i++) {
                text.cover(places[i], places[i] + 1);
                digits[i] = MaskedText.MASK;
            }
        }
    }

    /** Some pieces of a run that may be a number. */
    private record Pieces(Run run, int from, int to) {
        /** As if written; what is covered already as {@link MaskedText#MASK}. */
        String digits() {
            return new String(run.digits, from, to - from);
        }

        int length() {
            return to - from;
        }

        /** Whether it is in few pieces, or digit by digit; 13 14 15 16 17 8 is a list. */
        boolean isWhole() {
            int count = count();
            return count <= MANY || count == length();
        }

        private int count() {
            int count = 1;
            for (int i = from + 1; i < to; i++) if (run.begins[i]) count++;
            return count;
        }

        /** Whether it stands by itself, and is no part of a code with letters. */
        boolean isAlone() {
            var copy = run.text.copy();
            int begin = run.places[from];
            int end = run.places[to - 1] + 1;
            return (begin == 0 || !Run.isLetter(copy.charAt(begin - 1)))
                    && (end == copy.length() || !Run.isLetter(copy.charAt(end)));
        }

        /** Whether its pieces are of four digits or more, but for the last. */
        boolean isInFours() {
            int begin = from;
            for (int i = from + 1; i < to; i++)
                if (run.begins[i]) {
                    if (i - begin < 4) return count() == length();
                    begin = i;
                }
            return true;
        }

        boolean isSum() {
            return SUM_AFTER
                            .matcher(run.text.after(run.places[to - 1] + 1, CONTEXT))
                            .find()
                    || follows(SUM_BEFORE);
        }

        boolean follows(Pattern said) {
            return said.matcher(run.text.before(run.places[from], CONTEXT)).find();
        }
    }

    /** Both without anything between. */
    private static int identityAndMobile(Pieces pieces) {
        var digits = pieces.digits();
        boolean both = DATED.matcher(digits.substring(0, 18)).matches()
                && MOBILE.matcher(digits.substring(18)).matches();
        return both ? AREA : NONE;
    }

    /** With a date in it, or with the right check digit, or said to be one; the code of a firm is none. */
    private static int identity(Pieces pieces) {
        var digits = pieces.digits();
        if (!IDENTITY.matcher(digits).matches()) return NONE;
        if (pieces.follows(IDENTITY_SAID)) return AREA;
        boolean dated = DATED.matcher(digits).matches();
        boolean checked = isIdentityChecked(digits);
        if (dated && checked) return AREA;
        boolean coded = isFirm(digits) || pieces.follows(CODE_SAID) || !(dated || pieces.isAlone());
        return (dated || checked) && !coded ? AREA : NONE;
    }

    /** A digit may be missing, or one too many. */
    private static int saidToBeIdentity(Pieces pieces) {
        return pieces.follows(IDENTITY_SAID) && !pieces.digits().contains(MASKED) ? AREA : NONE;
    }

    private static int oldIdentity(Pieces pieces) {
        boolean old = OLD_IDENTITY.matcher(pieces.digits()).matches() && pieces.isAlone() && !pieces.follows(CODE_SAID);
        return old ? AREA : NONE;
    }

    private static int bankCard(Pieces pieces) {
        var digits = pieces.digits();
        if (pieces.follows(CARD_SAID)) return digits.chars().allMatch(Character::isDigit) ? 0 : NONE;
        boolean card = BANK_CARD.matcher(digits).matches()
                && isLuhnChecked(digits)
                && pieces.isInFours()
                && pieces.isAlone()
                && !pieces.isSum()
                && !pieces.follows(CODE_SAID);
        return card ? 0 : NONE;
    }

    private static int mobile(Pieces pieces) {
        boolean mobile = MOBILE.matcher(pieces.digits()).matches() && pieces.isWhole() && !pieces.isSum();
        return mobile ? pieces.length() - SUBSCRIBER : NONE;
    }

    private static int landline(Pieces pieces) {
        Matcher line = LANDLINE.matcher(pieces.digits());
        boolean found = line.matches()
                && pieces.isWhole()
                && (pieces.isAlone() || pieces.follows(TELEPHONE_SAID)) // tel0571…
                && !pieces.isSum()
                && !pieces.follows(CODE_SAID);
        return found ? line.start(1) : NONE;
    }

    /** A landline without its area, or a mobile number with a digit too many or missing. */
    private static int saidToBeTelephone(Pieces pieces) {
        var digits = pieces.digits();
        boolean telephone = TELEPHONE.matcher(digits).matches()
                && pieces.follows(TELEPHONE_SAID)
                && !PUBLIC.matcher(digits).matches()
                && !pieces.isSum();
        if (!telephone) return NONE;
        return digits.charAt(0) == '1' ? 3 : 0;
    }

    private static boolean isIdentityChecked(String digits) {
        int sum = 0;
        for (int i = 0; i < IDENTITY_WEIGHTS.length; i++) sum += IDENTITY_WEIGHTS[i] * (digits.charAt(i) - '0');
        return IDENTITY_CHECKS.charAt(sum % 11) == digits.charAt(17);
    }

    /** Whether it is the code of a firm or an office (统一社会信用代码) in digits alone. */
    private static boolean isFirm(String digits) {
        if (digits.charAt(17) == 'x') return false;
        int sum = 0;
        for (int i = 0; i < FIRM_WEIGHTS.length; i++) sum += FIRM_WEIGHTS[i] * (digits.charAt(i) - '0');
        return "159".indexOf(digits.charAt(0)) >= 0 && (31 - sum % 31) % 31 == digits.charAt(17) - '0';
    }

    private static boolean isLuhnChecked(String digits) {
        int sum = 0;
        for (int i = digits.length() - 1, doubled = 0; i >= 0; i--, doubled ^= 1) {
            int digit = (digits.charAt(i) - '0') << doubled;
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }
}
