package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsPercentilesAndBytesOfEachBenchmark() {
        int exit = run("PlainText", "--warmup", "50", "--time", "100", "--release", "nobody-asks");

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        header -> assertThat(header).contains("p50 µs", "p95 µs", "p99 µs", "B/op"),
                        row -> assertThat(row)
                                .matches(
                                        "PlainTextBenchmark\\.rendersAReply( +\\d+\\.\\d\\d){3} +[1-9]\\d* +[1-9]\\d*"));
    }

    @Test
    void saysWhenNothingMatches() {
        assertThat(run("NoSuchBenchmark")).isEqualTo(2);
        assertThat(err.toString()).contains("no benchmark matches NoSuchBenchmark");
    }

    @Test
    void refusesMoreThanOneFork() {
        assertThat(run("PlainText", "--forks", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("forks is 2; allowed: 0, 1");
    }

    private int run(String... arguments) {
        var line = new String[arguments.length + 1];
        line[0] = "bench";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return EvalMain.commandLine(
                        directory -> {
                            throw new AssertionError("no release is needed");
                        },
                        Map::of)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
    }
}
