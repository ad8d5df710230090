package banshi.assistant.language;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of words what tells who somebody is (脱敏): numbers of cards, telephones and plates, names that are said as names, house
 * numbers, addresses of mail and of the web. What stands instead says of which kind it was. Rather too much goes than too little: a sum of
 * five digits goes too. Stateless, thread-safe.
 */
public final class Redaction {
    private static final String NUMBER = "某号码";
    private static final String NAME = "某人";
    private static final String PLACE = "某处";
    private static final String ADDRESS = "某网址";

    /** What goes on behind a name. */
    private static final String BEHIND = "(?=[^\\p{IsHan}]|$|[身户护驾港居的丢想要办今年在是我有出不没他她能可于年])";

    private static final List<Replaced> ALL = List.of(
            replaced("https?://[^\\s\\p{IsHan}]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+", ADDRESS),
            replaced(PersonalWords.PROVINCES + "[a-z][·. -]?[0-9a-z]{5,6}(?![0-9a-z])", NUMBER),
            replaced("(?:微信|qq|vx|wx)号?(?:码|是|[:： ])*[0-9a-z_-]{5,}", NUMBER),
            replaced("[a-z]{0,2}[0-9](?:[ *-]{0,2}[0-9*x]){4,}", NUMBER),
            replaced(
                    "(?<=叫|叫做|姓名|姓名[是为:：]|名字|名字[是:：])[ ]?" + Surnames.ANY + "(?:\\p{IsHan}" + BEHIND
                            + "|\\p{IsHan}{1,2})",
                    NAME),
            replaced(
                    "(?:(?<=[在住于到是去])\\p{IsHan}{1,8}?)?(?:路|街|大道|巷|弄|小区|花园|公寓|苑|庄|新村)[0-9]+(?:号楼?|弄|幢|栋)(?:[0-9]+(?:幢|栋|单元|室|楼|号))*",
                    PLACE),
            replaced("[0-9]+(?:号楼|弄|幢|栋|单元)(?:[0-9]+(?:幢|栋|单元|室|楼|号))*", PLACE));

    private record Replaced(Pattern what, String with) {}

    private Redaction() {}

    private static Replaced replaced(String what, String with) {
        return new Replaced(Pattern.compile(what), with);
    }

    /**
     * The text without them; the same words where there are none.
     *
     * @param text as {@link Question#text()} has it: numbers in digits, letters small
     */
    public static String redacted(String text) {
        var redacted = text;
        for (var one : ALL) redacted = one.what().matcher(redacted).replaceAll(one.with());
        return redacted;
    }
}
