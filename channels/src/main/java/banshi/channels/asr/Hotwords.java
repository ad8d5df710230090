package banshi.channels.asr;

import banshi.corpus.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The words of the trade that a recogniser should rather hear than others of the same sound (热词), from what is published now: how matters are called, above all, and the
 * terms. Thread-safe; reckoned anew only for another release.
 */
public final class Hotwords implements Supplier<Map<String, Integer>> {
    /** As FunASR's guide has it, of 1 to 100; more, and they are heard where nobody said them. */
    private static final int NAMES = 20;

    /** Of which there are more than a recogniser takes. */
    private static final int ALIASES = 15;

    private static final int TERMS = 10;

    private final Supplier<Content> current;
    private volatile @Nullable Reckoned reckoned;

    /** @param current what is published; the same instance until it is another */
    public Hotwords(Supplier<Content> current) {
        this.current = current;
    }

    /** The words of one state of the content. */
    private record Reckoned(Content of, Map<String, Integer> words) {}

    @Override
    @SuppressWarnings("ReferenceEquality") // comparing all of the content would cost more than reckoning
    public Map<String, Integer> get() {
        var content = current.get();
        var known = reckoned;
        if (known == null || known.of() != content) {
            known = new Reckoned(content, words(content));
            reckoned = known;
        }
        return known.words();
    }

    private static Map<String, Integer> words(Content content) {
        var words = new HashMap<String, Integer>();
        for (var term : content.terms()) words.put(term.term(), TERMS);
        for (var matter : content.matters()) for (var alias : matter.aliases()) words.put(alias, ALIASES);
        for (var matter : content.matters()) {
            words.put(matter.name(), NAMES);
            words.put(matter.shortName(), NAMES);
        }
        return Map.copyOf(words);
    }
}
