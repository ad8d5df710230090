package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.Term;
import java.util.Arrays;
import java.util.List;

/**
 * The pieces of a question that a linear reading of its words weighs (词面特征), as 64-bit hashes, each once, in ascending order. Two
 * pieces of one hash are one piece to everybody; among some hundred thousand that does not happen.
 */
enum Grams {
    /** Of characters one to three in a row, canonical words of the trade; of syllables two and three, which a wrong character keeps. */
    OF_SUBJECT(2.2f) {
        @Override
        long[] of(Question question) {
            return pieces(question.canonical(), question.syllables());
        }
    },

    /** The same, the things of the trade masked among the characters: 要多少钱 says fee whatever it is asked of. */
    OF_ASPECT(0.8f) {
        @Override
        long[] of(Question question) {
            var text = question.canonical();
            for (var term : question.terms()) {
                if (term.kind() == Term.Kind.THING) text = text.replace(term.canonical(), MASK);
            }
            return pieces(text, question.syllables());
        }
    };

    private static final String MASK = "◇";
    private static final char START = '^';
    private static final char END = '$';
    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long SYLLABLES = 0x9e3779b97f4a7c15L;

    private final float rate;

    /** @param rate how fast a head learns from these, chosen on development questions */
    Grams(float rate) {
        this.rate = rate;
    }

    float rate() {
        return rate;
    }

    abstract long[] of(Question question);

    private static long[] pieces(String text, List<String> syllables) {
        var grams = new long[3 * (text.length() + 2) + 2 * syllables.size()];
        int count = characters(text, grams);
        count = runs(syllables, 2, grams, count);
        count = runs(syllables, 3, grams, count);
        return distinct(grams, count);
    }

    private static int characters(String text, long[] grams) {
        int count = 0;
        int last = text.length() + 1;
        for (int i = 0; i <= last; i++) {
            long hash = BASIS;
            for (int n = 1; n <= 3 && i + n - 1 <= last; n++) {
                hash = mixed(hash, at(text, i + n - 1));
                grams[count++] = finished(hash, n);
            }
        }
        return count;
    }

    private static char at(String text, int index) {
        if (index == 0) return START;
        return index == text.length() + 1 ? END : text.charAt(index - 1);
    }

    private static int runs(List<String> syllables, int length, long[] grams, int from) {
        int count = from;
        for (int i = 0; i + length <= syllables.size(); i++) {
            long hash = BASIS ^ SYLLABLES;
            for (int j = i; j < i + length; j++) {
                var syllable = syllables.get(j);
                for (int k = 0; k < syllable.length(); k++) hash = mixed(hash, syllable.charAt(k));
                hash = mixed(hash, ' ');
            }
            grams[count++] = finished(hash, length);
        }
        return count;
    }

    /** FNV-1a, by characters. Source: Fowler, Noll and Vo, 1991. */
    private static long mixed(long hash, char c) {
        return (hash ^ c) * PRIME;
    }

    /** Spreads the bits, as FNV leaves the high ones of short texts alike. Source: Stafford's variant 13 of MurmurHash3's mixer. */
    private static long finished(long hash, int length) {
        long h = hash + length;
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }

    private static long[] distinct(long[] grams, int count) {
        Arrays.sort(grams, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) if (i == 0 || grams[i] != grams[i - 1]) grams[kept++] = grams[i];
        return Arrays.copyOf(grams, kept);
    }
}
