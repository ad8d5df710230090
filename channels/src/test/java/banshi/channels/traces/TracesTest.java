package banshi.channels.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.MeasuredAssistant;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class TracesTest {
    private static final Utterance SAID =
            new Utterance("户口本丢了怎么办", Utterance.Channel.WECHAT, null, LocalDate.of(2026, 11, 30));

    /** A reply that no request led to, as one to a message that was fetched. */
    private static void reply(Traces traces) {
        new MeasuredAssistant(
                        (_, _) -> {
                            Stage.READ.begins();
                            Stage.COMPOSE.begins();
                            return new Turn(
                                    Dialogue.NEW,
                                    new Reply.Decline(null, List.of(new Block.Text("没听明白")), List.of()),
                                    "r1");
                        },
                        new SimpleMeterRegistry(),
                        traces)
                .reply(Dialogue.NEW, SAID);
    }

    @Test
    void tellsOfAReplyAndItsStagesAndNotOfWhatWasSaid() {
        try (var collector = new FakeCollector();
                var traces = new Traces(collector.endpoint(), 1, Clock.systemUTC())) {
            reply(traces);
            traces.flush();

            assertThat(collector.spans()).extracting(Span::getName).containsExactly("read", "compose", "reply");
            var reply = collector.named("reply").getFirst();
            assertThat(reply.getParentSpanId().isEmpty()).isTrue();
            assertThat(reply.getAttributesList())
                    .extracting(a -> a.getKey() + "=" + a.getValue().getStringValue())
                    .containsExactlyInAnyOrder("banshi.channel=wechat", "banshi.act=decline");
            for (var stage : List.of("read", "compose")) {
                var span = collector.named(stage).getFirst();
                assertThat(span.getParentSpanId()).isEqualTo(reply.getSpanId());
                assertThat(span.getStartTimeUnixNano()).isGreaterThanOrEqualTo(reply.getStartTimeUnixNano());
                assertThat(span.getEndTimeUnixNano()).isLessThanOrEqualTo(reply.getEndTimeUnixNano());
                assertThat(span.getAttributesList()).isEmpty();
            }
            assertThat(collector.everything()).contains("banshi").doesNotContain("户口本", "没听明白");
        }
    }

    @Test
    void tellsNothingOfTheShareThatIsNotTraced() {
        try (var collector = new FakeCollector();
                var traces = new Traces(collector.endpoint(), 0, Clock.systemUTC())) {
            reply(traces);
            traces.flush();
            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void saysOnceThatTheCollectorIsAwayAndOnceThatItIsBack() {
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        var logger = (Logger) LoggerFactory.getLogger(ToldExporter.class);
        logger.addAppender(logged);
        try (var collector = new FakeCollector();
                var traces = new Traces(collector.endpoint(), 1, Clock.systemUTC())) {
            collector.answer(503);
            for (int i = 0; i < 3; i++) {
                reply(traces);
                traces.flush();
            }
            assertThat(traces.awaySince()).isNotNull();
            await().untilAsserted(
                            () -> assertThat(traces.lost()).isEqualTo(9)); // a flush may end before its loss is counted
            assertThat(logged.list).hasSize(1);

            collector.answer(200);
            reply(traces);
            traces.flush();
            assertThat(traces.awaySince()).isNull();
            assertThat(logged.list).hasSize(2).last().asString().contains("is back");
        } finally {
            logger.detachAppender(logged);
        }
    }

    @Test
    void repliesGoOnWhereNobodyListens() {
        URI nobody;
        try (var collector = new FakeCollector()) {
            nobody = collector.endpoint();
        }
        try (var traces = new Traces(nobody, 1, Clock.systemUTC())) {
            reply(traces);
            traces.flush();
            assertThat(traces.lost()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4318", "ftp://127.0.0.1/v1/traces", "/v1/traces"})
    void refusesWhatIsNoAddress(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceSettings(URI.create(endpoint), 0.1))
                .withMessageContaining("banshi.traces.endpoint");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesWhatIsNoShare(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceSettings(null, share))
                .withMessageContaining("banshi.traces.share");
    }
}
