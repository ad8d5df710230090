package banshi.corpus.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.corpus.AspectId;
import banshi.corpus.City;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.Complaint;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the packaged profile of Guangdong and invented records. */
class OutsideImportTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final String FULL = """
            {"task_code":"4400-A1","name":"风筝放飞许可","dept":"云上市风筝局","type":"行政许可","visits":"1",\
            "location":"办理地点：云上市风筝路1号","legal_time":"20(工作日)","promised_time":"5(自然日)",\
            "conditions":"风筝不超过两米。放飞人满十六岁；","consult_phone":"（020）81112222转3、12345",\
            "complain_phone":"020－81113333。","courier":"是","platform":"风筝网（http://kite.example/in）",\
            "online_booking":"否","themes":["其他"],"service_objects":["自然人","企业法人"],\
            "materials":["放飞申请表","风筝照片","放飞申请表"],"url":"http://kite.example/apply?id=1"}""";
    private static final String BARE = """
            {"task_code":"4400-B2","name":"风筝展览登记","dept":"云上市风筝局"}""";

    @TempDir
    Path folder;

    private Path ours;

    @BeforeEach
    void writeOurContent() throws IOException {
        ours = Files.createDirectories(folder.resolve("ours"));
        Files.createDirectories(ours.resolve("topics"));
        Files.createDirectories(ours.resolve("lexicon"));
        Files.writeString(ours.resolve("aspects.yaml"), """
                aspects:
                  - {id: overview, name: 概述, ask: 是怎么回事, core: true}
                  - {id: can-online, name: 网办, ask: 能不能网上办, core: true}
                  - {id: conditions, name: 条件, ask: 要符合什么条件, core: true}
                  - {id: materials, name: 材料, ask: 要带什么材料, core: true}
                  - {id: time-limit, name: 时限, ask: 多久能办好, core: true}
                  - {id: fee, name: 收费, ask: 要多少钱, core: true}
                  - {id: where-when, name: 地点, ask: 在哪里办, core: true}
                  - {id: result-delivery, name: 送达, ask: 怎么拿, core: false}
                """);
        Files.writeString(ours.resolve("links.yaml"), """
                platforms: []
                links: []
                phones:
                  - {id: fire-brigade, number: "119", label: 火警}
                  - {id: our-office, number: "0571-87654321", label: 本市窗口}
                """);
        Files.writeString(ours.resolve("topics/all.yaml"), """
                topics:
                  - {id: fire, act: emergency, name: 着火, phone: fire-brigade, text: "请马上打{{phone}}。", says: [着火了]}
                  - {id: office, act: handoff, name: 本市窗口, phone: our-office, text: "请打{{phone}}。", says: [转窗口]}
                """);
        Files.writeString(ours.resolve("lexicon/terms.tsv"), "term\tcanonical\tkind\n风筝\t风筝\tthing\n");
    }

    private static Profile gd() {
        var complaints = new ArrayList<Complaint>();
        var profile = Profile.read(Path.of("profiles", "gd.yaml"), complaints);
        assertThat(complaints).isEmpty();
        return profile.orElseThrow();
    }

    private OutsideImport prepare(String... lines) throws IOException {
        var file = Files.writeString(folder.resolve("catalogue.jsonl"), String.join("\n", lines) + "\n");
        return OutsideImport.prepare(file, gd(), ours, TODAY);
    }

    private Content imported(String... lines) throws IOException {
        var into = folder.resolve("into");
        prepare(lines).write(into);
        return switch (ContentReader.read(into, TODAY)) {
            case CheckedContent.Sound sound -> sound.content();
            case CheckedContent.Faulty faulty -> throw new AssertionError(faulty.complaints());
        };
    }

    private static Matter matter(Content content, String id) {
        return content.matters().stream()
                .filter(m -> m.id().equals(new MatterId(id)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> answered(Content content, String id) {
        return content.templates().stream()
                .filter(t -> t.matter().equals(new MatterId(id)))
                .map(t -> t.aspect().value())
                .toList();
    }

    @Test
    void whatARecordTellsBecomesTheFactsOfItsMatter() throws IOException {
        var content = imported(FULL, BARE);
        var matter = matter(content, "gd-4400-a1");
        assertThat(matter.name()).isEqualTo("风筝放飞许可");
        assertThat(matter.category())
                .as("a theme that says nothing gives way to the type")
                .isEqualTo("行政许可");
        assertThat(matter.audience()).containsExactly("个人", "法人");
        assertThat(matter.conditions()).extracting(c -> c.text()).containsExactly("风筝不超过两米", "放飞人满十六岁");
        assertThat(matter.materials()).extracting(m -> m.name()).containsExactly("放飞申请表", "风筝照片");
        assertThat(matter.materials()).extracting(m -> m.form()).containsOnlyNulls();
        assertThat(matter.timeLimit().text()).isEqualTo("5个自然日");
        assertThat(matter.timeLimit().statutory()).isEqualTo("20个工作日");
        assertThat(matter.where().text()).isEqualTo("云上市风筝路1号");
        assertThat(matter.where().appointment()).isEqualTo("不能网上预约");
        assertThat(matter.online().mode()).isEqualTo(Matter.OnlineMode.PARTIAL);
        assertThat(matter.facts().get("consult-phone").text()).isEqualTo("020-81112222-3、12345");
        assertThat(matter.facts().get("complaint-phone").text()).isEqualTo("020-81113333");
        assertThat(content.allowList().phone(matter.hotline()).number()).isEqualTo("020-81112222-3");
        assertThat(content.templates())
                .filteredOn(t -> t.aspect().equals(new AspectId("can-online")))
                .extracting(t -> t.verdict())
                .containsExactly(Verdict.DEPENDS);
    }

    @Test
    void whatARecordDoesNotTellIsMarkedAndNeverAnswered() throws IOException {
        var content = imported(FULL, BARE);
        var bare = matter(content, "gd-4400-b2");
        assertThat(answered(content, "gd-4400-a1"))
                .containsExactlyInAnyOrder(
                        "overview",
                        "can-online",
                        "conditions",
                        "materials",
                        "time-limit",
                        "where-when",
                        "result-delivery",
                        "contact");
        assertThat(answered(content, "gd-4400-b2")).isEmpty();
        assertThat(bare.allFacts()).hasEntrySatisfying("fee", f -> {
            assertThat(f.text()).isEqualTo(City.NOT_GIVEN);
            assertThat(f.unsure()).isTrue();
        });
        assertThat(bare.materials()).isEmpty();
        assertThat(content.allowList().phone(bare.hotline()).number()).isEqualTo("12345");
        assertThat(content.phrasings()).extracting(p -> p.matter()).containsOnly(new MatterId("gd-4400-a1"));
    }

    @Test
    void theAllowListHasWhatOccursAndNothingElse() throws IOException {
        var allowed = imported(FULL, BARE).allowList();
        assertThat(allowed.phones())
                .extracting(p -> p.number())
                .containsExactlyInAnyOrder("12345", "119", "020-81112222-3", "020-81112222", "020-81113333");
        assertThat(allowed.links()).extracting(l -> l.url()).containsExactly("http://kite.example/apply?id=1");
        assertThat(allowed.platforms()).extracting(p -> p.name()).containsExactly("风筝网");
    }

    @Test
    void dangerIsAnsweredAsInOurCityAndOurOfficesStayBehind() throws IOException {
        assertThat(imported(FULL).topics()).extracting(t -> t.id().value()).containsExactly("fire");
    }

    @Test
    void theFolderTellsThatNobodyHasCuratedIt() throws IOException {
        imported(FULL);
        assertThat(ContentReader.city(folder.resolve("into")))
                .contains(new City("广东", "44", List.of("广东", "广州"), "gd", "catalogue.jsonl", TODAY));
        assertThat(ContentReader.city(ours)).isEmpty();
    }

    @Test
    void everyBadRecordIsRefusedAtOnceWithItsLineAndWhy() throws IOException {
        var report = prepare(
                        "{\"task_code\":\"1\",\"dept\":\"局\"}",
                        FULL,
                        "{\"task_code\":\"2\",",
                        FULL,
                        "",
                        "{\"task_code\":\"3\",\"name\":\"甲事\",\"dept\":\"局\",\"consult_phone\":\"下班再说\",\"visits\":\"9\"}",
                        "{\"task_code\":\"4\",\"name\":\"风筝放飞许可\",\"dept\":\"云上市风筝局\"}",
                        "[1]")
                .report();
        assertThat(report.in()).isEqualTo(7);
        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.refused()).extracting(r -> r.line()).containsExactly(1, 3, 4, 6, 7, 8);
        assertThat(report.words())
                .contains("退回 第 1 行：没有 name（/name）")
                .contains("退回 第 3 行：不是一行完整的 JSON")
                .contains("退回 第 4 行：和第 2 行重复：编号 4400-a1")
                .contains("退回 第 6 行：")
                .contains("consult-phone 里没有可用的内容：“下班再说”")
                .contains("online 的“9”不在对照表里")
                .contains("退回 第 7 行：和第 2 行重复：同一部门的同名事项")
                .contains("退回 第 8 行：不是一组字段");
    }

    @Test
    void aRecordThatTheContentCheckComplainsOfIsRefusedToo() throws IOException {
        var report = prepare(FULL, "{\"task_code\":\"5\",\"name\":\"乙事\",\"dept\":\"局\",\"location\":\"见www.kite.cn\"}")
                .report();
        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().getFirst().why().getFirst()).contains("www.kite.cn", "白名单");
    }

    @Test
    void theReportCountsEmptyFieldsAndAnswers() throws IOException {
        var report = prepare(FULL, BARE).report();
        assertThat(report.empty()).containsEntry("materials", 1).containsEntry("name", 0);
        assertThat(report.answers()).containsEntry("materials", 1).containsEntry("fee", 0);
    }

    @Test
    void refusedLinesComeOutAsTheyCame() throws IOException {
        assertThat(prepare(FULL, "{oops").refusedLines()).isEqualTo("{oops\n");
    }

    @Test
    void twoOfficesWithMattersOfOneNameAreToldApart() throws IOException {
        var other = FULL.replace("4400-A1", "4400-C3").replace("云上市风筝局", "海边市风筝局");
        var content = imported(FULL, other);
        assertThat(content.phrasings()).allSatisfy(p -> assertThat(p.text()).contains("市风筝局的风筝放飞许可"));
        assertThat(content.matters()).extracting(m -> m.shortName()).doesNotHaveDuplicates();
    }

    @Test
    void anImportReplacesItsOwnFolderAndNoOther() throws IOException {
        var into = folder.resolve("into");
        imported(FULL, BARE);
        prepare(FULL).write(into);
        assertThat(into.resolve("matters/gd/gd-4400-b2.yaml")).doesNotExist();
        var before = Files.readString(ours.resolve("aspects.yaml"));
        var again = prepare(FULL);
        assertThatIllegalArgumentException().isThrownBy(() -> again.write(ours)).withMessageContaining("不能覆盖");
        assertThat(ours.resolve("aspects.yaml")).hasContent(before);
        try (var left = Files.list(folder)) {
            assertThat(left.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".importing"));
        }
    }

    @Test
    void aPackedFileIsReadLikeAPlainOne() throws IOException {
        var file = folder.resolve("catalogue.jsonl.gz");
        try (var out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            out.write(FULL);
        }
        assertThat(OutsideImport.prepare(file, gd(), ours, TODAY).report().taken())
                .isEqualTo(1);
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutsideImport.prepare(file, gd(), ours, TODAY))
                .withMessageContaining("压缩包坏了");
    }

    @Test
    void questionsForMeasuringAreNotAmongThoseThatAreLearned() throws IOException {
        var content = imported(FULL);
        var lines = prepare(FULL).measuringQuestions(10).lines().toList();
        assertThat(lines).hasSize(10).allSatisfy(line -> assertThat(line).contains("\"matter\":\"gd-4400-a1\""));
        assertThat(content.phrasings())
                .noneMatch(p -> lines.stream().anyMatch(line -> line.contains("\"" + p.text() + "\"")));
    }
}
