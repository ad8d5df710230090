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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .edit(TEMPLATES, "spoken: 打{{hotline}}问。", "spoken: 打119问。")
                .append(TERMS, "证\n")
                .edit(TOPICS, "phone: hotline", "phone: line");

        assertThat(folder.read()).isInstanceOf(CheckedContent.Faulty.class);
        assertThat(folder.complaints())
                .containsExactly(
                        "lexicon/terms.tsv:3:1: 这一行有 1 格；应当有 3 格：term<TAB>canonical<TAB>kind（<TAB> 是一个制表符）",
                        "matters/card/card-reissue.yaml:7:1: departmant：没有这个字段；这里可以写：id、name、short-name、aliases、"
                                + "category、department、audience、"
                                + "cross-region、hotline、confidence、valid、summary、neighbours、situations、outcomes、"
                                + "conditions、materials、process、online、time-limit、fee、where、"
                                + "agent、delivery、validity、progress、special、facts、legal-basis、sources",
                        "matters/card/card-reissue.yaml:33:31: form：不能写“orginal”；可以写：original、copy、fill-in、on-site、networked",
                        "templates/card-reissue.yaml:16:5: 模板里不能直接写“110”：金额、时间、电话、网址只能用标签，如 {{fee}}、{{time-limit}}、{{hotline}}；没有合适的就写进事项的 facts，用 {{fact.编号}}",
                        "templates/card-reissue.yaml:20:5: 模板里不能直接写“119”：金额、时间、电话、网址只能用标签，如 {{fee}}、{{time-limit}}、{{hotline}}；没有合适的就写进事项的 facts，用 {{fact.编号}}",
                        "topics/other.yaml:5:5: 没有电话“line”；可以写 links.yaml 里的：hotline");
    }

    @Test
    void warningsDoNotStopPublishing() {
        folder.append(MATTER, "sources:\n  - {id: guide, title: 指南}\n");

        assertThat(folder.read()).isInstanceOf(CheckedContent.Sound.class);
        assertThat(folder.complaints())
                .containsExactly("matters/card/card-reissue.yaml:61:5: 提醒：依据“guide”没有用到；请写进某处的 basis 或 cites，或者删掉");
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
                .containsExactly(
                        "readme.md:1:1: 内容文件不能叫这个名字；可以是：matters/<类别>/<事项>.yaml、templates/<事项>.yaml、"
                                + "topics/<名称>.yaml、bundles/<名称>.yaml、questions/<事项>.tsv、pairs/<事项>.tsv、tellings/<事项>.tsv、lexicon/terms.tsv、aspects.yaml、catalogue.yaml、links.yaml");
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
                .containsExactly("matters/card/card.yaml:1:1: 文件名和里面的 id 对不上；文件应当叫 card-reissue.yaml");
    }

    @Test
    void aTemplatesFileIsNamedLikeItsMatter() {
        folder.move(TEMPLATES, "templates/card/card-reissue.yaml");

        assertThat(folder.complaints())
                .containsExactly(
                        "templates/card/card-reissue.yaml:1:1: 文件名和里面的 matter 对不上；文件应当是 templates/card-reissue.yaml");
    }

    @Test
    void aQuestionsFileIsNamedLikeItsMatter() {
        folder.write("questions/card.tsv", "aspect\tstyle\ttext\nfee\tplain\t多少钱\nfee\tplain\t要钱吗\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "questions/card.tsv:2:1: 没有事项文件 card.yaml；请在 matters/ 下写一个，或者改成已有的事项，最像的是：card-reissue");
    }

    @Test
    void missesTheFilesThatMustBeThere() {
        folder.remove(ASPECTS).remove(LINKS).remove(TERMS);

        assertThat(folder.complaints())
                .containsExactly(
                        "aspects.yaml:1:1: 缺少这个文件；请补上",
                        "lexicon/terms.tsv:1:1: 缺少这个文件；请补上",
                        "links.yaml:1:1: 缺少这个文件；请补上");
    }

    // ---- encodings and syntax ----

    @Test
    void refusesWhatIsNotUtf8() {
        folder.write(MATTER, "name: 证件补领\n".getBytes(Charset.forName("GB18030")));

        assertThat(folder.complaints()).containsExactly("matters/card/card-reissue.yaml:1:1: 文件不是 UTF-8 编码；请另存为 UTF-8");
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
                        "catalogue.yaml:1:1: 文件是空的；请写上内容",
                        "lexicon/terms.tsv:1:1: 第一行不对；应当是：term<TAB>canonical<TAB>kind（<TAB> 是一个制表符）",
                        "topics/other.yaml:1:1: 文件是空的；请写上内容");
    }

    @Test
    void refusesAFieldThatStandsTwice() {
        folder.edit(MATTER, "confidence: high", "confidence: high\nname: 二");

        assertThat(folder.complaints()).containsExactly("matters/card/card-reissue.yaml:10:1: “name”写了两次；请只留一个");
    }

    @Test
    void namesTheUsualSlipsOfYaml() {
        folder.edit(MATTER, "department: 办证窗口", "department: 办证: 窗口")
                .edit(LINKS, "  - {id: hotline", "\t- {id: hotline")
                .edit(TOPICS, "name: 婚姻登记", "name: 婚姻\u0007登记")
                .edit(TEMPLATES, "text: 坏了的不能在网上办，要带着旧证件过来一趟，{{where}}。", "text: {{where}}")
                .append(ASPECTS, "---\naspects: []\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "aspects.yaml:5:1: 不是合法的 YAML：这里又开始了一份文档（---）；一个文件只能写一份（but found another document）",
                        "links.yaml:6:1: 不是合法的 YAML：这里有制表符（Tab）；缩进请用空格"
                                + "（found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)）",
                        "matters/card/card-reissue.yaml:6:15: 不是合法的 YAML：这里不该有冒号；文字里有冒号加空格的请加引号，同级的字段要左对齐，冒号要用英文的"
                                + "（mapping values are not allowed here）",
                        "templates/card-reissue.yaml:15:12: 不是合法的 YAML：以 { 或 [ 开头的文字没有加引号；请加上引号",
                        "topics/other.yaml:4:13: 不是合法的 YAML：这里有一个看不见的字符 U+0007；请删掉");
    }

    @Test
    void saysWhereSomethingThatIsNotClosedBegan() {
        folder.edit(MATTER, "audience: [个人]", "audience: [个人");

        assertThat(folder.complaints())
                .containsExactly(
                        "matters/card/card-reissue.yaml:8:8: 不是合法的 YAML：第 7 行开始的方括号没有写完整；请补上逗号或 ]，里面的文字有冒号、括号的请加引号"
                                + "（expected ',' or ']', but got :）");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a: \\nb 1\\nc: 2 | 3:1: 第 2 行的字段名后面缺冒号；要写英文冒号加一个空格，接着上一行写的文字要缩进" + "（could not find expected ':'）",
                "a: 1\\nb：2\\nc: 3 | 3:1: 第 2 行的字段名后面缺冒号；要写英文冒号加一个空格，接着上一行写的文字要缩进" + "（could not find expected ':'）",
                "a: 1\\n b: 2 | 2:3: 这里不该有冒号；文字里有冒号加空格的请加引号，同级的字段要左对齐，冒号要用英文的"
                        + "（mapping values are not allowed here）",
                "a: {b: c\\nd: e | 2:2: 第 1 行开始的花括号没有写完整；请补上逗号或 }，里面的文字有冒号、括号的请加引号"
                        + "（expected ',' or '}', but got :）",
                "a:\\n  - b\\n - c | 3:2: 缩进没有对齐，或者引号、括号后面多了字；同级的字段和“-”要左对齐，文字里有引号或以 { [ 开头的请整句加引号"
                        + "（expected <block end>, but found '<block sequence start>'）",
                "a: {{fee}}元 | 1:11: 缩进没有对齐，或者引号、括号后面多了字；同级的字段和“-”要左对齐，文字里有引号或以 { [ 开头的请整句加引号"
                        + "（expected <block end>, but found '<scalar>'）",
                "a: \"b\\nc: d | 2:5: 第 1 行开始的引号没有写完整；请补上后一个引号（found unexpected end of stream）",
                "a: @b | 1:4: 文字不能用这个符号开头；请给文字加上引号"
                        + "（found character '@' that cannot start any token. (Do not use @ for indentation)）",
                "a: }b | 1:4: 文字不能用这个符号开头；请给文字加上引号（expected the node content, but found '}'）",
                "a: *b | 1:4: 文字不能用 * 开头；请给文字加上引号（found undefined alias b）",
                "a: &\\n | 1:5: 文字不能用 * 或 & 开头；请给文字加上引号（unexpected character found (10)）",
                "a: \"\\q\" | 1:6: 双引号里不能直接写 \\；请改用单引号（found unknown escape character q(113)）",
                "a: - b | 1:4: “-”不能写在这里；列表要另起一行，文字以“-”开头的请加引号（sequence entries are not allowed here）",
                "a: >b\\n c | 1:5: 第 1 行开始的内容读不懂；请检查引号、括号和缩进"
                        + "（expected chomping or indentation indicators, but found b(98)）",
            })
    void explainsASlipOfYamlAndKeepsTheParsersWords(String text, String what) {
        folder.write(CATALOGUE, text.replace("\\n", "\n"));

        assertThat(folder.complaints())
                .singleElement()
                .asString()
                .isEqualTo("catalogue.yaml:" + what.replaceFirst(": ", ": 不是合法的 YAML："));
    }

    @Test
    void refusesAnAliasWithinItself() {
        folder.edit(MATTER, "aliases: [补办证件]", "aliases: &all [*all]");

        assertThat(folder.complaints()).containsExactly("matters/card/card-reissue.yaml:4:10: *all 引用了它自己；请把内容写出来");
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
        folder.edit(QUESTIONS, "aspect\tstyle\ttext", "aspect,style,text");

        assertThat(folder.complaints())
                .containsExactly("questions/card-reissue.tsv:1:1: 第一行不对；应当是：aspect<TAB>style<TAB>text（<TAB> 是一个制表符）");
    }

    @Test
    void aRowHasTheCellsOfTheHeader() {
        folder.append(TERMS, "\n# 停用词\n户口本\t户口簿\n身份证\t \tthing\n居住证\t居住证\tnoun\n");

        assertThat(folder.complaints())
                .containsExactly(
                        "lexicon/terms.tsv:5:1: 这一行有 2 格；应当有 3 格：term<TAB>canonical<TAB>kind（<TAB> 是一个制表符）",
                        "lexicon/terms.tsv:6:5: canonical 这一格是空的；请填写",
                        "lexicon/terms.tsv:7:9: 不能写“noun”；可以写：thing、action、place、person、phrase");
    }

    @Test
    void countsColumnsInCharactersAlsoBeforeRareOnes() {
        folder.append(TERMS, "𠮷𠮷\t吉\tnoun\n");

        assertThat(folder.complaints())
                .containsExactly("lexicon/terms.tsv:3:6: 不能写“noun”；可以写：thing、action、place、person、phrase");
    }

    // ---- records ----

    @Test
    void refusesADayThatTheCalendarDoesNotHave() {
        folder.edit(TEMPLATES, "verdict: depends", "verdict: depends\n    valid: {until: 2027-02-30}");

        assertThat(folder.complaints())
                .containsExactly("templates/card-reissue.yaml:6:13: 日历上没有“2027-02-30”这一天；要写成 2026-01-31 这样");
    }

    @Test
    void refusesAValidityThatEndsBeforeItBegins() {
        folder.edit(
                TEMPLATES, "verdict: depends", "verdict: depends\n    valid: {from: 2027-02-20, until: 2027-02-10}");

        assertThat(folder.complaints())
                .containsExactly(
                        "templates/card-reissue.yaml:6:5: 结束日期 2027-02-10 早于开始日期 2027-02-20；valid 里的 until 不能比 from 早");
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
                        "aspects.yaml:3:38: core：写成了文字；应当是 true 或 false（每个事项都必须有）",
                        "catalogue.yaml:4:5: short-name：不能空着；请填写（平时怎么叫）",
                        "links.yaml:6:19: number：写成了数字；应当是文字，请加上引号（号码）",
                        "questions/card-reissue.tsv:22:1: 这一行有 1 格；应当有 3 格：aspect<TAB>style<TAB>text（<TAB> 是一个制表符）",
                        "templates/card-reissue.yaml:11:5: templates 第 2 项：缺少字段 spoken；请补上（电话里念的短版）");
    }
}
