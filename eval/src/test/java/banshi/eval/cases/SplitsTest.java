package banshi.eval.cases;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.MalformedCases;
import banshi.assistant.language.Reader;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing that is measured may have been learned: no evaluation question, nor a near-copy of one, is in the content or the other split. */
class SplitsTest {
    private static final Path CASES = Path.of("cases");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    /** Two questions that share more of their character trigrams than this are one question. */
    private static final double ALIKE = 0.7;

    /** Of shorter ones, as 你是真人还是机器人, everybody says the same. */
    private static final int SHORTEST = 10;

    private static List<String> practice = List.of();
    private static List<String> development = List.of();
    private static List<String> test = List.of();

    @BeforeAll
    static void read() throws IOException, MalformedCases {
        development = questions("dev");
        test = questions("test");
        var content = ((CheckedContent.Sound) ContentReader.read(Path.of("../corpus/content"), DAY)).content();
        practice = Stream.of(
                        content.phrasings().stream().map(p -> p.text()),
                        content.pairs().stream().flatMap(p -> Stream.of(p.ours(), p.theirs())),
                        content.topics().stream().flatMap(t -> t.says().stream()))
                .flatMap(texts -> texts)
                .toList();
    }

    private static List<String> questions(String split) throws IOException, MalformedCases {
        var cases = CaseReader.readFolder(CASES.resolve(split));
        return Stream.concat(
                        cases.singles().stream().map(EvalCase.Single::text),
                        cases.notOurs().stream().map(EvalCase.NotOurs::text))
                .toList();
    }

    @Test
    void theTestSplitHasEightHundredQuestionsAndAHundredAndFiftyThatAreNotOurs() throws IOException, MalformedCases {
        var cases = CaseReader.read(List.of(CASES.resolve("test/single.jsonl"), CASES.resolve("test/oos.jsonl")));
        assertThat(cases.singles()).hasSizeGreaterThanOrEqualTo(800);
        assertThat(cases.notOurs()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(cases.singles().stream()
                        .collect(Collectors.groupingBy(s -> s.gold().matter(), Collectors.counting())))
                .hasSize(121)
                .allSatisfy((matter, count) -> assertThat(count).isGreaterThanOrEqualTo(7));
    }

    @Test
    void noPracticeQuestionIsLikeATestQuestion() {
        assertThat(alike(test, practice)).isEmpty();
    }

    @Test
    void noPracticeQuestionIsLikeADevelopmentQuestion() {
        assertThat(alike(development, practice)).isEmpty();
    }

    @Test
    void noDevelopmentQuestionIsLikeATestQuestion() {
        assertThat(alike(test, development)).isEmpty();
    }

    @Test
    void theCheckFindsANearCopy() {
        assertThat(alike(List.of("身份证丢了怎么补办，要带户口本吗？"), List.of("身份证丢了怎么补办要带户口本", "护照")))
                .hasSize(1);
    }

    private static List<String> alike(List<String> questions, List<String> others) {
        var grams = others.stream().map(SplitsTest::grams).toList();
        var places = new HashMap<String, List<Integer>>();
        for (int o = 0; o < grams.size(); o++)
            for (String gram : grams.get(o))
                places.computeIfAbsent(gram, g -> new ArrayList<>()).add(o);
        var alike = new ArrayList<String>();
        for (String question : questions) {
            if (Reader.key(question).length() < SHORTEST) continue;
            var own = grams(question);
            Map<Integer, Integer> shared = new HashMap<>();
            for (String gram : own) for (int o : places.getOrDefault(gram, List.of())) shared.merge(o, 1, Integer::sum);
            shared.forEach((o, count) -> {
                int all = own.size() + grams.get(o).size() - count;
                if (count > ALIKE * all) alike.add(question + " ≈ " + others.get(o));
            });
        }
        return alike;
    }

    private static Set<String> grams(String text) {
        var key = "^" + Reader.key(text) + "$";
        var grams = new HashSet<String>();
        for (int i = 0; i + 3 <= key.length(); i++) grams.add(key.substring(i, i + 3));
        return grams;
    }
}
