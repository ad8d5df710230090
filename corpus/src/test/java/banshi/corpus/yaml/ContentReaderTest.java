package banshi.corpus.yaml;

import static banshi.corpus.yaml.ContentFolder.ASPECTS;
import static banshi.corpus.yaml.ContentFolder.CATALOGUE;
import static banshi.corpus.yaml.ContentFolder.LINKS;
import static banshi.corpus.yaml.ContentFolder.MATTER;
import static banshi.corpus.yaml.ContentFolder.QUESTIONS;
import static banshi.corpus.yaml.ContentFolder.TEMPLATES;
import static banshi.corpus.yaml.ContentFolder.TERMS;
import static banshi.corpus.yaml.ContentFolder.TODAY;
import static banshi.corpus.yaml.ContentFolder.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as a whole: names, encodings, syntax, and what one fault does to the rest. */
class ContentReaderTest {
    @TempDir
    Path root;

    private ContentFolder folder;

    @BeforeEach
    void writeASoundFolder() {
        folder = new ContentFolder(root);
    }

    @Test
    void readsASoundFolderWithoutAWord() {
        var checked = folder.read();

        assertThat(checked.complaints()).isEmpty();
        assertThat(checked).isInstanceOfSatisfying(CheckedContent.Sound.class, sound -> {
            var content = sound.content();
            assertThat(content.aspects()).hasSize(3);
            assertThat(content.matters()).extracting(m -> m.id().value()).containsExactly("card-reissue");
            assertThat(content.catalogue()).extracting(m -> m.id().value()).containsExactly("card-lost");
            assertThat(content.templates())
                    .extracting(t -> t.id().value())
                    .containsExactly("card-reissue.can-online", "card-reissue.can-online.broken", "card-reissue.fee");
            assertThat(content.templates())
                    .allSatisfy(t -> assertThat(t.matter().value()).isEqualTo("card-reissue"));
            assertThat(content.phrasings()).hasSize(20);
            assertThat(content.topics()).hasSize(1);
            assertThat(content.terms()).hasSize(1);
            assertThat(content.allowList().phone("hotline").number()).isEqualTo("12345");
        });
    }

    @Test
    void saysAllThatIsWrongAtOnceInTheOrderOfFilesAndLines() {
        folder.edit(MATTER, "form: original", "form: orginal")
                .edit(MATTER, "department: 办证窗口", "department: 办证窗口\ndepartmant: 二")
                .edit(TEMPLATES, "spoken: 不行。", "spoken: 打110。")
                .edit(TEMPLATES, "spoken: 打12345问。", "spoken: 打119问。")
                .append(TERMS, "证\n")
                .edit(TOPICS, "phone: hotline", "phone: line");

        assertThat(folder.read()).isInstanceOf(CheckedContent.Faulty.class);
        assertThat(folder.complaints())
                .containsExactly(
                        "lexicon/terms.tsv:3:1: the line has 1 cells, split by tabs; wanted:"
                                + " term<TAB>canonical<TAB>kind",
                        "matters/card/card-reissue.yaml:7:1: departmant: unknown field; allowed here: id, name,"
                                + " short-name, aliases, category, department, audience, cross-region, hotline, confidence,"
                                + " valid, summary, neighbours, situations, outcomes, conditions, materials, process,"
                                + " online, time-limit, fee, where, agent, delivery, validity, progress, special, facts,"
                                + " legal-basis, sources",
                        "matters/card/card-reissue.yaml:33:31: form: \"orginal\" is not allowed; allowed: original, copy,"
                                + " fill-in, on-site, networked",
                        "templates/card-reissue.yaml:16:5: 110 is not a phone on the allow-list (links.yaml): add it, or"
                                + " take it out",
                        "templates/card-reissue.yaml:20:5: 119 is not a phone on the allow-list (links.yaml): add it, or"
                                + " take it out",
                        "topics/other.yaml:5:5: no phone line; there is: hotline");
    }

    @Test
    void warningsDoNotStopPublishing() {
        folder.append(MATTER, "sources:\n  - {id: guide, title: 指南}\n");

        assertThat(folder.read()).isInstanceOf(CheckedContent.Sound.class);
        assertThat(folder.complaints())
                .containsExactly("matters/card/card-reissue.yaml:61:5: warning: source guide backs nothing; cite it or"
                        + " take it out");
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentReader.read(root.resolve("nowhere"), TODAY))
                .withMessageContaining("nowhere does not exist or is not a folder");
    }

    // ---- names ----

    @Test
    void saysWhichNamesAFileMayHave() {
        folder.write("readme.md", "x");

        assertThat(folder.complaints())
                .containsExactly("readme.md:1:1: no content file has this name; allowed: matters/**.yaml,"
                        + " templates/*.yaml, topics/*.yaml, questions/*.tsv, lexicon/terms.tsv, aspects.yaml,"
                        + " catalogue.yaml, links.yaml");
    }

    @Test
    void passesOverFilesThatBeginWithADot() throws Exception {
        Files.writeString(root.resolve(".DS_Store"), "x");

        assertThat(folder.complaints()).isEmpty();
    }

    @Test
    void aMatterFileIsNamedLikeItsMatter() {
        folder.move(MATTER, "matters/card/card.yaml");

        assertThat(folder.complaints())
                .containsExactly("matters/card/card.yaml:1:1: the file must be named card-reissue.yaml, like the matter"
                        + " in it");
    }

    @Test
    void aTemplatesFileIsNamedLikeItsMatter() {
        folder.move(TEMPLATES, "templates/card/card-reissue.yaml");

        assertThat(folder.complaints())
                .containsExactly("templates/card/card-reissue.yaml:1:1: the file must be templates/card-reissue.yaml,"
                        + " like the matter in it");
    }

    @Test
    void aQuestionsFileIsNamedLikeItsMatter() {
        folder.write("questions/card.tsv", "aspect\ttext\nfee\t多少钱\nfee\t要钱吗\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "questions/card.tsv:2:1: there is no matter file card.yaml; the closest: card-reissue");
    }

    @Test
    void missesTheFilesThatMustBeThere() {
        folder.remove(ASPECTS).remove(LINKS).remove(TERMS);

        assertThat(folder.complaints())
                .containsExactly(
                        "aspects.yaml:1:1: the file is missing",
                        "lexicon/terms.tsv:1:1: the file is missing",
                        "links.yaml:1:1: the file is missing");
    }

    // ---- encodings and syntax ----

    @Test
    void refusesWhatIsNotUtf8() {
        folder.write(MATTER, "name: 证件补领\n".getBytes(Charset.forName("GB18030")));

        assertThat(folder.complaints())
                .containsExactly("matters/card/card-reissue.yaml:1:1: the file is not UTF-8; save it as UTF-8");
    }

    @Test
    void readsFilesAsWindowsWritesThem() {
        folder.edit(ASPECTS, "aspects:\n", "\uFEFFaspects:\r\n").edit(TERMS, "kind\n", "kind\r\n");
        folder.edit(TERMS, "term\t", "\uFEFFterm\t");

        assertThat(folder.complaints()).isEmpty();
    }

    @Test
    void refusesAnEmptyFile() {
        folder.write(CATALOGUE, "").write(TOPICS, "# only a comment\n").write(TERMS, "");

        assertThat(folder.complaints())
                .containsExactly(
                        "catalogue.yaml:1:1: the file is empty",
                        "lexicon/terms.tsv:1:1: the first line must be: term<TAB>canonical<TAB>kind",
                        "topics/other.yaml:1:1: the file is empty");
    }

    @Test
    void refusesAFieldThatStandsTwice() {
        folder.edit(MATTER, "confidence: high", "confidence: high\nname: 二");

        assertThat(folder.complaints())
                .containsExactly("matters/card/card-reissue.yaml:10:1: \"name\" stands here twice; keep one");
    }

    @Test
    void namesTheUsualSlipsOfYaml() {
        folder.edit(MATTER, "department: 办证窗口", "department: 办证: 窗口")
                .edit(LINKS, "  - {id: hotline", "\t- {id: hotline")
                .edit(TOPICS, "name: 婚姻登记", "name: 婚姻\u0007登记")
                .edit(TEMPLATES, "text: 不行，{{where}}。", "text: {{where}}")
                .append(ASPECTS, "---\naspects: []\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "aspects.yaml:5:1: not YAML: a second document begins here (---); one file holds one",
                        "links.yaml:6:1: not YAML: a tab stands here; indent with spaces",
                        "matters/card/card-reissue.yaml:6:15: not YAML: a second colon in one line; put text that contains"
                                + " a colon and a space in quotes",
                        "templates/card-reissue.yaml:15:12: not YAML: put text that begins with { or [ in quotes",
                        "topics/other.yaml:4:13: not YAML: the invisible character U+0007 stands here; delete it");
    }

    @Test
    void saysWhereSomethingThatIsNotClosedBegan() {
        folder.edit(MATTER, "audience: [个人]", "audience: [个人");

        assertThat(folder.complaints())
                .containsExactly("matters/card/card-reissue.yaml:8:8: not YAML: expected ',' or ']', but got : (in what"
                        + " begins on line 7); look for a missing quote (text that begins with { or [ needs them), bracket"
                        + " or indentation");
    }

    @Test
    void refusesAnAliasWithinItself() {
        folder.edit(MATTER, "aliases: [补办证件]", "aliases: &all [*all]");

        assertThat(folder.complaints())
                .containsExactly("matters/card/card-reissue.yaml:4:10: *all stands inside itself");
    }

    @Test
    void readsAnAliasLikeWhatItStandsFor() {
        folder.edit(MATTER, "delivery: {text: 当场拿, basis: [law-1]}", "delivery: {text: 当场拿, basis: &law [law-1]}")
                .edit(MATTER, "progress: {text: 打电话问, basis: [law-1]}", "progress: {text: 打电话问, basis: *law}");

        assertThat(folder.complaints()).isEmpty();
    }

    // ---- tables ----

    @Test
    void aTableBeginsWithItsHeader() {
        folder.edit(QUESTIONS, "aspect\ttext", "aspect,text");

        assertThat(folder.complaints())
                .containsExactly("questions/card-reissue.tsv:1:1: the first line must be: aspect<TAB>text");
    }

    @Test
    void aRowHasTheCellsOfTheHeader() {
        folder.append(TERMS, "\n# 停用词\n户口本\t户口簿\n身份证\t \tthing\n居住证\t居住证\tnoun\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "lexicon/terms.tsv:5:1: the line has 2 cells, split by tabs; wanted:"
                                + " term<TAB>canonical<TAB>kind",
                        "lexicon/terms.tsv:6:5: canonical is empty",
                        "lexicon/terms.tsv:7:9: \"noun\" is not allowed; allowed: thing, action, place, person, phrase");
    }

    @Test
    void countsColumnsInCharactersAlsoBeforeRareOnes() {
        folder.append(TERMS, "𠮷𠮷\t吉\tnoun\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "lexicon/terms.tsv:3:6: \"noun\" is not allowed; allowed: thing, action, place, person, phrase");
    }

    // ---- records ----

    @Test
    void refusesADayThatTheCalendarDoesNotHave() {
        folder.edit(TEMPLATES, "verdict: depends", "verdict: depends\n    valid: {until: 2027-02-30}");

        assertThat(folder.complaints())
                .containsExactly(
                        "templates/card-reissue.yaml:6:13: \"2027-02-30\" is no day of the calendar; write it like"
                                + " 2026-01-31");
    }

    @Test
    void refusesAValidityThatEndsBeforeItBegins() {
        folder.edit(
                TEMPLATES, "verdict: depends", "verdict: depends\n    valid: {from: 2027-02-20, until: 2027-02-10}");

        assertThat(folder.complaints())
                .containsExactly(
                        "templates/card-reissue.yaml:6:5: valid until 2027-02-10, before it begins on 2027-02-20");
    }

    // ---- one mistake is reported once ----

    @Test
    void whatIsOnlyMissingBecauseAFileIsFaultyIsNotComplainedOf() {
        folder.edit(ASPECTS, "要多少钱, core: true", "要多少钱, core: 是")
                .edit(LINKS, "number: \"12345\"", "number: 12345")
                .edit(CATALOGUE, "short-name: 挂失", "short-name: \"\"")
                .edit(TEMPLATES, "    spoken: 不行。\n", "")
                .append(QUESTIONS, "fee\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "aspects.yaml:3:38: core: is text, but must be true or false (每个事项都必须有)",
                        "catalogue.yaml:4:5: short-name: must not be empty (平时怎么叫)",
                        "links.yaml:6:19: number: is a number, but must be text; put it in quotes (号码)",
                        "questions/card-reissue.tsv:22:1: the line has 1 cells, split by tabs; wanted: aspect<TAB>text",
                        "templates/card-reissue.yaml:11:5: templates[1]: the field spoken is missing (电话里念的短版)");
    }
}
