package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import banshi.channels.misses.KeptCall;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The studio as people use it: each in a window of their own, logged in by the page, on one real server with a small part of the content
 * ({@link SmallContentFolder}). Every test works in a draft of its own; people are made up.
 */
@Timeout(300)
class StudioPageIT {
    private static final String STUDIO = "/api/studio/v1";
    private static final String RENEW = "matters/idcard/idcard-renew.yaml";
    private static final String FORM = "/studio/matters/idcard-renew";
    private static final int ESCAPE = 27;
    private static final String MISS = "a".repeat(32);

    /** What some call the card, and the lexicon does not know yet. */
    private static final String WORD = "小卡";

    private static final String FEE = "[data-pointer=\"/fee/text\"] textarea";

    /** What a browser runs if it takes it for markup. */
    private static final String SCRIPT = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>";

    @TempDir
    private static Path folder;

    private static RunningServer.Own server;
    private static Browser chromium;
    private static Clerk editor;
    private static Clerk second;
    private static Clerk reviewer;
    private static Clerk publisher;

    /** The same people by HTTP, for what a test needs and is not about. */
    private static StaffHttp editorByHttp;

    private static StaffHttp reviewerByHttp;
    private static StaffHttp publisherByHttp;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        var data = Files.createDirectories(folder.resolve("data"));
        try (var records = Records.open(new RecordSettings(null, null, null, Duration.ofDays(180)), data)) {
            heard(records);
        }
        server = RunningServer.startWith(
                SmallContentFolder.in(folder.resolve("content")),
                data,
                "banshi: {accounts: {second-factor: [auditor]}}\n");
        var admin = StaffHttp.enter(server.address(), "admin", server.firstPassword());
        editorByHttp = admin.colleague("editor", "采编甲", "editor");
        admin.colleague("second", "采编乙", "editor");
        reviewerByHttp = admin.colleague("reviewer", "审核丙", "reviewer");
        publisherByHttp = admin.colleague("publisher", "发布丁", "publisher");
        chromium = Browser.openAtHome(1440, 900, server.address());
        editor = window().logIn("editor");
        second = window().logIn("second");
        reviewer = window().logIn("reviewer");
        publisher = window().logIn("publisher");
    }

    /** What was said on the telephone before the server was started. */
    private static void heard(Records records) {
        var at = Instant.now().minus(Duration.ofHours(1));
        KeptCall.ended(records, "p1", at)
                .caller("你好我想问一下")
                .caller("换身份证要交多少钱")
                .card("answer", "要交工本费20元。")
                .judged("edited", "换一张收20块钱，窗口扫码交就行。", 14, null);
        KeptCall.ended(records, "p2", at)
                .caller("换身份证要交多少钱")
                .card("answer", "要交工本费20元。")
                .judged("rejected", null, null, "来电人问的是加急多少钱");
        records.sql()
                .sql("update hotline_suggestion set matter = 'idcard-renew'")
                .update();
        records.sql()
                .sql("insert into miss_cluster (id, found_at, state) values (?, ?, 'open')")
                .params(MISS, Times.of(at))
                .update();
        records.sql()
                .sql("insert into miss_wording (hash, cluster, seen_at) values ('hash', ?, ?)")
                .params(MISS, Times.of(at))
                .update();
        records.sql()
                .sql(
                        "insert into miss (id, call, utterance, feedback, missed_at, cluster, kinds) select 'feedback:' || f.id, s.call, s.asked, f.id, f.given_at, ?,"
                                + " case when f.action = 'edited' then 'card-edited' else 'card-rejected' end"
                                + " from hotline_feedback f join hotline_suggestion s on s.call = f.call and s.number = f.suggestion")
                .params(MISS)
                .update();
        for (var proposal : List.of(List.of("idcard-renew", "fee"), List.of("", "")))
            records.sql()
                    .sql(
                            "insert into proposal (matter, aspect, question, answer, source, account, proposed_at, state)"
                                    + " values (nullif(?, ''), nullif(?, ''), '换身份证要交多少钱', '换一张收20块钱，窗口扫码交就行。', 'edit', 'nobody', ?, 'open')")
                    .params(proposal.getFirst(), proposal.getLast(), Times.of(at))
                    .update();
    }

    private static Clerk window() throws Exception {
        return Clerk.at(chromium.another(1440, 900));
    }

    @AfterAll
    static void close() throws Exception {
        if (chromium != null) chromium.close();
        if (server != null) {
            server.close();
            server.process().waitFor();
        }
    }

    private static String draft(String title) {
        return editorByHttp
                .ok("POST", STUDIO + "/drafts", Map.of("title", title))
                .path("id")
                .stringValue();
    }

    private static JsonNode file(String draft, String name) {
        return editorByHttp.ok("GET", STUDIO + "/file?draft=" + draft + "&name=" + name, null);
    }

    private static String fee(String draft) {
        return file(draft, RENEW).at("/tree/fee/text").stringValue();
    }

    /** The draft's head, with which the next step is asked for. */
    private static Map<String, String> save(String draft, String name, JsonNode read) {
        var saved = editorByHttp.ok(
                "PUT",
                STUDIO + "/drafts/" + draft + "/files",
                Map.of(
                        "base",
                        read.path("revision").stringValue(),
                        "edits",
                        List.of(Map.of("file", name, "tree", read.path("tree")))));
        return Map.of("head", saved.path("revision").stringValue(), "remark", "");
    }

    private static Map<String, String> saveFee(String draft, String text) {
        var read = file(draft, RENEW);
        ((ObjectNode) read.at("/tree/fee")).put("text", text);
        return save(draft, RENEW, read);
    }

    @Test
    void aChangedFeeIsPublishedByThreePeopleInTwelveClicks() throws Exception {
        editor.goTo("/studio/");
        editor.sees("共 6 个");
        editor.photograph("matters");
        editor.click("换身份证");
        editor.write(FEE, "换领的工本费是 33 元");
        editor.browser().await("place('.preview .card').innerText.includes('33 元')");
        editor.photograph("form");
        editor.click("保存");
        editor.sees("已保存到草稿。");
        editor.click("去看草稿，提交审核");
        editor.sees("改了什么（1 处，1 个文件）");
        editor.sees("领的工本费是 33 元"); // as a change is told: what stays, what goes, what comes
        editor.photograph("draft");
        editor.click("提交审核");
        editor.sees("等审核人看。");

        reviewer.goTo("/studio/");
        reviewer.click("草稿");
        reviewer.click("修改“换身份证”");
        reviewer.sees("领的工本费是 33 元");
        reviewer.click("通过");
        reviewer.sees("等有发布权限的同事发布");

        publisher.goTo("/studio/");
        publisher.click("草稿");
        publisher.click("修改“换身份证”");
        publisher.click("去发布");
        publisher.sees("可以发布");
        publisher.sees("领的工本费是 33 元");
        publisher.photograph("gate");
        publisher.click("发布");
        publisher.sees("正在用");
        publisher.photograph("releases");

        try (var citizen = window()) {
            citizen.goTo("/");
            citizen.write("textarea", "换身份证要多少钱");
            citizen.enter();
            citizen.browser().await("place('article.answer')?.innerText.includes('换领的工本费是 33 元')");
        }
        int edited = editor.clicks();
        int reviewed = reviewer.clicks();
        int published = publisher.clicks();
        System.out.printf(
                "clicks from the open studio to a published fee: %d by the editor, %d by the reviewer, %d by the publisher%n",
                edited, reviewed, published);
        assertThat(edited + reviewed + published).isLessThanOrEqualTo(12);
    }

    @Test
    void whoChangesWhatSomebodyElseHasChangedSeesBothSidesAndDecides() throws Exception {
        var draft = draft("两个人改收费");
        editor.goTo(FORM + "?draft=" + draft);
        second.goTo(FORM + "?draft=" + draft);
        editor.write(FEE, "换领收 31 元");
        second.write(FEE, "换领收 32 元");
        editor.click("保存");
        editor.sees("已保存到草稿。");

        second.click("保存");
        second.sees("有人和您改了同一处");
        assertThat(second.reads(".conflict")).contains("31 元", "32 元", "用我的", "用对方的", "采编甲");
        second.photograph("clash");
        second.write(".other textarea", "换领收 31 元，低保免收");
        second.click("就这样保存");
        second.sees("已保存到草稿。");
        assertThat(second.reads(FEE)).isEqualTo("换领收 31 元，低保免收");
        assertThat(fee(draft)).isEqualTo("换领收 31 元，低保免收");
    }

    @Test
    void whoChangesAnotherFactOfTheSameMatterNoticesNothing() throws Exception {
        var draft = draft("两个人改两处");
        editor.goTo(FORM + "?draft=" + draft);
        second.goTo(FORM + "?draft=" + draft);
        editor.write(FEE, "换领收 31 元");
        second.write("[data-pointer=\"/progress/text\"] textarea", "打派出所的电话问");
        editor.click("保存");
        editor.sees("已保存到草稿。");
        second.click("保存");
        second.sees("已保存到草稿。");

        assertThat(second.finds(".conflict")).isFalse();
        assertThat(second.reads(FEE)).isEqualTo("换领收 31 元");
        assertThat(fee(draft)).isEqualTo("换领收 31 元");
        assertThat(file(draft, RENEW).at("/tree/progress/text").stringValue()).isEqualTo("打派出所的电话问");
    }

    @Test
    void theEditorReadsWhyADraftWasReturned() throws Exception {
        var draft = draft("要退回的草稿");
        var word = saveFee(draft, "换领收 31 元");
        editorByHttp.ok("POST", STUDIO + "/drafts/" + draft + "/submit", word);

        reviewer.goTo("/studio/drafts/" + draft);
        reviewer.sees("退回要写意见。");
        assertThat(reviewer.finds("button:disabled")).isTrue();
        reviewer.write("#remark", "收费依据的文号写错了");
        reviewer.click("退回");
        reviewer.sees("已退回");

        editor.goTo("/studio/drafts");
        editor.sees("退回来要改的");
        editor.photograph("returned");
        editor.click("要退回的草稿");
        editor.sees("审核丙：收费依据的文号写错了");
        editor.sees("提交审核");
    }

    @Test
    void whatTheGateStopsIsPublishedOnlyWithAReasonWhichIsKept() throws Exception {
        var draft = draft("补领多几句问法");
        var asked = file(draft, "questions/idcard-renew.tsv").at("/tree/rows").valueStream();
        var other = file(draft, "questions/idcard-reissue.tsv");
        var rows = (ArrayNode) other.at("/tree/rows");
        asked.filter(row -> row.path("aspect").stringValue().equals("fee"))
                .filter(row -> row.path("text").stringValue().contains("证"))
                .forEach(row -> rows.addObject()
                        .put("aspect", "fee")
                        .put("style", row.path("style").stringValue())
                        // the same question, though it does not look so: what is approved of one matter is lost to
                        // another
                        .put("text", row.path("text").stringValue().replace('证', '證')));
        var word = save(draft, "questions/idcard-reissue.tsv", other);
        editorByHttp.ok("POST", STUDIO + "/drafts/" + draft + "/submit", word);
        reviewerByHttp.ok("POST", STUDIO + "/drafts/" + draft + "/approve", word);

        publisher.goTo("/studio/drafts/" + draft + "/gate");
        publisher.sees("有问题，先别发布");
        publisher.sees("丢了问法");
        publisher.photograph("blocked");
        publisher.browser().await("control('仍然发布').disabled");
        publisher.write("#reason", "专项行动期间，挂失一律先转接警");
        publisher.click("仍然发布");
        publisher.sees("正在用");
        publisher.sees("专项行动期间，挂失一律先转接警");
        assertThat(publisherByHttp
                        .ok("GET", STUDIO + "/releases", null)
                        .at("/0/reason")
                        .stringValue())
                .isEqualTo("专项行动期间，挂失一律先转接警");
    }

    @Test
    void aTemplateThatNamesAnUnknownFactIsToldAtTheField() throws Exception {
        var draft = draft("模板写错");
        editor.goTo(FORM + "/templates?draft=" + draft);
        var spoken = "[data-pointer=\"/templates/0/spoken\"]";
        editor.clickOn(spoken + " [role=textbox]");
        editor.type("{{no-such-fact}}");
        editor.sees("没有的事实：no-such-fact");
        editor.sees("用到了这个事项没有的事实");
        editor.click("保存");
        editor.sees("已保存到草稿。上面几处要改好才能发布。");
        assertThat(editor.reads(spoken + " .notes")).contains("no-such-fact");
        assertThat(editor.reads(spoken + " [role=textbox]")).contains("没有的事实：no-such-fact");
        assertThat(file(draft, "templates/idcard-renew.yaml")
                        .at("/tree/templates/0/spoken")
                        .stringValue())
                .contains("{{no-such-fact}}");
    }

    @Test
    void aDuplicateIdIsToldAtItsRow() throws Exception {
        var draft = draft("编号重复");
        editor.goTo(FORM + "?draft=" + draft);
        editor.click("“人像和指纹”的更多内容");
        editor.write("[data-pointer=\"/materials/1/id\"] input", "old-card"); // as the one above it is called
        editor.click("保存");
        editor.sees("已保存到草稿。上面几处要改好才能发布。");
        assertThat(editor.reads(".complaints")).contains("old-card");
        assertThat(editor.finds("[data-pointer=\"/materials\"] tr.troubled"))
                .as("its row is marked")
                .isTrue();
        assertThat(editor.reads("[data-pointer=\"/materials/1/id\"] input")).isEqualTo("old-card");
        editor.click("“人像和指纹”的更多内容");
        assertThat(editor.finds("[data-pointer=\"/materials/1/id\"]")).isFalse();
        editor.clickOn(".complaints button");
        editor.browser().await("document.activeElement === place('[data-pointer=\"/materials/1/id\"] input')");
        editor.goTo("/studio/drafts/" + draft);
        editor.sees("先把上面的错改好，再提交。");
    }

    @Test
    void aCircularSituationIsToldAtItsRow() throws Exception {
        var draft = draft("情形绕圈");
        var read = file(draft, RENEW);
        ((ObjectNode) read.at("/tree/situations/0")).putObject("when").put("hukou", "zhejiang");
        save(draft, RENEW, read);
        editor.goTo(FORM + "?draft=" + draft);
        editor.click("“户口在浙江还是外省？”的更多内容");
        editor.clickOn("[data-pointer=\"/situations/2/when\"] .said");
        editor.clickOn("[data-pointer=\"/situations/2/when\"] .el-select__wrapper");
        editor.click("身份证是怎么了？");
        editor.click("保存");
        editor.sees("已保存到草稿。上面几处要改好才能发布。");
        assertThat(editor.reads(".complaints")).contains("绕成了一个圈");
        assertThat(editor.finds("[data-pointer=\"/situations\"] tr.troubled"))
                .as("its row is marked")
                .isTrue();
    }

    @Test
    void whatLooksLikeMarkupIsTextEverywhere() throws Exception {
        var draft = draft("尖括号 " + SCRIPT);
        editor.goTo(FORM + "?draft=" + draft);
        editor.write(FEE, "换领收 31 元" + SCRIPT);
        editor.browser().await("place('.preview .card').innerText.includes('" + SCRIPT + "')");
        editor.isNotHacked();
        for (var wire : List.of("微信", "电话", "网页")) {
            editor.click(wire);
            editor.isNotHacked();
        }
        editor.click("保存");
        editor.sees("已保存到草稿。");
        assertThat(editor.reads(FEE)).isEqualTo("换领收 31 元" + SCRIPT);
        editor.click("去看草稿，提交审核");
        editor.sees("改了什么（1 处，1 个文件）");
        editor.sees(SCRIPT);
        editor.isNotHacked();
        editor.goTo("/studio/drafts/" + draft + "/gate?draft=" + draft);
        editor.browser().await("place('.verdict:not(.working)') !== undefined");
        editor.isNotHacked();
        editor.goTo("/studio/drafts");
        editor.sees(SCRIPT);
        editor.isNotHacked();
    }

    @Test
    void whoLeavesWithUnsavedChangesIsAsked() throws Exception {
        var draft = draft("没存就走");
        editor.goTo(FORM + "?draft=" + draft);
        editor.write(FEE, "换领收 31 元");
        editor.click("发布记录");
        editor.sees("现在离开，刚才填的就没有了。");
        editor.click("留下接着改");
        assertThat(editor.reads(FEE)).isEqualTo("换领收 31 元");
        editor.goTo("/studio/drafts?draft=" + draft);
        assertThat(editor.browser().hasAsked()).as("before the tab is left").isTrue();

        editor.goTo(FORM + "?draft=" + draft);
        editor.write(FEE, "换领收 31 元");
        editor.click("发布记录");
        editor.click("不保存，离开");
        editor.sees("最上面的一个正在回答群众。");
        assertThat(fee(draft)).isNotEqualTo("换领收 31 元");
    }

    @Test
    void theKeyboardAloneFindsChangesAndSaves() throws Exception {
        var draft = draft("只用键盘");
        editor.goTo("/studio/matters?draft=" + draft);
        editor.sees("共 6 个");
        editor.browser().pressCtrl('k');
        editor.browser().await("document.activeElement.getAttribute('role') === 'combobox'");
        editor.type("补身份证");
        editor.browser().await("place('[role=option][aria-selected=true]')?.innerText.includes('补身份证')");
        editor.photograph("search");
        editor.enter();
        editor.browser().await("location.pathname.endsWith('/matters/idcard-reissue') && place('" + FEE + "')");
        editor.browser().await("document.querySelector('.el-overlay')?.checkVisibility() !== true");
        editor.clicks();

        editor.tabTo(FEE);
        editor.browser().value("document.activeElement.select(); ''");
        editor.type("补领收 44 元");
        editor.browser().pressCtrl('s');
        editor.sees("已保存到草稿。");
        assertThat(editor.clicks()).isZero();
        assertThat(file(draft, "matters/idcard/idcard-reissue.yaml")
                        .at("/tree/fee/text")
                        .stringValue())
                .isEqualTo("补领收 44 元");
    }

    @Test
    void aNewWordShowsWhichQuestionsItChangesBeforeItIsSaved() throws Exception {
        var draft = draft("词典加词");
        editor.goTo("/studio/lexicon?draft=" + draft);
        editor.click("看看哪些问题会变");
        editor.sees("都和现在读得一样");

        editor.write("tr.new td:nth-child(1) input", WORD);
        editor.write("tr.new td:nth-child(2) input", "居民身份证");
        editor.click("加上");
        editor.sees("词典又改过了，下面是改之前看的。");
        editor.click("再看一次");
        editor.sees("句换了读法");
        editor.clickOn(".rereading summary");
        assertThat(editor.reads(".rereading details")).contains(WORD, "居民身份证");
        var found = new SoftAssertions();
        inspect("the questions that a word changes", new Inspection(editor.browser()), found);
        found.assertAll();
        editor.photograph("lexicon");
        assertThat(file(draft, "lexicon/terms.tsv").at("/tree/rows").valueStream())
                .as("nothing is saved by looking")
                .noneMatch(row -> row.path("term").stringValue().equals(WORD));
    }

    @Test
    void whoIsThereForTheFirstTimeIsShownAroundOnce() throws Exception {
        try (var newcomer = window()) {
            newcomer.logInForTheFirstTime("editor");
            newcomer.goTo("/studio/");
            newcomer.sees("第 1 步，共 7 步");
            newcomer.click("下一步");
            newcomer.sees("第 2 步，共 7 步");
            newcomer.browser().press("Escape", ESCAPE);
            newcomer.browser().await("!document.body.innerText.includes('第 2 步')");
            newcomer.goTo("/studio/");
            newcomer.sees("共 6 个");
            assertThat(newcomer.browser().value("document.body.innerText")).doesNotContain("第 1 步");
            newcomer.clickOn(".help");
            newcomer.sees("第 1 步，共 7 步");
        }
    }

    @Test
    void whatAnAgentSaysBetterBecomesADraft() throws Exception {
        editor.goTo("/studio/misses/" + MISS);
        editor.sees("来电人问的是加急多少钱");
        editor.photograph("heard-misses");
        editor.click("转成口径建议");
        editor.click("已经转成口径建议，去看");
        editor.sees("现在公布的口播");
        editor.photograph("proposals");
        editor.click("打开成草稿");
        editor.browser().await("location.pathname.startsWith('/studio/drafts/')");
        editor.sees("窗口扫码交就行");
    }

    /** Where it is, and what tells that it is all there. */
    private record Screen(String path, String shown) {}

    @Test
    void everyScreenFitsAndAllCanUseIt() throws Exception {
        var draft = draft("各页面看一遍");
        saveFee(draft, "换领收 31 元");
        var screens = List.of(
                new Screen("/login", ".sheet"),
                new Screen("/studio/matters", ".matters tbody tr"),
                new Screen(FORM, ".preview .card"),
                new Screen(FORM + "/templates", ".preview .card"),
                new Screen(FORM + "/phrasings", ".rows .row"),
                new Screen(FORM + "/history?draft=" + draft, ".past .head"),
                new Screen("/studio/lexicon", ".table tbody tr"),
                new Screen("/studio/records/bundles", "[data-pointer]"),
                new Screen("/studio/records/topics", "[data-pointer]"),
                new Screen("/studio/links", "[data-pointer]"),
                new Screen("/studio/drafts", ".card"),
                new Screen("/studio/drafts/" + draft + "?draft=" + draft, "dl"),
                new Screen("/studio/drafts/" + draft + "/gate", ".moved"),
                new Screen("/studio/releases", ".table tbody tr"),
                new Screen(FORM + "/surroundings", "#surroundings-title"),
                new Screen("/studio/misses", "h1.page-title"),
                new Screen("/studio/misses/" + MISS, ".calls"),
                new Screen("/studio/proposals", ".card"),
                new Screen("/studio/figures", "h1.page-title"),
                new Screen("/studio/why", "h1.page-title"),
                new Screen("/studio/nowhere", "a"));
        var inspection = new Inspection(editor.browser());
        var found = new SoftAssertions();
        for (var screen : screens) {
            editor.goTo(screen.path());
            editor.browser().await("place('" + screen.shown() + "') !== undefined");
            inspect(screen.path(), inspection, found);
            if (!screen.path().equals("/studio/matters")) continue;
            editor.clickOn(".switcher .opener");
            inspect("the drafts to work in", inspection, found);
            editor.browser().pressCtrl('k');
            editor.browser().await("document.activeElement.getAttribute('role') === 'combobox'");
            editor.type("身份证");
            editor.browser().await("place('[role=option]') !== undefined");
            inspect("the search", inspection, found);
        }
        try (var nobody = window()) {
            nobody.goTo("/login");
            nobody.browser().await("place('#password') !== undefined");
            inspect("the log-in", new Inspection(nobody.browser()), found);
        }
        found.assertAll();
    }

    private static void inspect(String screen, Inspection inspection, SoftAssertions found) throws Exception {
        for (int width : List.of(390, 1024, 1440)) {
            inspection.browser().resize(width, 900);
            found.assertThat(inspection.cutOff())
                    .as("%s, %d wide", screen, width)
                    .isEmpty();
        }
        inspection.browser().prefer("prefers-color-scheme", "dark");
        found.assertThat(inspection.pale()).as("%s, dark", screen).isEmpty();
        inspection.browser().prefer("prefers-color-scheme", "light");
        found.assertThat(inspection.violations()).as("%s, light", screen).isEmpty();
    }
}
