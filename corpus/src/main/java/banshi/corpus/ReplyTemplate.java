package banshi.corpus;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The approved wording of one answer (回复模板). It names facts ({@code {{fee}}}), it does not repeat them. The most specific
 * template that fits answers: situation before region before audience.
 *
 * @param verdict what the answer begins with, where the question is whether
 * @param text the long form; paragraphs are split by a blank line, a block tag stands alone in its paragraph
 * @param spoken the short form that a hotline agent reads out
 * @param region a GB/T 2260 code or its beginning; null holds everywhere
 */
public record ReplyTemplate(
        TemplateId id,
        MatterId matter,
        AspectId aspect,
        @Nullable Verdict verdict,
        @Nullable When when,
        @Nullable String region,
        @Nullable String audience,
        @Nullable Validity valid,
        String text,
        String spoken,
        List<String> cites) {
    public ReplyTemplate {
        cites = List.copyOf(cites);
    }

    public When condition() {
        return Objects.requireNonNullElse(when, When.ALWAYS);
    }

    public Validity validity() {
        return Objects.requireNonNullElse(valid, Validity.OPEN);
    }
}
