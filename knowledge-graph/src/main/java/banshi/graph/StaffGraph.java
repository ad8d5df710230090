package banshi.graph;

import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What staff ask of the graph (图谱查询): how matters, materials, articles of law, bundles and departments hang together, in the release
 * that the graph database holds now. Never on the way of an answer to a citizen. Thread-safe; blocks for some milliseconds, a few
 * seconds at most.
 */
public interface StaffGraph {
    /** As many things as an answer lists. */
    int MOST = 500;

    /**
     * The matters that need a material, in the order of the catalogue.
     *
     * @param name words of the material's name
     * @throws GraphUnavailable if the database is not set up, cannot be reached, or holds no release yet
     */
    Found<MaterialUse> mattersNeeding(String name);

    /**
     * What rests on a law, or on one article of it, in the order of the catalogue.
     *
     * @param title words of the law's title
     * @param article e.g. 第四条; null for the whole law
     * @throws GraphUnavailable likewise
     */
    Found<Resting> restingOn(String title, @Nullable String article);

    /**
     * The matters nearest to one, the nearest first; nothing where there is no such matter.
     *
     * @throws GraphUnavailable likewise
     */
    Optional<Found<Nearest>> nearest(MatterId matter);

    /**
     * The bundles that a department has a hand in.
     *
     * @param department words of its name
     * @throws GraphUnavailable likewise
     */
    Found<DepartmentBundle> bundlesOf(String department);

    /** What was found in one release; empty where nothing was (查询结果). */
    record Found<T>(String release, List<T> items) {
        public Found {
            items = List.copyOf(items);
        }
    }

    /**
     * A matter that needs a material (材料用处).
     *
     * @param onlyIf the options under which; of one question any, of several questions one each; empty for always
     */
    record MaterialUse(
            MatterId matter, String shortName, String material, boolean optional, boolean shared, List<Chosen> onlyIf) {
        public MaterialUse {
            onlyIf = List.copyOf(onlyIf);
        }
    }

    /** An option of a question about the case, in words (选项). */
    record Chosen(String question, String option) {}

    /**
     * A part of a matter that rests on an article of law (受影响内容).
     *
     * @param kind situation, outcome, condition, material, special, fact or variant
     * @param id within the matter, e.g. {@code facts/photo}
     * @param words what it says
     */
    record Resting(
            MatterId matter,
            String shortName,
            String kind,
            String id,
            String words,
            String title,
            @Nullable String article) {}

    /**
     * A matter near another (邻近事项).
     *
     * @param nearness 1 for each confusion and redirect, and for each material, article or bundle that both share 1 divided by how many
     *     others share it; comparable within one answer only
     */
    record Nearest(MatterId matter, String shortName, double nearness, List<Tie> because) {
        public Nearest {
            because = List.copyOf(because);
        }
    }

    /**
     * What ties two matters (关联).
     *
     * @param why confused, redirect, redirected, material, legal-basis or bundle
     */
    record Tie(String why, String words) {}

    /** A bundle and those of its steps that are a department's (涉及部门的一件事). */
    record DepartmentBundle(BundleId bundle, String name, List<Step> steps) {
        public DepartmentBundle {
            steps = List.copyOf(steps);
        }

        /**
         * One of its steps (环节).
         *
         * @param matter ours, or null where another office does it
         */
        public record Step(
                String name, String department, @Nullable MatterId matter, boolean optional) {}
    }
}
