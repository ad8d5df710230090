package banshi.graph;

import banshi.corpus.AspectId;
import banshi.corpus.Bundle;
import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.KnownMatter;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Verdict;
import banshi.corpus.When;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The matters of one release and how they hang together (知识图谱). Thread-safe, the same to everybody at all times; no look-up blocks. */
public final class KnowledgeGraph {
    private final Map<MatterId, CompiledMatter> matters = new LinkedHashMap<>();
    private final Map<MatterId, KnownMatter> catalogue = new LinkedHashMap<>();

    private final Map<MatterId, Set<MatterId>> next;

    /** Choices put in words once: that takes a dozen regular expressions. As many as the conditions of the content. */
    private final Map<Open, String> choices = new ConcurrentHashMap<>();

    private record Open(MatterId matter, int situation, List<String> options) {}

    private KnowledgeGraph(Content content) {
        content.matters().forEach(m -> matters.put(m.id(), new CompiledMatter(m)));
        content.catalogue().forEach(m -> catalogue.put(m.id(), m));
        var after = new HashMap<MatterId, Set<MatterId>>();
        content.bundles().forEach(bundle -> link(bundle, after));
        after.replaceAll((matter, others) -> Collections.unmodifiableSet(others));
        next = after;
    }

    /** Those of a bundle's steps that have content here, each with what comes after it. */
    private void link(Bundle bundle, Map<MatterId, Set<MatterId>> next) {
        var ours = bundle.steps().stream()
                .map(Bundle.Step::matter)
                .filter(m -> m != null && matters.containsKey(m))
                .toList();
        for (int i = 0; i + 1 < ours.size(); i++) {
            var after = next.computeIfAbsent(ours.get(i), m -> new LinkedHashSet<>());
            after.addAll(ours.subList(i + 1, ours.size()));
            after.remove(ours.get(i));
        }
    }

    /** What people go on to after a matter because the same event of life brings it along (接着办), in the order of its steps. */
    public Set<MatterId> next(MatterId id) {
        return next.getOrDefault(id, Set.of());
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
        return Optional.ofNullable(matters.get(id)).map(CompiledMatter::matter);
    }

    /** The catalogue's entry of a matter that has no content yet. */
    public Optional<KnownMatter> known(MatterId id) {
        return Optional.ofNullable(catalogue.get(id));
    }

    /** What to call a matter: as a clerk does, or by its id where nothing knows it. */
    public String name(MatterId id) {
        return shortName(id).orElse(id.value());
    }

    /** How a clerk calls the matter, with content or without. */
    public Optional<String> shortName(MatterId id) {
        return matter(id).map(Matter::shortName).or(() -> known(id).map(KnownMatter::shortName));
    }

    /**
     * What a case needs. Circumstances of other matters count for nothing.
     *
     * @throws IllegalArgumentException if the matter has no content
     */
    public Requirements requirements(MatterId id, Circumstances circumstances) {
        var compiled = compiled(id);
        var matter = compiled.matter();
        var known = new Case(compiled, circumstances);
        var usual = new Case(compiled, compiled.usual());
        var materials = new ArrayList<Requirements.Needed>();
        var exempt = new ArrayList<Requirements.Exempt>();
        for (int m = 0; m < compiled.materials.length; m++) {
            var needed = compiled.materials[m];
            var material = matter.materials().get(m);
            byte truth = known.truth(needed);
            if (truth != Case.NO)
                materials.add(new Requirements.Needed(
                        material,
                        truth == Case.YES ? "" : openChoice(compiled, material.needed(), known),
                        told(compiled, needed, known)));
            else if (usual.truth(needed) == Case.YES)
                against(compiled, needed, known).ifPresent(told -> exempt.add(new Requirements.Exempt(material, told)));
        }
        var conditions = new ArrayList<Requirements.Applying>();
        for (int c = 0; c < compiled.conditions.length; c++) {
            var condition = matter.conditions().get(c);
            byte truth = known.truth(compiled.conditions[c]);
            if (truth != Case.NO)
                conditions.add(new Requirements.Applying(
                        condition, truth == Case.YES ? "" : openChoice(compiled, condition.applies(), known)));
        }
        return new Requirements(materials, exempt, conditions, outcomes(compiled, known), eligibility(compiled, known));
    }

    /**
     * The one question to ask next: the one whose answer is expected to settle most of what is still open (materials, conditions,
     * refusals, places, fees). Never one whose answer changes nothing, and none once it is clear that the application is refused or belongs
     * elsewhere.
     *
     * @param asked the aspect that the citizen wants to know, so that only what changes its answer counts; null for the whole matter
     * @throws IllegalArgumentException if the matter has no content
     */
    public Optional<Narrowing> nextQuestion(MatterId id, Circumstances circumstances, @Nullable AspectId asked) {
        var compiled = compiled(id);
        return Narrowing.of(compiled, new Case(compiled, circumstances), asked);
    }

    /**
     * The usual case of a matter: the first option of each situation that arises when the others are as usual. What to show first
     * to somebody of whom nothing is known; never to be taken for what is known.
     *
     * @throws IllegalArgumentException if the matter has no content
     */
    public Circumstances usual(MatterId id) {
        return compiled(id).usual();
    }

    /**
     * What is known of a case, and for the rest the usual (推定情形). For a first answer only; never to be taken for what is known.
     *
     * @throws IllegalArgumentException if the matter has no content
     */
    public Circumstances presumed(MatterId id, Circumstances circumstances) {
        return compiled(id).presumed(circumstances);
    }

    /** What is so where an option holds, in words that need no question before them, or the option's own where there are none. */
    public static String statement(Situation situation, Situation.Option option) {
        var words = OpenChoice.words(situation, List.of(option.id()));
        return words.contains("？") ? option.label() : words;
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

    private static List<Matter.Outcome> outcomes(CompiledMatter compiled, Case known) {
        var holding = new ArrayList<Matter.Outcome>();
        for (int o = 0; o < compiled.outcomes.length; o++)
            if (known.truth(compiled.outcomes[o]) == Case.YES)
                holding.add(compiled.matter().outcomes().get(o));
        return holding;
    }

    private static Requirements.Eligibility eligibility(CompiledMatter compiled, Case known) {
        Matter.@Nullable Outcome examined = null;
        Matter.@Nullable Outcome open = null;
        for (int o = 0; o < compiled.outcomes.length; o++) {
            byte truth = known.truth(compiled.outcomes[o]);
            var outcome = compiled.matter().outcomes().get(o);
            if (outcome.verdict() == Verdict.YES || truth == Case.NO) continue;
            if (truth == Case.YES && outcome.verdict() == Verdict.NO)
                return new Requirements.Eligibility(Verdict.NO, outcome);
            if (truth == Case.YES && examined == null) examined = outcome;
            if (truth == Case.UNKNOWN && open == null) open = outcome;
        }
        var decidedBy = examined == null ? open : examined;
        return new Requirements.Eligibility(decidedBy == null ? Verdict.YES : Verdict.DEPENDS, decidedBy);
    }

    /** What was told of the situations that a condition names. */
    private static List<Requirements.Told> told(CompiledMatter compiled, Terms terms, Case known) {
        if (terms.size() == 0) return List.of();
        var told = new ArrayList<Requirements.Told>(terms.size());
        for (int i = 0; i < terms.size(); i++)
            if (known.isTold(terms.situation(i))) told.add(told(compiled, terms.situation(i), known));
        return told;
    }

    /** What was told that a condition does not fit; nothing where its question never arose. */
    private static Optional<Requirements.Told> against(CompiledMatter compiled, Terms terms, Case known) {
        for (int i = 0; i < terms.size(); i++) {
            int situation = terms.situation(i);
            if (known.isTold(situation) && !terms.fits(i, known.told(situation)))
                return Optional.of(told(compiled, situation, known));
        }
        for (int i = 0; i < terms.size(); i++) {
            int situation = terms.situation(i);
            if (!known.isTold(situation) && known.arises(situation) == Case.NO)
                return against(compiled, compiled.arises(situation), known);
        }
        return Optional.empty();
    }

    private static Requirements.Told told(CompiledMatter compiled, int place, Case known) {
        var situation = compiled.situation(place);
        return new Requirements.Told(situation, situation.options().get(known.told(place)));
    }

    /** The part of a condition that is not known yet, in words that need no question before them. */
    private String openChoice(CompiledMatter compiled, When when, Case known) {
        var words = new ArrayList<String>();
        for (var needed : when.anyOf().entrySet()) {
            int place = compiled.place(needed.getKey());
            if (known.isTold(place)) continue;
            if (known.isTaken(place)) { // open only because it is open whether it arises
                var arising = openChoice(compiled, compiled.situation(place).arises(), known);
                if (!arising.isEmpty()) words.add(arising);
                continue;
            }
            words.add(choices.computeIfAbsent(
                    new Open(compiled.matter().id(), place, needed.getValue()),
                    open -> OpenChoice.words(compiled.situation(place), open.options())));
        }
        return String.join(words.stream().anyMatch(w -> w.contains("，")) ? "；并且" : "，并且", words);
    }

    private CompiledMatter compiled(MatterId id) {
        var compiled = matters.get(id);
        if (compiled == null) throw new IllegalArgumentException("matter " + id + " has no content");
        return compiled;
    }
}
