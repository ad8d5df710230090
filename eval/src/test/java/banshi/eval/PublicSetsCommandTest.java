package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicSetsCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresWithThePublishedEncoderAndWritesThePage() throws IOException {
        intentSet();
        var page = folder.resolve("page.md");
        Files.writeString(
                page,
                "# Page\n<!-- intent-cic: written by ./banshi public-sets, do not edit -->\n<!-- end of intent-cic -->\n");

        int exit = run(folder.toString(), "--only", "intent-cic", "--out", out(), "--page", page.toString());

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("| own: words and meaning | 1.000 (1.000–1.000) |");
        assertThat(Files.readString(page)).startsWith("# Page\n").contains("| own: words and meaning | 1.000");
    }

    @Test
    void leavesThePageAloneWhenItOnlyLookedQuickly() throws IOException {
        intentSet();
        var page = folder.resolve("page.md");
        Files.writeString(page, "no place");

        assertThat(run(
                        folder.toString(),
                        "--only",
                        "intent-cic",
                        "--sample",
                        "1",
                        "--out",
                        out(),
                        "--page",
                        page.toString()))
                .isZero();
        assertThat(out.toString()).contains("SAMPLE");
        assertThat(Files.readString(page)).isEqualTo("no place");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run(folder.toString(), "--only", "legal-stard", "--out", out()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("corpus.jsonl.gz: no such file");
    }

    @Test
    void refusesSetsAndSamplesThatThereAreNot() {
        assertThat(run(folder.toString(), "--only", "nosuch", "--out", out())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no public set nosuch");
        assertThat(run(folder.toString(), "--sample", "0", "--out", out())).isEqualTo(2);
        assertThat(err.toString()).contains("--sample is 0; allowed: 1 or more");
    }

    private String out() {
        return folder.resolve("cache").toString();
    }

    private void intentSet() throws IOException {
        write("cic.train.tsv.gz", "1\t7\t改地址\t帮我改地址\n2\t8\t退款\t我要退款\n");
        write("cic.dev.tsv.gz", "3\t7\t改地址\t地址改一下\n4\t8\t退款\t退款呢\n");
    }

    private void write(String name, String rows) throws IOException {
        Files.createDirectories(folder.resolve("intent"));
        try (var to = new GZIPOutputStream(
                Files.newOutputStream(folder.resolve("intent").resolve(name)))) {
            to.write(("id\tlabel\tlabel_des\ttext\n" + rows).getBytes(StandardCharsets.UTF_8));
        }
    }

    private int run(String... arguments) {
        var line = new String[arguments.length + 1];
        line[0] = "public-sets";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return EvalMain.commandLine(
                        directory -> {
                            throw new AssertionError("no release is needed");
                        },
                        development -> java.util.Map::of)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
    }
}
