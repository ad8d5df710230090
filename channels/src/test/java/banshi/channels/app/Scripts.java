package banshi.channels.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the tests run in a page before its own scripts (页面脚本). */
final class Scripts {
    private Scripts() {}

    /** One of the files beside the tests. */
    static String read(String name) throws IOException {
        try (var script = Objects.requireNonNull(Scripts.class.getResourceAsStream(name), name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
