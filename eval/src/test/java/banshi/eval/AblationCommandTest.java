package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.eval.report.AblationReport;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationCommandTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    private static final String CASES = """
            {"id": "s1", "text": "借书", "matter": "loan", "aspect": "process"}
            {"id": "s2", "text": "还书", "matter": "return", "aspect": "process"}
            {"id": "s3", "text": "办证", "matter": "card", "aspect": "process"}
            {"id": "o1", "text": "天气", "expect": "decline"}
            """;

    @TempDir
    private Path folder;

    private final List<@Nullable Path> opened = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path cases;

    @BeforeEach
    void writeCases() throws IOException {
        cases = Files.writeString(folder.resolve("cases.jsonl"), CASES);
    }

    @Test
    void comparesEachVariantWithTheWholeAssistantQuestionByQuestion() throws IOException {
        var json = folder.resolve("ablation.json");

        int exit = run(cases, "--release", "some/where", "--json", json);

        assertThat(exit).isZero();
        assertThat(out.toString())
                .startsWith("release release-7\n3 single cases\n\n")
                .containsPattern("full +forced-top1 +1\\.000\n")
                .containsPattern("full +p50 +\\d+\\.\\d\\d ms\n")
                .containsPattern("no-words +forced-top1 +0\\.333 +−0\\.667 +−\\d\\.\\d{3} – \\S+ +2 +0 +0\\.5000\n")
                .containsPattern("no-words +forced-top1-matter +0\\.333 ")
                .containsPattern("no-words +useful +0\\.000 +\\+0\\.000 +\\+0\\.000 – \\+0\\.000 +0 +0 +1\\.0000\n")
                .containsPattern("no-words +wrong-answer-rate +0\\.000 ")
                .contains("McNemar", "paired bootstrap");
        assertThat(opened).containsOnly(Path.of("some/where")).hasSize(3); // one to warm up, then each anew
        var read = AblationReport.read(json);
        assertThat(AblationReport.text(read)).isEqualTo(out.toString());
    }

    @Test
    void namesTheVariantThatIsAsked() {
        run(cases);

        assertThat(err.toString()).contains("asking full", "asking no-words");
    }

    @Test
    void needsSingleQuestions() throws IOException {
        var others = Files.writeString(
                folder.resolve("o.jsonl"), "{\"id\": \"o\", \"text\": \"天气\", \"expect\": \"decline\"}");

        assertThat(run(others)).isEqualTo(2);
        assertThat(err.toString()).contains("no single questions");
        assertThat(opened).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        var bad = Files.writeString(folder.resolve("bad.jsonl"), "{}\n");

        assertThat(run(bad)).isEqualTo(2);
        assertThat(err.toString()).contains(bad + ":1: is of no known kind");
        assertThat(run(folder.resolve("nowhere.jsonl"))).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.jsonl: no such file");
    }

    private int run(Object... arguments) {
        var line = new ArrayList<String>(List.of("ablation"));
        Arrays.stream(arguments).map(Object::toString).forEach(line::add);
        return EvalMain.commandLine(
                        directory -> {
                            throw new AssertionError("the variants are opened");
                        },
                        development -> this::variants)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private Map<String, OpenedAssistant.Opener> variants() {
        var variants = new LinkedHashMap<String, OpenedAssistant.Opener>();
        variants.put("full", directory -> open(directory, Map.of("借书", "loan", "还书", "return", "办证", "card")));
        variants.put("no-words", directory -> open(directory, Map.of("借书", "loan")));
        return variants;
    }

    /** Declines everything; what it takes a question for can be told by its best candidate. */
    private OpenedAssistant open(@Nullable Path directory, Map<String, String> takenFor) {
        opened.add(directory);
        Assistant assistant = (dialogue, utterance) -> new Turn(
                dialogue,
                new Reply.Decline(
                        null,
                        List.of(new Block.Text("听不懂")),
                        List.of(new Candidate(
                                new MatterId(takenFor.getOrDefault(utterance.text(), "other")),
                                new AspectId("process"),
                                .5))),
                "release-7");
        return new OpenedAssistant(assistant, "release-7", DAY, Set.of(), null);
    }
}
