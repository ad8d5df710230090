package banshi.channels.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose programs may ask (开放接口设置), under {@code banshi.open}: none unless the operator names them.
 *
 * @param keys by the name that the operator gives a program, e.g. {@code hotline-bot}
 */
public record OpenSettings(Map<String, Program> keys) {
    private static final int SHORTEST = 24;
    private static final int USUALLY = 60;
    private static final int MOST = 60_000;

    /** None where nothing is set. */
    public OpenSettings(@Nullable Map<String, Program> keys) {
        this.keys = keys == null ? Map.of() : Map.copyOf(new LinkedHashMap<>(keys));
    }

    /** What a program may do (权限范围). */
    public enum Scope {
        /** Ask as a citizen asks: the OpenAI and the Rasa interface. */
        CHAT,
        /** Use the knowledge by tools: the MCP interface. */
        TOOLS,
        /** Have citizens on WeChat told how their cases go. Only where it is named. */
        NOTICES,
        /** Look after the server: the figures, and what to check. Only where it is named. */
        OPERATIONS,
        /** Send what is said, or heard, in calls. Only where it is named. */
        HOTLINE;

        private static final Set<Scope> UNASKED = Set.of(CHAT, TOOLS);
    }

    /**
     * A program of somebody else (调用方).
     *
     * @param secret of at least {@value #SHORTEST} characters, which it shows with every request
     * @param scopes what it may do; asking, by words and by tools, where none is named
     * @param perMinute requests it may send within a minute, 1 to {@value #MOST}; 0 where nothing is set: {@value #USUALLY}
     */
    public record Program(String secret, @Nullable Set<Scope> scopes, int perMinute) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if one is not kept to; the message is for operators and without the secret
         */
        public Program {
            if (secret.strip().length() < SHORTEST)
                throw new IllegalArgumentException("a secret under banshi.open.keys has "
                        + secret.strip().length() + " characters; allowed: " + SHORTEST + " or more");
            if (perMinute == 0) perMinute = USUALLY;
            if (perMinute < 1 || perMinute > MOST)
                throw new IllegalArgumentException(
                        "per-minute under banshi.open.keys is " + perMinute + "; allowed: 1 to " + MOST);
            scopes = scopes == null || scopes.isEmpty() ? Scope.UNASKED : Set.copyOf(scopes);
        }

        /** Whether it may do this. */
        boolean may(Scope scope) {
            return scopes != null && scopes.contains(scope);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Program[scopes=" + scopes + ", perMinute=" + perMinute + "]";
        }
    }
}
