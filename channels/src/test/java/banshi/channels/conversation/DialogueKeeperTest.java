package banshi.channels.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.dialogue.DialogueCodec;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class DialogueKeeperTest {
    private static final Dialogue TOLD =
            new Dialogue(List.of(new Choice("1", "补办户口本", null, null)), List.of(), null, "张三的本子");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DialogueKeeper keeper = DialogueKeeper.ofThisStart(meters);

    @Test
    void givesBackWhatItClosed() {
        assertThat(keeper.open(keeper.close(TOLD))).isEqualTo(TOLD);
        assertThat(keeper.open(keeper.close(Dialogue.NEW))).isEqualTo(Dialogue.NEW);
        assertThat(LostStates.counted(meters))
                .isEqualTo(Map.of("other-version", 0, "forged", 0, "corrupt", 0, "unwritable", 0));
    }

    @ParameterizedTest
    @EnumSource
    void beginsAnewAndCountsWhatIsNone(LostStates spoilt) {
        assertThat(keeper.open(spoilt.of(keeper.close(TOLD)))).isEqualTo(Dialogue.NEW);
        assertThat(LostStates.counted(meters)).containsEntry(spoilt.reason(), 1);
        assertThat(LostStates.counted(meters).values()).containsOnlyOnce(1).containsOnly(0, 1);
    }

    @Test
    void believesNoOtherStart() {
        var before = DialogueKeeper.ofThisStart(new SimpleMeterRegistry());

        assertThat(keeper.open(before.close(TOLD))).isEqualTo(Dialogue.NEW);
        assertThat(LostStates.counted(meters)).containsEntry("forged", 1);
    }

    @Test
    void believesWhoeverHasItsKey() {
        var key = "one key for all of a cluster's nodes".getBytes(UTF_8);
        var here = new DialogueKeeper(new DialogueCodec(key), meters);
        var there = new DialogueKeeper(new DialogueCodec(key), new SimpleMeterRegistry());

        assertThat(here.open(there.close(TOLD))).isEqualTo(TOLD);
    }

    @Test
    void forgetsADialogueThatCannotBeWritten() {
        var tooLong = new Dialogue(Collections.nCopies(1_000, TOLD.offered().getFirst()));

        assertThat(keeper.open(keeper.close(tooLong))).isEqualTo(Dialogue.NEW);
        assertThat(LostStates.counted(meters)).containsEntry("unwritable", 1);
    }

    @Test
    void logsNothingThatWasSaid() {
        var log = (Logger) LoggerFactory.getLogger(DialogueKeeper.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.DEBUG);
        try {
            for (var spoilt : LostStates.values()) keeper.open(spoilt.of(keeper.close(TOLD)));
            keeper.close(new Dialogue(List.of(), List.of(), "张三的本子", null));
        } finally {
            log.setLevel(null);
            log.detachAppender(lines);
        }
        assertThat(lines.list).hasSize(LostStates.values().length + 1).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(line.getFormattedMessage()).doesNotContain("张三", "补办");
        });
    }
}
