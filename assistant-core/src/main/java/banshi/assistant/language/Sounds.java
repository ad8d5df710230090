package banshi.assistant.language;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import java.util.ArrayList;
import java.util.List;

/**
 * Toneless pinyin, and which of its sounds are easily taken for one another (拼音、模糊音): zh, ch, sh are z, c, s; n before a vowel is l; hu… is
 * f…; ang, eng, ing are an, en, in. Stateless, thread-safe; about 1 µs a question.
 */
final class Sounds {
    private Sounds() {}

    /** The syllable of each character; what is not Han stays as it is. */
    static List<String> of(String key) {
        var pinyin = HanLP.convertToPinyinList(key);
        var syllables = new ArrayList<String>(pinyin.size());
        for (int i = 0; i < pinyin.size(); i++) {
            var one = pinyin.get(i);
            syllables.add(
                    one == null || one == Pinyin.none5
                            ? String.valueOf(key.charAt(Math.min(i, key.length() - 1)))
                            : one.getPinyinWithoutTone());
        }
        return syllables;
    }

    /** One sound of those that speakers of many dialects do not tell apart. */
    static String folded(String syllable) {
        var sound = syllable;
        if (sound.length() > 2 && sound.charAt(1) == 'h') sound = sound.charAt(0) + sound.substring(2);
        if (sound.startsWith("n") && sound.length() > 1) sound = "l" + sound.substring(1);
        if (sound.startsWith("hu")) sound = labial(sound.substring(2));
        return sound.endsWith("ang") || sound.endsWith("eng") || sound.endsWith("ing")
                ? sound.substring(0, sound.length() - 1)
                : sound;
    }

    /** 黄 as 方, 会 as 飞: h before u is f to many. */
    private static String labial(String afterU) {
        return switch (afterU) {
            case "" -> "fu";
            case "i" -> "fei";
            case "n" -> "fen";
            default -> "f" + afterU;
        };
    }
}
