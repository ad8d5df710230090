package banshi.assistant.language;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is done to a citizen's words before anything else looks at them (语言步骤), in this order. Each can be left out, so that what
 * it is worth can be measured.
 */
public enum LanguageStep {
    /** Full-width forms, ligatures, upper case and odd variants of characters (全半角). */
    WIDTH,
    /** Zero-width and control characters, emoji, struck-out letters (杂符). */
    NOISE,
    /** Traditional script (繁简). */
    SCRIPT,
    /** Greetings, hesitation and what is said twice, by people and by speech recognition (语气与重复). */
    FILLERS,
    /** Numbers in words: 十六岁, 一一零 (数字写法). */
    NUMBERS,
    /** Synonyms and colloquial words of the lexicon in their canonical form (词条归一). */
    TERMS,
    /** Words of the lexicon with characters of a like sound or shape in them (错别字); like are also sounds that dialects confuse. */
    SLIPS,
    /** Pinyin beside the characters (拼音). */
    SOUNDS;

    /** All of them: how a release reads. */
    public static final Set<LanguageStep> ALL = Collections.unmodifiableSet(EnumSet.allOf(LanguageStep.class));

    /** All but one. */
    public static Set<LanguageStep> without(LanguageStep one) {
        var steps = EnumSet.allOf(LanguageStep.class);
        steps.remove(one);
        return Collections.unmodifiableSet(steps);
    }
}
