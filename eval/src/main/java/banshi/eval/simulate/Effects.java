package banshi.eval.simulate;

import banshi.corpus.Fact;
import banshi.corpus.Matter;
import banshi.corpus.Situation;
import banshi.corpus.When;
import banshi.graph.Circumstances;
import banshi.graph.Circumstances.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the things that a case decides hold (情形的后果): materials, conditions, outcomes, steps, special cases, variants of facts. */
final class Effects {
    private Effects() {}

    /** Whether two answers to the question lead to different things. */
    static boolean differ(Matter matter, Circumstances known, Situation asked) {
        return asked.options().stream()
                        .map(option -> of(matter, known.and(asked.id(), option.id())))
                        .distinct()
                        .count()
                > 1;
    }

    private static List<Truth> of(Matter matter, Circumstances known) {
        var whens = new ArrayList<When>();
        matter.outcomes().forEach(o -> whens.add(o.when()));
        matter.materials().forEach(m -> whens.add(m.needed()));
        matter.conditions().forEach(c -> whens.add(c.applies()));
        matter.process().forEach(s -> whens.add(s.applies()));
        matter.special().forEach(s -> Optional.ofNullable(s.when()).ifPresent(whens::add));
        for (var fact : matter.allFacts().values())
            fact.variants().stream().map(Fact.Variant::condition).forEach(whens::add);
        return whens.stream().map(when -> truth(matter, known, when)).toList();
    }

    /** As the graph reads it: no also where a situation that is named cannot arise. */
    private static Truth truth(Matter matter, Circumstances known, When when) {
        boolean cannotArise = matter.situations().stream()
                .filter(s -> when.anyOf().containsKey(s.id()))
                .anyMatch(s -> truth(matter, known, s.arises()) == Truth.NO);
        return cannotArise ? Truth.NO : known.truth(when);
    }
}
