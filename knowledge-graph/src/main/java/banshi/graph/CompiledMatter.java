package banshi.graph;

import banshi.corpus.AspectId;
import banshi.corpus.Fact;
import banshi.corpus.Material;
import banshi.corpus.Matter;
import banshi.corpus.Situation;
import banshi.corpus.Verdict;
import banshi.corpus.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A matter as arrays (编译后的事项): what depends on circumstances, with its conditions in numbers. Immutable. Some 50 conditions of one
 * or two entries and 4 situations in the median matter.
 */
final class CompiledMatter {
    private static final int MOST_OPTIONS = 64;

    private final Matter matter;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Map<String, Integer>> options = new ArrayList<>();
    private final Terms[] arises;
    private final int[] order;

    final Terms[] materials;
    final Terms[] conditions;
    final Terms[] outcomes;

    /** All that an answer may change, and by situation which of it. */
    private final Effect[] effects;

    private final int[][] effectsOf;

    private final Circumstances usual;

    /**
     * Something that an answer may change (影响).
     *
     * @param aspect the aspect that tells it; null where it decides the whole application
     * @param weight how much a citizen wants it decided
     */
    record Effect(Terms when, @Nullable AspectId aspect, double weight) {}

    /**
     * @throws IllegalArgumentException if a situation has more than 64 options, or arises only from its own answer
     */
    CompiledMatter(Matter matter) {
        this.matter = matter;
        for (var situation : matter.situations()) {
            if (situation.options().size() > MOST_OPTIONS)
                throw new IllegalArgumentException(
                        "situation " + situation.id() + " of matter " + matter.id() + " has more than 64 options");
            places.put(situation.id(), options.size());
            var byId = new HashMap<String, Integer>();
            for (var option : situation.options()) byId.put(option.id(), byId.size());
            options.add(byId);
        }
        arises = terms(matter.situations(), Situation::arises);
        order = inOrder();
        materials = terms(matter.materials(), Material::needed);
        conditions = terms(matter.conditions(), Matter.Condition::applies);
        outcomes = terms(matter.outcomes(), Matter.Outcome::when);
        effects = effects();
        effectsOf = new int[situations()][];
        for (int s = 0; s < effectsOf.length; s++) effectsOf[s] = effectsOf(s);
        usual = presumed(Circumstances.NONE);
    }

    Matter matter() {
        return matter;
    }

    int situations() {
        return options.size();
    }

    Situation situation(int place) {
        return matter.situations().get(place);
    }

    /** Where a situation stands; -1 for one of another matter. */
    int place(String situation) {
        return places.getOrDefault(situation, -1);
    }

    /** Where an option stands; -1 for one that the situation does not have. */
    int option(int situation, String option) {
        return options.get(situation).getOrDefault(option, -1);
    }

    Terms arises(int situation) {
        return arises[situation];
    }

    /** The situations such that each stands behind those from which it arises. */
    int[] order() {
        return order;
    }

    Circumstances usual() {
        return usual;
    }

    /** Whether an outcome is a refusal or sends elsewhere. */
    boolean refuses(int outcome) {
        return matter.outcomes().get(outcome).verdict() == Verdict.NO;
    }

    /** What is known, and the first option of each other situation that then arises. */
    Circumstances presumed(Circumstances known) {
        var presumed = known;
        var supposed = new Case(this, known);
        for (int s : order) {
            if (supposed.isTold(s) || supposed.arises(s) != Case.YES) continue;
            supposed.tell(s, 0);
            presumed = presumed.and(
                    situation(s).id(), situation(s).options().getFirst().id());
        }
        return presumed;
    }

    /** How likely an option is before anything is known: the first, usual one half, the others share the rest. */
    double share(int situation, int option) {
        int others = situation(situation).options().size() - 1;
        return option == 0 ? .5 : .5 / others;
    }

    /** How likely it is that one of the options of an entry holds, before anything is known. */
    double share(Terms terms, int entry) {
        int situation = terms.situation(entry);
        double share = 0;
        for (int o = 0; o < situation(situation).options().size(); o++)
            if (terms.fits(entry, o)) share += share(situation, o);
        return share;
    }

    Effect effect(int i) {
        return effects[i];
    }

    int effectCount() {
        return effects.length;
    }

    /** What the answer to a question may change, itself or because another question arises from it. */
    int[] changedBy(int situation) {
        return effectsOf[situation];
    }

    private Terms terms(When when) {
        var terms = Terms.of(when, matter.situations(), places);
        return canHold(terms, new HashMap<>()) ? terms : Terms.never();
    }

    /**
     * Whether some case fits: what a condition names must also arise, and that may ask of a situation what the condition excludes.
     *
     * @param left the options of each situation that are not excluded yet, as bits
     */
    private boolean canHold(Terms terms, Map<Integer, Long> left) {
        for (int i = 0; i < terms.size(); i++) {
            int situation = terms.situation(i);
            if (situation < 0) return false;
            long options = left.getOrDefault(situation, -1L) & terms.options(i);
            if (options == 0) return false;
            left.put(situation, options);
            var arising = Terms.of(this.situation(situation).arises(), matter.situations(), places);
            if (!canHold(arising, left)) return false;
        }
        return true;
    }

    private <T> Terms[] terms(List<T> of, java.util.function.Function<T, When> when) {
        return of.stream().map(when).map(this::terms).toArray(Terms[]::new);
    }

    private Effect[] effects() {
        var all = new ArrayList<Effect>();
        for (var outcome : matter.outcomes())
            if (outcome.verdict() == Verdict.YES) add(all, outcome.when(), new AspectId("process"), .5);
            else add(all, outcome.when(), null, 4);
        for (var material : matter.materials())
            add(all, material.needed(), new AspectId("materials"), material.optional() ? .5 : 2);
        for (var condition : matter.conditions()) add(all, condition.applies(), new AspectId("conditions"), 1);
        for (var step : matter.process()) add(all, step.applies(), new AspectId("process"), .5);
        for (var special : matter.special())
            if (special.when() != null) add(all, special.when(), new AspectId("special"), .25);
        variants(all, matter.online().fact(), "can-online");
        variants(all, matter.timeLimit().fact(), "time-limit");
        variants(all, matter.fee(), "fee");
        variants(all, matter.where().fact(), "where-when");
        variants(all, matter.agent().fact(), "agent-proxy");
        variants(all, matter.delivery(), "result-delivery");
        variants(all, matter.progress(), "progress");
        return all.toArray(Effect[]::new);
    }

    private void variants(List<Effect> to, Fact fact, String aspect) {
        for (var variant : fact.variants()) add(to, variant.condition(), new AspectId(aspect), .5);
    }

    private void add(List<Effect> to, When when, @Nullable AspectId aspect, double weight) {
        if (!when.always()) to.add(new Effect(terms(when), aspect, weight));
    }

    private int[] effectsOf(int situation) {
        var changed = new ArrayList<Integer>();
        for (int e = 0; e < effects.length; e++) if (restsOn(effects[e].when(), situation)) changed.add(e);
        return changed.stream().mapToInt(e -> e).toArray();
    }

    private boolean restsOn(Terms terms, int situation) {
        for (int i = 0; i < terms.size(); i++) {
            int named = terms.situation(i);
            if (named == situation || (named >= 0 && restsOn(arises[named], situation))) return true;
        }
        return false;
    }

    private int[] inOrder() {
        var order = new int[situations()];
        var done = new boolean[order.length];
        int n = 0;
        while (n < order.length) {
            int before = n;
            for (int s = 0; s < order.length; s++) {
                if (done[s] || !standsOnDone(s, done)) continue;
                done[s] = true;
                order[n++] = s;
            }
            if (n == before)
                throw new IllegalArgumentException(
                        "situations of matter " + matter.id() + " arise from each other in a circle");
        }
        return order;
    }

    private boolean standsOnDone(int situation, boolean[] done) {
        for (int i = 0; i < arises[situation].size(); i++) {
            int named = arises[situation].situation(i);
            if (named >= 0 && !done[named]) return false;
        }
        return true;
    }
}
