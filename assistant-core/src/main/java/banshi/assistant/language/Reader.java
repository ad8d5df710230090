package banshi.assistant.language;

import banshi.corpus.Term;
import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.collection.AhoCorasick.AhoCorasickDoubleArrayTrie;
import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.collection.trie.bintrie.BinTrie;
import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.DynamicCustomDictionary;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads utterances with the lexicon of one release (阅读器). Immutable after construction, thread-safe; some 10 µs a question once
 * HanLP's dictionaries are loaded, which the first call does (about 0.4 s).
 */
public final class Reader {
    private final Segment segment;
    private final AhoCorasickDoubleArrayTrie<Term> lexicon;

    /** Builds the automaton and the segmenter's dictionary. */
    public Reader(Collection<Term> terms) {
        var byText = new TreeMap<String, Term>();
        var words = new TreeMap<String, CoreDictionary.Attribute>();
        for (var term : terms) {
            byText.put(key(term.term()), term);
            words.put(key(term.canonical()), word());
        }
        words.putIfAbsent("怎么办理", word()); // else every "X怎么办理" is cut 怎么办/理
        lexicon = new AhoCorasickDoubleArrayTrie<>();
        if (!byText.isEmpty()) lexicon.build(byText);
        var compiled = new DoubleArrayTrie<CoreDictionary.Attribute>();
        compiled.build(words);
        var dictionary = new DynamicCustomDictionary(compiled, new BinTrie<>(), null);
        segment = new ViterbiSegment()
                .enableCustomDictionary(dictionary)
                .enableCustomDictionaryForcing(true)
                .enableNameRecognize(false)
                .enableTranslatedNameRecognize(false)
                .enablePartOfSpeechTagging(false)
                .enableOffset(false);
    }

    private static CoreDictionary.Attribute word() {
        return new CoreDictionary.Attribute(Nature.nz, 1000);
    }

    /** Reads what was said; any string gives a question, in the worst case one with an empty key. */
    public Question read(String said) {
        var text = Normalizer.normalize(said);
        var key = Normalizer.key(text);
        if (key.isEmpty()) return new Question(text, "", "", List.of(), List.of(), List.of());
        var terms = new ArrayList<Term>();
        var canonical = canonical(key, terms);
        var words = new ArrayList<String>();
        for (var term : segment.seg(canonical)) words.add(term.word);
        return new Question(text, key, canonical, words, syllables(key), terms);
    }

    /** The {@link Question#key()} of what was said, without the rest of the reading. */
    public static String key(String said) {
        return Normalizer.key(Normalizer.normalize(said));
    }

    private String canonical(String key, List<Term> terms) {
        var hits = longest(key);
        if (hits.isEmpty()) return key;
        var canonical = new StringBuilder(key.length() + 8);
        int from = 0;
        for (var hit : hits) {
            canonical.append(key, from, hit.begin).append(hit.value.canonical());
            terms.add(hit.value);
            from = hit.end;
        }
        return canonical.append(key, from, key.length()).toString();
    }

    /** Non-overlapping hits from the left, the longest at each place. */
    private List<AhoCorasickDoubleArrayTrie<Term>.Hit<Term>> longest(String key) {
        var hits = lexicon.size() == 0 ? List.<AhoCorasickDoubleArrayTrie<Term>.Hit<Term>>of() : lexicon.parseText(key);
        var best = new ArrayList<AhoCorasickDoubleArrayTrie<Term>.Hit<Term>>();
        hits = new ArrayList<>(hits);
        hits.sort((a, b) -> a.begin != b.begin ? Integer.compare(a.begin, b.begin) : Integer.compare(b.end, a.end));
        int end = 0;
        for (var hit : hits) {
            if (hit.begin < end) continue;
            best.add(hit);
            end = hit.end;
        }
        return best;
    }

    private static List<String> syllables(String key) {
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
}
