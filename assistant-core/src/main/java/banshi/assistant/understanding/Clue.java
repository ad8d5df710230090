package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What tells, beside the readings themselves, whether words go on with what was spoken of or turn to something else (承接线索). */
public enum Clue {
    /** Always there. */
    ALWAYS,
    /** Said in a few characters: 补领呢. */
    SHORT,
    /** A whole sentence of its own. */
    LONG,
    /** Names a thing of the trade that tells matters apart. */
    NAMES,
    /** Asks nothing: states a fact, or picks. */
    STATES,
    /** Points at something or somebody: 它, 那, 他. */
    POINTS,
    /** Says that something else comes: 顺便, 另外, 对了. */
    SWITCHES,
    /** Says that it goes back: 说回, 刚才那个. */
    RETURNS,
    /** Ends on 呢: what about it. */
    WHAT_ABOUT,
    /** Takes back what was said before: 打错了, 不是 … 是. */
    CORRECTS,
    /** Lets something be known of a case of the matter spoken of. */
    TELLS,
    /** Comes after a question of ours about the case. */
    ASKED,
    /** Goes on with words that were not clear enough. */
    UNCLEAR,
    /** Comes after an answer about a matter. */
    TALKS,
    /** A name and hardly more: 狗呢, 香港那本. */
    BARE,
    /** Made of pieces that questions of ours seldom have: of another trade, or of none. */
    UNUSUAL,
    /** Made of pieces that questions of ours hardly ever have: 薛定谔, 嘀嘀嘀. */
    STRANGE;

    private static final int FEW = 5;
    private static final int BARELY = 7;
    private static final int MANY = 12;

    // shares of the pieces that are known; of follow-ups about our matters one in twenty lies below the first, of words
    // without sense four in five
    private static final double SELDOM = .62;
    private static final double HARDLY = .5;

    private static final Pattern QUESTION =
            Pattern.compile("[吗么呢嘛伐]|[？?]|行不|可以不|能不能|要不要|多少|怎么|咋|哪|几|什么|啥|多久|如何|谁|不$|没$");
    private static final Pattern POINTING = Pattern.compile("[它他她这那]");
    private static final Pattern SWITCHING =
            Pattern.compile("顺便|顺带|另外|还有(?:个|件)|对了|再问|插一?(?:句|个)|换个|再(?:说|讲)个|还想|也想|我自己");
    private static final Pattern RETURNING =
            Pattern.compile("(?:说|讲|回|再回|转)(?:回|到)|刚才那?个?|前面(?:那个|说的)|开始(?:那个|说的)|还是(?:说|讲|问)|(?:先|再)(?:说|讲)");

    /**
     * Those that stand in the words alone; to be added to.
     *
     * @param familiarity the share of the question's pieces that questions of ours have, 0..1
     */
    static Set<Clue> in(Question question, boolean names, double familiarity) {
        var text = question.text();
        var clues = EnumSet.of(ALWAYS);
        if (question.key().length() <= FEW) clues.add(SHORT);
        if (question.key().length() >= MANY) clues.add(LONG);
        if (names) clues.add(NAMES);
        if (!QUESTION.matcher(text).find()) clues.add(STATES);
        if (POINTING.matcher(text).find()) clues.add(POINTS);
        if (SWITCHING.matcher(text).find()) clues.add(SWITCHES);
        if (RETURNING.matcher(text).find()) clues.add(RETURNS);
        if (text.endsWith("呢")) clues.add(WHAT_ABOUT);
        if (names && question.key().length() <= BARELY && (clues.contains(WHAT_ABOUT) || clues.contains(STATES)))
            clues.add(BARE);
        if (familiarity < SELDOM) clues.add(UNUSUAL);
        if (familiarity < HARDLY) clues.add(STRANGE);
        return clues;
    }
}
