package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line up to where a release is opened; what comes after is for the tests that start the real program. */
class BanshiTest {
    private static final String CONTENT = "../corpus/content";

    @TempDir
    Path folder;

    /** What a command came to. */
    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Banshi.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    @Test
    void helpNamesTheCommandsForEverybodyAndNotTheOneForTheBuild() {
        var outcome = run("--help");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("serve", "ask", "check", "doctor").doesNotContain("compile", "--train");
    }

    @Test
    void aCommandWithoutSenseIsAnsweredWithTheUsage() {
        for (var arguments :
                List.of(new String[] {}, new String[] {"sing"}, new String[] {"serve", "--port", "70000"})) {
            var outcome = run(arguments);
            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.err()).contains("Usage: banshi").doesNotContain("\tat ");
        }
    }

    @Test
    void checkSumsUpSoundContent() {
        var outcome = run("check", CONTENT);
        assertThat(outcome.out()).contains("12 个事项", "没有错误");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void checkListsEverythingThatIsWrongAndFails() throws IOException {
        var content = brokenContent();
        var outcome = run("check", content.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("(?m)^aspects\\.yaml:1:1: ")
                .containsPattern("(?m)^links\\.yaml:\\d+:\\d+: ");
    }

    @Test
    void serveRefusesBrokenContentWithTheSameList() throws IOException {
        var content = brokenContent();
        var complaints = run("check", content.toString()).out();
        var outcome = run(
                "serve",
                "--port",
                "0",
                "--content",
                content.toString(),
                "--data",
                folder.resolve("data").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo(complaints);
        assertThat(outcome.out()).isEmpty();
        assertThat(folder.resolve("data").resolve("releases")).doesNotExist();
    }

    @Test
    void serveSaysInOneSentenceThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            assertOneSentence(run("serve", "--port", port, "--data", folder.toString()), port, "--port");
        }
    }

    @Test
    void serveSaysInOneSentenceThatTheHostIsNotOurs() {
        assertOneSentence(
                run("serve", "--port", "0", "--host", "no.such.host.invalid", "--data", folder.toString()), "--host");
    }

    @Test
    void serveSaysInOneSentenceThatTheDataFolderCannotBeWritten() throws IOException {
        // a file in its place: a folder without permissions would not stop root
        var file = Files.createFile(folder.resolve("data"));
        assertOneSentence(run("serve", "--port", "0", "--data", file.toString()), file.toString(), "--data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "ask"})
    void aCommandThatNeedsContentSaysInOneSentenceThatThereIsNone(String command) {
        var none = folder.resolve("none").toString();
        assertOneSentence(run(command, "--content", none, "--data", folder.toString()), none, "--content");
    }

    @Test
    void checkSaysInOneSentenceThatThereIsNoContent() {
        var none = folder.resolve("none").toString();
        assertOneSentence(run("check", none), none);
    }

    @Test
    void askWantsAQuestionThatFits() {
        assertOneSentence(run("ask", "问".repeat(501)), "501");
        assertOneSentence(run("ask", "  "), "500");
    }

    @Test
    void doctorTellsWhatIsInTheWay() throws IOException {
        var file = Files.createFile(folder.resolve("data"));
        var outcome = run("doctor", "--content", CONTENT, "--data", file.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("(?m)^java +ok +25")
                .containsPattern("(?m)^encoder +ok ")
                .containsPattern("(?m)^content +ok +12 ")
                .containsPattern("(?m)^release +ok +r-")
                .containsPattern("(?m)^data +!! ")
                .containsPattern("(?m)^neo4j +-- ");
    }

    @Test
    void doctorFindsNothingInTheWayOfAFreshInstallation() {
        var outcome = run("doctor", "--content", CONTENT, "--data", folder.toString());
        assertThat(outcome.code()).as(outcome.out()).isZero();
        assertThat(outcome.out()).containsPattern("(?m)^data +ok ");
    }

    private Path brokenContent() throws IOException {
        var content = Files.createDirectory(folder.resolve("content"));
        Files.writeString(content.resolve("links.yaml"), "links: maybe\n");
        return content;
    }

    private static void assertOneSentence(Outcome outcome, String... words) {
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("banshi: ").contains(words).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }
}
