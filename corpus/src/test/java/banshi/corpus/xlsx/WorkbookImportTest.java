package banshi.corpus.xlsx;

import static banshi.corpus.xlsx.SmallContent.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edited workbook does to the content, and what is said of one that is wrong. */
class WorkbookImportTest {
    @TempDir
    Path folder;

    private SmallContent content;
    private Map<String, String> before;
    private TestWorkbook workbook;

    @BeforeEach
    void export() throws Exception {
        content = new SmallContent(Files.createDirectory(folder.resolve("content")));
        assertThat(content.read().complaints()).isEmpty();
        before = content.files();
        workbook = new TestWorkbook(content.root(), folder.resolve("all.xlsx"));
    }

    private WorkbookImport plan() {
        return plan(workbook.save());
    }

    private WorkbookImport plan(Path file) {
        return WorkbookImport.of(file, content.root(), TODAY, false);
    }

    private List<String> complaints() {
        var plan = plan();
        assertThatThrownBy(plan::apply).isInstanceOf(IllegalStateException.class);
        assertThat(content.files()).isEqualTo(before);
        return plan.complaints().stream().map(SheetComplaint::toString).toList();
    }

    // ---- what changes ----

    @Test
    void anUnchangedWorkbookTouchesNoByte() throws IOException {
        var file = content.root().resolve(SmallContent.MATTER);
        var written = Files.getLastModifiedTime(file);
        var plan = plan();
        plan.apply();

        assertThat(plan.complaints()).isEmpty();
        assertThat(plan.files()).isEmpty();
        assertThat(content.files()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    @Test
    void aChangedFeeRewritesOneLineOfOneFile() {
        workbook.put("事实与变体", row("事实与变体", "收工本费"), "说法", "不收钱了：全免");
        var plan = plan();

        assertThat(plan.complaints()).isEmpty();
        assertThat(plan.files()).containsExactly(Map.entry(SmallContent.MATTER, WorkbookImport.Fate.CHANGED));
        assertThat(plan.rows()).containsExactly(new WorkbookImport.RowChanges("事实与变体", 0, 1, 0));
        assertThat(content.files()).isEqualTo(before);
        plan.apply();
        var after = content.files();
        assertThat(after.get(SmallContent.MATTER))
                .isEqualTo(before.get(SmallContent.MATTER).replace("text: 收工本费", "text: 不收钱了：全免"));
        before.put(SmallContent.MATTER, after.get(SmallContent.MATTER));
        assertThat(after).isEqualTo(before);
        assertThat(content.content().matters().getFirst().fee().text()).isEqualTo("不收钱了：全免");
    }

    @Test
    void remarksAndLayoutStayAroundWhatChanged() {
        workbook.put("话题", 2, "名称", "结婚")
                .put("话题说法", 3, "说法", "您好；在吗")
                .put("材料", 2, "名称", "旧的证件")
                .remove("词条", 3)
                .append("词条", "证书", "证件", "东西");
        var plan = plan();
        plan.apply();

        assertThat(plan.complaints()).isEmpty();
        assertThat(content.files().get(SmallContent.TOPICS))
                .isEqualTo(before.get(SmallContent.TOPICS)
                        .replace("name: 婚姻登记", "name: 结婚")
                        .replace("- 你好", "- 您好；在吗"));
        assertThat(content.files().get(SmallContent.MATTER))
                .isEqualTo(before.get(SmallContent.MATTER).replace("name: 旧证件", "name: 旧的证件"));
        assertThat(content.files().get(SmallContent.TERMS))
                .isEqualTo(before.get(SmallContent.TERMS).replace("本本\t证件\tthing", "证书\t证件\tthing"));
        assertThat(content.content().topics().get(1).says()).containsExactly("您好；在吗", "在吗；有人吗");
    }

    @Test
    void whatIsOnlyListenedForStaysSoWhereTheSituationChanges() throws Unreadable {
        content.edit(SmallContent.MATTER, "question: 有没有挂失过？\n", "question: 有没有挂失过？\n    asked: false\n");
        workbook = new TestWorkbook(content.root(), folder.resolve("all.xlsx"));
        workbook.put("情形", row("情形", "有没有挂失过？"), "怎么问", "挂失过没有？");
        plan().apply();

        assertThat(content.text(SmallContent.MATTER)).contains("question: 挂失过没有？\n    asked: false\n");
        workbook.put("情形", row("情形", "挂失过没有？"), "要不要问", "是");
        plan().apply();
        assertThat(content.text(SmallContent.MATTER)).contains("question: 挂失过没有？\n    asked: true\n");
    }

    @Test
    void theOrderOfRowsIsTheOrderOfTheContent() {
        workbook.put("步骤", 2, "内容", "领证").put("步骤", 2, "在哪里", "窗口");
        workbook.put("步骤", 3, "内容", "交申请").put("步骤", 3, "在哪里", "网上或窗口");
        plan().apply();

        assertThat(content.content().matters().getFirst().process())
                .extracting(s -> s.text())
                .containsExactly("领证", "交申请");
    }

    @Test
    void aMatterThatIsTakenOutGoesWithItsFiles() {
        for (var layout : Layout.ALL) {
            if (layout.columns().getFirst().field().equals(Layout.MATTER)
                    || layout.title().equals("事项"))
                while (workbook.rows(layout.title()) > 1) workbook.remove(layout.title(), 2);
        }
        workbook.clear("一件事环节", 2, "我们的事项").put("一件事环节", 2, "我们的事项", "card-lost");
        var plan = plan();

        assertThat(plan.complaints()).isEmpty();
        assertThat(plan.files())
                .containsEntry(SmallContent.MATTER, WorkbookImport.Fate.REMOVED)
                .containsEntry(SmallContent.TEMPLATES, WorkbookImport.Fate.REMOVED)
                .containsEntry(SmallContent.QUESTIONS, WorkbookImport.Fate.REMOVED)
                .containsEntry(SmallContent.PAIRS, WorkbookImport.Fate.REMOVED);
        plan.apply();
        assertThat(content.content().matters()).isEmpty();
    }

    @Test
    void aFileThatIsNoContentIsLeftAloneAndTold() {
        content.write("notes.yaml", "a: b\n");
        workbook.put("材料", 2, "名称", "旧的证件");
        before = content.files();

        assertThat(complaints()).singleElement().asString().startsWith("notes.yaml：内容文件不能叫这个名字");
    }

    @Test
    void whatASpreadsheetWouldLoseIsKept() throws Exception {
        content.edit(SmallContent.MATTER, "title: 人在国外", "title: \"0571\\\\ ；;|=\\t。_x0041_\\u00a0\"");
        content.edit(SmallContent.TOPICS, "text: 这件事归民政，打{{phone}}问。", "text: \"两行\\n没有尾巴\"");
        var records = content.content();
        workbook = new TestWorkbook(content.root(), folder.resolve("all.xlsx"));
        var empty = Files.createDirectory(folder.resolve("empty"));
        var plan = WorkbookImport.of(workbook.save(), empty, TODAY, false);

        assertThat(plan.complaints()).isEmpty();
        plan.apply();
        assertThat(((banshi.corpus.yaml.CheckedContent.Sound) banshi.corpus.yaml.ContentReader.read(empty, TODAY))
                        .content())
                .isEqualTo(records);
    }

    // ---- what is wrong with rows ----

    @Test
    void everythingThatIsWrongIsSaidAtOnceByRowAndColumn() {
        workbook.put("材料", 2, "形式", "元件")
                .put("材料", 2, "什么情形下", "reason=gone")
                .put("条件", 2, "内容", "结尾有句号。")
                .put("模板", 2, "长版", "{{nothing}}，到了窗口再说也不迟，先打电话问一问有没有人，有人再去也来得及。")
                .put("问法", 3, "问法", "补证能不能网上办，问法1")
                .put("话题", 2, "电话", "nobody")
                .append("材料", "no-such-matter", "x", "没有主", "原件");

        assertThat(complaints())
                .contains(
                        "材料!第2行 D列（形式）：不能写“元件”；可以写：原件、复印件、填写、现场采集、联网核查",
                        "材料!第3行 A列（事项）：“事项”表里没有“no-such-matter”；请先在那里加一行，或者改这里的编号",
                        "条件!第2行 C列（内容）：“结尾有句号。”写法不对；应当是：能放进句子里的一句话，末尾不加句号",
                        "问法!第3行 D列（问法）：同样的问法在 问法!第2行 已经有了；请只留一个",
                        "话题!第2行 E列（电话）：没有电话“nobody”；可以写表里的：hotline")
                .noneMatch(c -> c.contains(".yaml:") || c.contains(".tsv:"));
    }

    @Test
    void aComplaintOfTheContentCheckNamesTheRow() {
        workbook.put("材料", 2, "什么情形下", "reason=gone")
                .put("模板", 2, "短版", "{{nothing}}")
                .remove("问法", 2);

        assertThat(complaints())
                .anyMatch(c -> c.startsWith("材料!第2行 J列（什么情形下）：情形“reason”没有选项“gone”"))
                .anyMatch(c -> c.startsWith("模板!第2行 K列（短版）：事项“card-reissue”没有 {{nothing}} 这条事实"))
                .anyMatch(c -> c.startsWith("模板!第2行 C列（要素）：") && c.contains("只有 9 句问法"));
    }

    @Test
    void numbersDatesFormulasAndTruthsAreNoWords() {
        workbook.put("电话", 2, "号码", (s, r, c) -> s.value(r, c, 571))
                .put("材料", 2, "名称", (s, r, c) -> {
                    s.value(r, c, LocalDate.of(2026, 3, 1));
                    s.style(r, c).format("m/d").set();
                })
                .put("条件", 2, "内容", (s, r, c) -> s.formula(r, c, "1+1"))
                .put("步骤", 2, "内容", (s, r, c) -> s.value(r, c, true));

        assertThat(complaints())
                .anyMatch(c -> c.startsWith("电话!第2行 B列（号码）：这一格是数字 571；Excel 会把 0571 变成 571"))
                .anyMatch(c -> c.startsWith("材料!第2行 C列（名称）：这一格被 Excel 当成了日期 2026-03-01"))
                .anyMatch(c -> c.startsWith("条件!第2行 C列（内容）：这一格是公式"))
                .anyMatch(c -> c.startsWith("步骤!第2行 B列（内容）：这一格是 TRUE/FALSE"))
                .hasSize(4);
    }

    @Test
    void aDayMayStandInAColumnOfDays() {
        int row = row("事实与变体", "工本费\"十元\"：按件算");
        workbook.put("事实与变体", row, "有效期止", (s, r, c) -> {
            s.value(r, c, LocalDate.of(2028, 1, 31));
            s.style(r, c).format("yyyy/m/d").set();
        });
        var plan = plan();

        assertThat(plan.complaints()).isEmpty();
        plan.apply();
        assertThat(content.files().get(SmallContent.MATTER)).contains("valid: {from: 2026-01-01, until: 2028-01-31}");
    }

    @Test
    void whatCannotBeSeenIsSaid() {
        workbook.put("材料", 2, "名称", "旧证件 ")
                .put("条件", 2, "内容", "是您\u200B本人的")
                .put("步骤", 2, "内容", "交\u00A0申请")
                .put("特殊情形", 2, "什么情况", "半句\\话");

        assertThat(complaints())
                .containsExactlyInAnyOrder(
                        "材料!第2行 C列（名称）：前面或后面有空格、空行；请删掉",
                        "条件!第2行 C列（内容）：第 3 个字是看不见的字符 U+200B；请删掉",
                        "步骤!第2行 B列（内容）：第 2 个字是看不见的字符 U+00A0；请删掉",
                        "特殊情形!第2行 C列（什么情况）：“\\”后面的字读不懂；要写“\\”本身请写两个“\\\\”");
    }

    @Test
    void mergedCellsAreSaid() {
        workbook.put("材料", 2, "名称", (s, r, c) -> {
            s.value(r, c, "旧证件");
            s.range(r, c, r + 1, c).merge();
        });

        assertThat(complaints()).contains("材料!第2行 C列（名称）：C2:C3 是合并的单元格；请取消合并，每一格都填上");
    }

    @Test
    void namesThatAreThereTwiceOrLeadElsewhereAreSaid() {
        workbook.append("材料", "card-reissue", "old-card", "又一张旧证件", "原件", "", "", "", "", "", "", "", "law-1")
                .append("事实与变体", "card-reissue", "收费", "", "", "又收一次", "", "law-1")
                .put("话题", 3, "文件", "../../etc/passwd")
                .append("待写事项", "../x", "名字", "简称", "类别", "hotline");

        assertThat(complaints())
                .anyMatch(c -> c.startsWith("材料!第3行 B列（编号）：编号“old-card”在第 2 行已经有了"))
                .anyMatch(c -> c.contains("B列（事实）：这条事实的通用说法在第"))
                .anyMatch(c -> c.startsWith("话题!第3行 B列（文件）：“../../etc/passwd”写法不对"))
                .anyMatch(c -> c.startsWith("待写事项!第3行 A列（编号）：“../x”写法不对"));
    }

    @Test
    void aFactThatIsMissingIsSaidOfItsMatter() {
        workbook.remove("事实与变体", row("事实与变体", "当天办好"));

        assertThat(complaints()).contains("事项!第2行 A列（编号）：“事实与变体”表里没有“办理时限”的通用说法；请加一行，“什么情形下”和“地区”空着");
    }

    // ---- what is wrong with the workbook ----

    @Test
    void missingSheetsAndColumnsAndOnesTooManyAreSaid() {
        workbook.withoutSheet("条件")
                .newColumn("材料", "备注")
                .put("步骤", 1, "在哪里", "哪里")
                .newSheet("草稿");

        assertThat(complaints())
                .containsExactly(
                        "缺少工作表“条件”；请从导出的工作簿里补上，没有内容也要留着列名",
                        "材料!第1行 M列：多了“备注”这一列；请删掉整列",
                        "步骤!第1行 C列：多了“哪里”这一列；请删掉整列",
                        "步骤!第1行：缺少“在哪里”这一列；请补上，没有内容也要留着列名");
    }

    @Test
    void aSheetThatIsNotOursIsPassedOver() {
        workbook.newSheet("草稿");

        assertThat(plan().complaints()).isEmpty();
        assertThat(plan().ignoredSheets()).containsExactly("草稿");
    }

    @Test
    void whatIsNoWorkbookIsSaidInOneSentence() throws IOException {
        var file = folder.resolve("bad.xlsx");
        assertThat(only(file)).contains("没有这个文件");
        Files.writeString(file, "a,b,c\n");
        assertThat(only(file)).contains("不是 .xlsx 工作簿");
        Files.write(file, new byte[0]);
        assertThat(only(file)).contains("不是 .xlsx 工作簿");
        Files.write(
                file,
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1});
        assertThat(only(file)).contains("旧的 .xls 格式");
        Files.writeString(file, "PK\u0003\u0004 cut off");
        assertThat(only(file)).contains("没有存完整");
        zip(file, "word/document.xml", "<x/>".getBytes(), 1);
        assertThat(only(file)).contains("不是 .xlsx 工作簿");
        var whole = Files.readAllBytes(workbook.save());
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(only(file)).contains("没有存完整");
    }

    @Test
    void brokenPartsAreSaidInOneSentence() throws IOException {
        var file = folder.resolve("bad.xlsx");
        zip(file, "xl/workbook.xml", "<workbook><sheets><sheet name=".getBytes(), 1);
        assertThat(only(file)).contains("另存为 .xlsx");
    }

    @Test
    void aZipBombIsNotUnpacked() throws IOException {
        var file = folder.resolve("bomb.xlsx");
        zip(file, "xl/workbook.xml", new byte[1 << 20], 300);
        assertThat(Files.size(file)).isLessThan(2 << 20);
        assertThat(only(file)).contains("解开后超过 256 MB");
    }

    private String only(Path file) {
        var complaints = plan(file).complaints();
        assertThat(complaints).hasSize(1);
        assertThat(content.files()).isEqualTo(before);
        return complaints.getFirst().toString();
    }

    private static void zip(Path file, String part, byte[] bytes, int times) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(part));
            for (int i = 0; i < times; i++) zip.write(bytes);
            zip.closeEntry();
        }
    }

    // ---- leaving bad rows out ----

    @Test
    void badRowsAreLeftOutAndWhatWasThereStays() throws Exception {
        workbook.put("材料", 2, "形式", "元件")
                .put("材料", 2, "名称", "改坏了的")
                .put("问法", 3, "问法", "补证能不能网上办，问法1")
                .put("事实与变体", row("事实与变体", "收工本费"), "说法", "收五元")
                .append("条件", "card-reissue", "Bad Id", "新的条件", "", "", "law-1")
                .append("词条", "新词", "证件", "东西");
        var plan = WorkbookImport.of(workbook.save(), content.root(), TODAY, true);

        assertThat(plan.complaints()).isEmpty();
        assertThat(plan.refusedRows()).isEqualTo(3);
        assertThat(plan.files()).containsOnlyKeys(SmallContent.MATTER, SmallContent.TERMS);
        var refused = folder.resolve("refused.xlsx");
        plan.writeRefused(refused);
        plan.apply();
        var matter = content.content().matters().getFirst();
        assertThat(matter.fee().text()).isEqualTo("收五元");
        assertThat(matter.materials()).extracting(m -> m.name()).containsExactly("旧证件");
        assertThat(matter.conditions()).extracting(c -> c.id()).containsExactly("own");
        assertThat(content.files()).containsEntry(SmallContent.QUESTIONS, before.get(SmallContent.QUESTIONS));
        assertThat(content.files().get(SmallContent.TERMS)).endsWith("新词\t证件\tthing\n");

        var back = XlsxFile.read(refused, XlsxFile.LARGEST_UNPACKED).sheets();
        assertThat(back).containsOnlyKeys("条件", "材料", "问法");
        assertThat(back.get("材料").rows().get(1).values())
                .extracting(XlsxFile.Content::text)
                .contains("原来的行", "形式", "原因");
        assertThat(back.get("材料").rows().get(2).values())
                .extracting(XlsxFile.Content::text)
                .contains("2", "改坏了的", "元件", "形式：不能写“元件”；可以写：原件、复印件、填写、现场采集、联网核查");
    }

    @Test
    void whatHangsOnABadRowIsLeftOutWithIt() {
        workbook.append("情形", "card-reissue", "new one", "新的问题？", "", "law-1")
                .append("情形选项", "card-reissue", "new-one", "a", "甲")
                .append("情形选项", "card-reissue", "new-one", "b", "乙");
        var plan = WorkbookImport.of(workbook.save(), content.root(), TODAY, true);

        assertThat(plan.complaints()).isEmpty();
        assertThat(plan.refusedRows()).isEqualTo(3);
        assertThat(plan.files()).isEmpty();
    }

    @Test
    void whatIsUnsoundWithoutTheBadRowsIsNotImported() {
        workbook.remove("问法", 2).put("材料", 2, "形式", "元件");
        workbook.remove("模板", 2);
        var plan = WorkbookImport.of(workbook.save(), content.root(), TODAY, true);

        assertThat(plan.complaints()).isNotEmpty();
        assertThatThrownBy(plan::apply).isInstanceOf(IllegalStateException.class);
        assertThat(content.files()).isEqualTo(before);
    }

    // ---- all or nothing ----

    @Test
    void aChangeThatWasCutOffIsTakenBack() throws IOException {
        var root = content.root();
        Files.writeString(
                root.resolve(".import-journal"), "changed\tlinks.yaml\nnew\ttopics/new.yaml\nchanged\taspects.yaml\n");
        Files.copy(root.resolve("links.yaml"), root.resolve(".import-old-0"));
        Files.copy(root.resolve("aspects.yaml"), root.resolve(".import-old-2"));
        Files.writeString(root.resolve("links.yaml"), "half");
        Files.delete(root.resolve("aspects.yaml"));
        Files.writeString(root.resolve("topics/new.yaml"), "half");

        plan();

        assertThat(content.files()).isEqualTo(before);
        try (var files = Files.list(root)) {
            assertThat(files).noneMatch(f -> f.getFileName().toString().startsWith("."));
        }
    }

    @Test
    void aFileThatCannotBeWrittenLeavesAllAsItWas() throws IOException {
        workbook.put("事实与变体", row("事实与变体", "收工本费"), "说法", "收五元")
                .put("话题", 2, "文件", "blocked")
                .put("要素", 2, "名称", "能不能网上办理");
        var plan = plan();
        assertThat(plan.complaints()).isEmpty();
        // a folder with a file in it, where a file is to go
        Files.createDirectories(content.root().resolve("topics/blocked.yaml/.inside"));

        assertThatThrownBy(plan::apply).isInstanceOf(java.io.UncheckedIOException.class);

        assertThat(content.files()).isEqualTo(before);
    }

    private int row(String sheet, String text) {
        try {
            return XlsxFile.read(folder.resolve("all.xlsx"), XlsxFile.LARGEST_UNPACKED)
                    .sheets()
                    .get(sheet)
                    .rows()
                    .entrySet()
                    .stream()
                    .filter(e -> e.getValue().values().stream()
                            .anyMatch(c -> c.text().equals(text)))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }
}
