package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.privacy.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    private Path data;

    @Test
    void drawsAKeyAtTheFirstStartAndKeepsIt() throws IOException {
        var file = KeyFile.ofRecords(data.resolve("new"));
        file.read(Secret::new);
        var drawn = Files.readString(file.file());
        file.read(Secret::new);
        assertThat(Files.readString(file.file())).isEqualTo(drawn).hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(data.resolve("new"))) {
            assertThat(files).containsExactly(file.file());
        }
    }

    @Test
    void drawsAnotherForAnotherInstallation() throws IOException {
        var one = KeyFile.ofRecords(data.resolve("one"));
        var other = KeyFile.ofRecords(data.resolve("other"));
        one.read(Secret::new);
        other.read(Secret::new);
        assertThat(Files.readString(one.file())).isNotEqualTo(Files.readString(other.file()));
    }

    @Test
    void agreesOnOneKeyWhenTwoStartAtOnce() throws Exception {
        var file = KeyFile.ofRecords(data);
        Callable<String> start = () -> {
            file.read(Secret::new);
            return Files.readString(file.file());
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            var keys =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList());
            var first = keys.getFirst().get();
            for (var key : keys) assertThat(key.get()).isEqualTo(first);
        }
    }

    @Test
    void saysWhichFileHoldsNoKey() throws IOException {
        var file = KeyFile.ofRecords(data);
        Files.writeString(file.file(), "12345\n");
        assertThatThrownBy(() -> file.read(Secret::new))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("secret.key")
                .hasMessageContaining("32");
    }
}
