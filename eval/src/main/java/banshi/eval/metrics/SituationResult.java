package banshi.eval.metrics;

import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Response;

/** A citizen's case, and what came back (情形结果). A failed case is a miss in every respect. */
public record SituationResult(EvalCase.Facts asked, Response response) {
    /** Whether materials, exclusions and eligibility are all right. */
    public boolean isRight() {
        return isIncluded() && isExcluded() && isEligibilityRight();
    }

    /** Whether the reply names every material that it must, among its materials or in its text; true where none is asked for. */
    public boolean isIncluded() {
        return response instanceof Response.Replied r
                && asked.include().stream().allMatch(words -> words.stream().anyMatch(w -> names(r, w)));
    }

    /** Whether none of the reply's materials is one that it must not list; its text does not count. */
    public boolean isExcluded() {
        return response instanceof Response.Replied r
                && asked.exclude().stream().noneMatch(w -> lists(r, w));
    }

    /** Whether the reply says yes, no or depends as it must; true where nothing is asked for. */
    public boolean isEligibilityRight() {
        return response instanceof Response.Replied r && (asked.eligible() == null || asked.eligible() == r.verdict());
    }

    /** Whether the reply is about the matter, or about the one that is the right answer instead. */
    public boolean isMatterRight() {
        return response instanceof Response.Replied r
                && r.matter() != null
                && (r.matter().equals(asked.matter()) || r.matter().equals(asked.redirect()));
    }

    /** Whether the reply lists materials at all. */
    public boolean listsMaterials() {
        return response instanceof Response.Replied r && !r.materials().isEmpty();
    }

    private static boolean names(Response.Replied r, String words) {
        return lists(r, words) || r.text().contains(words);
    }

    private static boolean lists(Response.Replied r, String words) {
        return r.materials().stream().anyMatch(m -> m.name().contains(words));
    }
}
