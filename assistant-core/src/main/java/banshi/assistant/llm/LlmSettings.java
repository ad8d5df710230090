package banshi.assistant.llm;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which language model rewrites follow-ups, and drafts words for editors (大模型设置).
 *
 * @param baseUrl where the OpenAI protocol is spoken, as a rule ending in {@code /v1}
 * @param apiKey null where the model wants none
 * @param model its name there
 * @param timeout of a whole call for which a citizen waits
 * @param draftTimeout of one for which an editor waits
 */
public record LlmSettings(URI baseUrl, @Nullable String apiKey, String model, Duration timeout, Duration draftTimeout) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_DRAFT = Duration.ofMinutes(2);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException names the part that is wrong, and never shows the key
     */
    public LlmSettings {
        var scheme = baseUrl.getScheme();
        if (baseUrl.getHost() == null || !("http".equals(scheme) || "https".equals(scheme)))
            throw new IllegalArgumentException("base-url is no address; allowed: http:// or https:// with a host");
        if (baseUrl.getUserInfo() != null)
            throw new IllegalArgumentException(
                    "base-url holds a password; allowed: an address without one, and the password as api-key");
        if (model.isBlank()) throw new IllegalArgumentException("model is blank; allowed: a name that base-url knows");
        require("timeout", timeout, LONGEST);
        require("draft-timeout", draftTimeout, LONGEST_DRAFT);
    }

    private static void require(String name, Duration timeout, Duration longest) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(longest) > 0)
            throw new IllegalArgumentException(name + " is " + timeout + "; allowed: " + SHORTEST + " to " + longest);
    }

    /** Without the key, so that settings may be logged. */
    @Override
    public String toString() {
        return "LlmSettings[baseUrl=" + baseUrl + ", apiKey=" + (apiKey == null ? "none" : "set") + ", model=" + model
                + ", timeout=" + timeout + ", draftTimeout=" + draftTimeout + "]";
    }
}
