package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditLog;
import banshi.channels.conversation.Answered;
import banshi.channels.curation.Answers;
import banshi.channels.curation.SmallFolder;
import banshi.channels.curation.SmallRespondents;
import banshi.channels.curation.SoundFolder;
import banshi.channels.curation.Studio;
import banshi.channels.curation.StudioHome;
import banshi.channels.curation.Trials;
import banshi.channels.curation.UncompiledGate;
import banshi.channels.curation.Words;
import banshi.channels.curation.Workbooks;
import banshi.channels.records.TurnRecords;
import banshi.corpus.Content;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Release;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP channel where small content is curated, and answered from by {@link SmallRespondents}; nothing is compiled. */
final class CuratedServer implements AutoCloseable {
    static final String STUDIO = "/api/studio/v1";

    private static final Author SOMEBODY = new Author("随程序", "program@banshi.invalid");

    private final ContentHistory history;
    private final Studio studio;
    private final Account editor;
    private final TestServer server;

    /**
     * Content with errors.
     *
     * @param folder empty, for the test alone, like the other's
     */
    static CuratedServer ofSmallFolder(Path folder) {
        var seed = SmallFolder.in(folder.resolve("seed"));
        return new CuratedServer(folder, seed, SmallFolder.content(seed));
    }

    /** Content with nothing wrong in it. */
    static CuratedServer ofSoundFolder(Path folder) {
        var seed = SoundFolder.in(folder.resolve("seed"));
        return new CuratedServer(folder, seed, sound(seed));
    }

    private CuratedServer(Path folder, Path seed, Content content) {
        history = ContentHistory.open(
                new ContentHistory.Settings(folder.resolve("history.git"), seed, new Release.Id("r-0"), SOMEBODY, null),
                TestServer.CLOCK);
        var accounts = TestServer.RECORDS.bean(Accounts.class);
        var gate = new UncompiledGate(TestServer.CLOCK);
        var trials = new Trials(history, gate, folder.resolve("trial"), List::of, Duration.ofDays(1), TestServer.CLOCK);
        var respondents = new SmallRespondents(content);
        studio = new Studio(
                history,
                () -> content,
                new Words(TestServer.RECORDS.records()),
                trials,
                gate,
                respondents.current().explainer(),
                accounts,
                TestServer.RECORDS.bean(AuditLog.class),
                TestServer.CLOCK);
        var answers = new Answers(TestServer.RECORDS.bean(TurnRecords.class), studio, respondents, TestServer.CLOCK);
        var workbooks = new Workbooks(history, studio, folder.resolve("workbooks"), TestServer.CLOCK);
        server = new TestServer(
                respondents.current().assistant(),
                new StudioHome(CompletableFuture.completedFuture(
                        new StudioHome.Open(studio, answers, workbooks, List.of(trials::close)))));
        var name = "editor." + Answered.newId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        editor = accounts.add(Actor.OPERATOR, name, "采编甲", Set.of(Role.EDITOR)).account();
    }

    private static Content sound(Path seed) {
        return switch (ContentReader.read(seed, LocalDate.now(TestServer.CLOCK))) {
            case CheckedContent.Sound sound -> sound.content();
            case CheckedContent.Faulty(var complaints) ->
                throw new AssertionError("the test's content is to be sound: " + complaints);
        };
    }

    TestServer server() {
        return server;
    }

    /** A draft with something done to a file. */
    Draft.Id draft(String file, UnaryOperator<ObjectNode> edit) {
        var draft = studio.openDraft("换证", editor).draft();
        edit(draft.id(), file, edit);
        return draft.id();
    }

    /** Does something to a file of a draft. */
    void edit(Draft.Id draft, String file, UnaryOperator<ObjectNode> edit) {
        var head = studio.at(draft);
        var tree = studio.file(head, file).orElseThrow().tree().deepCopy();
        studio.save(draft, head, "", List.of(new Edit.Says(file, edit.apply(tree))), editor);
    }

    /** Publishes a draft past everybody. */
    void publish(Draft.Id draft) {
        history.publish(draft, studio.at(draft), new Release.Id("r-" + draft), SOMEBODY, "");
    }

    /** That fee in a matter. */
    static UnaryOperator<ObjectNode> fee(String text) {
        return tree -> {
            ((ObjectNode) tree.path("fee")).put("text", text);
            return tree;
        };
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
