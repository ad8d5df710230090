package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Role;
import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import com.networknt.schema.InputFormat;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** How the server does is told to everybody; what to check and what was counted, to those who look after it. */
class HealthTest {
    private static final Instant SINCE = Instant.parse("2026-11-21T09:30:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"OFF, ok", "STARTING, ok", "OK, ok", "DEGRADED, degraded"})
    void tellsEverybodyHowTheServerDoes(State state, String status) {
        var graph = new Now("neo4j", state, SINCE, "bolt://127.0.0.1:1", Map.of());
        try (var server = new TestServer(List.<HealthPart>of(() -> graph))) {
            var anybody = health(server, "Bearer wrong");
            var staff = health(server, "Bearer " + TestServer.OPERATIONS_KEY);

            var system =
                    server.send(server.asStaff("/api/v1/health", Role.SYSTEM).GET());
            var agent = server.send(server.asStaff("/api/v1/health", Role.AGENT).GET());
            var program = health(server, "Bearer " + TestServer.API_KEY);

            assertThat(system.body()).isEqualTo(staff.body());
            assertThat(agent.body()).isEqualTo(anybody.body());
            assertThat(program.body()).isEqualTo(anybody.body());
            for (var response : List.of(anybody, staff)) {
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
                assertThat(Contract.schema(server, "Health").validate(response.body(), InputFormat.JSON))
                        .isEmpty();
                assertThat(TestServer.json(response).path("status").stringValue())
                        .isEqualTo(status);
                assertThat(TestServer.json(response).at("/parts/0/since").stringValue())
                        .isEqualTo("2026-11-21T09:30:00Z");
            }
            assertThat(anybody.body()).doesNotContain("bolt");
            assertThat(staff.body()).contains("bolt://127.0.0.1:1");
        }
    }

    @Test
    void tellsStaffWhatWasCountedInEachPart() {
        var model = new Now("llm", State.DEGRADED, null, null, Map.of("failed", 3L));
        var links = new Now("guide", State.OK, null, null, Map.of());
        try (var server = new TestServer(List.<HealthPart>of(() -> model, () -> links))) {
            assertThat(TestServer.json(health(server, "Bearer " + TestServer.OPERATIONS_KEY)))
                    .isEqualTo(JsonMapper.shared().readTree("""
                            {"status": "degraded", "parts": [
                              {"name": "guide", "state": "ok", "since": null, "detail": null, "counts": {}},
                              {"name": "llm", "state": "degraded", "since": null, "detail": null, "counts": {"failed": 3}}]}
                            """));
            assertThat(health(server, "Basic " + TestServer.OPERATIONS_KEY).body())
                    .doesNotContain("failed");
        }
    }

    private static HttpResponse<String> health(TestServer server, String authorization) {
        return server.send(server.to("/api/v1/health")
                .header("Authorization", authorization)
                .GET());
    }
}
