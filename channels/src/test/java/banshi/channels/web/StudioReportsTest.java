package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Candidate;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.release.Explained;
import banshi.assistant.understanding.Explanation;
import banshi.assistant.understanding.Reading;
import banshi.channels.accounts.Role;
import banshi.channels.conversation.Answered;
import banshi.channels.misses.KeptCall;
import banshi.channels.proposals.Proposals;
import banshi.channels.proposals.Source;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What editors are told of misses and figures is what {@code studio.openapi.yaml} promises, and nobody else is told. */
class StudioReportsTest {
    private static final String MISSES = "/api/studio/v1/misses";
    private static final String FIGURES = "/api/studio/v1/figures";
    private static TestServer server;

    @BeforeAll
    static void start() {
        var candidate = new Candidate(new MatterId("huji-hukoubu-reissue"), new AspectId("process"), 0.4);
        server = new TestServer(utterance -> new Explained(
                "r1",
                new Explanation(
                        utterance.text(),
                        List.of(),
                        List.of(),
                        new Reading(List.of(), List.of(candidate), true, Reading.Step.MEANING),
                        0,
                        0.9,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                new Move.GiveUp(),
                new Policy(0.8, 0.9, 0.85, 0.5, 0.2, 0.05)));
        for (int i = 0; i < 4; i++)
            TestServer.RECORDS
                    .records()
                    .sql()
                    .sql(
                            "insert into turn (id, conversation, channel, said_at, said, act, template, release_id, confidence, replied)"
                                    + " values (?, ?, 'web', ?, ?, 'decline', 'builtin.decline', 'r1', 0.3, '')")
                    .params(
                            Answered.newId(),
                            "reports-" + i,
                            TestServer.CLOCK.instant().minusSeconds(60).atOffset(ZoneOffset.UTC),
                            "学生卡丢了补一张")
                    .update();
        var before = TestServer.CLOCK.instant().minusSeconds(120);
        KeptCall.ended(TestServer.RECORDS.records(), "reports-call", before)
                .caller("喂你好")
                .caller("学生卡丢了补一张")
                .card("answer", "收工本费。")
                .judged("edited", "收十块钱。", 4, null);
        assertThat(post(MISSES + "/refresh").statusCode()).isEqualTo(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !miss("open").isMissingNode());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder asStaff(String path) {
        return server.asStaff(path, Role.EDITOR);
    }

    private static HttpResponse<String> get(String path) {
        return server.send(asStaff(path).GET());
    }

    private static HttpResponse<String> post(String path) {
        return server.send(asStaff(path).POST(BodyPublishers.noBody()));
    }

    private static HttpResponse<String> decide(String id, String body) {
        return server.send(asStaff(MISSES + "/" + id + "/state")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    /** Ours; other tests may have left some, too. */
    private static JsonNode miss(String state) {
        return TestServer.json(get(MISSES + "?state=" + state))
                .path("items")
                .valueStream()
                .filter(item -> item.path("title").stringValue().startsWith("学生卡"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String id() {
        return miss("open").path("id").stringValue();
    }

    @Test
    void listsAsPromised() throws IOException {
        var listed = get(MISSES);

        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(Contract.ofStudio("Misses").validate(listed.body(), InputFormat.JSON))
                .isEmpty();
        var miss = miss("open");
        assertThat(miss.at("/proposed/matter").stringValue()).isEqualTo("huji-hukoubu-reissue");
        assertThat(miss.at("/kinds/unrecognised").intValue()).isEqualTo(4);
    }

    @Test
    void opensOneAsPromised() throws IOException {
        var opened = get(MISSES + "/" + id());

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(Contract.ofStudio("OpenedMiss").validate(opened.body(), InputFormat.JSON))
                .isEmpty();
        assertThat(TestServer.json(opened).at("/nearest/0/why/0").stringValue()).isEqualTo("把握 40%，要 80% 才直接答");
    }

    @Test
    void anAgentsWordsBecomeAProposalOnce() throws IOException {
        var path = MISSES + "/" + id();
        var card = edited(path);
        assertThat(card.path("used").stringValue()).isEqualTo("收十块钱。");
        assertThat(card.path("edits").intValue()).isEqualTo(4);
        assertThat(card.path("marks").get(0).path("words").stringValue()).isEqualTo("收");
        assertThat(card.has("proposal")).isFalse();

        var propose = path + "/edits/" + card.path("feedback").stringValue() + "/proposal";
        assertThat(statusOfPost(Role.REVIEWER, propose)).isEqualTo(403);
        var proposed = post(propose);

        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        assertThat(post(propose).body()).as("once").isEqualTo(proposed.body());
        var id = TestServer.json(proposed).path("id").stringValue();
        assertThat(edited(path).path("proposal").stringValue()).isEqualTo(id);
        var kept = TestServer.RECORDS
                .bean(Proposals.class)
                .find(Long.parseLong(id))
                .orElseThrow();
        assertThat(kept.answer()).isEqualTo("收十块钱。");
        assertThat(kept.question()).isEqualTo("学生卡丢了补一张");
        assertThat(kept.matter()).isEqualTo(new MatterId("card-reissue"));
        assertThat(kept.source()).isEqualTo(Source.EDIT);
        assertThat(kept.account()).as("whose words they are").isEqualTo("agent-1");
        assertThat(post(path + "/edits/999999/proposal").statusCode()).isEqualTo(404);
        assertThat(post(path + "/edits/x/proposal").statusCode()).isEqualTo(404);
        assertThat(Contract.ofStudio("OpenedMiss").validate(get(path).body(), InputFormat.JSON))
                .isEmpty();
    }

    private static JsonNode edited(String path) {
        var calls = TestServer.json(get(path)).path("calls");
        assertThat(calls.get(0).path("said").valueStream().map(JsonNode::stringValue))
                .containsExactly("喂你好", "学生卡丢了补一张");
        return calls.get(0).path("card");
    }

    private static int statusOfPost(Role role, String path) {
        return server.send(server.asStaff(path, role).POST(BodyPublishers.noBody()))
                .statusCode();
    }

    @Test
    void keepsWhatIsDecided() throws IOException {
        var id = id();
        assertThat(decide(id, "{\"state\":\"mended\",\"release\":\"r-2\",\"remark\":\"补了问法\"}")
                        .statusCode())
                .isEqualTo(204);

        var mended = get(MISSES + "?state=mended&order=growth");
        assertThat(Contract.ofStudio("Misses").validate(mended.body(), InputFormat.JSON))
                .isEmpty();
        assertThat(miss("mended").path("release").stringValue()).isEqualTo("r-2");
        assertThat(miss("mended").path("decidedBy").stringValue())
                .as("a display name")
                .startsWith("工号");
        assertThat(decide(id, "{\"state\":\"open\"}").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|state",
                "{\"state\":\"gone\"}|state",
                "{\"state\":\"mended\"}|release",
                "{\"state\":\"open\",\"release\":\"r-1\"}|release",
                "{\"state\":\"open\",\"remark\":\"\"}|remark"
            })
    void refusesWhatIsNoDecision(String body, String field) {
        var refused = decide("0".repeat(32), body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(refused).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void knowsNoOther() {
        assertThat(get(MISSES + "/" + "0".repeat(32)).statusCode()).isEqualTo(404);
        assertThat(decide("0".repeat(32), "{\"state\":\"open\"}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MISSES + "?state=x",
                MISSES + "?order=x",
                FIGURES + "?from=yesterday",
                FIGURES + "?from=2026-01-01&to=2026-12-31",
                FIGURES + "?from=2026-11-02&to=2026-11-01",
                FIGURES + "?channel=x",
                FIGURES + "/export?format=pdf"
            })
    void refusesWhatItDoesNotKnow(String path) {
        assertThat(get(path).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {MISSES, MISSES + "/x", FIGURES, FIGURES + "/export"})
    void tellsStaffAlone(String path) {
        assertThat(server.send(server.to(path).GET()).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}: misses {1}, figures {2}")
    @CsvSource({
        "EDITOR, 200, 200",
        "REVIEWER, 200, 200",
        "PUBLISHER, 200, 200",
        "SYSTEM, 403, 200",
        "AUDITOR, 403, 200",
        "AGENT, 403, 403"
    })
    void tellsEachRoleWhatItNeeds(Role role, int misses, int figures) {
        assertThat(statusFor(role, MISSES)).isEqualTo(misses);
        assertThat(statusFor(role, FIGURES)).isEqualTo(figures);
        assertThat(statusFor(role, FIGURES + "/export")).isEqualTo(figures);
    }

    private static int statusFor(Role role, String path) {
        return server.send(server.asStaff(path, role).GET()).statusCode();
    }

    @Test
    void tellsTheFiguresAsPromised() throws IOException {
        var figures = get(FIGURES);

        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(Contract.ofStudio("Figures").validate(figures.body(), InputFormat.JSON))
                .isEmpty();
        assertThat(TestServer.json(figures).path("hours").size()).isPositive();
    }

    @Test
    void givesTheFiguresToTakeAlong() {
        var csv = get(FIGURES + "/export?format=csv");
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .endsWith(".csv\"");
        assertThat(csv.body()).startsWith("\uFEFF日期,小时");

        var workbook = get(FIGURES + "/export");
        assertThat(workbook.statusCode()).isEqualTo(200);
        assertThat(workbook.body()).startsWith("PK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Misses", "OpenedMiss", "Figures"})
    void theSchemasCanSayNo(String name) throws IOException {
        assertThat(Contract.ofStudio(name).validate("{\"misses\":\"x\",\"miss\":1}", InputFormat.JSON))
                .isNotEmpty();
    }
}
