package banshi.assistant.language;

import banshi.corpus.Term;
import com.hankcs.hanlp.collection.AhoCorasick.AhoCorasickDoubleArrayTrie;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds words of the trade in a key (词库): as they are written, and with characters of a like sound or shape in them. Immutable,
 * thread-safe; about 1 µs a question.
 *
 * <p>Three automata over the same words: of characters, of sounds, of shapes. A slip is only looked for in words of at least {@value
 * #LEAST_SLIP} characters, shorter ones are hit by chance.
 */
final class Lexicon {
    private static final int LEAST_SLIP = 3;

    /** Characters that are taken for one another by the eye; each stands for the first of its group. */
    private static final Map<Character, Character> SHAPES = shapes(
            "户尸卢", "口囗", "本木夲", "己已巳", "未末", "土士", "日曰", "大太犬", "天夫", "人入", "申由甲田", "牛午", "千干于", "今令", "准淮", "冶治",
            "拆折析", "徒徙", "戊戌戍", "暂渐", "籍藉", "簿薄", "辩辨辫", "货贷", "赔陪", "驾架", "牌脾碑", "照昭", "护沪", "居屇", "住往注", "落洛", "领颌",
            "挂桂", "违连", "保堡", "枪抢", "证怔", "报投", "码玛", "名各", "字宇", "明朋", "侯候", "姓性", "历厉", "境镜", "签鉴", "枝技", "燃然", "检捡险",
            "验骏", "销悄", "迁迀", "缴徼", "罚罸", "复夏", "驶馳", "遣遗", "补朴", "换唤", "办为", "理埋", "件仵", "份分", "鉴签");

    private final AhoCorasickDoubleArrayTrie<Word> written;
    private final AhoCorasickDoubleArrayTrie<Word> sounded;
    private final AhoCorasickDoubleArrayTrie<Word> seen;

    /** So many letters are a word, wherever they stand. */
    private static final int WORD = 4;

    /** Of sounds that the lexicon does not have; HanLP's automaton goes out of its bounds at the highest characters. */
    private static final char UNKNOWN = 0;

    /** A character for each sound of the lexicon, so that the sounds of a key are a string as long as the key. */
    private final Map<String, Character> letters = new HashMap<>();

    /** How often a character is a word by itself in HanLP's corpus for it to stand rather for itself: 也, 可, 就. */
    private static final int COMMON = 2_000;

    /** A word of the trade at a place of the key. */
    record Found(int begin, int end, Term term) {}

    /** A term, and how it is looked for (检索形式). */
    private record Word(String key, Term term) {}

    /** A hit of an automaton. */
    private record Hit(int begin, int end, Word word) {
        Found found() {
            return new Found(begin, end, word.term());
        }
    }

    Lexicon(Collection<Term> terms) {
        var written = new TreeMap<String, Word>();
        var sounded = new TreeMap<String, Word>();
        var seen = new TreeMap<String, Word>();
        for (var term : terms) {
            var word = new Word(Reader.key(term.term()), term);
            written.put(word.key(), word);
            if (term.kind() != Term.Kind.THING
                    || word.key().length() < LEAST_SLIP
                    || !word.key().chars().allMatch(Character::isIdeographic)) continue;
            var syllables = Sounds.of(word.key());
            for (String syllable : syllables) letters.putIfAbsent(Sounds.folded(syllable), (char) (letters.size() + 1));
            sounded.putIfAbsent(spelled(syllables), word);
            seen.putIfAbsent(shaped(word.key()), word);
        }
        this.written = automaton(written);
        this.sounded = automaton(sounded);
        this.seen = automaton(seen);
    }

    @SuppressWarnings("NonApiType") // what HanLP wants
    private static AhoCorasickDoubleArrayTrie<Word> automaton(TreeMap<String, Word> words) {
        var automaton = new AhoCorasickDoubleArrayTrie<Word>();
        if (!words.isEmpty()) automaton.build(words);
        return automaton;
    }

    /** Words as they are written, from the left, the longest at each place. */
    List<Found> written(String key) {
        var hits = hits(written, key);
        hits.removeIf(hit -> isPieceOfAWord(key, hit));
        return longest(hits);
    }

    /**
     * Whether a few letters of another script were found within more of them: annual签注 has no L签 in it. A key has no spaces, so that
     * a whole English word may well stand beside another.
     */
    private static boolean isPieceOfAWord(String key, Hit hit) {
        int first = hit.begin();
        while (first < hit.end() && isLetter(key.charAt(first))) first++;
        int last = hit.end();
        while (last > hit.begin() && isLetter(key.charAt(last - 1))) last--;
        return (isFew(first - hit.begin()) && hit.begin() > 0 && isLetter(key.charAt(hit.begin() - 1)))
                || (isFew(hit.end() - last) && hit.end() < key.length() && isLetter(key.charAt(hit.end())));
    }

    private static boolean isFew(int letters) {
        return letters > 0 && letters < WORD;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /**
     * What is left between the words found, searched for words with slips in them.
     *
     * @param syllables of the key
     * @return all words, in order
     */
    List<Found> withSlips(String key, List<String> syllables, List<Found> found) {
        var slips = hits(sounded, spelled(syllables));
        slips.addAll(hits(seen, shaped(key)));
        slips.removeIf(slip ->
                found.stream().anyMatch(f -> slip.begin() < f.end() && f.begin() < slip.end()) || !isSlip(key, slip));
        if (slips.isEmpty()) return found;
        var all = new ArrayList<>(found);
        all.addAll(longest(slips));
        all.sort(Comparator.comparingInt(Found::begin));
        return all;
    }

    /** Whether most of it is written right, and what is not does not make sense by itself. */
    private static boolean isSlip(String key, Hit hit) {
        var word = hit.word().key();
        int right = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = key.charAt(hit.begin() + i);
            if (c == word.charAt(i)) right++;
            else if (isCommon(c)) return false;
        }
        return right < word.length() && 2 * right >= word.length();
    }

    private static boolean isCommon(char c) {
        var entry = CoreDictionary.get(String.valueOf(c));
        return entry != null && entry.totalFrequency >= COMMON;
    }

    private String spelled(List<String> syllables) {
        var spelled = new StringBuilder(syllables.size());
        for (String syllable : syllables)
            spelled.append(
                    letters.getOrDefault(Sounds.folded(syllable), UNKNOWN).charValue());
        return spelled.toString();
    }

    private static String shaped(String key) {
        var shaped = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++)
            shaped.append(SHAPES.getOrDefault(key.charAt(i), key.charAt(i)).charValue());
        return shaped.toString();
    }

    private static List<Hit> hits(AhoCorasickDoubleArrayTrie<Word> automaton, String text) {
        var hits = new ArrayList<Hit>();
        if (automaton.size() > 0) automaton.parseText(text, (begin, end, word) -> hits.add(new Hit(begin, end, word)));
        return hits;
    }

    /** From the left, the longest at each place. */
    private static List<Found> longest(List<Hit> hits) {
        hits.sort((a, b) ->
                a.begin() != b.begin() ? Integer.compare(a.begin(), b.begin()) : Integer.compare(b.end(), a.end()));
        var best = new ArrayList<Found>();
        int end = 0;
        for (var hit : hits) {
            if (hit.begin() < end) continue;
            best.add(hit.found());
            end = hit.end();
        }
        return best;
    }

    private static Map<Character, Character> shapes(String... groups) {
        var shapes = new HashMap<Character, Character>();
        for (String group : groups)
            for (int i = 1; i < group.length(); i++) shapes.putIfAbsent(group.charAt(i), group.charAt(0));
        return Map.copyOf(shapes);
    }
}
