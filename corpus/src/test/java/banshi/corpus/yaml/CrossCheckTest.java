package banshi.corpus.yaml;

import static banshi.corpus.yaml.ContentFolder.ASPECTS;
import static banshi.corpus.yaml.ContentFolder.CATALOGUE;
import static banshi.corpus.yaml.ContentFolder.LINKS;
import static banshi.corpus.yaml.ContentFolder.MATTER;
import static banshi.corpus.yaml.ContentFolder.QUESTIONS;
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
    private static final String FACTS = "name, short-name, summary, online, online.text, online.platform, online.entry,"
            + " time-limit, time-limit.statutory, fee, where, where.appointment, agent, delivery, validity, progress,"
            + " hotline, fact.photo";
    private static final String NOT_A_PHONE = " is not a phone on the allow-list (links.yaml): add it, or take it out";
    private static final String NOT_A_LINK = " is not on the allow-list (links.yaml): add it, or write {{online.link}}";

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
                    "matters/card/card-reissue.yaml:1:1: templates/card-reissue.yaml has no template for fee that always"
                            + " holds, without when, region and audience",
                    "templates/card-reissue.yaml:18:5: no aspect specials; there is: can-online, fee, special");
        }

        @Test
        void unknownAspectOfAQuestion() {
            folder.append(QUESTIONS, "fees\t多少钱\n");

            says("questions/card-reissue.tsv:22:1: no aspect fees; there is: can-online, fee, special");
        }

        @Test
        void templatesAndQuestionsOfAMatterThatHasNoFileAreNamedOnceAFile() {
            folder.write("templates/card-move.yaml", """
                            matter: card-move
                            templates:
                              - {id: card-move.fee, aspect: fee, text: 一, spoken: 二}
                              - {id: card-move.special, aspect: special, text: 一, spoken: 二}
                            """)
                    .write("questions/card-lost.tsv", "aspect\ttext\nfee\t挂失多少钱\nfee\t挂失要钱吗\n");

            says(
                    "questions/card-lost.tsv:2:1: there is no matter file card-lost.yaml; the closest: card-reissue",
                    "templates/card-move.yaml:3:5: there is no matter file card-move.yaml; the closest: card-reissue");
        }

        @Test
        void unknownMatterOfANeighbourAndARedirect() {
            folder.edit(MATTER, "matter: card-lost, tell", "matter: card-list, tell")
                    .edit(MATTER, "redirect: card-lost", "redirect: card-reisue");

            says(
                    "matters/card/card-reissue.yaml:12:6: there is no matter card-list; the closest: card-lost,"
                            + " card-reissue; write its file or add it to catalogue.yaml",
                    "matters/card/card-reissue.yaml:28:34: there is no matter card-reisue; the closest: card-reissue,"
                            + " card-lost; write its file or add it to catalogue.yaml");
        }

        @Test
        void unknownSource() {
            folder.edit(MATTER, "当场拿, basis: [law-1]", "当场拿, basis: [law-1, law-2]")
                    .edit(MATTER, "不收钱, basis: [law-1]", "不收钱, basis: [law-2]")
                    .edit(TEMPLATES, "spoken: 不行。", "spoken: 不行。\n    cites: [law-2]");

            says(
                    "matters/card/card-reissue.yaml:48:43: no source law-2; there is: law-1",
                    "matters/card/card-reissue.yaml:51:38: no source law-2; there is: law-1",
                    "templates/card-reissue.yaml:17:13: no source law-2; there is: law-1");
        }

        @Test
        void sourceThatBacksNothingIsAWarning() {
            folder.edit(
                            MATTER,
                            "article: 第一条}",
                            "article: 第一条}\n  - {id: law-2, title: 条例}\n  - {id: law-3, title: 办法}")
                    .edit(TEMPLATES, "spoken: 不行。", "spoken: 不行。\n    cites: [law-3]");

            says("matters/card/card-reissue.yaml:60:5: warning: source law-2 backs nothing; cite it or take it out");
        }

        @Test
        void unknownPhone() {
            folder.edit(MATTER, "hotline: hotline", "hotline: line")
                    .edit(CATALOGUE, "hotline: hotline", "hotline: line")
                    .edit(TOPICS, "phone: hotline", "phone: line");

            says(
                    "catalogue.yaml:6:5: no phone line; there is: hotline",
                    "matters/card/card-reissue.yaml:8:1: no phone line; there is: hotline",
                    "topics/other.yaml:5:5: no phone line; there is: hotline");
        }

        @Test
        void unknownLinkAndPlatform() {
            folder.edit(MATTER, "platform: portal", "platform: port")
                    .edit(MATTER, "link: portal", "link: port")
                    .edit(LINKS, "platform: portal", "platform: port")
                    .edit(MATTER, "article: 第一条", "article: 第一条, url: \"https://law.example/\"");

            says(
                    "links.yaml:4:62: no platform port; there is: portal",
                    "matters/card/card-reissue.yaml:38:3: no platform port; there is: portal",
                    "matters/card/card-reissue.yaml:39:3: no link port; there is: portal",
                    "matters/card/card-reissue.yaml:59:44: no link https://law.example/; there is: https://portal.example/");
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
                    "matters/card/card-reissue.yaml:31:6: own stands here twice; keep one",
                    "matters/card/card-reissue.yaml:34:6: old-card stands here twice; keep one",
                    "matters/card/card-reissue.yaml:58:6: abroad stands here twice; keep one",
                    "matters/card/card-reissue.yaml:63:6: law-1 stands here twice; keep one");
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
                    "links.yaml:3:6: portal stands here twice; keep one",
                    "links.yaml:6:6: portal stands here twice; keep one",
                    "links.yaml:9:6: hotline stands here twice; keep one");
        }

        @Test
        void idThatAnotherFileOrRowHasAlready() {
            folder.write("topics/zz.yaml", "topics:\n  - {id: marriage, act: smalltalk, name: 一, text: 二, says: [三]}\n")
                    .append(ASPECTS, "  - {id: fee, name: 一, ask: 二, core: false}\n")
                    .append(TERMS, "证件\t证\tthing\n")
                    .append(TEMPLATES, "  - {id: card-reissue.fee, aspect: fee, region: \"33\", text: 一, spoken: 二}\n")
                    .append(
                            CATALOGUE,
                            "  - {id: card-lost, name: 一, short-name: 二, category: 三, hotline: hotline, says: [四]}\n");

            says(
                    "aspects.yaml:5:6: aspect fee is already defined at aspects.yaml:3",
                    "catalogue.yaml:8:6: matter card-lost is already defined at catalogue.yaml:2",
                    "lexicon/terms.tsv:3:1: term 证件 is already defined at lexicon/terms.tsv:2",
                    "templates/card-reissue.yaml:21:6: template card-reissue.fee is already defined at"
                            + " templates/card-reissue.yaml:17",
                    "topics/zz.yaml:2:6: topic marriage is already defined at topics/other.yaml:2");
        }

        @Test
        void matterThatTwoFilesHave() {
            folder.copy(MATTER, "matters/zz/card-reissue.yaml");

            says("matters/zz/card-reissue.yaml:1:1: matter card-reissue is already defined at"
                    + " matters/card/card-reissue.yaml:1");
        }

        @Test
        void catalogueEntryThatHasAFile() {
            folder.append(
                    CATALOGUE,
                    "  - {id: card-reissue, name: 一, short-name: 二, category: 三, hotline: hotline, says: [四]}\n");

            says("catalogue.yaml:8:6: matter card-reissue has a file of its own; take it out of the catalogue");
        }
    }

    @Nested
    class Situations {
        @Test
        void unknownSituation() {
            folder.edit(MATTER, "when: {reason: broken}, basis", "when: {cause: broken}, basis")
                    .edit(TEMPLATES, "when: {reason: broken}", "when: {cause: broken}");

            says(
                    "matters/card/card-reissue.yaml:32:54: matter card-reissue has no situation cause; it has: reason,"
                            + " reported",
                    "templates/card-reissue.yaml:13:12: matter card-reissue has no situation cause; it has: reason,"
                            + " reported");
        }

        @Test
        void unknownOption() {
            folder.edit(MATTER, "when: {reason: broken}, basis", "when: {reason: [broken, burnt]}, basis")
                    .edit(MATTER, "when: {reason: lost}", "when: {reason: last}");

            says(
                    "matters/card/card-reissue.yaml:22:12: situation reason has no option last; it has: lost, broken",
                    "matters/card/card-reissue.yaml:32:54: situation reason has no option burnt; it has: lost, broken");
        }

        @Test
        void optionThatStandsTwice() {
            folder.edit(
                    MATTER, "{id: not-done, label: 没有}", "{id: not-done, label: 没有}\n      - {id: done, label: 有的}");

            says("matters/card/card-reissue.yaml:26:10: done stands here twice; keep one");
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

            says("matters/card/card-reissue.yaml:27:5: situation third can never arise: what its when asks for"
                    + " contradicts itself or goes in a circle");
        }

        @Test
        void situationsThatDependOnEachOther() {
            folder.edit(MATTER, "question: 证件是怎么了？", "question: 证件是怎么了？\n    when: {reported: done}");

            says(
                    "matters/card/card-reissue.yaml:14:5: situation reason can never arise: what its when asks for"
                            + " contradicts itself or goes in a circle",
                    "matters/card/card-reissue.yaml:21:5: situation reported can never arise: what its when asks for"
                            + " contradicts itself or goes in a circle");
        }

        @Test
        void situationThatChangesNothing() {
            folder.edit(MATTER, "when: {reported: not-done}", "when: {reason: lost}");

            says(
                    "matters/card/card-reissue.yaml:20:5: situation reported changes nothing: no material, condition, fact,"
                            + " outcome or template has it in its when");
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

            says("matters/card/card-reissue.yaml:48:7: a variant must name a situation (when) or a region");
        }
    }

    @Nested
    class Templates {
        @Test
        void factThatTheMatterDoesNotHave() {
            folder.edit(TEMPLATES, "{{fee}}", "{{fact.fees}}").edit(TEMPLATES, "spoken: 不行。", "spoken: \"{{fees}}\"");

            says(
                    "templates/card-reissue.yaml:16:5: {{fees}}: matter card-reissue has no such fact; it has: "
                            + FACTS,
                    "templates/card-reissue.yaml:19:5: {{fact.fees}}: matter card-reissue has no such fact; it has: "
                            + FACTS);
        }

        @Test
        void textThatDoesNotParseIsComplainedOfAtItsField() {
            folder.edit(TEMPLATES, "text: 不行，{{where}}。", "text: 不行，{{materials}}。")
                    .edit(TEMPLATES, "spoken: 不行。", "spoken: 不行，{{#where}}一{{/where}}。");

            says(
                    "templates/card-reissue.yaml:15:5: {{materials}} must stand alone in its paragraph, with a blank line"
                            + " before and after",
                    "templates/card-reissue.yaml:16:5: {{#where}} is not allowed: templates only name facts");
        }

        @Test
        void blockInTheSpokenForm() {
            folder.edit(TEMPLATES, "spoken: 不行。", "spoken: \"{{materials}}\"");

            says("templates/card-reissue.yaml:16:5: the spoken form is read out: no block tags");
        }

        @Test
        void idThatDoesNotBeginWithMatterAndAspect() {
            folder.edit(TEMPLATES, "id: card-reissue.fee\n", "id: card-reissue.feed\n");

            says("templates/card-reissue.yaml:17:5: the id must be card-reissue.fee, or begin with card-reissue.fee.");
        }

        @Test
        void twoTemplatesForOneCase() {
            folder.append(TEMPLATES, "  - {id: card-reissue.fee.again, aspect: fee, text: 一, spoken: 二}\n");

            says(
                    "templates/card-reissue.yaml:21:6: card-reissue.fee (line 17) answers the same aspect in the same case;"
                            + " give one of them another when, region, audience or valid");
        }

        @ParameterizedTest
        @ValueSource(strings = {"when: {reason: lost}", "region: \"3301\"", "audience: 法人"})
        void twoTemplatesForTwoCases(String difference) {
            folder.append(
                    TEMPLATES,
                    "  - {id: card-reissue.fee.again, aspect: fee, " + difference + ", text: 一, spoken: 二}\n");

            says();
        }

        @Test
        void oneTemplateAfterAnother() {
            folder.edit(TEMPLATES, "    aspect: fee\n", "    aspect: fee\n    valid: {until: 2027-12-31}\n")
                    .append(
                            TEMPLATES,
                            "  - {id: card-reissue.fee.new, aspect: fee, valid: {from: 2028-01-01}, text: 一, spoken: 二}\n");

            says();
        }

        @Test
        void missingCoreTemplate() {
            folder.edit(TEMPLATES, "aspect: fee\n", "aspect: fee\n    region: \"3301\"\n");

            says("matters/card/card-reissue.yaml:1:1: templates/card-reissue.yaml has no template for fee that always"
                    + " holds, without when, region and audience");
        }

        @Test
        void verdictThatContradictsTheMatter() {
            folder.edit(TEMPLATES, "verdict: depends", "verdict: \"yes\"");

            says(
                    "templates/card-reissue.yaml:5:5: the verdict is yes, but online.mode of card-reissue is partial: write"
                            + " depends, or mend online.mode");
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

            says(
                    "templates/card-reissue.yaml:3:5: a template for can-online must have the field verdict: \"yes\", \"no\""
                            + " or depends");
        }
    }

    @Nested
    class AllowedWords {
        @Test
        void addressThatIsNotOnTheAllowList() {
            folder.edit(TEMPLATES, "spoken: 不行。", "spoken: 打开https://evil.example/a，不行。");

            says("templates/card-reissue.yaml:16:5: https://evil.example/a" + NOT_A_LINK);
        }

        @Test
        void addressWithoutHttps() {
            folder.edit(TEMPLATES, "spoken: 不行。", "spoken: 打开evil.example.com/a，或者WWW.evil.cn。");

            says(
                    "templates/card-reissue.yaml:16:5: WWW.evil.cn" + NOT_A_LINK,
                    "templates/card-reissue.yaml:16:5: evil.example.com/a" + NOT_A_LINK);
        }

        @Test
        void phoneThatIsNotOnTheAllowList() {
            folder.edit(MATTER, "text: 收工本费", "text: 收费打0571-87654321、13812345678、400-123-4567、10086或者110");

            says(
                    "matters/card/card-reissue.yaml:45:3: 0571-87654321" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 10086" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 110" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 13812345678" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:45:3: 400-123-4567" + NOT_A_PHONE);
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
                    .matches("matters/card/card-reissue\\.yaml:" + line + ":\\d+: 96110 is not a phone .*");
        }

        @Test
        void noteAndProviderOfAMaterialDoNotEscape() {
            folder.edit(MATTER, "form: original", "form: original, provider: 拨96110, note: 拨96119");

            says(
                    "matters/card/card-reissue.yaml:32:47: 96110" + NOT_A_PHONE,
                    "matters/card/card-reissue.yaml:32:65: 96119" + NOT_A_PHONE);
        }
    }

    @Nested
    class Validity {
        @ParameterizedTest(name = "until {0}")
        @CsvSource(
                delimiter = '|',
                nullValues = "-",
                value = {
                    "2026-11-30 | the matter expired on 2026-11-30; renew it or take it out",
                    "2026-12-01 | warning: the matter expires on 2026-12-01; renew it in time",
                    "2026-12-31 | warning: the matter expires on 2026-12-31; renew it in time",
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
                    "matters/card/card-reissue.yaml:46:3: this fact expired on 2026-11-30; renew it or take it out",
                    "matters/card/card-reissue.yaml:49:24: this fact expired on 2026-11-30; renew it or take it out",
                    "templates/card-reissue.yaml:15:5: the template expired on 2026-11-30; renew it or take it out");
        }
    }

    @Nested
    class QuestionsAndTopics {
        @Test
        void tooFewPhrasings() {
            folder.edit(QUESTIONS, "fee\t补证要多少钱，问法10\n", "");

            says(
                    "templates/card-reissue.yaml:18:5: questions/card-reissue.tsv has 9 phrasings for fee; it needs at least"
                            + " 10");
        }

        @Test
        void questionThatStandsTwice() {
            folder.append(QUESTIONS, "fee\t补证能不能网上办，问法1\n");

            says("questions/card-reissue.tsv:22:5: the same question stands at questions/card-reissue.tsv:2; keep one");
        }

        @Test
        void topicThatNamesAPhoneItDoesNotHave() {
            folder.edit(TOPICS, "    phone: hotline\n", "");

            says("topics/other.yaml:5:5: {{phone}} needs the field phone");
        }

        @Test
        void topicThatNamesAPhoneById() {
            folder.edit(TOPICS, "打{{phone}}问", "打{{phone.hotline}}或{{phone.line}}问");

            says("topics/other.yaml:6:5: no phone line; there is: hotline");
        }

        @ParameterizedTest
        @ValueSource(strings = {"fee", "materials"})
        void topicThatNamesAFact(String tag) {
            folder.edit(TOPICS, "text: 这件事归民政，打{{phone}}问。", "text: \"{{" + tag + "}}\"");

            says("topics/other.yaml:6:5: {{" + tag + "}}: a topic may only use {{phone}} and {{phone.<id>}}");
        }

        @Test
        void topicThatDoesNotParse() {
            folder.edit(TOPICS, "{{phone}}", "{{#phone}}一{{/phone}}");

            says("topics/other.yaml:6:5: {{#phone}} is not allowed: templates only name facts");
        }

        @Test
        void topicWithANumberInItsWords() {
            folder.edit(TOPICS, "{{phone}}", "{{phone}}或者12319");

            says("topics/other.yaml:6:5: 12319" + NOT_A_PHONE);
        }
    }

    private void says(String... complaints) {
        assertThat(folder.complaints()).containsExactly(complaints);
    }
}
