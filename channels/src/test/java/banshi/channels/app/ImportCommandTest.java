package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an outside file with invented records to answers. */
class ImportCommandTest {
    private static final String KITE = """
            {"task_code":"A1","name":"风筝放飞许可","dept":"云上市风筝局","type":"行政许可","visits":"0",\
            "location":"办理地点：云上市风筝路1号","promised_time":"5(工作日)","consult_phone":"020-81112222",\
            "service_objects":["自然人"],"materials":["放飞申请表","风筝照片"],"online_booking":"是","courier":"是"}
            """;
    private static final String LANTERN = """
            {"task_code":"B2","name":"灯笼悬挂登记","dept":"云上市灯笼局","type":"公共服务","promised_time":"3(工作日)",\
            "location":"云上市灯笼街2号","service_objects":["自然人"]}
            """;

    @TempDir
    Path folder;

    private Path catalogue;
    private Path into;

    /** What a command came to. */
    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Banshi.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    @BeforeEach
    void writeCatalogue() throws IOException {
        catalogue = Files.writeString(folder.resolve("catalogue.jsonl"), KITE + LANTERN);
        into = folder.resolve("into");
    }

    private Outcome imported(String... more) {
        return importedBy("../corpus/profiles/gd.yaml", into, more);
    }

    private Outcome importedBy(String profile, Path to, String... more) {
        var arguments = new String[9 + more.length];
        System.arraycopy(
                new String[] {
                    "import",
                    "--from",
                    catalogue.toString(),
                    "--profile",
                    profile,
                    "--content",
                    "../corpus/content",
                    "--into",
                    to.toString()
                },
                0,
                arguments,
                0,
                9);
        System.arraycopy(more, 0, arguments, 9, more.length);
        return run(arguments);
    }

    @Test
    void aDryRunTellsAllAndWritesNothing() {
        var outcome = imported("--dry-run");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("读入 2 条，可导入 2 条，退回 0 条", "--dry-run");
        assertThat(into).doesNotExist();
    }

    @Test
    void oneBadRecordStopsEverythingUnlessItMayBeSkipped() throws IOException {
        Files.writeString(catalogue, KITE + "{oops\n" + LANTERN);
        var stopped = imported();
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.out()).contains("退回 第 2 行：不是一行完整的 JSON", "--skip-bad");
        assertThat(into).doesNotExist();

        var refused = folder.resolve("refused.jsonl");
        var report = folder.resolve("report.txt");
        var skipped = imported("--skip-bad", refused.toString(), "--report", report.toString());
        assertThat(skipped.code()).as(skipped.err()).isZero();
        assertThat(refused).hasContent("{oops");
        assertThat(report).content().contains("读入 3 条，可导入 2 条，退回 1 条");
        assertThat(run("check", into.toString()).out()).contains("2 个事项", "没有错误");
    }

    @Test
    void whatCannotBeImportedIsSaidInOneSentence() {
        for (var outcome : new Outcome[] {
            importedBy("no-such-profile", into),
            run("import", "--from", folder.resolve("none").toString(), "--profile", "../corpus/profiles/gd.yaml")
        }) {
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).startsWith("banshi: ").hasLineCount(1);
        }
    }

    @Test
    void aProfileWithMistakesIsRefusedWithTheirPlaces() throws IOException {
        var profile = Files.writeString(folder.resolve("bad.yaml"), "name: bad\nfields: {colour: {from: /x}}\n");
        var outcome = importedBy(profile.toString(), into);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("对照表有错误", "bad.yaml:2:", "colour", "summary");
    }

    @Test
    void twoCitiesAnswerEachForItsRegion() throws IOException {
        assertThat(imported().code()).isZero();
        Files.writeString(catalogue, KITE.replace("5(工作日)", "9(工作日)").replace("A1", "A9"));
        var profile = Files.readString(Path.of("../corpus/profiles/gd.yaml"))
                .replace("name: gd", "name: hai")
                .replace("id-prefix: gd-", "id-prefix: hai-")
                .replace("name: 广东, region: \"44\", says: [广东, 广州]", "name: 海边, region: \"35\"");
        var file = Files.writeString(folder.resolve("hai.yaml"), profile);
        var second = folder.resolve("second");
        assertThat(importedBy(file.toString(), second).code()).isZero();

        var question = "风筝放飞许可多久能办好";
        assertThat(ask(question)).contains("5个工作日", "gd-a1.time-limit");
        assertThat(ask(question, "--content", second.toString())).contains("5个工作日");
        assertThat(ask(question, "--content", second.toString(), "--region", "350100"))
                .contains("9个工作日", "hai-a9.time-limit");
        var here = release(ask(question, "--content", second.toString(), "--region", "350100"));
        assertThat(here).isNotEqualTo(release(ask(question)));
        assertThat(release(ask("海边的" + question, "--content", second.toString())))
                .as("a place that the question names decides as its region does")
                .isEqualTo(here);
        assertThat(ask(question, "--content", second.toString(), "--region", "440100"))
                .contains("5个工作日");
        assertThat(ask("灯笼悬挂登记要带什么材料")).as("the source gives no materials").doesNotContain("gd-b2.materials");

        var twice = run(
                "ask",
                "--content",
                into.toString(),
                "--content",
                into.toString(),
                "--data",
                folder.toString(),
                question);
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.err()).contains("两个城市的内容里都有");
    }

    /** The release that what ask prints came from. */
    private static String release(String asked) {
        var matcher = java.util.regex.Pattern.compile("r-[0-9a-f]{12}").matcher(asked);
        assertThat(matcher.find()).as(asked).isTrue();
        return matcher.group();
    }

    private String ask(String question, String... more) {
        var arguments = new String[6 + more.length];
        arguments[0] = "ask";
        arguments[1] = question;
        arguments[2] = "--data";
        arguments[3] = folder.resolve("data").toString();
        arguments[4] = "--content";
        arguments[5] = into.toString();
        System.arraycopy(more, 0, arguments, 6, more.length);
        var outcome = run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out();
    }
}
