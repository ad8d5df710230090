package banshi.channels.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredAssistantTest {
    private static final Utterance SAID =
            new Utterance("户口本", Utterance.Channel.WECHAT, null, LocalDate.of(2026, 11, 30));
    private static final Turn DECLINED =
            new Turn(Dialogue.NEW, new Reply.Decline(null, List.of(new Block.Text("没听明白")), List.of()), "r1");

    private final MockClock clock = new MockClock();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    private final List<String> traced = new ArrayList<>();

    private void takes(Stage stage, Duration time) {
        stage.begins();
        clock.add(time);
    }

    private MeasuredAssistant measured(Assistant assistant) {
        return new MeasuredAssistant(assistant, meters, (channel, act, laps) -> {
            traced.add(channel + " " + act + " " + laps.whole());
            laps.each((stage, from, to) -> traced.add(stage + " " + from + "–" + to));
        });
    }

    @Test
    void tellsTheTimeOfEachStageOfAReply() {
        measured((_, _) -> {
                    takes(Stage.READ, Duration.ofNanos(20_000));
                    takes(Stage.ENCODE, Duration.ofMillis(3));
                    takes(Stage.MEANING, Duration.ofNanos(40_000));
                    takes(Stage.ENCODE, Duration.ofMillis(4));
                    return DECLINED;
                })
                .reply(Dialogue.NEW, SAID);

        assertThat(meters.scrape())
                .contains("banshi_reply_seconds_sum{act=\"decline\",channel=\"wechat\"} 0.00706\n")
                .contains("banshi_stage_seconds_bucket{stage=\"read\",le=\"1.0E-5\"} 0\n")
                .contains("banshi_stage_seconds_bucket{stage=\"read\",le=\"2.5E-5\"} 1\n")
                .contains("banshi_stage_seconds_count{stage=\"encode\"} 1\n")
                .contains("banshi_stage_seconds_sum{stage=\"encode\"} 0.007\n")
                .contains("banshi_stage_seconds_bucket{stage=\"encode\",le=\"0.5\"} 1\n")
                .contains("banshi_stage_seconds_count{stage=\"words\"} 0\n")
                .contains("banshi_stage_seconds_count{stage=\"rewrite\"} 0\n");
    }

    @Test
    void countsRepliesThatHadToBeShortened() {
        var shortened = new Turn(
                Dialogue.NEW, new Reply.Decline(null, List.of(new Block.Text("请打（此处未经核对，已略去）")), List.of()), "r1");

        measured((_, _) -> DECLINED).reply(Dialogue.NEW, SAID);
        measured((_, _) -> shortened).reply(Dialogue.NEW, SAID);

        assertThat(meters.scrape()).contains("banshi_reply_shortened_total 1.0\n");
    }

    @Test
    void tellsTracesOfTheStagesInTheirOrder() {
        measured((_, _) -> {
                    for (int i = 0; i < 10; i++) takes(i % 2 == 0 ? Stage.READ : Stage.WORDS, Duration.ofNanos(5));
                    return DECLINED;
                })
                .reply(Dialogue.NEW, SAID);

        assertThat(traced)
                .hasSize(11)
                .startsWith("WECHAT decline 50", "READ 0–5", "WORDS 5–10")
                .endsWith("WORDS 45–50");
    }

    @Test
    void aReplyThatFailsIsTimedToo() {
        var failing = measured((_, _) -> {
            takes(Stage.READ, Duration.ofMillis(1));
            throw new IllegalStateException("broken");
        });

        assertThatIllegalStateException().isThrownBy(() -> failing.reply(Dialogue.NEW, SAID));
        assertThat(traced).containsExactly("WECHAT failed 1000000", "READ 0–1000000");
        assertThat(meters.scrape()).contains("banshi_stage_seconds_count{stage=\"read\"} 1\n");
    }
}
