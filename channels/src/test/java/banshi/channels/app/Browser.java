package banshi.channels.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium, headless, driven over the DevTools protocol: the few commands that our pages' tests need, no driver to install. */
final class Browser implements AutoCloseable {
    /** Where {@link #openAtHome} finds a server; what a page shows does not change with the server's port then. */
    static final URI HOME = URI.create("http://banshi.localhost/");

    /** Of each of the page's pixels, in each direction. */
    private static final int SHARPNESS = 2;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path profile;
    private final URI devTools;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final StringBuilder complaints = new StringBuilder();
    private String session = "";
    /** The cookies and the store of somebody else's window; empty in the first window. */
    private String context = "";

    private int next;
    private boolean asked;

    private Browser(Process process, Path profile, URI devTools) {
        this.process = process;
        this.profile = profile;
        this.devTools = devTools;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(devTools, new Listener())
                .join();
    }

    static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM);
    }

    static Browser open(int width, int height) throws Exception {
        return open(width, height, List.of());
    }

    /** One to which that server is {@link #HOME}, and the time of day that of Zhejiang. */
    static Browser openAtHome(int width, int height, URI server) throws Exception {
        var browser = open(
                width,
                height,
                List.of("--host-resolver-rules=MAP %s %s".formatted(HOME.getHost(), server.getAuthority())));
        browser.keepTimeOfZhejiang();
        return browser;
    }

    /** A window of somebody else, who shares neither cookies nor anything kept with this one; it ends with this one at the latest. */
    Browser another(int width, int height) throws Exception {
        var other = new Browser(process, profile, devTools);
        other.context = other.command("Target.createBrowserContext", Map.of("disposeOnDetach", true))
                .get("browserContextId")
                .asString();
        other.openWindow(Map.of("url", "about:blank", "browserContextId", other.context), width, height);
        other.keepTimeOfZhejiang();
        other.command(
                "Emulation.setFocusEmulationEnabled", Map.of("enabled", true)); // several windows, each as if in front
        return other;
    }

    private void keepTimeOfZhejiang() throws Exception {
        command("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Shanghai"));
    }

    private static Browser open(int width, int height, List<String> more) throws Exception {
        var profile = Files.createTempDirectory("banshi-browser");
        var command = new ArrayList<>(List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-renderer-backgrounding",
                "--disable-backgrounding-occluded-windows",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + profile));
        command.addAll(more);
        command.add("about:blank");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var browser = new Browser(process, profile, devTools(process));
        browser.openWindow(Map.of("url", "about:blank"), width, height);
        return browser;
    }

    private void openWindow(Map<String, ?> window, int width, int height) throws Exception {
        var target = command("Target.createTarget", window).get("targetId").asString();
        session = command("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        command("Page.enable", Map.of());
        command("Runtime.enable", Map.of());
        command("Log.enable", Map.of());
        resize(width, height);
    }

    private static URI devTools(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("DevTools listening on ")) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {}));
                return URI.create(
                        line.substring("DevTools listening on ".length()).strip());
            }
        }
        throw new IOException("Chromium did not start:\n" + said);
    }

    /** What the page has to draw on, in CSS pixels; on a narrow one it is a phone. */
    void resize(int width, int height) throws Exception {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", SHARPNESS, "mobile", width < 600));
    }

    /** What the system tells the page that its owner prefers: {@code prefers-color-scheme}, {@code dark}. */
    void prefer(String feature, String value) throws Exception {
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Shows the page as it would be printed, until told otherwise. */
    void onPaper(boolean paper) throws Exception {
        command("Emulation.setEmulatedMedia", Map.of("media", paper ? "print" : ""));
    }

    /** Makes the pages' processor so many times slower than this machine's. */
    void slowDown(int times) throws Exception {
        command("Emulation.setCPUThrottlingRate", Map.of("rate", times));
    }

    /** Runs a script in every page from the next on, before the page's own. */
    void beforeEachPage(String script) throws Exception {
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    void go(URI address) throws Exception {
        var gone = command("Page.navigate", Map.of("url", address.toString()));
        if (gone.has("errorText")) throw new AssertionError(address + ": " + gone.get("errorText"));
        await("location.href.startsWith('" + address + "') && document.readyState === 'complete'");
    }

    /** Whether the browser has asked before it left a page; it is always told to leave. */
    boolean hasAsked() {
        return asked;
    }

    /** Waits in the page until a JavaScript condition holds; no polling from here. */
    void await(String condition) throws Exception {
        var waiting = """
                new Promise((done, failed) => {
                  const late = setTimeout(() => failed(new Error('waited for too long')), %d)
                  const look = () => { let ok = false; try { ok = %s } catch { ok = false }
                    if (ok) { clearTimeout(late); done(true) } else setTimeout(look, 20) }
                  look()
                })
                """.formatted(PATIENCE.toMillis(), condition);
        evaluate(waiting, condition);
    }

    /** The value of a JavaScript expression, as text. */
    String value(String expression) throws Exception {
        return evaluate(expression, expression).path("value").asString("");
    }

    void type(String text) throws Exception {
        command("Input.insertText", Map.of("text", text));
    }

    /** Clicks with the mouse on what a JavaScript expression finds, once it is there, stands still, and nothing lies over it. */
    void click(String element) throws Exception {
        await("""
                (() => {
                  const element = %s
                  if (!element || element.disabled) return false
                  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
                  const { left, top, width, height } = element.getClientRects()[0]
                  const aim = [left + width / 2, top + height / 2].join()
                  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
                  const still = window.aim === aim
                  window.aim = aim
                  return still && hit !== null && (element.contains(hit) || hit.contains(element))
                })()
                """.formatted(element));
        var aim = value("(() => { const { aim } = window; delete window.aim; return aim })()")
                .split(",");
        for (var type : List.of("mousePressed", "mouseReleased"))
            command(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            Double.parseDouble(aim[0]),
                            "y",
                            Double.parseDouble(aim[1]),
                            "button",
                            "left",
                            "clickCount",
                            1));
    }

    /** A letter while Ctrl is held. */
    void pressCtrl(char letter) throws Exception {
        for (var type : List.of("keyDown", "keyUp"))
            command(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "modifiers",
                            2,
                            "key",
                            String.valueOf(letter),
                            "code",
                            "Key" + Character.toUpperCase(letter),
                            "windowsVirtualKeyCode",
                            (int) Character.toUpperCase(letter)));
    }

    void press(String key, int code) throws Exception {
        var down = Map.<String, Object>of(
                "type",
                "keyDown",
                "key",
                key,
                "code",
                key,
                "windowsVirtualKeyCode",
                code,
                "text",
                key.equals("Enter") ? "\r" : "");
        command("Input.dispatchKeyEvent", down);
        command(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    void screenshot(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, screenshot());
    }

    /** What is shown, at half the size. */
    Picture picture() throws Exception {
        return Picture.read(screenshot()).reduced(2 * SHARPNESS);
    }

    /** What is shown on a screen of that size, with the field in it that is written in, as a WebP of few bytes. */
    byte[] smallPicture(int width, int height) throws Exception {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        value(
                "if (document.activeElement.matches('input, textarea')) document.activeElement.scrollIntoView({ block: 'center' })");
        value("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))");
        var webp = command("Page.captureScreenshot", Map.of("format", "webp", "quality", 60))
                .get("data")
                .asString();
        return Base64.getDecoder().decode(webp);
    }

    private byte[] screenshot() throws Exception {
        var png = command("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .asString();
        return Base64.getDecoder().decode(png);
    }

    /** Does something while the screen is long enough to show all of the page without scrolling. */
    void onALongScreen(Doing doing) throws Exception {
        int width = Integer.parseInt(value("String(innerWidth)"));
        int height = Integer.parseInt(value("String(innerHeight)"));
        resize(width, Math.max(height, Integer.parseInt(value("String(document.documentElement.scrollHeight)"))));
        doing.run();
        resize(width, height);
    }

    interface Doing {
        void run() throws Exception;
    }

    private JsonNode evaluate(String expression, String forMessage) throws Exception {
        var result = command(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (result.has("exceptionDetails"))
            throw new AssertionError("in the page, " + forMessage + ": "
                    + result.path("exceptionDetails")
                            .path("exception")
                            .path("description")
                            .asString("")
                    + "\nthe page says:\n" + value("document.body.innerText")
                    + "\nthe browser says:\n" + complaints);
        return result.get("result");
    }

    private JsonNode command(String method, Map<String, ?> parameters) throws Exception {
        int id = ++next;
        var message = JsonMapper.shared().createObjectNode().put("id", id).put("method", method);
        message.set("params", JsonMapper.shared().valueToTree(parameters));
        if (!session.isEmpty()) message.put("sessionId", session);
        socket.sendText(message.toString(), true).join();
        while (true) {
            var answer = answers.poll(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
            if (answer == null) throw new AssertionError("Chromium did not answer " + method);
            if (answer.path("id").asInt(0) != id) {
                remember(answer);
                continue;
            }
            if (answer.has("error")) throw new AssertionError(method + ": " + answer.get("error"));
            return answer.get("result");
        }
    }

    /** Keeps what the page complains of, for the message of a test that fails. */
    private void remember(JsonNode event) {
        var method = event.path("method").asString("");
        if (method.equals("Page.javascriptDialogOpening")) {
            asked = true;
            var yes = JsonMapper.shared()
                    .createObjectNode()
                    .put("id", ++next)
                    .put("method", "Page.handleJavaScriptDialog")
                    .put("sessionId", session);
            yes.putObject("params").put("accept", true);
            socket.sendText(yes.toString(), true).join();
        }
        if (method.equals("Runtime.exceptionThrown") || method.equals("Log.entryAdded"))
            complaints.append(event.get("params")).append('\n');
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        if (!context.isEmpty()) return; // it goes with the connection
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        try (Stream<Path> files = Files.walk(profile)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | java.io.UncheckedIOException e) {
            // a helper process of Chromium may still write; the system's temporary folder is cleaned by others
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                answers.add(JsonMapper.shared().readTree(part.toString()));
                part.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
