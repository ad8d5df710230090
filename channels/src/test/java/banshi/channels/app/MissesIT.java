package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What nobody has an answer to is asked of the real server on two days, and editors find it as one thing that goes on. */
@Timeout(500)
class MissesIT {
    private static final List<String> FIRST_DAY = List.of("龙舟比赛怎么报名", "想参加龙舟比赛去哪里报名", "龙舟比赛报名要什么条件");
    private static final List<String> SECOND_DAY = List.of("龙舟比赛报名什么时候截止", "龙舟比赛网上能报名吗", "参加龙舟比赛要交钱吗");

    private static final String EDITOR = "bian.ji";
    private static final String PASSWORD = "Correct-Horse-7";

    private final HttpClient client = HttpClient.newHttpClient();

    /** In China, and set by the test. */
    private static final class Settable extends Clock {
        private volatile Instant now = Instant.parse("2026-11-20T02:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    @Test
    void findsWhatIsAskedOnTwoDays(@TempDir Path data) throws IOException {
        var clock = new Settable();
        var places =
                CommandLine.populateCommand(new Places(), "--data", data.toString(), "--content", "../corpus/content");
        addEditor(data);
        var compiled = RunningServer.compiledBefore().toAbsolutePath().normalize();
        if (Files.isDirectory(compiled)) Files.createSymbolicLink(data.resolve("releases"), compiled);
        try (var knowledge = Knowledge.open(places, clock, _ -> {});
                var server = Server.start(
                        new ServeSettings("127.0.0.1", 0),
                        places,
                        CompletableFuture.completedFuture(knowledge),
                        clock)) {
            ask(server, FIRST_DAY);
            var first = about(refreshed(server, logIn(server), clock.now), "龙舟");
            assertThat(first.path("turns").intValue()).isEqualTo(3);

            clock.now = clock.now.plus(Duration.ofDays(1));
            ask(server, SECOND_DAY);
            var session = logIn(server); // yesterday's is over
            var second = about(refreshed(server, session, clock.now), "龙舟");

            assertThat(second.path("id")).isEqualTo(first.path("id"));
            assertThat(second.path("days").valueStream().map(d -> d.path("day").stringValue()))
                    .containsExactly("2026-11-20", "2026-11-21");
            var opened = get(server, session, "/" + second.path("id").stringValue());
            assertThat(opened.at("/miss/wordings").size()).isGreaterThanOrEqualTo(5);
        }
    }

    /** As an operator would with {@code ./banshi account}, and the editor on the first day. */
    private static void addEditor(Path data) {
        Records.open(new RecordSettings(null, null, null, Duration.ofDays(180)), data)
                .close();
        try (var staff = StaffRecords.open(data)) {
            var issued = staff.accounts().add(Actor.OPERATOR, EDITOR, "编辑", Set.of(Role.EDITOR));
            staff.accounts().choosePassword(issued.account(), issued.password(), PASSWORD);
        }
    }

    /** What the browser shows from then on. */
    private String logIn(Server server) {
        var body = JsonMapper.shared().writeValueAsString(Map.of("name", EDITOR, "password", PASSWORD));
        var entered = respond(HttpRequest.newBuilder(URI.create(server.address() + "/api/staff/v1/session"))
                .header("Content-Type", "application/json")
                .header("Cookie", "banshi-csrf=same")
                .header("X-CSRF-Token", "same")
                .POST(BodyPublishers.ofString(body)));
        assertThat(JsonMapper.shared().readTree(entered.body()).path("stage").stringValue())
                .isEqualTo("open");
        return entered.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> cookie.startsWith("banshi-staff="))
                .findFirst()
                .orElseThrow();
    }

    /** Each by somebody else. */
    private void ask(Server server, List<String> questions) {
        for (var question : questions) {
            var body = JsonMapper.shared()
                    .writeValueAsString(Map.of("conversation", "misses-" + question.hashCode(), "text", question));
            var reply = send(HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/chat"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
            assertThat(reply.path("act").stringValue()).as(question).isNotEqualTo("answer");
        }
    }

    private JsonNode refreshed(Server server, String session, Instant now) {
        send(staff(server, session, "/refresh").POST(BodyPublishers.noBody()));
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> get(server, session, ""),
                        list -> now.toString().equals(list.path("refreshedAt").stringValue("")));
    }

    private static JsonNode about(JsonNode list, String words) {
        return list.path("items")
                .valueStream()
                .filter(item -> item.path("title").stringValue().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about " + words + " in " + list));
    }

    private JsonNode get(Server server, String session, String path) {
        return send(staff(server, session, path).GET());
    }

    private static HttpRequest.Builder staff(Server server, String session, String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + "/api/studio/v1/misses" + path))
                .header("Cookie", "banshi-csrf=same; " + session)
                .header("X-CSRF-Token", "same");
    }

    private JsonNode send(HttpRequest.Builder request) {
        var response = respond(request);
        return response.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> respond(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isBetween(200, 202);
            return response;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("talking to the server", e);
        }
    }
}
