package banshi.eval.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseReaderTest {
    private static final String SINGLE = """
            {"id": "s1", "text": "图书证补办要带啥", "matter": "lib-card", "aspect": "materials", "also_ok": [["lib-card", "process"], ["lib-loan", "special"]], "style": "typo", "note": "随便写的"}""";

    @TempDir
    private Path folder;

    @Test
    void readsAQuestionAboutAMatter() throws Exception {
        var cases = read(SINGLE);

        assertThat(cases.singles()).hasSize(1);
        var single = cases.singles().getFirst();
        assertThat(single.id()).isEqualTo("s1");
        assertThat(single.text()).isEqualTo("图书证补办要带啥");
        assertThat(single.gold()).isEqualTo(Pair.of("lib-card", "materials"));
        assertThat(single.alsoOk()).containsExactly(Pair.of("lib-card", "process"), Pair.of("lib-loan", "special"));
        assertThat(single.style()).isEqualTo("typo");
        assertThat(single.origin().line()).isEqualTo(1);
    }

    @Test
    void readsAQuestionThatIsNotOursWithAllActsThatAreRightToo() throws Exception {
        var cases = read("""
                {"id": "o1", "text": "月亮上能落户吗", "kind": "unrelated", "expect": "decline", "also_ok": ["handoff"], "act_also_ok": ["clarify"], "dept": "航天", "must_contain_any": ["12345"]}""");

        assertThat(cases.notOurs()).singleElement().satisfies(c -> {
            assertThat(c.kind()).isEqualTo("unrelated");
            assertThat(c.expect()).isEqualTo(Act.DECLINE);
            assertThat(c.alsoOk()).containsExactly(Act.HANDOFF, Act.CLARIFY);
            assertThat(c.mustContainAny()).containsExactly("12345");
        });
    }

    @Test
    void doesNotNeedTheOptionalFields() throws Exception {
        var cases = read("""
                {"id": "s", "text": "问", "matter": "m", "aspect": "a"}
                {"id": "o", "text": "", "expect": "smalltalk", "also_ok": null}""");

        assertThat(cases.singles().getFirst().alsoOk()).isEmpty();
        assertThat(cases.singles().getFirst().style()).isEqualTo("unspecified");
        assertThat(cases.notOurs().getFirst().kind()).isEqualTo("unspecified");
        assertThat(cases.notOurs().getFirst().text()).isEmpty();
    }

    @Test
    void tellsEveryKindByItsFieldsAndCountsWhatItDoesNotMeasure() throws Exception {
        var cases = read("""
                {"id": "s", "text": "问", "matter": "m", "aspect": "a"}
                {"id": "o", "text": "问", "kind": "empty", "expect": "decline"}

                {"id": "d", "kind": "switch", "turns": [{"user": "问", "expect": {"act": "answer", "choices": ["m", "n"]}, "pick": 2}], "note": ""}
                {"id": "a", "text": "问", "kind": "pii", "expect": {"act": "decline", "must_not_contain": ["1"]}}
                {"id": "c", "matter": "m", "facts_text": "我家三口人", "expect": {"materials_include": ["照片"], "eligible": true}}
                {"id": "h", "turns": [{"speaker": "caller", "text": "喂"}], "need": [["m", "a"]], "need_turn": [0], "work_order": {"type": "咨询"}}
                {"id": "h2", "turns": [], "need": []}
                """);

        assertThat(cases.counts())
                .extracting(CaseSet.Count::kind, CaseSet.Count::cases)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(CaseKind.SINGLE, 1),
                        org.assertj.core.groups.Tuple.tuple(CaseKind.OOS, 1),
                        org.assertj.core.groups.Tuple.tuple(CaseKind.DIALOGUES, 1),
                        org.assertj.core.groups.Tuple.tuple(CaseKind.ADVERSARIAL, 1),
                        org.assertj.core.groups.Tuple.tuple(CaseKind.SITUATIONS, 1),
                        org.assertj.core.groups.Tuple.tuple(CaseKind.HOTLINE, 2));
        assertThat(cases.singles()).hasSize(1);
        assertThat(cases.notOurs()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"id": "s", "text":                                                              | is not one JSON value
                    {"id": "s", "text": "问", "matter": "m", "aspect": "a"} x                         | is not one JSON value
                    [1, 2]                                                                           | is not a JSON object
                    {"id": "s", "question": "问"}                                                     | is of no known kind
                    {"id": "s", "text": "问"}                                                         | is of no known kind
                    {"id": "s", "text": "问", "matter": "m"}                                          | aspect must be a string
                    {"id": "s", "text": "问", "matter": " ", "aspect": "a"}                           | matter must not be blank
                    {"text": "问", "matter": "m", "aspect": "a"}                                      | id must be a string
                    {"id": "s", "text": 7, "matter": "m", "aspect": "a"}                             | text must be a string
                    {"id": "s", "text": "问", "matter": "m", "aspect": "a", "also_ok": ["m", "b"]}    | also_ok must be a list of [matter, aspect] pairs
                    {"id": "s", "text": "问", "matter": "m", "aspect": "a", "also_ok": [["m"]]}       | also_ok must be a list of [matter, aspect] pairs
                    {"id": "s", "text": "问", "matter": "m", "aspect": "a", "also_ok": "m"}           | also_ok must be a list
                    {"id": "o", "text": "问", "expect": "refuse"}                                     | expect is "refuse"; allowed: answer, clarify, ask-situation, decline
                    {"id": "o", "text": "问", "expect": "answer"}                                     | expect is answer; allowed: decline, handoff, smalltalk, emergency
                    {"id": "o", "text": "问", "expect": "decline", "also_ok": ["wave"]}               | also_ok is "wave"
                    {"id": "o", "text": "问", "expect": "decline", "must_contain_any": [110]}         | must_contain_any must be a list of words
                    """)
    void saysWhereALineIsMalformedAndHow(String line, String what) throws IOException {
        var file = write("cases.jsonl", SINGLE + "\n\n" + line + "\n");

        var refused = catchThrowableOfType(MalformedCases.class, () -> CaseReader.read(List.of(file)));

        assertThat(refused.problems()).singleElement().asString().startsWith(file + ":3: " + what);
    }

    @Test
    void listsAllProblemsOfAllFiles() throws IOException {
        var one = write("one.jsonl", "{\n" + SINGLE + "\n[]\n");
        var two = write("two.jsonl", "7\n");

        var refused = catchThrowableOfType(MalformedCases.class, () -> CaseReader.read(List.of(one, two)));

        assertThat(refused.problems()).hasSize(3);
        assertThat(refused.problems().get(1)).startsWith(one + ":3: ");
        assertThat(refused.problems().get(2)).startsWith(two + ":1: ");
    }

    @Test
    void passesOverAByteOrderMarkAndCarriageReturns() throws Exception {
        var cases = read("\uFEFF" + SINGLE + "\r\n\r\n" + SINGLE + "\r\n");

        assertThat(cases.singles()).extracting(c -> c.origin().line()).containsExactly(1, 3);
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        var file = folder.resolve("gbk.jsonl");
        Files.write(file, SINGLE.getBytes(Charset.forName("GBK")));

        assertThatThrownBy(() -> CaseReader.read(List.of(file)))
                .isInstanceOf(MalformedCases.class)
                .hasMessage(file + ": is not UTF-8 text");
    }

    private CaseSet read(String text) throws IOException, MalformedCases {
        return CaseReader.read(List.of(write("cases.jsonl", text)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
