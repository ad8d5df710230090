package banshi.eval.peers;

import banshi.assistant.cases.Pair;
import banshi.eval.files.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our server over the HTTP contract (本系统 HTTP): the same whole turn, asked as OpenSearch is asked. Each question begins a
 * conversation of its own.
 */
final class OurHttpPeer implements Peer {
    static final String NAME = "ours-http";

    private static final Pattern ADDRESS = Pattern.compile("(http://[^/\\s]+:\\d+)/");
    private static final Duration STARTING = Duration.ofMinutes(5);
    private static final String JSON = "application/json";

    private final @Nullable Path launcher;
    private final String release;
    private int asked;
    private @Nullable Scratch data;
    private @Nullable Child server;
    private @Nullable Endpoint http;

    /**
     * @param launcher the program that understands {@code serve --port 0 --data DIR} and says the address it serves; null if there
     *     is none
     * @param release the id of the release that it must serve
     */
    OurHttpPeer(@Nullable Path launcher, String release) {
        this.launcher = launcher;
        this.release = release;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String about() {
        return "Banshi over HTTP, the same whole turn as JSON";
    }

    @Override
    public void learn(List<Taught> taught) throws IOException, InterruptedException {
        if (launcher == null)
            throw new PeerUnavailable("the server needs its launcher: run ./banshi peers, or give --launcher FILE");
        data = Scratch.create("server");
        var started = Child.start(
                name(),
                data.folder(),
                Child.Heard.OUTPUT,
                "the server needs its launcher, and " + launcher + " cannot be run: give another one with --launcher",
                List.of(
                        launcher.toAbsolutePath().toString(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.folder().toString()));
        server = started;
        var address = ADDRESS.matcher("");
        while (!address.find()) address = ADDRESS.matcher(started.line(STARTING));
        var endpoint = Endpoint.of(address.group(1));
        http = endpoint;
        var served = endpoint.send("GET", "/api/v1/releases/current", JSON, "")
                .path("release")
                .asString("");
        if (!served.equals(release))
            throw new PeerUnavailable("the server serves release " + served + ", not " + release
                    + ": leave --release away, or give a --launcher that serves it");
    }

    @Override
    public Guess ask(String text) throws IOException, InterruptedException {
        var child = server;
        var endpoint = http;
        if (child == null || endpoint == null) throw new IllegalStateException(name() + " has not learned yet");
        var question = Map.of("conversation", "peer-" + ++asked, "text", text, "channel", "web");
        try {
            var best = endpoint.send(
                            "POST", "/api/v1/chat", JSON, JsonMapper.shared().writeValueAsString(question))
                    .path("candidates")
                    .path(0);
            var matter = best.path("matter");
            var aspect = best.path("aspect");
            return matter.isString() && aspect.isString()
                    ? Guess.of(Pair.of(matter.stringValue(), aspect.stringValue()))
                    : Guess.NOTHING;
        } catch (Endpoint.Refused e) {
            if (e.isMiss()) return Guess.NOTHING;
            throw child.failure("could not be asked (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw child.failure("could not be asked (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        if (http != null) http.close();
        if (server != null) server.close();
        if (data != null) data.discard();
    }
}
