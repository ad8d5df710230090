package banshi.corpus.yaml;

import static banshi.corpus.yaml.ContentFolder.ASPECTS;
import static banshi.corpus.yaml.ContentFolder.BUNDLES;
import static banshi.corpus.yaml.ContentFolder.CATALOGUE;
import static banshi.corpus.yaml.ContentFolder.LINKS;
import static banshi.corpus.yaml.ContentFolder.MATTER;
import static banshi.corpus.yaml.ContentFolder.PAIRS;
import static banshi.corpus.yaml.ContentFolder.QUESTIONS;
import static banshi.corpus.yaml.ContentFolder.TELLINGS;
import static banshi.corpus.yaml.ContentFolder.TEMPLATES;
import static banshi.corpus.yaml.ContentFolder.TERMS;
import static banshi.corpus.yaml.ContentFolder.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are right by themselves and wrong together. */
class CrossCheckTest {
    private static final String FACTS = "name、short-name、summary、online、online.text、online.platform、online.entry、"
            + "time-limit、time-limit.statutory、fee、where、where.appointment、agent、delivery、validity、progress、hotline、fact.photo";
    private static final String NOT_A_PHONE = " 不在白名单里；请先加进 links.yaml 的 phones，或者去掉";
    private static final String NOT_LITERALLY =
            "”：金额、时间、电话、网址只能用标签，如 {{fee}}、{{time-limit}}、{{hotline}}；没有合适的就写进事项的 facts，用 {{fact.编号}}";
    private static final String NOT_A_LINK = " 不在白名单里；请先加进 links.yaml 的 links，或者去掉，模板里可以写 {{online.link}}";

    @TempDir
    Path root;

    private ContentFolder folder;

    @BeforeEach
    void writeASoundFolder() {
        folder = new ContentFolder(root);
    }

    @Nested
    class Ids {
        @Test
        void unknownAspectOfATemplate() {
            folder.edit(
                    TEMPLATES,
                    "id: card-reissue.fee\n    aspect: fee",
                    "id: card-reissue.special\n    aspect: specials");

            says(
                    "matters/card/card-reissue.yaml:1:1: templates/card-reissue.yaml 缺少要素“fee”的通用模板；请加一条不写 when、region、audience 的",
                    "templates/card-reissue.yaml:18:5: 没有要素“specials”；可以写 aspects.yaml 里的：can-online、fee、special");
        }

        @Test
        void unknownAspectOfAQuestion() {
            folder.append(QUESTIONS, "fees\tplain\t多少钱\n");

            says("questions/card-reissue.tsv:22:1: 没有要素“fees”；可以写 aspects.yaml 里的：can-online、fee、special");
        }

        @Test
        void templatesAndQuestionsOfAMatterThatHasNoFileAreNamedOnceAFile() {
            folder.write("templates/card-move.yaml", """
                            matter: card-move
                            templates:
                              - {id: card-move.fee, aspect: fee, text: 三十个字的模板才算一条完整的回复这里不过是凑够字数而已真的不少于三十个, spoken: 二}
                              - {id: card-move.special, aspect: special, text: 三十个字的模板才算一条完整的回复这里不过是凑够字数而已真的不少于三十个, spoken: 二}
                            """)
                    .write("questions/card-lost.tsv", "aspect\tstyle\ttext\nfee\tplain\t挂失多少钱\nfee\tplain\t挂失要钱吗\n");

            says(
                    "questions/card-lost.tsv:2:1: 没有事项文件 card-lost.yaml；请在 matters/ 下写一个，或者改成已有的事项，最像的是：card-reissue",
                    "templates/card-move.yaml:3:5: 没有事项文件 card-move.yaml；请在 matters/ 下写一个，或者改成已有的事项，最像的是：card-reissue");
        }

        @Test
        void unknownMatterOfANeighbourAndARedirect() {
            folder.edit(MATTER, "matter: card-lost, tell", "matter: card-list, tell")
                    .edit(MATTER, "redirect: card-lost", "redirect: card-reisue");

            says(
                    "matters/card/card-reissue.yaml:12:6: 没有事项“card-list”；请给它写一个文件，或者加进 catalogue.yaml，最像的是：card-lost、card-reissue",
                    "matters/card/card-reissue.yaml:28:34: 没有事项“card-reisue”；请给它写一个文件，或者加进 catalogue.yaml，最像的是：card-reissue、card-lost");
        }

        @Test
        void unknownSource() {
            folder.edit(MATTER, "当场拿, basis: [law-1]", "当场拿, basis: [law-1, law-2]")
                    .edit(MATTER, "不收钱, basis: [law-1]", "不收钱, basis: [law-2]")
                    .edit(TEMPLATES, "spoken: 不行。", "spoken: 不行。\n    cites: [law-2]");

            says(
                    "matters/card/card-reissue.yaml:48:43: 没有依据“law-2”；可以写本事项 legal-basis、sources 里的：law-1",
                    "matters/card/card-reissue.yaml:51:38: 没有依据“law-2”；可以写本事项 legal-basis、sources 里的：law-1",
                    "templates/card-reissue.yaml:17:13: 没有依据“law-2”；可以写本事项 legal-basis、sources 里的：law-1");
        }

        @Test
        void sourceThatBacksNothingIsAWarning() {
            folder.edit(
                            MATTER,
                            "article: 第一条}",
                            "article: 第一条}\n  - {id: law-2, title: 条例}\n  - {id: law-3, title: 办法}")
                    .edit(TEMPLATES, "spoken: 不行。", "spoken: 不行。\n    cites: [law-3]");

            says("matters/card/card-reissue.yaml:60:5: 提醒：依据“law-2”没有用到；请写进某处的 basis 或 cites，或者删掉");
        }

        @Test
        void unknownPhone() {
            folder.edit(MATTER, "hotline: hotline", "hotline: line")
                    .edit(CATALOGUE, "hotline: hotline", "hotline: line")
                    .edit(TOPICS, "phone: hotline", "phone: line");

            says(
                    "catalogue.yaml:6:5: 没有电话“line”；可以写 links.yaml 里的：hotline",
                    "matters/card/card-reissue.yaml:8:1: 没有电话“line”；可以写 links.yaml 里的：hotline",
                    "topics/other.yaml:5:5: 没有电话“line”；可以写 links.yaml 里的：hotline");
        }

        @Test
        void unknownLinkAndPlatform() {
            folder.edit(MATTER, "platform: portal", "platform: port")
                    .edit(MATTER, "link: portal", "link: port")
                    .edit(LINKS, "platform: portal", "platform: port")
                    .edit(MATTER, "article: 第一条", "article: 第一条, url: \"https://law.example/\"");

            says(
                    "links.yaml:4:62: 没有平台“port”；可以写 links.yaml 里的：portal",
                    "matters/card/card-reissue.yaml:38:3: 没有平台“port”；可以写 links.yaml 里的：portal",
                    "matters/card/card-reissue.yaml:39:3: 没有链接“port”；可以写 links.yaml 里的：portal",
                    "matters/card/card-reissue.yaml:59:44: 没有网址“https://law.example/”；可以写 links.yaml 里的：https://portal.example/");
        }

        @Test
        void idThatStandsTwiceInAMatter() {
            folder.edit(
                            MATTER,
                            "basis: [law-1]}\nprocess:",
                            "basis: [law-1]}\n  - {id: old-card, name: 甲, form: copy, basis: [law-1]}\nprocess:")
                    .edit(
                            MATTER,
                            "basis: [law-1]}\nmaterials:",
                            "basis: [law-1]}\n  - {id: own, text: 乙, basis: [law-1]}\nmaterials:")
                    .edit(
                            MATTER,
                            "basis: [law-1]}\nfacts:",
                            "basis: [law-1]}\n  - {id: abroad, title: 丙, text: 丁, basis: [law-1]}\nfacts:")
                    .append(MATTER, "  - {id: law-1, title: 条例}\n");

            says(
                    "matters/card/card-reissue.yaml:31:6: “own”出现了两次；请只留一个",
                    "matters/card/card-reissue.yaml:34:6: “old-card”出现了两次；请只留一个",
                    "matters/card/card-reissue.yaml:58:6: “abroad”出现了两次；请只留一个",
                    "matters/card/card-reissue.yaml:63:6: “law-1”出现了两次；请只留一个");
        }

        @Test
        void idThatStandsTwiceOnTheAllowList() {
            folder.edit(LINKS, "links:\n", "  - {id: portal, name: 二}\nlinks:\n")
                    .edit(
                            LINKS,
                            "phones:\n",
                            "  - {id: portal, title: 二, url: \"https://two.example/\", platform: portal}\nphones:\n")
                    .append(LINKS, "  - {id: hotline, number: \"12389\", label: 二}\n");

            says(
                    "links.yaml:3:6: “portal”出现了两次；请只留一个",
                    "links.yaml:6:6: “portal”出现了两次；请只留一个",
                    "links.yaml:9:6: “hotline”出现了两次；请只留一个");
        }

        @Test
        void idThatAnotherFileOrRowHasAlready() {
            folder.write("topics/zz.yaml", "topics:\n  - {id: marriage, act: smalltalk, name: 一, text: 二, says: [三]}\n")
                    .append(ASPECTS, "  - {id: fee, name: 一, ask: 二, core: false}\n")
                    .append(TERMS, "证件\t证\tthing\n")
                    .append(
                            TEMPLATES,
                            "  - {id: card-reissue.fee, aspect: fee, region: \"33\", text: 三十个字的模板才算一条完整的回复这里不过是凑够字数而已真的不少于三十个, spoken: 二}\n")
                    .append(
                            CATALOGUE,
                            "  - {id: card-lost, name: 一, short-name: 二, category: 三, hotline: hotline, says: [四]}\n");

            says(
                    "aspects.yaml:5:6: 要素“fee”在 aspects.yaml:3 已经有了；请只留一个",
                    "catalogue.yaml:8:6: 事项“card-lost”在 catalogue.yaml:2 已经有了；请只留一个",
                    "lexicon/terms.tsv:3:1: 词“证件”在 lexicon/terms.tsv:2 已经有了；请只留一个",
                    "templates/card-reissue.yaml:21:6: 模板“card-reissue.fee”在 templates/card-reissue.yaml:17 已经有了；请只留一个",
                    "topics/zz.yaml:2:6: 话题“marriage”在 topics/other.yaml:2 已经有了；请只留一个");
        }

        @Test
        void matterThatTwoFilesHave() {
            folder.copy(MATTER, "matters/zz/card-reissue.yaml");

            says("matters/zz/card-reissue.yaml:1:1: 事项“card-reissue”在 matters/card/card-reissue.yaml:1 已经有了；请只留一个");
        }

        @Test
        void catalogueEntryThatHasAFile() {
            folder.append(
                    CATALOGUE,
                    "  - {id: card-reissue, name: 一, short-name: 二, category: 三, hotline: hotline, says: [四]}\n");

            says("catalogue.yaml:8:6: 事项“card-reissue”已经有自己的文件；请从 catalogue.yaml 里删掉");
        }
    }

    @Nested
    class Situations {
        @Test
        void unknownSituation() {
            folder.edit(MATTER, "when: {reason: broken}, basis", "when: {cause: broken}, basis")
                    .edit(TEMPLATES, "when: {reason: broken}", "when: {cause: broken}");

            says(
                    "matters/card/card-reissue.yaml:32:54: 事项“card-reissue”没有情形“cause”；可以写：reason、reported",
                    "templates/card-reissue.yaml:13:12: 事项“card-reissue”没有情形“cause”；可以写：reason、reported");
        }

        @Test
        void unknownOption() {
            folder.edit(MATTER, "when: {reason: broken}, basis", "when: {reason: [broken, burnt]}, basis")
                    .edit(MATTER, "when: {reason: lost}", "when: {reason: last}");

            says(
                    "matters/card/card-reissue.yaml:22:12: 情形“reason”没有选项“last”；可以写：lost、broken",
                    "matters/card/card-reissue.yaml:32:54: 情形“reason”没有选项“burnt”；可以写：lost、broken");
        }

        @Test
        void optionThatStandsTwice() {
            folder.edit(
                    MATTER, "{id: not-done, label: 没有}", "{id: not-done, label: 没有}\n      - {id: done, label: 有的}");

            says("matters/card/card-reissue.yaml:26:10: “done”出现了两次；请只留一个");
        }

        @Test
        void situationThatContradictsWhatItDependsOn() {
            folder.edit(MATTER, "outcomes:", """
                              - id: third
                                question: 三？
                                when: {reported: done, reason: broken}
                                options: [{id: a, label: 一}, {id: b, label: 二}]
                                basis: [law-1]
                            outcomes:""".indent(0).stripTrailing())
                    .edit(MATTER, "abroad, title", "abroad, when: {third: a}, title");

            says("matters/card/card-reissue.yaml:27:5: 情形“third”永远不会出现：它的 when 自相矛盾，或者绕成了一个圈；请改 when");
        }

        @Test
        void situationsThatDependOnEachOther() {
            folder.edit(MATTER, "question: 证件是怎么了？", "question: 证件是怎么了？\n    when: {reported: done}");

            says(
                    "matters/card/card-reissue.yaml:14:5: 情形“reason”永远不会出现：它的 when 自相矛盾，或者绕成了一个圈；请改 when",
                    "matters/card/card-reissue.yaml:21:5: 情形“reported”永远不会出现：它的 when 自相矛盾，或者绕成了一个圈；请改 when");
        }

        @Test
        void situationThatChangesNothing() {
            folder.edit(MATTER, "when: {reported: not-done}", "when: {reason: lost}");

            says("matters/card/card-reissue.yaml:20:5: 情形“reported”问了也没有用：没有一处 when 写到它；"
                    + "请写进材料、条件、步骤、事实、特殊情形、outcomes 或模板的 when，或者删掉这个情形");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "materials | form: original | form: original, when: {reported: done}",
                    "conditions | id: own, text | id: own, when: {reported: done}, text",
                    "process | text: 交申请 | when: {reported: done}, text: 交申请",
                    "special | title: 人在国外 | when: {reported: done}, title: 人在国外",
                    "fact variants | region: \"3301\" | when: {reported: done}",
                    "online variants | entry: 补证 | 'variants: [{when: {reported: done}, text: 一, basis: [law-1]}], entry: 补证'",
                })
        void everyWhenMakesASituationCount(String where, String from, String to) {
            folder.edit(MATTER, "when: {reported: not-done}", "when: {reason: lost}")
                    .edit(MATTER, "when: {reason: broken}, basis", "basis")
                    .edit(MATTER, from, where.startsWith("online") ? to.replace("], entry", "]\n  entry") : to);

            says();
        }

        @Test
        void variantThatSaysNotWhenItHolds() {
            folder.edit(MATTER, "{region: \"3301\", text: 不收钱", "{text: 不收钱");

            says("matters/card/card-reissue.yaml:48:7: 没有写这种说法什么时候用；必须写 when（情形）或 region（地区）");
        }
    }

    @Nested
    class Templates {
        @Test
        void factThatTheMatterDoesNotHave() {
            folder.edit(TEMPLATES, "{{fee}}", "{{fact.fees}}").edit(TEMPLATES, "spoken: 不行。", "spoken: \"{{fees}}\"");

            says(
                    "templates/card-reissue.yaml:16:5: 事项“card-reissue”没有 {{fees}} 这条事实；标签里可以写：" + FACTS,
                    "templates/card-reissue.yaml:19:5: 事项“card-reissue”没有 {{fact.fees}} 这条事实；标签里可以写：" + FACTS);
        }

        @Test
        void textThatDoesNotParseIsComplainedOfAtItsField() {
            folder.edit(TEMPLATES, "一趟，{{where}}。", "一趟，{{materials}}。")
                    .edit(TEMPLATES, "spoken: 不行。", "spoken: 不行，{{#where}}一{{/where}}。");

            says(
                    "templates/card-reissue.yaml:15:5: {{materials}} 不能和别的字写在一段里；它要单独成段，前后各空一行",
                    "templates/card-reissue.yaml:16:5: 不能用 {{#where}}；标签里只能写事实的名字，如 {{fee}}");
        }

        @Test
        void blockInTheSpokenForm() {
            folder.edit(TEMPLATES, "spoken: 不行。", "spoken: \"{{materials}}\"");

            says("templates/card-reissue.yaml:16:5: spoken 是电话里念的，不能有整块的标签；请写成一两句话");
        }

        @Test
        void idThatDoesNotBeginWithMatterAndAspect() {
            folder.edit(TEMPLATES, "id: card-reissue.fee\n", "id: card-reissue.feed\n");

            says("templates/card-reissue.yaml:17:5: 编号和事项、要素对不上；应当是“card-reissue.fee”，或者以“card-reissue.fee.”开头");
        }

        @Test
        void twoTemplatesForOneCase() {
            folder.append(
                    TEMPLATES,
                    "  - {id: card-reissue.fee.again, aspect: fee, text: 三十个字的模板才算一条完整的回复这里不过是凑够字数而已真的不少于三十个, spoken: 二}\n");

            says(
                    "templates/card-reissue.yaml:21:6: 模板“card-reissue.fee”（第 17 行）管的是同一个要素、同一种情况；请让两条的 when、region、audience 或 valid 有所不同");
        }

        @ParameterizedTest
        @ValueSource(strings = {"when: {reason: lost}", "region: \"3301\"", "audience: 法人"})
        void twoTemplatesForTwoCases(String difference) {
            folder.append(
                    TEMPLATES,
                    "  - {id: card-reissue.fee.again, aspect: fee, " + difference
                            + ", text: 三十个字的模板才算一条完整的回复这里不过是凑够字数而已真的不少于三十个, spoken: 二}\n");

            says();
        }

        @Test
        void oneTemplateAfterAnother() {
            folder.edit(TEMPLATES, "    aspect: fee\n", "    aspect: fee\n    valid: {until: 2027-12-31}\n")
                    .append(
                            TEMPLATES,
                            "  - {id: card-reissue.fee.new, aspect: fee, valid: {from: 2028-01-01}, text: 三十个字的模板才算一条完整的回复这里不过是凑够字数而已真的不少于三十个, spoken: 二}\n");

            says();
        }

        @Test
        void missingCoreTemplate() {
            folder.edit(TEMPLATES, "aspect: fee\n", "aspect: fee\n    region: \"3301\"\n");

            says(
                    "matters/card/card-reissue.yaml:1:1: templates/card-reissue.yaml 缺少要素“fee”的通用模板；请加一条不写 when、region、audience 的");
        }

        @Test
        void verdictThatContradictsTheMatter() {
            folder.edit(TEMPLATES, "verdict: depends", "verdict: \"yes\"");

            says(
                    "templates/card-reissue.yaml:5:5: verdict 是 yes，但事项“card-reissue”的 online.mode 是 partial；请把 verdict 改成 depends，或者改 online.mode");
        }

        @ParameterizedTest(name = "{0} is answered with {1}")
        @CsvSource({"full, yes", "partial, depends", "none, no"})
        void verdictThatFitsTheMatter(String mode, String verdict) {
            folder.edit(MATTER, "mode: partial", "mode: " + mode)
                    .edit(TEMPLATES, "verdict: depends", "verdict: \"" + verdict + "\"");

            says();
        }

        @Test
        void missingVerdict() {
            folder.edit(TEMPLATES, "    verdict: depends\n", "");

            says("templates/card-reissue.yaml:3:5: 要素“can-online”的模板缺少字段 verdict；可以写：\"yes\"、\"no\"（要加引号）、depends");
        }
    }

    @Nested
    class AllowedWords {
        @Test
        void addressThatIsNotOnTheAllowList() {
            folder.edit(TOPICS, "打{{phone}}问", "打开https://evil.example/a，不行");

            says("topics/other.yaml:6:5: 网址 https://evil.example/a" + NOT_A_LINK);
        }

        @Test
        void addressWithoutHttps() {
            folder.edit(TOPICS, "打{{phone}}问", "打开evil.example.com/a，或者WWW.evil.cn");

            says(
                    "topics/other.yaml:6:5: 网址 WWW.evil.cn" + NOT_A_LINK,
                    "topics/other.yaml:6:5: 网址 evil.example.com/a" + NOT_A_LINK);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "收5元 | 5元",
                    "十块钱 | 十块钱",
                    "三个工作日就好 | 三个工作日",
                    "等15天 | 15天",
                    "两年内 | 两年",
                    "三十日内 | 三十日内",
                    "打12345 | 12345",
                    "打0571-87654321 | 0571-87654321",
                    "打开https://portal.example/ | https://portal.example/",
                    "上portal.cn | portal.cn"
                })
        void templateThatSaysAFactOfItsOwn(String words, String literal) {
            folder.edit(TEMPLATES, "spoken: 不行。", "spoken: " + words + "。");

            says("templates/card-reissue.yaml:16:5: 模板里不能直接写“" + literal + NOT_LITERALLY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"满16周岁", "几十年前的", "别等到最后一天", "哪年都行", "小学三年级", "第二天", "两种办法"})
        void templateThatCountsOtherThings(String words) {
            folder.edit(TEMPLATES, "spoken: 不行。", "spoken: " + words + "。");

            says();
        }

        @Test
        void templateThatIsTooShortOrTooLong() {
            folder.edit(TEMPLATES, "坏了的不能在网上办，要带着旧证件过来一趟，{{where}}。", "不行，{{where}}。")
                    .edit(TEMPLATES, "想先问清楚再来的话", "想先问清楚再来的话".repeat(26));

            says(
                    "templates/card-reissue.yaml:15:5: 模板有 13 个字（标签在内，空白不算）；应当是 30 到 250 个字",
                    "templates/card-reissue.yaml:19:5: 模板有 258 个字（标签在内，空白不算）；应当是 30 到 250 个字");
        }

        @Test
        void phoneThatIsNotOnTheAllowList() {
            folder.edit(MATTER, "text: 收工本费", "text: 收费打0571-87654321、13812345678、400-123-4567、10086或者110");

            says(
                    "matters/card/card-reissue.yaml:45:3: 电话 0571-87654321" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 电话 10086" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 电话 110" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 电话 13812345678" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 电话 400-123-4567" + NOT_A_PHONE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "打12345",
                    "打开https://portal.example/",
                    "收120元",
                    "2026年",
                    "公通字〔2021〕112号",
                    "第110条",
                    "110天",
                    "18位号码"
                })
        void wordsThatMayStand(String words) {
            folder.edit(MATTER, "text: 收工本费", "text: " + words);

            says();
        }

        @ParameterizedTest(name = "{1} in {0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "2 | name: 证件补领",
                    "3 | short-name: 补证",
                    "10 | 证件没了就补一张",
                    "12 | 只想先挂失",
                    "15 | 证件是怎么了？",
                    "17 | 丢了}",
                    "28 | 先去挂失",
                    "30 | 是您本人的证件",
                    "32 | 旧证件",
                    "34 | 交申请",
                    "40 | entry: 补证",
                    "41 | 丢了的可以网上办",
                    "43 | 当天办好",
                    "43 | 十个工作日",
                    "48 | 不收钱",
                    "49 | 到办证窗口",
                    "49 | 不用预约",
                    "50 | 可以托人",
                    "51 | 当场拿",
                    "52 | 长期有效",
                    "53 | 打电话问",
                    "55 | 人在国外",
                    "55 | 回来再办",
                    "57 | 不用带照片",
                })
        void noFieldThatCitizensReadEscapes(int line, String words) {
            var closing = words.endsWith("}") ? "}" : "";
            var open = words.substring(0, words.length() - closing.length());
            folder.edit(MATTER, words, open + "打96110" + closing);

            assertThat(folder.complaints())
                    .singleElement()
                    .asString()
                    .matches("matters/card/card-reissue\\.yaml:" + line + ":\\d+: 电话 96110" + NOT_A_PHONE);
        }

        @Test
        void noteAndProviderOfAMaterialDoNotEscape() {
            folder.edit(MATTER, "form: original", "form: original, provider: 拨96110, note: 拨96119");

            says(
                    "matters/card/card-reissue.yaml:32:47: 电话 96110" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:32:65: 电话 96119" + NOT_A_PHONE);
        }
    }

    @Nested
    class Validity {
        @ParameterizedTest(name = "until {0}")
        @CsvSource(
                delimiter = '|',
                nullValues = "-",
                value = {
                    "2026-11-30 | 本事项的有效期到 2026-11-30，已经过期；请更新，或者删掉",
                    "2026-12-01 | 提醒：本事项的有效期到 2026-12-01，快要过期；请及时更新",
                    "2026-12-31 | 提醒：本事项的有效期到 2026-12-31，快要过期；请及时更新",
                    "2027-01-01 | -",
                })
        void expiredIsAnErrorAndThirtyDaysBeforeAWarning(String until, String what) {
            folder.edit(MATTER, "confidence: high", "confidence: high\nvalid: {until: " + until + "}");

            if (what == null) says();
            else says("matters/card/card-reissue.yaml:10:1: " + what);
        }

        @Test
        void factVariantAndTemplateExpireToo() {
            folder.edit(MATTER, "text: 收工本费", "text: 收工本费\n  valid: {until: 2026-11-30}")
                    .edit(MATTER, "region: \"3301\"", "region: \"3301\", valid: {until: 2026-11-30}")
                    .edit(TEMPLATES, "verdict: \"no\"", "verdict: \"no\"\n    valid: {until: 2026-11-30}");

            says(
                    "matters/card/card-reissue.yaml:46:3: 这条事实的有效期到 2026-11-30，已经过期；请更新，或者删掉",
                    "matters/card/card-reissue.yaml:49:24: 这条事实的有效期到 2026-11-30，已经过期；请更新，或者删掉",
                    "templates/card-reissue.yaml:15:5: 这条模板的有效期到 2026-11-30，已经过期；请更新，或者删掉");
        }
    }

    @Nested
    class QuestionsAndTopics {
        @Test
        void tooFewPhrasings() {
            folder.edit(QUESTIONS, "fee\tplain\t补证要多少钱，问法10\n", "");

            says("templates/card-reissue.yaml:18:5: questions/card-reissue.tsv 里要素“fee”只有 9 句问法；至少要有 10 句");
        }

        @Test
        void questionThatStandsTwice() {
            folder.append(QUESTIONS, "fee\tplain\t补证能不能网上办，问法1\n");

            says("questions/card-reissue.tsv:22:11: 同样的问法在 questions/card-reissue.tsv:2 已经有了；请只留一个");
        }

        @Test
        void optionalAspectNeedsFewerPhrasings() {
            folder.append(TEMPLATES, """
                              - id: card-reissue.special
                                aspect: special
                                text: 特殊的情形先打电话问清楚再来，免得白跑一趟，电话是{{hotline}}。
                                spoken: 先打电话问。
                            """.replaceAll("(?m)^ {12}", ""));
            for (int i = 1; i <= 5; i++) folder.append(QUESTIONS, "special\tplain\t有点特殊怎么办" + i + "\n");

            says("templates/card-reissue.yaml:22:5: questions/card-reissue.tsv 里要素“special”只有 5 句问法；至少要有 6 句");
        }

        @Test
        void questionOfAnUnknownStyle() {
            folder.append(QUESTIONS, "fee\tpoem\t补证几多银\n");

            says(
                    "questions/card-reissue.tsv:22:5: 不能写“poem”；可以写：plain、colloquial、keyword、long、dialect、mixed、euphemism、follow-up");
        }

        @Test
        void storyThatIsShort() {
            folder.append(QUESTIONS, "fee\tlong\t我昨天把证件丢了，补一张多少钱\n");

            says("questions/card-reissue.tsv:22:10: 这句有 15 个字；long 应当是 40 到 120 个字，请写长些、写短些，或者换一个 style");
        }

        @Test
        void euphemismThatNamesTheMatter() {
            folder.append(QUESTIONS, "fee\teuphemism\t那个补证要多少\nfee\teuphemism\t那张卡片再来一张要多少\n");

            says("questions/card-reissue.tsv:22:15: 这句里有事项的名称“补证”；euphemism 是不说名称的，请换个说法，或者换一个 style");
        }

        @Test
        void followUpThatDoesNotSayWhatItFollows() {
            folder.append(QUESTIONS, "fee\tfollow-up\t补证，几多银\nfee\tfollow-up\t旁的事，几多银\nfee\tfollow-up\t那几多银\n");

            says(
                    "questions/card-reissue.tsv:23:15: follow-up 是接着前面说的，开头要写前面那件事的简称和一个逗号，比如“补证，多久能好”",
                    "questions/card-reissue.tsv:24:15: follow-up 是接着前面说的，开头要写前面那件事的简称和一个逗号，比如“补证，多久能好”");
        }

        @Test
        void tooFewPairsWithANeighbour() {
            folder.edit(PAIRS, "card-lost\tcan-online\t丢了的证件能在网上补吗\t丢了的证件能在网上挂失吗\n", "");

            says("matters/card/card-reissue.yaml:12:6: pairs/card-reissue.tsv 里和“card-lost”的易混问法只有 1 对；至少要有 2 对");
        }

        @Test
        void pairThatRepeatsAQuestionOrNamesNobody() {
            folder.append(PAIRS, "card-list\tfees\t补证要多少钱，问法1\t挂失要多少钱\n");

            says(
                    "pairs/card-reissue.tsv:4:1: 没有事项“card-list”；请给它写一个文件，或者加进 catalogue.yaml，最像的是：card-lost、card-reissue",
                    "pairs/card-reissue.tsv:4:11: 没有要素“fees”；可以写 aspects.yaml 里的：can-online、fee、special",
                    "pairs/card-reissue.tsv:4:16: 同样的问法在 questions/card-reissue.tsv:3 已经有了；请只留一个");
        }

        @Test
        void tellingOfNothingThatIsThere() {
            folder.append(TELLINGS, "colour\tred\t红的\nreason\told\t旧了\n");

            says(
                    "tellings/card-reissue.tsv:5:1: 事项“card-reissue”没有情形“colour”；可以写：reason、reported",
                    "tellings/card-reissue.tsv:6:8: 情形“reason”没有选项“old”；可以写：lost、broken");
        }

        @Test
        void tellingThatIsNoneOrTellsTwoThings() {
            folder.append(TELLINGS, "reason\tlost\t丢了，没了\nreason\tlost\t摔坏\n");

            says(
                    "tellings/card-reissue.tsv:5:13: “丢了，没了”不是一句说法；只写字和“…”，最多一个 {岁 0-15}、{天 31-}、{外省} 这样的空，等号只放在最前面",
                    "tellings/card-reissue.tsv:6:13: 同样的说法在 tellings/card-reissue.tsv:3 已经有了；一句话只能说明一个选项");
        }

        @Test
        void bundleOfStrangers() {
            folder.edit(BUNDLES, "matter: card-reissue, ", "");

            says("bundles/moving.yaml:7:5: 没有一个环节是我们的事项；至少要有一个环节写 matter");
        }

        @Test
        void bundleWithAMatterThatIsNot() {
            folder.edit(BUNDLES, "matter: card-reissue", "matter: card-reisue");

            says(
                    "bundles/moving.yaml:8:10: 没有事项“card-reisue”；请给它写一个文件，或者加进 catalogue.yaml，最像的是：card-reissue、card-lost");
        }

        @Test
        void topicThatNamesAPhoneItDoesNotHave() {
            folder.edit(TOPICS, "    phone: hotline\n", "");

            says("topics/other.yaml:5:5: 用了 {{phone}}，但没有字段 phone；请补上 phone，或者写 {{phone.电话编号}}");
        }

        @Test
        void topicThatOffersMattersThatAreNotThereOrWhereNothingIsAsked() {
            folder.write(
                    "topics/opening.yaml",
                    "topics:\n  - {id: which-card, act: clarify, name: 一, text: 您要办哪一样？, choices: [card-reissue, card-reisue], says: [证]}\n");
            folder.edit(TOPICS, "    phone: hotline\n", "    phone: hotline\n    choices: [card-reissue, card-lost]\n");

            assertThat(folder.complaints())
                    .anyMatch(c -> c.startsWith("topics/opening.yaml:2:") && c.contains("没有事项文件 card-reisue.yaml"))
                    .anyMatch(c -> c.startsWith("topics/other.yaml:") && c.contains("只有 act 是 clarify 的话题才能给人选事项"));
        }

        @Test
        void topicWithAWordThatPeopleWithAMatterSayTooOrThatAnotherHas() {
            folder.edit(TOPICS, "    phone: hotline\n", "    phone: hotline\n    words: [补证, 乱讲]\n");
            folder.write(
                    "topics/opening.yaml",
                    "topics:\n  - {id: rude, act: decline, name: 一, text: 不接, words: [乱讲], says: [乱讲]}\n");

            assertThat(folder.complaints())
                    .anyMatch(c -> c.contains("办事的人也会这样说") && c.contains("字眼“补证”"))
                    .anyMatch(c -> c.contains("字眼“乱讲”在话题"));
        }

        @Test
        void topicThatNamesAPhoneById() {
            folder.edit(TOPICS, "打{{phone}}问", "打{{phone.hotline}}或{{phone.line}}问");

            says("topics/other.yaml:6:5: 没有电话“line”；可以写 links.yaml 里的：hotline");
        }

        @ParameterizedTest
        @ValueSource(strings = {"fee", "materials"})
        void topicThatNamesAFact(String tag) {
            folder.edit(TOPICS, "text: 这件事归民政，打{{phone}}问。", "text: \"{{" + tag + "}}\"");

            says("topics/other.yaml:6:5: 话题里不能用 {{" + tag + "}}；只能用 {{phone}} 和 {{phone.电话编号}}");
        }

        @Test
        void topicThatDoesNotParse() {
            folder.edit(TOPICS, "{{phone}}", "{{#phone}}一{{/phone}}");

            says("topics/other.yaml:6:5: 不能用 {{#phone}}；标签里只能写事实的名字，如 {{fee}}");
        }

        @Test
        void topicWithANumberInItsWords() {
            folder.edit(TOPICS, "{{phone}}", "{{phone}}或者12319");

            says("topics/other.yaml:6:5: 电话 12319" + NOT_A_PHONE);
        }
    }

    private void says(String... complaints) {
        assertThat(folder.complaints()).containsExactly(complaints);
    }
}
