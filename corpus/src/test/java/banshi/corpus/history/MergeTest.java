package banshi.corpus.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final String FILE = "matters/card/card.yaml";
    private static final String BASE = """
            id: card
            name: 证件
            # what the price list says
            fee:
              text: 收工本费
              basis: [law-1]
            materials:
              - {id: old-card, name: 旧证件, form: original}
              # where it was lost
              - {id: report, name: 报案回执, form: copy}
            process:
              - {text: 到窗口交申请, where: window}
              - {text: 等通知领证, where: window}
            """;

    private static FileVersion.Merged merged(@Nullable String ours, @Nullable String theirs) {
        var merged = FileVersion.merge(FILE, BASE, ours, theirs);
        var mirrored = FileVersion.merge(FILE, BASE, theirs, ours);
        assertThat(mirrored.conflicts())
                .extracting(c -> c.field().path())
                .containsExactlyElementsOf(
                        merged.conflicts().stream().map(c -> c.field().path()).toList());
        return merged;
    }

    private static List<String> conflicts(@Nullable String ours, @Nullable String theirs) {
        return merged(ours, theirs).conflicts().stream()
                .map(c -> c.field().name() + "：" + c.base() + " | " + c.ours() + " | " + c.theirs())
                .toList();
    }

    private static @Nullable String text(String ours, String theirs) {
        var merged = merged(ours, theirs);
        assertThat(merged.conflicts()).isEmpty();
        return merged.text();
    }

    private static String with(String from, String to) {
        assertThat(BASE).contains(from);
        return BASE.replace(from, to);
    }

    @Test
    void differentFieldsAreBothAppliedAndRemarksStay() {
        assertThat(text(with("收工本费", "不收钱"), with("form: copy", "form: original")))
                .isEqualTo(BASE.replace("收工本费", "不收钱").replace("form: copy", "form: original"));
    }

    @Test
    void entriesOfOneListAreMergedByTheirIds() {
        var added = with("    process:\n".strip(), "  - {id: photo, name: 照片, form: original}\nprocess:");
        assertThat(text(added, with("  - {id: old-card, name: 旧证件, form: original}\n", "")))
                .contains("id: photo")
                .contains("# where it was lost\n  - {id: report")
                .doesNotContain("old-card");
    }

    @Test
    void wordsOfAListAreMergedOneByOne() {
        assertThat(text(with("[law-1]", "[law-1, law-2]"), with("[law-1]", "[law-3]")))
                .contains("basis: [law-3, law-2]");
    }

    @Test
    void theSameChangeByBothIsNoConflict() {
        var changed = with("收工本费", "不收钱");
        assertThat(text(changed, changed)).isEqualTo(changed);
    }

    @Test
    void oneFieldChangedByBothIsAConflict() {
        assertThat(conflicts(with("旧证件", "旧的证件"), with("旧证件", "原证件")))
                .containsExactly("材料 old-card · 名称：旧证件 | 旧的证件 | 原证件");
    }

    @Test
    void anEntryTakenOutByOneAndChangedByTheOtherIsAConflict() {
        assertThat(conflicts(with("  - {id: old-card, name: 旧证件, form: original}\n", ""), with("旧证件", "原证件")))
                .containsExactly("材料 old-card：编号：old-card；名称：旧证件；形式：原件 |  | 编号：old-card；名称：原证件；形式：原件");
    }

    @Test
    void anEntryWithoutAnIdIsKnownByWhatItSaysWhenItMovesAndWhenItChanges() {
        var moved = with("""
                  - {text: 到窗口交申请, where: window}
                  - {text: 等通知领证, where: window}
                """, """
                  - {text: 等通知领证, where: window}
                  - {text: 到窗口交申请, where: window}
                """);
        assertThat(text(moved, with("到窗口交申请", "到窗口交申请表"))).contains("""
                  - {text: 等通知领证, where: window}
                  - {text: 到窗口交申请表, where: window}
                """);
        assertThat(conflicts(with("到窗口交申请", "到窗口交申请表"), with("到窗口交申请", "到窗口交申请书")))
                .containsExactly("步骤 · 内容：到窗口交申请 | 到窗口交申请表 | 到窗口交申请书");
    }

    @Test
    void anOrderThatBothChangedIsAConflict() {
        var three =
                "process:\n  - {text: 取号, where: window}\n  - {text: 交表, where: window}\n  - {text: 领证, where: window}\n";
        var base = BASE.substring(0, BASE.indexOf("process:")) + three;
        var ours = base.replace("取号", "?").replace("交表", "取号").replace("?", "交表");
        var theirs = base.replace("交表", "?").replace("领证", "交表").replace("?", "领证");
        assertThat(FileVersion.merge(FILE, base, ours, theirs).conflicts())
                .extracting(c -> c.field().name())
                .containsExactly("步骤的先后");
    }

    @Test
    void onlyListenedForIsAChange() {
        var base =
                "id: card\nsituations:\n  - id: who\n    question: 谁来办？\n    options:\n      - {id: self, label: 本人}\n";
        var ours = base.replace("    options", "    asked: false\n    options");
        var theirs = base.replace("谁来办？", "谁去办？");
        assertThat(FileVersion.merge(FILE, base, ours, theirs).text())
                .contains("question: 谁去办？")
                .contains("asked: false");
    }

    @Test
    void aTableThatTwoEmptyBetweenThemIsAnEmptyTableAndNoFileThatIsGone() {
        var file = "questions/card.tsv";
        var header = "aspect\tstyle\ttext\n";
        var one = "fee\tplain\t多少钱\n";
        var other = "where\tplain\t去哪办\n";
        assertThat(FileVersion.merge(file, header + one + other, header + one, header + other)
                        .text())
                .isEqualTo(header);
    }

    @Test
    void aFileThatCannotBeReadIsOneField() {
        assertThat(conflicts("id: [", with("旧证件", "原证件"))).hasSize(1);
        assertThat(FileVersion.merge(FILE, "id: [", BASE, "id: [").text()).isEqualTo(BASE);
    }
}
