package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.AllowList;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.yaml.ContentJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        var phrasing = new Phrasing(new MatterId("passport"), new AspectId("fee"), Phrasing.Style.PLAIN, "办一本护照多少钱");
        var content = new Content(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(phrasing),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new AllowList(List.of(), List.of(), List.of()));
        var release = Files.createDirectory(folder.resolve("release"));
        Files.writeString(release.resolve("content.json"), ContentJson.mapper().writeValueAsString(content));
        Files.writeString(release.resolve("release.json"), "{\"id\": \"r-9\"}");
        var questions = Files.createDirectory(folder.resolve("questions"));
        Files.writeString(questions.resolve("single.jsonl"), """
                {"id": "s1", "text": "护照多少钱", "matter": "passport", "aspect": "fee", "also_ok": [], "style": "plain"}
                """);
    }

    @Test
    void printsTheTableAndWritesItWhereItIsWanted() throws IOException {
        var page = Files.writeString(
                folder.resolve("page.md"),
                "# Peers\n<!-- peers: written by ./banshi peers, do not edit --><!-- end of peers -->\nend\n");

        int exit = run("--only", "lucene", "--out", at("out"), "--page", page.toString());

        assertThat(err.toString()).contains("lucene learns 1 questions");
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("release r-9", "| lucene | 1.000 (1.000–1.000) |");
        assertThat(folder.resolve("out/peers.md")).hasContent(out.toString());
        assertThat(folder.resolve("out/peers.json")).content().contains("\"forced-top1\"");
        assertThat(page)
                .content()
                .startsWith("# Peers\n<!--")
                .contains("| lucene | 1.000")
                .endsWith("-->\nend\n");
    }

    @Test
    void namesThePeersWhereThereIsNoSuchPeer() {
        assertThat(run("--only", "nobody")).isEqualTo(2);
        assertThat(err.toString()).contains("no peer is called nobody", "opensearch", "pg_trgm");
    }

    @Test
    void goesOnWithoutAPeerThatThisMachineLacks() {
        assertThat(run("--only", "lucene", "ours-http")).isZero();
        assertThat(out.toString()).contains("- ours-http: ", "not measured: the server needs its launcher");
    }

    @Test
    void saysWhichFileIsNotThere() {
        assertThat(run("--release", at("nowhere"))).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere");
    }

    private int run(String... more) {
        var line = new java.util.ArrayList<>(List.of("peers"));
        if (!List.of(more).contains("--release")) line.addAll(List.of("--release", at("release")));
        line.addAll(List.of("--questions", at("questions"), "--work", at("work")));
        line.addAll(List.of(more));
        return EvalMain.commandLine(
                        directory -> {
                            throw new AssertionError("no assistant is needed");
                        },
                        development -> java.util.Map::of)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }
}
