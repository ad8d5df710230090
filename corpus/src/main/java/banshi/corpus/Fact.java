package banshi.corpus;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One published fact (事实) in words that fit into a sentence: a fee, a time limit, a place. It stands in one file only;
 * templates name it.
 *
 * @param text a clause without a full stop
 * @param unsure not confirmed: it is never stated as certain, the renderer adds 以窗口答复为准
 * @param basis ids of the matter's legal basis or sources
 * @param variants what to say instead where a situation or region makes a difference, the most specific wins
 */
public record Fact(
        String text,
        boolean unsure,
        List<String> basis,
        @Nullable Validity valid,
        List<Variant> variants) {
    public Fact {
        basis = List.copyOf(basis);
        variants = List.copyOf(variants);
    }

    public Validity validity() {
        return Objects.requireNonNullElse(valid, Validity.OPEN);
    }

    /**
     * What a fact says under a condition (情形变体).
     *
     * @param region a GB/T 2260 code or its beginning; null holds everywhere
     */
    public record Variant(
            @Nullable When when,
            @Nullable String region,
            String text,
            boolean unsure,
            List<String> basis,
            @Nullable Validity valid) {
        public Variant {
            basis = List.copyOf(basis);
        }

        public When condition() {
            return Objects.requireNonNullElse(when, When.ALWAYS);
        }

        public Validity validity() {
            return Objects.requireNonNullElse(valid, Validity.OPEN);
        }
    }
}
