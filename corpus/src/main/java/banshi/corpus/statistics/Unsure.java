package banshi.corpus.statistics;

import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import java.util.ArrayList;
import java.util.List;

/**
 * A fact that nobody has confirmed yet (存疑事实): answers that use it say 以窗口答复为准.
 *
 * @param field where it stands in the matter's file, e.g. {@code fee}, {@code materials/photo}
 */
public record Unsure(MatterId matter, String field, String text) {
    /** All of them, in the order of the files. */
    public static List<Unsure> of(Content content) {
        return content.matters().stream().flatMap(m -> of(m).stream()).toList();
    }

    /** Those of one matter, the named facts first. */
    public static List<Unsure> of(Matter matter) {
        var found = new Found(matter.id(), new ArrayList<>());
        matter.allFacts().forEach(found::fact);
        matter.outcomes().forEach(o -> found.text("outcomes", o.unsure(), o.text()));
        matter.conditions().forEach(c -> found.text("conditions/" + c.id(), c.unsure(), c.text()));
        matter.materials().forEach(m -> found.text("materials/" + m.id(), m.unsure(), m.name()));
        matter.special().forEach(s -> found.text("special/" + s.id(), s.unsure(), s.text()));
        return List.copyOf(found.all);
    }

    private record Found(MatterId matter, List<Unsure> all) {
        void fact(String field, Fact fact) {
            text(field, fact.unsure(), fact.text());
            fact.variants().forEach(v -> text(field + "/variants", v.unsure(), v.text()));
        }

        void text(String field, boolean unsure, String text) {
            if (unsure) all.add(new Unsure(matter, field, text));
        }
    }
}
