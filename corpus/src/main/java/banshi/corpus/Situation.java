package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of the citizen's case (情形), as a question with closed options.
 *
 * @param id unique within its matter
 * @param options the usual one first
 * @param when the question only arises then
 * @param asked false for what is only listened for (只听不问): never asked, and supposed to be the first option until somebody says otherwise;
 *     null is true
 */
public record Situation(
        String id,
        String question,
        List<Option> options,
        @Nullable When when,
        @Nullable Boolean asked,
        List<String> basis) {
    public Situation {
        options = List.copyOf(options);
        basis = List.copyOf(basis);
    }

    public When arises() {
        return Objects.requireNonNullElse(when, When.ALWAYS);
    }

    /** Whether citizens are asked about it. */
    @JsonIgnore // no field of the file
    public boolean isAsked() {
        return asked == null || asked;
    }

    /** One possible answer (选项); {@code label} is what the citizen sees. */
    public record Option(String id, String label) {}
}
