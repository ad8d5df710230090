package banshi.channels.web;

import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditLog;
import banshi.channels.curation.Gate;
import banshi.channels.curation.SoundFolder;
import banshi.channels.curation.Studio;
import banshi.channels.curation.StudioHome;
import banshi.channels.curation.Trials;
import banshi.channels.curation.Words;
import banshi.channels.curation.Workbooks;
import banshi.corpus.Content;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Release;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP channel with a studio over a small history of content, and an editor of it; nothing is compiled. */
final class CuratedServer implements AutoCloseable {
    static final String STUDIO = "/api/studio/v1";

    private final ContentHistory history;
    private final TestServer server;

    CuratedServer(Path folder) {
        var seed = SoundFolder.in(folder.resolve("seed"));
        var clock = TestServer.CLOCK;
        history = ContentHistory.open(
                new ContentHistory.Settings(
                        folder.resolve("history.git"),
                        seed,
                        new Release.Id("r-0"),
                        new Author("随程序", "program@banshi.invalid"),
                        null),
                clock);
        var gate = new NoGate();
        var trials = new Trials(history, gate, folder.resolve("trial"), List::of, clock);
        var content = content(seed);
        var studio = new Studio(
                history,
                () -> content,
                new Words(TestServer.RECORDS.records()),
                trials,
                gate,
                _ -> {
                    throw new AssertionError("nothing was to be explained");
                },
                TestServer.RECORDS.bean(Accounts.class),
                TestServer.RECORDS.bean(AuditLog.class),
                clock);
        server = new TestServer(new StudioHome.Open(
                studio, new Workbooks(history, studio, folder.resolve("workbooks"), clock), List.of(trials::close)));
    }

    private static Content content(Path seed) {
        return switch (ContentReader.read(seed, LocalDate.now(TestServer.CLOCK))) {
            case CheckedContent.Sound sound -> sound.content();
            case CheckedContent.Faulty(var complaints) ->
                throw new AssertionError("the test's content is to be sound: " + complaints);
        };
    }

    private static final class NoGate implements Gate {
        @Override
        public Tried tryOut(Content content, Path written, List<String> real, Consumer<String> doing) {
            throw new AssertionError("nothing was to be tried out");
        }

        @Override
        public String compile(Content content, Path written, Consumer<String> doing) {
            throw new AssertionError("nothing was to be compiled");
        }

        @Override
        public void serve(String release) {
            throw new AssertionError("nothing was to be served");
        }
    }

    ContentHistory history() {
        return history;
    }

    HttpResponse<byte[]> bytes(String path) {
        return server.sendForBytes(server.asStaff(STUDIO + path, Role.EDITOR).GET());
    }

    HttpResponse<String> put(String path, byte[] body) {
        return server.send(server.asStaff(STUDIO + path, Role.EDITOR).PUT(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(String method, String path, Object body) {
        return server.send(server.asStaff(STUDIO + path, Role.EDITOR)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    JsonNode get(String path) {
        return TestServer.json(
                server.send(server.asStaff(STUDIO + path, Role.EDITOR).GET()));
    }

    /** The id of a draft that is open. */
    String draft() {
        return TestServer.json(send("POST", "/drafts", Map.of("title", "改一改")))
                .path("id")
                .stringValue();
    }

    @Override
    public void close() {
        server.close();
        history.close();
    }
}
