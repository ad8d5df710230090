package banshi.graph;

import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.KnownMatter;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.When;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The matters of one release and how they hang together (知识图谱). Thread-safe, the same to everybody at all times; no look-up blocks. */
public final class KnowledgeGraph {
    private final Map<MatterId, Matter> matters = new LinkedHashMap<>();
    private final Map<MatterId, KnownMatter> catalogue = new LinkedHashMap<>();

    /** Choices put in words once: that takes a dozen regular expressions. As many as the conditions of the content. */
    private final Map<Open, String> choices = new ConcurrentHashMap<>();

    private record Open(MatterId matter, String situation, List<String> options) {}

    private KnowledgeGraph(Content content) {
        content.matters().forEach(m -> matters.put(m.id(), m));
        content.catalogue().forEach(m -> catalogue.put(m.id(), m));
    }

    /** Builds the graph of checked content. */
    public static KnowledgeGraph compile(Content content) {
        return new KnowledgeGraph(content);
    }

    /** The matters that have content. */
    public Set<MatterId> matters() {
        return Set.copyOf(matters.keySet());
    }

    /** The matter, if it has content. */
    public Optional<Matter> matter(MatterId id) {
        return Optional.ofNullable(matters.get(id));
    }

    /** The catalogue's entry of a matter that has no content yet. */
    public Optional<KnownMatter> known(MatterId id) {
        return Optional.ofNullable(catalogue.get(id));
    }

    /** How a clerk calls the matter, with content or without. */
    public Optional<String> shortName(MatterId id) {
        return matter(id).map(Matter::shortName).or(() -> known(id).map(KnownMatter::shortName));
    }

    /**
     * What a case needs.
     *
     * @throws IllegalArgumentException if the matter has no content
     */
    public Requirements requirements(MatterId id, Circumstances circumstances) {
        var matter = matter(id).orElseThrow(() -> new IllegalArgumentException("matter " + id + " has no content"));
        var materials = new ArrayList<Requirements.Needed>();
        for (var material : matter.materials()) {
            if (truth(matter, material.needed(), circumstances) != Circumstances.Truth.NO)
                materials.add(new Requirements.Needed(material, openChoice(matter, material.needed(), circumstances)));
        }
        var conditions = new ArrayList<Requirements.Applying>();
        for (var condition : matter.conditions()) {
            if (truth(matter, condition.applies(), circumstances) != Circumstances.Truth.NO)
                conditions.add(
                        new Requirements.Applying(condition, openChoice(matter, condition.applies(), circumstances)));
        }
        var outcomes = matter.outcomes().stream()
                .filter(o -> truth(matter, o.when(), circumstances) == Circumstances.Truth.YES)
                .toList();
        return new Requirements(materials, conditions, outcomes);
    }

    /**
     * The usual case of a matter: the first option of each situation that arises when the others are as usual. What to show first
     * to somebody of whom nothing is known; never to be taken for what is known.
     *
     * @throws IllegalArgumentException if the matter has no content
     */
    public Circumstances usual(MatterId id) {
        var matter = matter(id).orElseThrow(() -> new IllegalArgumentException("matter " + id + " has no content"));
        var usual = Circumstances.NONE;
        for (int known = -1; known < usual.known().size(); ) { // again, for a situation may depend on a later one
            known = usual.known().size();
            for (var situation : matter.situations()) {
                if (!usual.known().containsKey(situation.id())
                        && usual.truth(situation.arises()) == Circumstances.Truth.YES)
                    usual = usual.and(
                            situation.id(), situation.options().getFirst().id());
            }
        }
        return usual;
    }

    /**
     * What a fact says in a case: its most specific variant that certainly holds, or its general text. A variant that names more
     * situations is more specific, then one that names a smaller region.
     *
     * @param region a GB/T 2260 code, or null where it is not known
     * @return the words and whether they are unsure; nothing if the fact is not valid that day
     */
    public Optional<Fact> fact(Fact fact, Circumstances circumstances, @Nullable String region, LocalDate day) {
        var best = fact.variants().stream()
                .filter(v -> v.validity().holds(day))
                .filter(v -> circumstances.truth(v.condition()) == Circumstances.Truth.YES)
                .filter(v -> holdsIn(v.region(), region))
                .max(Comparator.comparingInt(
                                (Fact.Variant v) -> v.condition().anyOf().size())
                        .thenComparingInt(
                                v -> v.region() == null ? 0 : v.region().length()));
        if (best.isPresent()) {
            var variant = best.get();
            return Optional.of(new Fact(variant.text(), variant.unsure(), variant.basis(), null, List.of()));
        }
        return fact.validity().holds(day) ? Optional.of(fact) : Optional.empty();
    }

    /** Whether something written for {@code where} (a code or its beginning, or null) holds for a citizen in {@code region}. */
    public static boolean holdsIn(@Nullable String where, @Nullable String region) {
        return where == null || (region != null && region.startsWith(where));
    }

    /**
     * Whether a condition holds in a case. A situation that cannot arise any more (whether the certificate is at hand, once the
     * child is known to be born abroad) cannot hold either.
     */
    private static Circumstances.Truth truth(Matter matter, When when, Circumstances circumstances) {
        for (String situation : when.anyOf().keySet()) {
            var asked = situation(matter, situation);
            if (asked.isPresent() && truth(matter, asked.get().arises(), circumstances) == Circumstances.Truth.NO)
                return Circumstances.Truth.NO;
        }
        return circumstances.truth(when);
    }

    /** The part of a condition that is not known yet, in words that need no question before them. */
    private String openChoice(Matter matter, When when, Circumstances circumstances) {
        var words = new ArrayList<String>();
        for (var needed : when.anyOf().entrySet()) {
            if (circumstances.known().containsKey(needed.getKey())) continue;
            situation(matter, needed.getKey())
                    .ifPresent(situation -> words.add(choices.computeIfAbsent(
                            new Open(matter.id(), situation.id(), needed.getValue()),
                            open -> OpenChoice.words(situation, open.options()))));
        }
        return String.join(words.stream().anyMatch(w -> w.contains("，")) ? "；并且" : "，并且", words);
    }

    private static Optional<Situation> situation(Matter matter, String id) {
        return matter.situations().stream().filter(s -> s.id().equals(id)).findFirst();
    }
}
