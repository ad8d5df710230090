package banshi.corpus.yaml;

import static banshi.corpus.yaml.ContentFolder.MATTER;
import static banshi.corpus.yaml.ContentFolder.TEMPLATES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One field that is wrong by itself: the complaint stands at the field and says what is allowed. */
class SchemaCheckTest {
    private static final String ID = "小写英文、数字和连字符，如 huji-hukoubu-reissue";
    private static final String OPTIONS = "一个选项编号，或几个选项编号的列表，如 lost 或 [lost, damaged]";

    @TempDir
    Path root;

    private ContentFolder folder;

    @BeforeEach
    void writeASoundFolder() {
        folder = new ContentFolder(root);
    }

    @Test
    void unknownField() {
        matter("when: {reason: broken}, basis", "wenn: {reason: broken}, basis")
                .isEqualTo(
                        "32:47: wenn：没有这个字段；这里可以写：id、name、form、provider、shared、tolerant、optional、note、when、unsure、basis");
    }

    @Test
    void unknownFieldWithOddLetters() {
        matter("form: original", "form: original, a/b~c: d").startsWith("32:47: a/b~c：没有这个字段；这里可以写：id、name、form");
    }

    @Test
    void missingField() {
        matter("department: 办证窗口\n", "").isEqualTo("1:1: 缺少字段 department；请补上（谁来办）");
    }

    @Test
    void missingFieldInAList() {
        matter("form: original, ", "")
                .isEqualTo(
                        "32:5: materials 第 1 项：缺少字段 form；请补上（original 原件核验后退回，copy 复印件，fill-in 填写，on-site 现场采集，networked 联网核查不用交）");
    }

    @Test
    void missingFieldWhoseMeaningStandsInADefinition() {
        matter(
                        "fee:\n  text: 收工本费\n  basis: [law-1]\n  variants:\n    - {region: \"3301\", text: 不收钱, basis: [law-1]}\n",
                        "")
                .isEqualTo("1:1: 缺少字段 fee；请补上（一条事实）");
    }

    @Test
    void wrongWordInAFixedList() {
        matter("form: original", "form: orginal")
                .isEqualTo("32:31: form：不能写“orginal”；可以写：original、copy、fill-in、on-site、networked");
    }

    @Test
    void listInsteadOfText() {
        matter("department: 办证窗口", "department: [办证窗口]").isEqualTo("6:1: department：写成了列表；应当是文字（谁来办）");
    }

    @Test
    void textInsteadOfList() {
        matter("aliases: [补办证件]", "aliases: 补办证件").isEqualTo("4:1: aliases：写成了文字；应当是列表（别名、俗称）");
    }

    @Test
    void textInsteadOfFields() {
        matter("summary: {text: 证件没了就补一张, basis: [law-1]}", "summary: 证件没了就补一张")
                .isEqualTo("10:1: summary：写成了文字；应当是一组字段（一条事实）");
    }

    @Test
    void numberInsteadOfText() {
        matter("region: \"3301\"", "region: 3301").isEqualTo("48:8: region：写成了数字；应当是文字，请加上引号（行政区划代码或其开头，如 3301）");
    }

    @Test
    void textInsteadOfTrueOrFalse() {
        matter("form: original", "form: original, shared: \"yes\"")
                .isEqualTo("32:47: shared：写成了文字；应当是 true 或 false（能共享或调取电子证照，免交）");
    }

    @Test
    void fieldWithoutValue() {
        matter("department: 办证窗口", "department:").isEqualTo("6:1: department：不能空着；请填写（谁来办）");
    }

    @Test
    void emptyText() {
        matter("department: 办证窗口", "department: \"\"").isEqualTo("6:1: department：不能空着；请填写（谁来办）");
    }

    @Test
    void emptyList() {
        matter("aliases: [补办证件]", "aliases: []").isEqualTo("4:1: aliases：不能空着；请填写（别名、俗称）");
    }

    @Test
    void emptyWhen() {
        matter("when: {reason: broken}, basis", "when: {}, basis")
                .isEqualTo("32:47: when：不能空着；请填写（适用情形：情形编号对应一个或几个选项编号；几个情形要同时满足，一个情形的几个选项满足一个即可）");
    }

    @Test
    void tooFewItems() {
        matter("      - {id: broken, label: 坏了}\n", "").isEqualTo("16:5: options：项数太少；至少要有 2 项（选项，最常见的放第一个）");
    }

    @Test
    void tooLongText() {
        matter("short-name: 补证", "short-name: 一二三四五六七八九十一二三四五六七").isEqualTo("3:1: short-name：太长了；最多 16 个字");
    }

    @Test
    void sameItemTwice() {
        matter("aliases: [补办证件]", "aliases: [补办证件, 补办证件]").isEqualTo("4:1: aliases：有重复的内容；同样的只写一次");
    }

    @Test
    void textThatEndsWithAFullStop() {
        matter("text: 收工本费", "text: 收工本费。").isEqualTo("45:3: text：“收工本费。”写法不对；应当是：能放进句子里的一句话，末尾不加句号");
    }

    @Test
    void longTextIsShownShortened() {
        matter("text: 收工本费", "text: 收" + "很多".repeat(30) + "钱。")
                .isEqualTo("45:3: text：“收" + "很多".repeat(9) + "很…" + "很多".repeat(4) + "钱。”写法不对；应当是：能放进句子里的一句话，末尾不加句号");
    }

    @Test
    void badId() {
        matter("id: old-card", "id: Old_Card").isEqualTo("32:6: id：“Old_Card”写法不对；应当是：" + ID);
    }

    @Test
    void badIdInsideAList() {
        matter("当场拿, basis: [law-1]", "当场拿, basis: [law-1, Law2]").isEqualTo("51:38: basis 第 2 项：“Law2”写法不对；应当是：" + ID);
    }

    @Test
    void badNameOfAFact() {
        matter("  photo:", "  Photo:").isEqualTo("57:3: Photo：这个名字写法不对；应当是：" + ID);
    }

    @Test
    void badSituationIdInAWhen() {
        matter("when: {reason: broken}, basis", "when: {Reason: broken}, basis")
                .isEqualTo("32:54: Reason：这个名字写法不对；应当是：" + ID);
    }

    @Test
    void badOptionInAWhenIsComplainedOfOnce() {
        matter("when: {reason: broken}, basis", "when: {reason: true}, basis")
                .isEqualTo("32:54: reason：写法不对；应当是：" + OPTIONS);
    }

    @Test
    void emptyListOfOptionsInAWhenIsComplainedOfOnce() {
        matter("when: {reason: broken}, basis", "when: {reason: []}, basis")
                .isEqualTo("32:54: reason：写法不对；应当是：" + OPTIONS);
    }

    @Test
    void badOptionInAListInAWhenIsComplainedOfAtItsSituation() {
        matter("when: {reason: broken}, basis", "when: {reason: [lost, Broken]}, basis")
                .isEqualTo("32:54: reason：写法不对；应当是：" + OPTIONS);
    }

    @Test
    void outcomeThatLeadsNowhere() {
        matter("redirect: card-lost, ", "").isEqualTo("28:5: outcomes 第 1 项：缺少字段；至少要写其中一个：redirect、eligible");
    }

    @Test
    void listInsteadOfAFile() {
        folder.write(MATTER, "- 一\n");

        assertThat(folder.complaints()).containsExactly("matters/card/card-reissue.yaml:1:1: 写成了列表；应当是一组字段");
    }

    @Test
    void everyFaultOfAFileIsNamed() {
        folder.edit(TEMPLATES, "aspect: fee", "aspekt: fee").edit(TEMPLATES, "spoken: 不行。", "spoken: []");

        assertThat(folder.complaints())
                .containsExactly(
                        "templates/card-reissue.yaml:16:5: spoken：写成了列表；应当是文字（电话里念的短版）",
                        "templates/card-reissue.yaml:17:5: templates 第 3 项：缺少字段 aspect；请补上（" + ID + "）",
                        "templates/card-reissue.yaml:18:5: aspekt：没有这个字段；这里可以写：id、aspect、verdict、when、"
                                + "region、audience、valid、text、spoken、cites");
    }

    /** The one complaint about the matter file after an edit, without the file's name. */
    private org.assertj.core.api.AbstractStringAssert<?> matter(String from, String to) {
        var complaints = folder.edit(MATTER, from, to).complaints();
        assertThat(complaints).singleElement().asString().startsWith(MATTER + ":");
        return assertThat(complaints.getFirst().substring(MATTER.length() + 1));
    }
}
