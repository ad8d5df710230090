package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.curation.SoundFolder;
import banshi.corpus.history.Revision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Content goes out as a workbook and comes back, over HTTP; what cannot be taken in is told, and changes nothing. */
class WorkbookTest {
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final String FEE = "收工本费";

    /** A character outside ASCII, as it is written. */
    private static final Pattern ESCAPED = Pattern.compile("&#x([0-9a-f]{2,5});");

    @TempDir
    private Path folder;

    private CuratedServer server;
    private String draft;

    @BeforeEach
    void start() {
        server = CuratedServer.ofSoundFolder(folder);
        draft = server.draft();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private byte[] exported() {
        var response = server.bytes("/drafts/" + draft + "/workbook");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("banshi-" + draft + ".xlsx");
        return response.body();
    }

    /** A part of the workbook with other words. */
    private byte[] with(byte[] workbook, String part, UnaryOperator<String> how) {
        var file = folder.resolve("edited.xlsx");
        try {
            Files.write(file, workbook);
            try (var zip = FileSystems.newFileSystem(file)) {
                var text = ESCAPED.matcher(Files.readString(zip.getPath(part)))
                        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
                Files.writeString(zip.getPath(part), how.apply(text));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] saying(byte[] workbook, String from, String to) {
        return with(workbook, STRINGS, text -> {
            assertThat(text).contains(">" + from + "<");
            return text.replace(">" + from + "<", ">" + to + "<");
        });
    }

    private HttpResponse<String> dryRun(byte[] workbook) {
        return server.put("/drafts/" + draft + "/workbook?dry-run=true", workbook);
    }

    private HttpResponse<String> taken(byte[] workbook) {
        return server.put("/drafts/" + draft + "/workbook", workbook);
    }

    private String head() {
        return server.get("/drafts/" + draft).path("head").stringValue();
    }

    private JsonNode matter() {
        return server.get("/file?draft=" + draft + "&name=" + SoundFolder.MATTER);
    }

    private void save(String field, String text) {
        var file = matter();
        ((ObjectNode) file.path("tree").path(field)).put("text", text);
        var saved = server.send(
                "PUT",
                "/drafts/" + draft + "/files",
                Map.of(
                        "base",
                        file.path("revision").stringValue(),
                        "edits",
                        List.of(Map.of("file", SoundFolder.MATTER, "tree", file.path("tree")))));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    /** It is refused with these words, and nothing was saved. */
    private JsonNode refused(byte[] workbook, String words) {
        var before = head();
        var tried = dryRun(workbook);
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(422);
        assertThat(tried.body()).contains(words);
        assertThat(taken(workbook).statusCode()).isEqualTo(422);
        assertThat(head()).isEqualTo(before);
        return TestServer.json(tried);
    }

    @Test
    void comesBackAsItWentWithoutAChange() {
        var before = head();
        var outlook = TestServer.json(dryRun(exported()));

        assertThat(outlook.path("dated").booleanValue()).isTrue();
        assertThat(outlook.path("changedCount").intValue()).isZero();
        assertThat(outlook.path("rows")).isEmpty();
        assertThat(taken(exported()).statusCode()).isEqualTo(200);
        assertThat(head()).as("no empty save").isEqualTo(before);
    }

    @Test
    void saysInWordsWhatItWouldChangeAndChangesNothing() {
        var before = head();

        var outlook = TestServer.json(dryRun(saying(exported(), FEE, "收 30 元")));

        assertThat(outlook.path("rows"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("changed").intValue()).isEqualTo(1));
        assertThat(outlook.path("changes")).singleElement().satisfies(change -> {
            assertThat(change.at("/field/record").stringValue()).isEqualTo("card-reissue");
            assertThat(change.path("before").stringValue()).isEqualTo(FEE);
            assertThat(change.path("after").stringValue()).isEqualTo("收 30 元");
        });
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void isTakenInAsOneSave() {
        var before = head();
        var workbook = saying(saying(exported(), FEE, "收 30 元"), "不收钱", "收 5 元");

        var saved = taken(workbook);

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(TestServer.json(saved).path("revision").stringValue()).isEqualTo(head());
        assertThat(matter().at("/tree/fee/text").stringValue()).isEqualTo("收 30 元");
        var past = server.get("/file/history?draft=" + draft + "&name=" + SoundFolder.MATTER);
        assertThat(past.get(0).at("/revision/message").stringValue()).isEqualTo("导入工作簿");
        assertThat(server.history().revision(new Revision.Id(head())).by().name())
                .startsWith("工号");
        assertThat(server.get("/drafts/" + draft + "/changes")).hasSize(2);
        assertThat(before).isNotEqualTo(head());
    }

    @Test
    void keepsWhatOthersSavedSinceItWasExported() {
        var workbook = saying(exported(), FEE, "收 30 元");
        save("delivery", "寄到家");

        assertThat(TestServer.json(dryRun(workbook)).path("changedCount").intValue())
                .isEqualTo(1);
        assertThat(taken(workbook).statusCode()).isEqualTo(200);
        assertThat(matter().at("/tree/delivery/text").stringValue()).isEqualTo("寄到家");
        assertThat(matter().at("/tree/fee/text").stringValue()).isEqualTo("收 30 元");
    }

    @Test
    void showsBothSidesWhereOthersChangedTheSame() {
        var workbook = saying(exported(), FEE, "收 30 元");
        save("fee", "收 10 元");
        var before = head();

        var conflicts = TestServer.json(dryRun(workbook)).path("conflicts");
        var answered = taken(workbook);

        assertThat(conflicts).singleElement().satisfies(conflict -> {
            assertThat(conflict.path("ours").stringValue()).isEqualTo("收 30 元");
            assertThat(conflict.path("theirs").stringValue()).isEqualTo("收 10 元");
        });
        assertThat(answered.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(answered).path("theirs").stringValue()).isEqualTo(before);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void aWorkbookOfNoKnownRevisionIsComparedWithTheDraft() {
        var revision = head();
        var workbook = with(exported(), STRINGS, text -> text.replace(revision, "0".repeat(40)));
        save("fee", "收 10 元");

        var outlook = TestServer.json(dryRun(workbook));

        assertThat(outlook.path("dated").booleanValue()).isFalse();
        assertThat(outlook.path("changes"))
                .singleElement()
                .satisfies(
                        change -> assertThat(change.path("after").stringValue()).isEqualTo(FEE));
    }

    @Test
    void complaintsNameSheetRowAndColumn() {
        var problem = refused(saying(exported(), "不收钱", "不收钱。"), "句号");

        assertThat(problem.path("errors")).singleElement().satisfies(error -> {
            assertThat(error.path("field").stringValue()).matches(".+!第\\d+行 [A-Z]+列（.+）");
            assertThat(error.path("message").stringValue()).isNotBlank();
        });
    }

    @Test
    void aTemplateWithAnUnknownFactIsComplainedOfAtItsCell() {
        var problem = refused(with(exported(), STRINGS, text -> text.replace("{{fee}}。想", "{{price}}。想")), "price");

        assertThat(problem.at("/errors/0/field").stringValue()).startsWith("模板!第");
    }

    @Test
    void whatIsNoWorkbookIsRefusedInWords() throws IOException {
        var whole = exported();
        refused("事项,收费\n".getBytes(StandardCharsets.UTF_8), "不是 .xlsx 工作簿");
        refused(new byte[0], "不是 .xlsx 工作簿");
        refused(Arrays.copyOf(whole, whole.length / 2), "读不懂");
        refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, "旧的 .xls 格式");
        refused(with(whole, STRINGS, text -> text.substring(0, text.length() / 2)), "读不懂");
        refused(with(whole, "xl/workbook.xml", text -> text.replace("name=\"材料\"", "name=\"别的\"")), "缺少工作表“材料”");
        refused(bomb(), "解开后超过 64 MB");
    }

    /** Some kilobytes that unpack to 80 MB. */
    private static byte[] bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("xl/workbook.xml"));
            for (int i = 0; i < 80; i++) out.write(new byte[1 << 20]);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest(name = "{0} MB")
    @ValueSource(ints = {21, 50})
    void whatIsTooLargeIsRefusedInWords(int megabytes) {
        var before = head();

        var refused = taken(new byte[megabytes << 20]);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(TestServer.json(refused).path("detail").stringValue()).contains("最多 20 MB");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void goesIntoDraftsOnly() {
        var workbook = saying(exported(), FEE, "收 30 元");

        assertThat(server.put("/drafts/published/workbook", workbook).statusCode())
                .isEqualTo(409);
        assertThat(server.put("/drafts/published/workbook?dry-run=true", workbook)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.put("/drafts/none/workbook", workbook).statusCode()).isEqualTo(404);
        assertThat(server.put("/drafts/" + draft + "/workbook?dry-run=perhaps", workbook)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.bytes("/drafts/published/workbook").statusCode()).isEqualTo(200);
    }
}
