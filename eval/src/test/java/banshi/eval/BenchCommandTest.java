package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void printsPercentilesAndBytesOfEachBenchmark() {
        int exit = run("stages", "--only", "PlainText", "--warmup", "50", "--time", "100", "--release", "nobody-asks");

        assertThat(err.toString()).doesNotContain("no benchmark");
        assertThat(exit).isZero();
        assertThat(out.toString().lines())
                .anySatisfy(header -> assertThat(header).contains("p50 µs", "p95 µs", "p99 µs", "mean µs", "B/op"))
                .anySatisfy(row -> assertThat(row)
                        .matches("PlainTextBenchmark\\.rendersAReply( +[\\d,]+\\.\\d){4} +[1-9][\\d,]* +[1-9][\\d,]*"))
                .anySatisfy(line -> assertThat(line).contains("processors busy"));
    }

    @Test
    void writesAPageAndJson() throws Exception {
        var written = folder.resolve("new");
        int exit = run("stages", "--only", "PlainText", "--warmup", "50", "--time", "50", "--out", written.toString());

        assertThat(exit).isZero();
        assertThat(written.resolve("bench.html")).content().contains("rendersAReply", "<svg id=\"stages\"");
        var json = JsonMapper.shared().readTree(Files.readString(written.resolve("bench.json")));
        assertThat(json.get(0).path("rows").get(0).path("p50 µs").isNumber()).isTrue();
    }

    @Test
    void saysWhenNothingMatches() {
        assertThat(run("stages", "--only", "NoSuchBenchmark")).isEqualTo(2);
        assertThat(err.toString()).contains("no benchmark matches NoSuchBenchmark");
    }

    @Test
    void refusesMoreThanOneFork() {
        assertThat(run("stages", "--forks", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("forks is 2; allowed: 0, 1");
    }

    @Test
    void namesThePartsWhereThereIsNoSuchOne() {
        assertThat(run("stages", "everything")).isEqualTo(2);
        assertThat(err.toString()).contains("no part everything", "stages", "http", "growth");
    }

    @Test
    void saysWhatAPartNeeds() {
        assertThat(run("growth")).isEqualTo(2);
        assertThat(err.toString()).contains("--release");
        assertThat(run("http", "--release", "r")).isEqualTo(2);
        assertThat(err.toString()).contains("--launcher");
    }

    @Test
    void saysThatTheReleaseIsNotThere() {
        assertThat(run("growth", "--release", folder.resolve("nowhere").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nowhere");
    }

    @Test
    void tellsThePartsInItsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Parts:", "stages ", "http ", "growth ", "graph ", "--only", "--out");
    }

    private int run(String... arguments) {
        var line = new String[arguments.length + 1];
        line[0] = "bench";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return EvalMain.commandLine(
                        directory -> {
                            throw new AssertionError("no release is needed");
                        },
                        development -> Map::of)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
    }
}
