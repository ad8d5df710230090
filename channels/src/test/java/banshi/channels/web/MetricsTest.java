package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.conversation.MeasuredAssistant;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void tellsThoseWhoLookAfterItHowManyRepliesOfWhichKindAndHowLongTheyTook() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var measured = new MeasuredAssistant(
                (_, utterance) -> {
                    if (utterance.text().equals("坏")) throw new IllegalStateException();
                    return new Turn(Dialogue.NEW, Replies.clarify(), "r1");
                },
                meters);
        try (var server = new TestServer(measured, meters)) {
            server.say("a", "户口本");
            server.say("a", "户口本");
            server.say("a", "坏");
            var told = server.send(server.to("/metrics")
                    .header("Authorization", "Bearer " + TestServer.OPERATIONS_KEY)
                    .GET());

            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.body())
                    .contains("banshi_reply_seconds_count{act=\"clarify\",channel=\"web\"} 2")
                    .contains("banshi_reply_seconds_count{act=\"failed\",channel=\"web\"} 1")
                    .contains("banshi_reply_seconds_bucket")
                    .doesNotContain("户口本");
        }
    }

    @Test
    void tellsNobodyElse() {
        try (var server = new TestServer((_, _) -> new Turn(Dialogue.NEW, Replies.clarify(), "r1"))) {
            assertThat(server.send(server.to("/metrics").GET()).statusCode()).isEqualTo(401);
            for (var key : new String[] {TestServer.API_KEY, TestServer.TOOLS_KEY})
                assertThat(server.send(server.to("/metrics").header("Authorization", "Bearer " + key))
                                .statusCode())
                        .isEqualTo(403);
        }
    }

    @Test
    void saysToProbesThatItLives() {
        try (var server = new TestServer((_, _) -> new Turn(Dialogue.NEW, Replies.clarify(), "r1"))) {
            for (var probe : new String[] {"/api/v1/health/live", "/api/v1/health/ready"})
                assertThat(server.send(server.to(probe).GET()).body()).isEqualTo("{\"status\":\"up\"}");
        }
    }
}
