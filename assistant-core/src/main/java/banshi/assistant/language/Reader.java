package banshi.assistant.language;

import banshi.corpus.Term;
import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.collection.trie.bintrie.BinTrie;
import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.DynamicCustomDictionary;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads utterances with the lexicon of one release (阅读器). Immutable after construction, thread-safe; some 15 µs a question once
 * HanLP's dictionaries are loaded, which the first call does (about 0.4 s).
 */
public final class Reader {
    private final Segment segment;
    private final Lexicon lexicon;
    private final Set<LanguageStep> steps;

    /** Builds the automata and the segmenter's dictionary; takes every step. */
    public Reader(Collection<Term> terms) {
        this(terms, LanguageStep.ALL);
    }

    /** @param steps those to take: to measure what one is worth, leave it out */
    public Reader(Collection<Term> terms, Set<LanguageStep> steps) {
        this.steps = Set.copyOf(steps);
        lexicon = new Lexicon(terms);
        var words = new TreeMap<String, CoreDictionary.Attribute>();
        for (var term : terms) words.put(key(term.canonical()), word());
        words.putIfAbsent("怎么办理", word()); // else every "X怎么办理" is cut 怎么办/理
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
        var text = Normalizer.normalize(said, steps);
        var key = Normalizer.key(text);
        if (key.isEmpty()) return new Question(text, "", "", List.of(), List.of(), List.of());
        var syllables = steps.contains(LanguageStep.SOUNDS) || steps.contains(LanguageStep.SLIPS)
                ? Sounds.of(key)
                : List.<String>of();
        var found = steps.contains(LanguageStep.TERMS) ? lexicon.written(key) : List.<Lexicon.Found>of();
        if (steps.contains(LanguageStep.SLIPS)) found = lexicon.withSlips(key, syllables, found);
        var canonical = canonical(key, found);
        return new Question(
                text,
                key,
                canonical,
                new Words(canonical),
                steps.contains(LanguageStep.SOUNDS) ? syllables : List.of(),
                found.stream().map(Lexicon.Found::term).toList());
    }

    /** The {@link Question#key()} of what was said, by a reader that takes every step, without the rest of the reading. */
    public static String key(String said) {
        return Normalizer.key(Normalizer.normalize(said, LanguageStep.ALL));
    }

    private static String canonical(String key, List<Lexicon.Found> found) {
        if (found.isEmpty()) return key;
        var canonical = new StringBuilder(key.length() + 8);
        int from = 0;
        for (var one : found) {
            canonical.append(key, from, one.begin()).append(one.term().canonical());
            from = one.end();
        }
        return canonical.append(key, from, key.length()).toString();
    }

    /** The words of a text, segmented when they are first looked at; two threads may both do it, with one result. */
    private final class Words extends AbstractList<String> {
        private final String text;
        private volatile @Nullable List<String> words;

        private Words(String text) {
            this.text = text;
        }

        private List<String> segmented() {
            var known = words;
            if (known == null)
                words = known = segment.seg(text).stream().map(t -> t.word).toList();
            return known;
        }

        @Override
        public String get(int index) {
            return segmented().get(index);
        }

        @Override
        public int size() {
            return segmented().size();
        }
    }
}
