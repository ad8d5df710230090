package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
    private static final ServeSettings ANYWHERE = new ServeSettings("127.0.0.1", 0);

    @TempDir
    Path folder;

    @Test
    void refusesSettingsThatAreNoYaml() throws IOException {
        Files.writeString(SettingsFile.in(folder).file(), "banshi:\n  wechat: [\n");
        var printed = new ByteArrayOutputStream();
        var terminal = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(
                            () -> Server.start(ANYWHERE, Places.in(folder), new CompletableFuture<>(), Banshi.CLOCK))
                    .withMessageContaining("banshi.yaml");
        } finally {
            System.setOut(terminal);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void passesOnWhatKeptTheKnowledgeFromComing() {
        var missing = new CannotStart("no content");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Server.start(
                        ANYWHERE, Places.in(folder), CompletableFuture.failedFuture(missing), Banshi.CLOCK))
                .isSameAs(missing);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, -1", "127.0.0.1, 65536", "' ', 8080"})
    void refusesWhatIsNoPlaceToListen(String host, int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServeSettings(host, port));
    }
}
