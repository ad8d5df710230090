package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.eval.simulate.Attentive;
import banshi.eval.simulate.WalkedRelease;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
    private static final WalkedRelease RIGHT = Attentive.released();

    /** Declines every answer to its own questions. */
    private static final WalkedRelease DEAF = Attentive.released(
            RIGHT.content(),
            (dialogue, utterance) -> dialogue.asked() == null
                    ? RIGHT.assistant().reply(dialogue, utterance)
                    : new Turn(
                            dialogue.offering(List.of(), null),
                            new Reply.Decline(null, List.of(new Block.Text("听不懂")), List.of()),
                            "release-7"));

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void succeedsWhereNothingIsFound() throws IOException {
        var json = folder.resolve("walks.json");

        assertThat(run(RIGHT, "--walks", "40", "--out", json.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("release release-7, seed 1\n40 walks through 2 matters")
                .contains("dead end: 0\nloop: 0\ncontradiction: 0\n")
                .doesNotContain("where most");
        assertThat(err.toString()).contains("40 walks in ");
        var read = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(read.get("walks").intValue()).isEqualTo(40);
        assertThat(read.get("troubled")).isEmpty();
    }

    @Test
    void failsWithFindingsAndSaysHowToWalkThemAgain() throws IOException {
        var json = folder.resolve("walks.json");

        assertThat(run(DEAF, "--walks", "40", "--seed", "3", "--out", json.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("GAVE_UP", "听不懂", "where most", "--walk ");
        var troubled = JsonMapper.shared()
                .readTree(Files.readString(json))
                .get("troubled")
                .get(0);
        assertThat(troubled.get("findings").get(0).get("trouble").stringValue()).isEqualTo("GAVE_UP");
        var said = troubled.get("exchanges").get(0).get("said").stringValue();
        var number = troubled.get("number").intValue();
        out.getBuffer().setLength(0);

        assertThat(run(DEAF, "--seed", "3", "--walk", String.valueOf(number))).isEqualTo(1);
        assertThat(out.toString()).startsWith("walk " + number + ", ").contains("1 > " + said, "! turn ", "BROKEN_OFF");
    }

    @Test
    void refusesWhatCannotBeWalked() {
        assertThat(run(RIGHT, "--walks", "0")).isEqualTo(2);
        assertThat(run(RIGHT, "--walk", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--walks 0 is below 1", "--walk 0 is below 1");
    }

    @Test
    void needsARelease() {
        assertThat(execute(EvalMain.commandLine(OpenedAssistant::open, cases -> Map::of), "simulate"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no release is named");
    }

    private int run(WalkedRelease release, String... arguments) {
        return execute(new CommandLine(new SimulateCommand(directory -> release)), arguments);
    }

    private int execute(CommandLine line, String... arguments) {
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
