package banshi.assistant.language;

import java.util.regex.Pattern;

/**
 * Finds what is personal by its form or by the words around it: addresses of mail, accounts, plates, passports and where somebody lives.
 * Every pattern takes time linear in the length, and little of the stack: a character that repeats is possessive, a group is bounded.
 */
final class PersonalWords {
    /** As places on plates are written (省简称). */
    static final String PROVINCES = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]";

    private static final Pattern MAIL = Pattern.compile("(?<![\\w.+-])([\\w.+-]++)@[\\w-]++(?:\\.[\\w-]++){1,8}");

    private static final Pattern ACCOUNT =
            Pattern.compile("(?:(?<added>加[我你他她个]?)?(?:微信|薇信|v信|扣扣|支付宝|钉钉|抖音|(?<![a-z0-9])(?:wx|vx|wechat|qq))"
                    + "|(?<=加|加我|加个|加你)v)(?<said>(?:号码?|账号|id(?![a-z0-9_])|是|为|叫|[: ]){0,6}+)"
                    + "(?<id>[a-z][a-z0-9_-]{5,19}|[0-9]{5,11})(?![a-z0-9_-])");

    private static final Pattern SAID_ACCOUNT = Pattern.compile("[号是为叫:]|id");
    private static final Pattern ACCOUNT_LIKE = Pattern.compile("[0-9_]");
    private static final Pattern HOTLINE = Pattern.compile("1[12][0-9]{3}|9[56][0-9]{3}");

    private static final String ON_PLATE = "[0-9a-z零一二三四五六七八九幺两]";
    private static final Pattern PLATE =
            Pattern.compile("(?:" + PROVINCES + " {0,2}[a-z]|(?:车牌|号牌|牌照)(?:号码?|是|[: ]){0,6}+[a-z])[·•・. -]{0,3}"
                    + "(" + ON_PLATE + "{4,5}(?:" + ON_PLATE + "|[挂学警港澳领])|" + ON_PLATE + "(?: " + ON_PLATE
                    + "){4,5})(?![0-9a-z])");
    private static final int PLATE_DIGITS = 2;

    private static final Pattern PASSPORT = Pattern.compile("(?<![a-z0-9])[a-z]{1,2}(?:[ -]?[0-9]){6,10}(?![a-z0-9])");
    private static final Pattern PASSPORT_SAID = Pattern.compile("护照|通行证|回乡证|台胞证|港澳证|证件|居留|passport");
    private static final Pattern PASSPORT_DIGITS = Pattern.compile(
            "(?:护照|通行证|回乡证|台胞证)(?:号码?|编号|证号|是|为|[: ]){0,6}+((?!(?:19|20)[0-9]{2}[01][0-9][0-3][0-9](?![0-9]))[0-9]{8,10})(?![0-9a-z])");
    private static final int PASSPORT_BEFORE = 16;
    private static final int PASSPORT_AFTER = 8;

    private static final String HOUSE_NUMBER =
            "(?:[甲乙丙丁]?[0-9零一二两三四五六七八九十百]{1,6}(?:[之-][0-9一二三四五六七八九十]{1,4}){0,3}[a-z]?|[a-z][0-9]{0,3})";
    private static final String HOUSE_UNIT = "(?:号楼|号院|号|支?弄|幢|栋|座|单元|室|层(?!楼)|楼|组|户|房)";
    private static final String STEP = HOUSE_NUMBER + " ?" + HOUSE_UNIT;
    private static final String GAP = "[ ,-]{0,2}";

    /** Behind a number that counts nothing: 3幢201, and not 3幢 2026年. */
    private static final String NO_MEASURE = "(?![0-9年月日天元岁块个.:/点])";

    /** 3幢2单元201室, and what stands behind it without saying what it is: 3幢201. */
    private static final String FURTHER = "(?:" + GAP + STEP + "){0,5}+(?:" + GAP + "[0-9]{1,4}" + NO_MEASURE + ")?";

    /** A road and a number; 某某路 is nobody's. */
    private static final Pattern STREET = Pattern.compile(
            "(?<![某x])(?:路|街|大道|巷|弄(?=[0-9])|胡同) {0,2}(" + HOUSE_NUMBER + " ?(?:号楼|号院|号|支?弄|巷|幢|栋)" + FURTHER + ")");

    private static final Pattern ESTATE = Pattern.compile("(小区|花园|花苑|公寓|家园|嘉园|新村|苑|府|坊|庄|里|村|社区) {0,2}("
            + "(?:[0-9]{1,4}[a-z]?(?:号楼|号|组|区)|" + HOUSE_NUMBER
            + "(?:号楼|幢|栋|座|单元|弄)|[0-9]{1,3}-[0-9]{1,3}-[0-9]{1,4}|[0-9]{1,3}-[0-9]{3,4})"
            + FURTHER + ")");

    /** Where somebody lives in a house, without saying where that is; one step alone says nothing. */
    private static final Pattern FLAT = Pattern.compile("(?<![0-9a-z零一二两三四五六七八九十百第])(" + HOUSE_NUMBER
            + "(?:号楼|弄|幢|栋|座|单元)(?:" + GAP + STEP + "){1,5}+(?:" + GAP
            + "[0-9]{1,4}" + NO_MEASURE + ")?|[0-9]{1,3}(?:号楼|幢|栋)[ -]?[0-9]{3,4}" + NO_MEASURE + ")");

    /** 12-1-302, where somebody says that he lives there. */
    private static final Pattern HOME =
            Pattern.compile("(?:住|地址|户口在|家在)[^0-9,.;!?\n]{0,20}+([0-9]{1,3}[a-z]?-[0-9]{1,2}-[0-9]{3,4})(?![0-9-])");

    private static final String HOUSE_NUMERALS = "零一二两三四五六七八九十百甲乙丙丁";

    /** What the name of an estate stands behind. */
    private static final String BEFORE_ESTATE = "住在到于是号路街道镇乡县市区家址去";

    /** Without one of them there is no house. */
    private static final Pattern HOUSES = Pattern.compile("[号幢栋座弄巷组区-]|单元");

    private static final int ESTATE_NAME = 6;

    private PersonalWords() {}

    /** Covers addresses of mail and accounts. */
    static void maskAccounts(MaskedText text) {
        if (!text.hasAscii()) return;
        var mail = MAIL.matcher(text.copy());
        while (mail.find()) text.coverInside(mail.start(1), mail.end(1), mail.end(1) - mail.start(1) > 1 ? 1 : 0, 0);
        var account = ACCOUNT.matcher(text.copy());
        while (account.find()) {
            var id = account.group("id");
            boolean said = account.group("added") != null
                    || SAID_ACCOUNT.matcher(account.group("said")).find()
                    || ACCOUNT_LIKE.matcher(id).find(); // 微信online支付 names none
            boolean mobile = id.length() == 11 && id.charAt(0) == '1'; // is covered as a telephone
            if (said && !mobile && !HOTLINE.matcher(id).matches())
                text.coverInside(account.start("id"), account.end("id"), 1, 2);
        }
    }

    /** Covers plates, passports and addresses. */
    static void mask(MaskedText text) {
        if (text.hasAscii()) {
            maskPlates(text);
            maskPassports(text);
        }
        if (HOUSES.matcher(text.copy()).find()) maskHouses(text);
    }

    private static void maskPlates(MaskedText text) {
        var plate = PLATE.matcher(text.copy());
        while (plate.find()) {
            long digits = plate.group(1)
                    .chars()
                    .filter(c -> c != ' ' && (c < 'a' || c > 'z'))
                    .count();
            if (digits >= PLATE_DIGITS) text.coverInside(plate.start(1), plate.end(1), 0, 2);
        }
    }

    private static void maskPassports(MaskedText text) {
        var passport = PASSPORT.matcher(text.copy());
        while (passport.find()) {
            boolean said = PASSPORT_SAID
                            .matcher(text.before(passport.start(), PASSPORT_BEFORE))
                            .find()
                    || PASSPORT_SAID
                            .matcher(text.after(passport.end(), PASSPORT_AFTER))
                            .find();
            if (said) text.coverInside(passport.start(), passport.end(), 1, 2);
        }
        var digits = PASSPORT_DIGITS.matcher(text.copy());
        while (digits.find()) text.coverInside(digits.start(1), digits.end(1), 1, 2);
    }

    private static void maskHouses(MaskedText text) {
        var street = STREET.matcher(text.copy());
        while (street.find()) coverHouse(text, street.start(1), street.end(1));
        var estate = ESTATE.matcher(text.copy());
        while (estate.find()) {
            int begin = estateName(text.copy(), estate.start(1));
            text.cover(begin, estate.start(1));
            coverHouse(text, estate.start(2), estate.end(2));
        }
        var home = HOME.matcher(text.copy());
        while (home.find()) coverHouse(text, home.start(1), home.end(1));
        var flat = FLAT.matcher(text.copy());
        while (flat.find()) coverHouse(text, flat.start(1), flat.end(1));
    }

    /** Covers the numbers; 号, 幢 and 室 stay. */
    private static void coverHouse(MaskedText text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.copy().charAt(i);
            boolean numeral = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || HOUSE_NUMERALS.indexOf(c) >= 0;
            if (numeral) text.cover(i, i + 1);
        }
    }

    /** Where the name of an estate begins; two characters before the end where nothing tells. */
    private static int estateName(CharSequence copy, int end) {
        int begin = end;
        while (begin > 0 && end - begin < ESTATE_NAME) {
            char c = copy.charAt(begin - 1);
            if (BEFORE_ESTATE.indexOf(c) >= 0 || !Character.isIdeographic(c)) return begin;
            begin--;
        }
        return begin == 0 ? 0 : Math.max(0, end - 2);
    }
}
