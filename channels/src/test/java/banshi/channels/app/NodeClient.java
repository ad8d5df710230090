package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients of npm that ask the running program: the scripts in {@code web-ui/clients}. */
final class NodeClient {
    private NodeClient() {}

    /** What a script printed that was told the address and the key. */
    static JsonNode run(String script) throws IOException, InterruptedException {
        var node = new ProcessBuilder("node", script, RunningServer.address().toString(), RunningServer.API_KEY)
                .directory(Path.of("web-ui", "clients").toFile())
                .redirectErrorStream(true)
                .start();
        node.getOutputStream().close();
        var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
        return JsonMapper.shared().readTree(said);
    }
}
