package banshi.assistant.hotline;

import banshi.assistant.language.Reader;
import banshi.corpus.Situation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which question about the case an agent asks, in whatever words (坐席提问识别): 您户口在本地吗 asks where the household registration is, and names an option, so that a plain yes
 * answers it. Pure.
 *
 * @param situation what is asked about
 * @param option that is named; null where none is, or several
 */
record AgentQuestion(Situation situation, @Nullable String option) {
    /** Of the pairs of letters of the shorter one, as many must be in both. */
    private static final double ALIKE = .5;

    private static final int SHORTEST = 2;

    /** The question of these that the words ask most likely; nothing where they ask none of them. */
    static Optional<AgentQuestion> in(String said, List<Situation> situations) {
        var key = Reader.key(said);
        AgentQuestion best = null;
        double most = 0;
        for (var situation : situations) {
            var named = named(key, situation);
            double alike = alike(key, Reader.key(situation.question()));
            double score = alike + (named == null ? 0 : ALIKE);
            if (score < ALIKE || score <= most) continue;
            most = score;
            best = new AgentQuestion(situation, named);
        }
        return Optional.ofNullable(best);
    }

    /** The only option whose label is in the words. */
    private static @Nullable String named(String key, Situation situation) {
        String named = null;
        for (var option : situation.options()) {
            var label = Reader.key(option.label());
            if (label.length() < SHORTEST || !key.contains(label)) continue;
            if (named != null) return null;
            named = option.id();
        }
        return named;
    }

    /** The share of the pairs of letters of the shorter text that the other has too. */
    private static double alike(String one, String other) {
        var shorter = one.length() <= other.length() ? one : other;
        var longer = shorter.equals(one) ? other : one;
        if (shorter.length() < SHORTEST + 1) return 0;
        int both = 0;
        for (int i = 0; i + SHORTEST <= shorter.length(); i++)
            if (longer.contains(shorter.substring(i, i + SHORTEST))) both++;
        return (double) both / (shorter.length() - SHORTEST + 1);
    }
}
