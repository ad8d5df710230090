package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
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
    private static final String FEE = "[data-pointer=\"/fee/text\"] textarea";
    private static final Pattern FIRST = Pattern.compile("首个账号 +admin，口令 (\\w{16})（");

    /** What a browser runs if it takes it for markup. */
    private static final String SCRIPT = "<script>hacked=1</script><img src=x onerror=hacked=1>";

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
        server = RunningServer.startWith(
                SmallContentFolder.in(folder.resolve("content")),
                folder.resolve("data"),
                "banshi: {accounts: {second-factor: [auditor]}}\n");
        var admin = StaffHttp.enter(server.address(), "admin", firstPassword());
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

    private static Clerk window() throws Exception {
        return Clerk.at(chromium.another(1440, 900));
    }

    private static String firstPassword() {
        return Awaitility.await()
                .until(
                        () -> server.printed().stream()
                                .map(FIRST::matcher)
                                .filter(found -> found.find())
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
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
        editor.photograph("matters");
        editor.click("换身份证");
        editor.write(FEE, "换领的工本费是 33 元");
        editor.browser().await("place('.preview .card').innerText.includes('33 元')");
        editor.photograph("form");
        editor.click("保存");
        editor.sees("已保存到草稿。");
        editor.click("去看草稿，提交审核");
        editor.sees("换领的工本费是 33 元");
        editor.photograph("draft");
        editor.click("提交审核");
        editor.sees("等审核人看。");

        reviewer.goTo("/studio/");
        reviewer.click("草稿");
        reviewer.click("修改“换身份证”");
        reviewer.sees("换领的工本费是 33 元");
        reviewer.click("通过");
        reviewer.sees("等有发布权限的同事发布");

        publisher.goTo("/studio/");
        publisher.click("草稿");
        publisher.click("修改“换身份证”");
        publisher.click("去发布");
        publisher.sees("可以发布");
        publisher.sees("换领的工本费是 33 元");
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
}
