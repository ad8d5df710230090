package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.traces.FakeCollector;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line up to where a release is opened; what comes after is for the tests that start the real program. */
class BanshiTest {
    private static final String CONTENT = "../corpus/content";
    private static final String NO_LINKS = "platforms: []\nlinks: []\nphones: []\n";

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
        assertThat(outcome.out())
                .contains("serve", "ask", "check", "export", "import", "doctor")
                .doesNotContain("compile", "--train");
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
        assertThat(outcome.out()).contains("121 个事项", "没有错误");
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
    void importSaysWhatItWouldDoAndThenDoesIt() throws IOException {
        var content = emptyBut(
                "links.yaml", "platforms: []\nlinks: []\nphones:\n  - {id: hotline, number: \"12345\", label: 热线}\n");
        var workbook = folder.resolve("all.xlsx").toString();
        assertThat(run("export", workbook, "--content", content.toString()).out())
                .contains("已导出 3 行");
        Files.writeString(content.resolve("links.yaml"), "platforms: []\nlinks: []\nphones: []\n");

        var trial = run("import", workbook, "--content", content.toString(), "--dry-run");
        assertThat(trial.out()).contains("电话：新增 1 行，修改 0 行，删除 0 行", "要修改 links.yaml", "什么都没有写");
        assertThat(content.resolve("links.yaml")).content().doesNotContain("hotline");

        assertThat(run("import", workbook, "--content", content.toString()).out())
                .contains("已修改 links.yaml");
        assertThat(content.resolve("links.yaml")).content().contains("{id: hotline, number: \"12345\", label: 热线}");
        assertThat(run("import", workbook, "--content", content.toString()).out())
                .contains("没有要改的");
    }

    @Test
    void importListsWhatIsWrongAndFails() throws IOException {
        var content = emptyBut("links.yaml", NO_LINKS);
        var file = Files.writeString(folder.resolve("no.xlsx"), "no workbook").toString();
        var outcome = run("import", file, "--content", content.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("不是 .xlsx 工作簿", "1 处要改").doesNotContain("\tat ");
    }

    @Test
    void exportAndImportSayInOneSentenceWhatIsNotThere() {
        var none = folder.resolve("none").toString();
        assertOneSentence(run("export", "all.xlsx", "--content", none), none, "--content");
        assertOneSentence(run("import", "all.xlsx", "--content", none), none, "--content");
        assertOneSentence(run("import", none + ".xlsx", "--content", folder.toString()), none);
        assertOneSentence(run("export", none + "/all.xlsx", "--content", folder.toString()), none);
        assertOneSentence(run("export", "all.xls", "--content", folder.toString()), ".xlsx");
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
                .containsPattern("(?m)^content +ok +121 ")
                .containsPattern("(?m)^release +ok +r-")
                .containsPattern("(?m)^data +!! ")
                .containsPattern("(?m)^neo4j +-- ");
    }

    @Test
    void doctorFindsNothingInTheWayOfAFreshInstallation() {
        var outcome = run("doctor", "--content", CONTENT, "--data", folder.toString());
        assertThat(outcome.code()).as(outcome.out()).isZero();
        assertThat(outcome.out())
                .containsPattern("(?m)^data +ok ")
                .containsPattern("(?m)^llm +-- ")
                .containsPattern("(?m)^traces +-- ");
    }

    @Test
    void doctorAsksTheLanguageModelThatIsSetUp() throws IOException {
        try (var model = new ModelServer(200, "居民身份证补领要多少钱")) {
            Files.writeString(folder.resolve("banshi.yaml"), llm(model));
            var outcome = doctor();

            assertThat(outcome.code()).as(outcome.out()).isZero();
            assertThat(outcome.out()).containsPattern("(?m)^llm +ok +small 在 " + model.address());
            assertThat(model.asked()).hasSize(1);
        }
    }

    @Test
    void doctorSaysWhyTheLanguageModelFailsAndNotItsKey() throws IOException {
        try (var model = new ModelServer(401, "")) {
            Files.writeString(folder.resolve("banshi.yaml"), llm(model));
            var outcome = doctor();

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).containsPattern("(?m)^llm +!! .*status 401");
            assertThat(outcome.out() + outcome.err()).doesNotContain("k-secret");
        }
    }

    @Test
    void doctorTriesTheCollectorOfTraces() throws IOException {
        try (var collector = new FakeCollector()) {
            Files.writeString(
                    folder.resolve("banshi.yaml"),
                    "banshi.traces: {endpoint: '%s', share: 0.25}".formatted(collector.endpoint()));
            assertThat(doctor().out()).containsPattern("(?m)^traces +ok +" + collector.endpoint() + " .*25%");
            assertThat(collector.spans()).isEmpty();

            collector.answer(404);
            var refused = doctor();
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).containsPattern("(?m)^traces +!! .*status 404");
        }
    }

    @Test
    void doctorAsksTheRemoteRepositoryOfContent() throws Exception {
        var remote = folder.resolve("remote.git");
        Git.init().setBare(true).setDirectory(remote.toFile()).call().close();
        Files.writeString(folder.resolve("banshi.yaml"), "banshi.history.remote: '%s'".formatted(remote.toUri()));
        assertThat(doctor().out()).containsPattern("(?m)^remote +ok +连得上，里面还没有内容");

        Files.move(remote, folder.resolve("away.git"));
        var away = doctor();
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.out()).containsPattern("(?m)^remote +!! +连不上.*banshi.history.remote");
    }

    @Test
    void doctorNamesTheSettingOfTracesThatMakesNoSense() throws IOException {
        Files.writeString(folder.resolve("banshi.yaml"), "banshi.traces.share: 7");
        var outcome = doctor();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).containsPattern("(?m)^traces +!! .*banshi.traces.share.*7");
    }

    /** Of a fresh installation with the settings that were written, and next to no content: reading all of it takes two seconds. */
    private Outcome doctor() throws IOException {
        return run("doctor", "--content", emptyBut("links.yaml", NO_LINKS).toString(), "--data", folder.toString());
    }

    private static String llm(ModelServer model) {
        return "banshi.llm: {base-url: '%s', model: small, api-key: k-secret, timeout: 10s}".formatted(model.address());
    }

    private Path brokenContent() throws IOException {
        var content = Files.createDirectory(folder.resolve("content"));
        Files.writeString(content.resolve("links.yaml"), "links: maybe\n");
        return content;
    }

    /** Content of an aspect and a word, and the file given. */
    private Path emptyBut(String file, String text) throws IOException {
        var content = Files.createDirectories(folder.resolve("small"));
        Files.createDirectories(content.resolve("lexicon"));
        Files.writeString(
                content.resolve("aspects.yaml"), "aspects:\n  - {id: fee, name: 收费, ask: 要多少钱, core: true}\n");
        Files.writeString(content.resolve("lexicon/terms.tsv"), "term\tcanonical\tkind\n证件\t证件\tthing\n");
        Files.writeString(content.resolve(file), text);
        return content;
    }

    private static void assertOneSentence(Outcome outcome, String... words) {
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("banshi: ").contains(words).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }
}
