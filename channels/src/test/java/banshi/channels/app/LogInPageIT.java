package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import banshi.channels.accounts.Device;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first day of an installation in a browser: the printed password, one's own, a device, another account, roles, and who fails too often. */
@Timeout(300)
class LogInPageIT {
    private static final String CHOSEN = "Correct-Horse-7";

    @TempDir
    private Path data;

    private RunningServer.Own server;
    private Browser browser;
    private Inspection inspection;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        server = RunningServer.start(data, "");
        browser = Browser.openAtHome(390, 844, server.address());
        inspection = new Inspection(browser);
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) browser.close();
        if (server != null) server.close();
    }

    private void fill(String box, String text) throws Exception {
        browser.await("document.querySelector('" + box + "') !== null");
        browser.value("document.querySelector('" + box + "').focus()");
        browser.value("document.querySelector('" + box + "').select()");
        browser.type(text);
    }

    private void enter(String name, String password) throws Exception {
        fill("#name", name);
        fill("#password", password);
        browser.press("Enter", 13);
    }

    private void heading(String words) throws Exception {
        browser.await("document.querySelector('h2')?.textContent === '" + words + "'");
    }

    /** Looks at a screen in light, then in dark. */
    private void look(String screen) throws Exception {
        for (var colours : List.of("light", "dark")) {
            browser.prefer("prefers-color-scheme", colours);
            inspection.look(screen + "-" + colours + "-390");
        }
    }

    private void choosePassword(String old) throws Exception {
        heading("修改口令");
        fill("#old-password", old);
        fill("#new-password", CHOSEN);
        fill("#same-password", CHOSEN);
        browser.press("Enter", 13);
    }

    private void click(String control) throws Exception {
        browser.await("document.querySelector('" + control + "') !== null");
        browser.value("document.querySelector('" + control + "').click()");
    }

    private int status(String method, String path, boolean withToken) throws Exception {
        var header = withToken ? "'X-CSRF-Token': /banshi-csrf=([^;]+)/.exec(document.cookie)[1]" : "";
        return Integer.parseInt(browser.value("fetch('" + path + "', { method: '" + method + "', headers: {" + header
                + "} }).then(({ status }) => String(status))"));
    }

    @Test
    void theFirstDay() throws Exception {
        browser.go(Browser.HOME.resolve("/login"));
        heading("请登录");
        look("log-in");

        var printed = server.firstPassword();
        enter("admin", printed);
        heading("修改口令");
        look("log-in-password");
        choosePassword(printed);

        heading("动态口令");
        click(".begin");
        browser.await("document.querySelector('svg.code') !== null");
        inspection.check("enrolment");
        fill("#device-code", Device.code(browser.value("document.querySelector('.secret').textContent")));
        browser.press("Enter", 13);
        browser.await("document.querySelectorAll('.codes li').length === 10");
        inspection.check("recovery codes");
        var recovery = browser.value("document.querySelector('.codes li').textContent");
        click(".noted");
        heading("我的账号");
        inspection.check("accounts");

        assertThat(status("POST", "/api/staff/v1/accounts", false))
                .as("from another site")
                .isEqualTo(403);
        assertThat(status("GET", "/api/staff/v1/audit", true))
                .as("of another role")
                .isEqualTo(403);
        assertThat(browser.value("document.cookie")).as("what scripts see").doesNotContain("banshi-staff");

        fill("#account-name", "wang.fang");
        fill("#account-display-name", "王");
        click("input[value=\"auditor\"]");
        click(".accounts .submit");
        browser.await("document.querySelector('.issued') !== null");
        var issued =
                Pattern.compile(" (\\w{16}) ").matcher(browser.value("document.querySelector('.issued').textContent"));
        assertThat(issued.find()).isTrue();

        browser.go(Browser.HOME.resolve("/desk.html"));
        browser.await("document.querySelector('.wrong')?.textContent.includes('没有坐席角色') === true");
        browser.go(Browser.HOME.resolve("/login"));
        click(".leave");
        heading("请登录");
        assertThat(status("GET", "/api/staff/v1/me/sessions", true))
                .as("after leaving")
                .isEqualTo(401);

        enter("admin", CHOSEN);
        heading("请输入动态口令");
        look("log-in-code");
        fill("#code", recovery);
        browser.press("Enter", 13);
        heading("我的账号");
        click(".leave");

        enter("wang.fang", issued.group(1));
        choosePassword(issued.group(1));
        heading("我的账号");
        browser.await("document.querySelectorAll('.audit tbody tr').length > 5");
        inspection.check("the log");
        click(".leave");

        for (int i = 0; i < 5; i++) {
            enter("admin", "wrong");
            browser.await("document.querySelector('.complaint').textContent.includes('不对')");
        }
        enter("admin", CHOSEN);
        browser.await("document.querySelector('.complaint').textContent.includes('15 分钟')");
        inspection.check("somebody who waits");

        assertThat(command("audit", "verify")).contains("服务正在用");
        server.close();
        server.process().waitFor();
        assertThat(command("audit", "verify")).contains("审计日志完好");
        assertThat(command("account", "list")).containsPattern("admin +输错太多").contains("审计", "动态口令");
        assertThat(command("account", "reset", "admin")).contains("账号 admin，口令 ");
        assertThat(command("account", "add", "li.ming", "--name", "李", "--role", "editor,reviewer"))
                .contains("账号 li.ming，口令 ");
        assertThat(command("account", "add", "li.ming", "--name", "李", "--role", "editor"))
                .contains("已经有这个账号");
        assertThat(command("account", "lock", "li.ming")).contains("已锁定");
        assertThat(command("account", "unlock", "li.ming")).contains("已解锁");
    }

    private String command(String... arguments) {
        var out = new StringWriter();
        var all = Stream.concat(Arrays.stream(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
        Banshi.commandLine(new PrintWriter(out, true), new PrintWriter(out, true))
                .execute(all);
        return out.toString();
    }
}
