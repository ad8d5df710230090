package banshi.assistant.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
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
    void tellsEveryKindByItsFields() throws Exception {
        var cases = read("""
                {"id": "s", "text": "问", "matter": "m", "aspect": "a"}
                {"id": "o", "text": "问", "kind": "empty", "expect": "decline"}

                {"id": "d", "kind": "switch", "turns": [{"user": "问", "expect": {"act": "answer"}}, {"user": "再问", "expect": {}}]}
                {"id": "a", "text": "问", "kind": "pii", "expect": {"act": "decline", "must_not_contain": ["1"]}}
                {"id": "c", "matter": "m", "facts_text": "我家三口人", "expect": {}}
                {"id": "h", "turns": [{"speaker": "agent", "text": "您好"}, {"speaker": "caller", "text": "喂"}], "need": [["m", "a"]]}
                {"id": "h2", "turns": [{"speaker": "caller", "text": "喂"}], "need": []}
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
        assertThat(cases.questions()).isEqualTo(1 + 1 + 2 + 1 + 1 + 1 + 1); // of a call only what the caller says
    }

    @Test
    void readsAConversationWithAllThatATurnMayExpect() throws Exception {
        var cases = read("""
                {"id": "d", "turns": [
                 {"user": "补证", "mood": "急", "expect": {"act": "clarify", "matter": null, "aspect": null, "choices": ["card", "loan"], "reason": "两可"}},
                 {"user": "2", "pick": 2, "expect": {"act": ["answer", "ask-situation"], "act_also_ok": ["clarify"], "also_ok": ["handoff", ["card", "fee"]],
                  "matter": "loan", "aspect": null, "must_contain_any": ["十元"], "must_not_contain": ["百元"], "bundle": "bundle-reader"}}]}
                """.replace("\n ", " "));

        var dialogue = cases.dialogues().getFirst();
        assertThat(dialogue.kind()).isEqualTo("unspecified");
        assertThat(dialogue.turns())
                .extracting(EvalCase.Conversation.Asked::user)
                .containsExactly("补证", "2");
        var first = dialogue.turns().getFirst().expect();
        assertThat(first.acts()).containsExactly(Act.CLARIFY);
        assertThat(first.namesSubject()).isFalse();
        assertThat(first.choices()).containsExactly(new MatterId("card"), new MatterId("loan"));
        assertThat(dialogue.turns().getLast().expect())
                .isEqualTo(new Expectation(
                        List.of(Act.ANSWER, Act.ASK_SITUATION, Act.HANDOFF, Act.CLARIFY),
                        new MatterId("loan"),
                        null,
                        List.of(Pair.of("card", "fee")),
                        List.of("十元"),
                        List.of("百元"),
                        List.of(),
                        2,
                        "bundle-reader"));
    }

    @Test
    void readsTheFactsOfASituation() throws Exception {
        var cases = read("""
                {"id": "c1", "matter": "card", "facts_text": "小孩八岁", "expect": {"materials_include": ["户口簿", "照"], "materials_include_any": [["户口簿", "户口本"], ["照"]], "materials_exclude": ["押金"], "eligible": "depends", "reason": "未成年", "redirect": "loan"}}
                {"id": "c2", "matter": "card", "facts_text": "外地人", "expect": {"materials_include": ["居住证"], "eligible": false, "basis": "图书馆法"}, "note": ""}
                {"id": "c3", "matter": "card", "facts_text": "", "expect": {"eligible": null}}
                """);

        assertThat(cases.situations())
                .extracting(EvalCase.Facts::eligible)
                .containsExactly(Verdict.DEPENDS, Verdict.NO, null);
        var first = cases.situations().getFirst();
        assertThat(first.include()).containsExactly(List.of("户口簿", "户口本"), List.of("照"));
        assertThat(first.exclude()).containsExactly("押金");
        assertThat(first.redirect()).isEqualTo(new MatterId("loan"));
        assertThat(cases.situations().get(1).include()).containsExactly(List.of("居住证"));
    }

    @Test
    void readsACallAndWhenItsNeedsBecomeClear() throws Exception {
        var cases = read("""
                {"id": "h1", "kind": "two-needs", "turns": [{"speaker": "agent", "text": "您好"}, {"speaker": "caller", "text": "办证"}, {"speaker": "agent", "text": "嗯"}], "need": [["card", "process"], ["card", "fee"]], "need_turn": [1, 0], "work_order": {"type": "咨询"}}
                {"id": "h2", "turns": [{"speaker": "caller", "text": "喂"}, {"speaker": "caller", "text": "办证"}], "need": [["card", "fee"]]}
                """);

        assertThat(cases.calls().getFirst().turns())
                .extracting(EvalCase.Call.Said::byCaller)
                .containsExactly(false, true, false);
        assertThat(cases.calls().getFirst().needs())
                .containsExactly(
                        new EvalCase.Call.Need(Pair.of("card", "process"), 1),
                        new EvalCase.Call.Need(Pair.of("card", "fee"), 0));
        assertThat(cases.calls().getLast().needs())
                .containsExactly(new EvalCase.Call.Need(Pair.of("card", "fee"), 1)); // by the end
    }

    @Test
    void readsAFolderByName() throws Exception {
        write("b.jsonl", SINGLE);
        write("a.jsonl", SINGLE);
        write("README.md", "not a case");
        Files.createDirectory(folder.resolve("deeper"));
        write("deeper/c.jsonl", "{");

        assertThat(CaseReader.filesIn(folder)).containsExactly(folder.resolve("a.jsonl"), folder.resolve("b.jsonl"));
        assertThat(CaseReader.readFolder(folder).singles())
                .extracting(c -> c.origin().file())
                .containsExactly(
                        folder.resolve("a.jsonl").toString(),
                        folder.resolve("b.jsonl").toString());
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
                    {"id": "d", "turns": []}                                                         | turns must not be empty
                    {"id": "d", "turns": "问"}                                                        | turns must be a list
                    {"id": "d", "turns": ["问"]}                                                      | turns must be a list of objects
                    {"id": "d", "turns": [{"expect": {"act": "answer"}}]}                            | user must be a string
                    {"id": "d", "turns": [{"user": "问"}]}                                            | expect must be an object
                    {"id": "d", "turns": [{"user": "问", "expect": {"act": "sing"}}]}                 | act is "sing"; allowed: answer
                    {"id": "d", "turns": [{"user": "问", "expect": {"act_also_ok": ["answer"]}}]}     | act must be given where others are right too
                    {"id": "d", "turns": [{"user": "问", "expect": {"act": "answer", "pick": 0}}]}    | pick is 0; allowed: 1 to 99
                    {"id": "d", "turns": [{"user": "问", "expect": {"matter": 7}}]}                   | matter must be a string
                    {"id": "a", "text": "问", "expect": {"also_ok": [["m"]]}}                         | also_ok must be a list of [matter, aspect] pairs
                    {"id": "a", "text": "问", "expect": {"must_not_contain": [""]}}                   | must_not_contain must be a list of words
                    {"id": "c", "matter": "m", "facts_text": "问"}                                    | expect must be an object
                    {"id": "c", "facts_text": "问", "expect": {}}                                     | matter must be a string
                    {"id": "c", "matter": "m", "facts_text": "问", "expect": {"eligible": "perhaps"}} | eligible is "perhaps"; allowed: true, false, "depends"
                    {"id": "c", "matter": "m", "facts_text": "问", "expect": {"materials_include_any": ["照"]}} | materials_include_any must be a list of lists of words
                    {"id": "c", "matter": "m", "facts_text": "问", "expect": {"materials_include": ["照"], "materials_include_any": [["照"], ["表"]]}} | materials_include_any must have one list for each of materials_include
                    {"id": "h", "turns": [], "need": []}                                             | turns must not be empty
                    {"id": "h", "turns": [{"speaker": "dog", "text": "汪"}], "need": []}              | speaker is dog; allowed: caller, agent
                    {"id": "h", "turns": [{"speaker": "caller", "text": "喂"}], "need": ["m"]}        | need must be a list of [matter, aspect] pairs
                    {"id": "h", "turns": [{"speaker": "caller", "text": "喂"}], "need": [["m", "a"]], "need_turn": [1]} | need_turn is 1; allowed: 0 to 0
                    {"id": "h", "turns": [{"speaker": "caller", "text": "喂"}], "need": [["m", "a"]], "need_turn": []}  | need_turn must have one turn for each need
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
