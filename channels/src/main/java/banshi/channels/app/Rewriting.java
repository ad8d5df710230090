package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.llm.LlmSettings;
import banshi.assistant.llm.RewritingAssistant;
import banshi.assistant.release.Release;
import banshi.channels.web.HealthPart;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assistant of a server, with follow-ups rewritten by a language model where one is set up (追问改写). */
final class Rewriting implements HealthPart {
    private static final String NAME = "llm";
    private static final Logger LOG = LoggerFactory.getLogger(Rewriting.class);

    private final Assistant assistant;
    private final @Nullable RewritingAssistant rewriting;

    private Rewriting(Assistant assistant, @Nullable RewritingAssistant rewriting) {
        this.assistant = assistant;
        this.rewriting = rewriting;
    }

    /** Without a model the plain assistant itself. */
    static Rewriting off(Assistant plain) {
        return new Rewriting(plain, null);
    }

    static Rewriting on(Assistant plain, Supplier<List<Release>> releases, LlmSettings settings) {
        var rewriting = new RewritingAssistant(
                plain,
                releases,
                settings,
                () -> LOG.warn(
                        "the language model at {} failed three times in a row: follow-ups are not rewritten for a minute; ./banshi doctor says why",
                        settings.baseUrl()));
        return new Rewriting(rewriting, rewriting);
    }

    Assistant assistant() {
        return assistant;
    }

    @Override
    public Now now() {
        if (rewriting == null) return new Now(NAME, State.OFF, null, null, Map.of());
        var counts = rewriting.counts();
        return new Now(
                NAME,
                counts.failing() ? State.DEGRADED : State.OK,
                null,
                null,
                Map.of(
                        "used", counts.used(),
                        "refused", counts.refused(),
                        "unclear", counts.unclear(),
                        "failed", counts.failed(),
                        "skipped", counts.skipped()));
    }
}
