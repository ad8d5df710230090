package banshi.channels.curation;

import banshi.assistant.Reply;
import banshi.channels.conversation.Told;
import banshi.channels.records.TurnRecords;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In what two replies to the same words differ (不同之处), as an editor looks at it: the gravest first. */
public enum Difference {
    /** An answer and no answer. */
    ACT,
    MATTER,
    ASPECT,
    VERDICT,
    WORDS;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Between two replies. */
    static Set<Difference> between(Reply one, Reply other) {
        var was = Told.of(one);
        var is = Told.of(other);
        var differences = of(was.act(), was.matter(), was.aspect(), is);
        if (was.verdict() != is.verdict()) differences.add(VERDICT);
        if (!one.blocks().equals(other.blocks())) differences.add(WORDS);
        return differences;
    }

    /** Between a reply as it is kept, whose verdict is not known, and another. */
    static Set<Difference> between(TurnRecords.Kept kept, Reply other) {
        var matter = kept.matter();
        var aspect = kept.aspect();
        var differences = of(
                kept.act(),
                matter == null ? null : new MatterId(matter),
                aspect == null ? null : new AspectId(aspect),
                Told.of(other));
        if (!kept.replied().equals(TurnRecords.replied(other))) differences.add(WORDS);
        return differences;
    }

    private static EnumSet<Difference> of(
            String act, @Nullable MatterId matter, @Nullable AspectId aspect, Told other) {
        var differences = EnumSet.noneOf(Difference.class);
        if (!act.equals(other.act())) differences.add(ACT);
        if (!Objects.equals(matter, other.matter())) differences.add(MATTER);
        if (!Objects.equals(aspect, other.aspect())) differences.add(ASPECT);
        return differences;
    }
}
