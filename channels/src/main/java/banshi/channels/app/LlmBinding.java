package banshi.channels.app;

import banshi.assistant.llm.LlmSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * What an operator puts under {@code banshi.llm} (大模型设置项); without a base-url there is no model.
 *
 * @param timeout of a whole call for which a citizen waits
 * @param draftTimeout of one for which an editor waits
 */
record LlmBinding(
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable String model,
        @DefaultValue("1500ms") Duration timeout,
        @DefaultValue("30s") Duration draftTimeout) {
    /**
     * The model to ask, if there is one.
     *
     * @throws RuntimeException if a setting is wrong; its root cause says which
     */
    static Optional<LlmSettings> in(Environment environment) {
        return Binder.get(environment)
                .bindOrCreate("banshi.llm", LlmBinding.class)
                .settings();
    }

    private Optional<LlmSettings> settings() {
        if (baseUrl == null || baseUrl.isBlank()) return Optional.empty();
        if (model == null)
            throw new IllegalArgumentException("banshi.llm.model is missing; allowed: a name that base-url knows");
        var key = apiKey == null || apiKey.isBlank() ? null : apiKey;
        return Optional.of(new LlmSettings(URI.create(baseUrl), key, model, timeout, draftTimeout));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LlmBinding[baseUrl=" + baseUrl + ", model=" + model + ", timeout=" + timeout + ", draftTimeout="
                + draftTimeout + "]";
    }
}
