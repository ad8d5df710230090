package banshi.eval.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.eval.peers.Child.Heard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ChildTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void isSpokenToLineByLine() throws Exception {
        try (var child = start(Heard.OUTPUT, "while read line; do echo \"又$line\"; done")) {
            child.say("一句");
            assertThat(child.line(LONG)).isEqualTo("又一句");
            child.say("两句");
            assertThat(child.lineWith("两", LONG)).isEqualTo("又两句");
        }
    }

    @Test
    void isReportedWithItsStatusAndItsLastWordsWhenItDies() throws Exception {
        try (var child = start(Heard.OUTPUT, "echo ready; read line; echo 'heap is full' >&2; exit 3")) {
            assertThat(child.line(LONG)).isEqualTo("ready");
            child.say("question");

            assertThatThrownBy(() -> child.line(LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("test peer has stopped talking")
                    .hasMessageContaining("status 3")
                    .hasMessageContaining("heap is full");
        }
    }

    @Test
    void isNotWaitedForForEverWhenItSaysNothing() throws Exception {
        try (var child = start(Heard.OUTPUT, "echo starting >&2; exec sleep 50")) {
            assertThatThrownBy(() -> child.line(Duration.ofMillis(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has said nothing");
        }
    }

    @Test
    void isHeardOnStandardErrorOnlyWhereThatIsWanted() throws Exception {
        try (var child = start(Heard.ALL, "echo 'database is ready' >&2")) {
            assertThat(child.lineWith("ready", LONG)).isEqualTo("database is ready");
        }
    }

    @Test
    void ofAProgramThatDoesNotExistSaysWhatToInstall() {
        assertThatThrownBy(() -> Child.start("x", folder, Heard.ALL, "install x", List.of("/nowhere/x")))
                .isInstanceOf(PeerUnavailable.class)
                .hasMessage("install x");
    }

    @Test
    void thatIsRunToItsEndMustSucceed() throws Exception {
        Child.run("test peer", folder, LONG, "install sh", List.of("sh", "-c", "exit 0"));

        assertThatThrownBy(() -> Child.run(
                        "test peer", folder, LONG, "install sh", List.of("sh", "-c", "echo 'no network'; exit 1")))
                .hasMessageContaining("test peer has failed")
                .hasMessageContaining("no network");
    }

    private Child start(Heard heard, String script) throws IOException {
        return Child.start("test peer", folder, heard, "install sh", List.of("sh", "-c", script));
    }
}
