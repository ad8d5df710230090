package banshi.assistant.language;

import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds names of people by what stands before them: 我叫张三, 姓名：李四. A name that was found is found wherever else it stands. Its
 * surname stays.
 */
final class PersonalNames {
    private static final String PERSON =
            "(?:我|俺|他|她|本人|儿子|女儿|孩子|小孩|娃|宝|爸|妈|父亲|母亲|丈夫|妻子?|老公|老婆|爱人|对象|公|婆|哥|姐|弟|妹|爷|奶|朋友|同事|老板|房东|人|生)";

    /** What is written before names in forms. */
    private static final String FIELD = "(?:姓名|名字|[本真大全原]名|曾用名|联系人|代表人|负责人|代办人|经办人|委托人|受托人|收件人|驾驶人|申请人|当事人|户主|车主|业主)";

    /** What a name is behind for certain, if it can be one. */
    private static final String SURE = FIELD + "(?:是|为|叫|:) ?|" + PERSON + "(?:的名字)?就?叫(?:做|作)? ?|名叫 ?|名为 ?";

    /** What it may be behind; who asks what something is called names no one. */
    private static final String PERHAPS = "(?:姓名|名字|联系人|户主) {1,2}|(?<!什么|啥)叫(?:做|作)? ?";

    /** What it may be behind if nothing comes after it. */
    private static final String RARELY = "本人 ?|我是 ?|姓名|名字|联系人";

    /** What begins like a name: 查重, 曾用名. */
    private static final String NO_NAME = "(?!查[重询看找验]|曾用|都)";

    private static final String QUOTE = "[“\"'「]?";
    private static final Pattern NAME = Pattern.compile("(?:(?<sure>" + SURE + ")|(?<perhaps>" + PERHAPS
            + ")|(?<rarely>" + RARELY + "))" + QUOTE + NO_NAME + "(?<surname>" + Surnames.ANY + ")");

    private static final Pattern GIVEN =
            Pattern.compile("姓" + Surnames.ANY + "[, ]{0,2}(?:名字?叫|名字?是|单名|我?叫)(?:一个)?+(?=[\\p{IsHan}&&[^字]])");

    /** Without one of them there is no name. */
    private static final Pattern CUE = Pattern.compile("[叫名姓]|[人主][是为叫: ]|联系人|本人|我是");

    /** Names of foreigners and of peoples who part theirs with a point. */
    private static final Pattern LONG_NAME = Pattern.compile(
            "(?:" + SURE + ")" + QUOTE
                    + "(\\p{IsHan}{1,8}+(?:[·•・]\\p{IsHan}{1,8}+){1,3}+|[a-z]{2,20}+(?:[ ·.-][a-z]{1,20}+){0,3}+(?!\\p{IsHan}))");

    private static final String NEVER_GIVEN = "着住掉的了吗呢么我你您他她它们是不没在去要想把被让给能就也都还和跟吧啊呀这那哪什怎";

    /** What goes on behind a name. */
    private static final String BEHIND = NEVER_GIVEN + "身户护驾港居丢办今年有出可于来到从以会说问拿带补换住男女电手银";

    private static final Set<String> TITLES =
            Set.of("师傅", "先生", "女士", "小姐", "老师", "警官", "医生", "律师", "经理", "主任", "阿姨", "叔叔", "大爷", "大妈", "大哥", "大姐");

    /** What 我是钱塘人 ends with, and no name. */
    private static final String ORIGIN = "人员户";

    private static final int LONGEST = 4;

    private PersonalNames() {}

    /** Covers them all. */
    static void mask(MaskedText text) {
        if (!CUE.matcher(text.copy()).find()) return;
        var names = new HashMap<String, Integer>();
        coverNames(text, names);
        coverGiven(text);
        coverLong(text);
        if (!names.isEmpty()) coverAgain(text, names);
    }

    private static void coverNames(MaskedText text, Map<String, Integer> names) {
        var copy = text.copy();
        var name = NAME.matcher(copy);
        while (name.find()) {
            int given = name.end("surname");
            int end = givenEnd(copy, given);
            if (end == given) continue;
            boolean last = isBoundary(copy, end);
            boolean word = isWord(copy, name.start("surname"), given, end);
            boolean origin = ORIGIN.indexOf(copy.charAt(end - 1)) >= 0;
            boolean found;
            if (name.group("sure") != null) found = !word || (last && !origin);
            else if (name.group("perhaps") != null) found = !word;
            else found = last && !word && !origin && !isKnown(copy, given, end);
            if (!found) continue;
            names.put(copy.subSequence(name.start("surname"), end).toString(), given - name.start("surname"));
            text.cover(given, end);
        }
    }

    private static void coverGiven(MaskedText text) {
        var copy = text.copy();
        var given = GIVEN.matcher(copy);
        while (given.find()) {
            int end = givenEnd(copy, given.end());
            if (end > given.end() && (isBoundary(copy, end) || !isKnown(copy, given.end(), end)))
                text.cover(given.end(), end);
        }
    }

    private static void coverLong(MaskedText text) {
        var name = LONG_NAME.matcher(text.copy());
        while (name.find()) text.cover(name.start(1) + 1, name.end(1));
    }

    private static void coverAgain(MaskedText text, Map<String, Integer> names) {
        var copy = text.copy();
        for (int from = 0; from < copy.length(); from++)
            for (int to = Math.min(copy.length(), from + LONGEST); to > from + 1; to--) {
                var surname = names.get(copy.subSequence(from, to).toString());
                if (surname == null) continue;
                text.cover(from + surname, to);
                break;
            }
    }

    /** Where a given name of one or two characters ends; {@code from} if there is none. */
    private static int givenEnd(CharSequence copy, int from) {
        if (!isHan(copy, from) || NEVER_GIVEN.indexOf(copy.charAt(from)) >= 0) return from;
        int end = from + 1;
        if (isHan(copy, end) && TITLES.contains(copy.subSequence(from, end + 1).toString())) return from;
        return isHan(copy, end) && BEHIND.indexOf(copy.charAt(end)) < 0 ? end + 1 : end;
    }

    private static boolean isHan(CharSequence copy, int at) {
        return at < copy.length() && Character.isIdeographic(copy.charAt(at));
    }

    private static boolean isBoundary(CharSequence copy, int at) {
        return !isHan(copy, at);
    }

    /** Whether it is a word or a place rather than a name: 安全, 居委会, 金华. */
    private static boolean isWord(CharSequence copy, int from, int given, int end) {
        for (int to = given + 1; to <= end; to++) if (isKnown(copy, from, to)) return true;
        var said = copy.subSequence(from, end).toString();
        return isKnown(copy, from, Math.min(copy.length(), end + 1))
                || Places.in(said).stream().anyMatch(said::startsWith);
    }

    private static boolean isKnown(CharSequence copy, int from, int to) {
        var word = CoreDictionary.get(copy.subSequence(from, to).toString());
        return word != null && !word.nature[0].equals(Nature.nr);
    }
}
