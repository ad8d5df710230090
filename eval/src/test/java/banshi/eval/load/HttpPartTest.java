package banshi.eval.load;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.eval.SmallRelease;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Target;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HttpPartTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void measuresBothServersWithEveryKindOfQuestion() throws Exception {
        var setting = new Setting(
                SmallRelease.folder(),
                null,
                launcher(),
                ".*",
                0,
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                List.of(),
                said -> {});

        var sections = new HttpPart().measure(setting);

        assertThat(sections).hasSize(2);
        assertThat(sections.getFirst().table().rows())
                .extracting(row -> row.get(0).text().strip() + " " + row.get(1).text())
                .containsExactly(
                        "known 16",
                        "echo of it 16",
                        "lexical 16",
                        "echo of it 16",
                        "fresh 16",
                        "echo of it 16",
                        "known 64",
                        "echo of it 64",
                        "lexical 64",
                        "echo of it 64",
                        "fresh 64",
                        "echo of it 64");
        assertThat(sections.getLast().table().rows())
                .extracting(row -> row.get(6).text())
                .as("replies at 50, 100, 200 a second within 200 ms, ours and the empty server's")
                .containsExactly("10", "10", "20", "20", "40", "40");
        assertThat(sections.getFirst().note()).contains("r-tiny");
        assertThat(sections).allSatisfy(s -> assertThat(s.targets()).isNotEmpty());
    }

    @Test
    void asksForFortyPercentOfTheEmptyServer() {
        var section = HttpPart.closedSection(
                List.of(
                        new HttpPart.Closed("known", 16, load(400, 0), load(1_000, 0)),
                        new HttpPart.Closed("lexical", 16, load(399, 0), load(1_000, 0)),
                        new HttpPart.Closed("fresh", 16, load(1, 0), load(1_000, 0)),
                        new HttpPart.Closed("known", 64, load(1, 0), load(1_000, 0))),
                "");

        assertThat(section.targets()).extracting(Target::met).containsExactly(true, false);
        assertThat(section.targets().getFirst().line()).contains("known questions at 16", "40 %, met");
    }

    @Test
    void meetsNoTargetWithFailures() {
        var closed = List.of(new HttpPart.Closed("known", 16, load(900, 1), load(1_000, 0)));
        var open = List.of(new HttpPart.Open(200, load(900, 1), load(1_000, 0)));

        assertThat(HttpPart.closedSection(closed, "").targets())
                .singleElement()
                .satisfies(t -> assertThat(t.met()).isFalse())
                .satisfies(t -> assertThat(t.line()).contains("1 failures"));
        assertThat(HttpPart.openSection(open, "").targets())
                .extracting(Target::met)
                .containsExactly(false);
    }

    @Test
    void meetsNoTargetBesideAnEmptyServerThatGaveNoReply() {
        var section = HttpPart.closedSection(List.of(new HttpPart.Closed("known", 16, load(5, 0), load(0, 0))), "");

        assertThat(section.targets()).extracting(Target::met).containsExactly(false);
        assertThat(section.table().rows().getFirst().get(6).text()).isEqualTo("–");
    }

    @Test
    void asksForFifteenMillisecondsAtTwoHundredASecond() {
        var open = List.of(
                new HttpPart.Open(100, slow(40), load(1_000, 0)), new HttpPart.Open(200, slow(15), load(1_000, 0)));

        assertThat(HttpPart.openSection(open, "").targets())
                .extracting(Target::met)
                .containsExactly(true);
        assertThat(HttpPart.openSection(List.of(new HttpPart.Open(200, slow(16), load(1, 0))), "")
                        .targets())
                .extracting(Target::met)
                .containsExactly(false);
    }

    private static Load load(int replies, int failures) {
        var nanos = new long[replies];
        Arrays.fill(nanos, 1_000_000);
        return new Load(nanos, failures, Duration.ofSeconds(1));
    }

    private static Load slow(long millis) {
        var nanos = new long[100];
        Arrays.fill(nanos, millis * 1_000_000);
        return new Load(nanos, 0, Duration.ofSeconds(1));
    }

    /** Starts a tiny server in this JVM's stead, whatever it is told. */
    private Path launcher() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var script = folder.resolve("launcher");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '" + java + "' -cp '"
                        + ManagementFactory.getRuntimeMXBean().getClassPath() + "' " + TinyServer.class.getName()
                        + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
