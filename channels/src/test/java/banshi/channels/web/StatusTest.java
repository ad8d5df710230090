package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StatusTest {
    private record Part(String name, Map<String, Object> now) implements StatusPart {}

    @Test
    void tellsStaffHowEachPartIs() {
        var parts = List.<StatusPart>of(
                new Part("llm", Map.of("state", "failing", "failed", 3L)), new Part("links", Map.of("state", "on")));
        try (var server = new TestServer(parts)) {
            var response = server.send(status(server, "Bearer " + TestServer.STAFF_KEY));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(TestServer.json(response)).isEqualTo(JsonMapper.shared().readTree("""
                    {"links": {"state": "on"}, "llm": {"state": "failing", "failed": 3}}
                    """));
            assertThat(Contract.schema(server, "Status").validate(response.body(), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void tellsNobodyElse() {
        try (var server = new TestServer(List.<StatusPart>of())) {
            for (var shown : List.of("Bearer wrong", "Basic " + TestServer.STAFF_KEY)) {
                var response = server.send(status(server, shown));
                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
            }
            assertThat(server.send(server.to("/api/v1/status").GET()).statusCode())
                    .isEqualTo(401);
        }
    }

    private static HttpRequest.Builder status(TestServer server, String authorization) {
        return server.to("/api/v1/status")
                .header("Authorization", authorization)
                .GET();
    }
}
