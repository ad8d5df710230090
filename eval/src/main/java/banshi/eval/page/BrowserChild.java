package banshi.eval.page;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The browser of channels' tests in a JVM of its own (浏览器进程), with what the build left in the modules' folders. */
final class BrowserChild {
    private static final String MAIN = "banshi.channels.app.PageLoads";

    private final String classPath;

    private BrowserChild(String classPath) {
        this.classPath = classPath;
    }

    /**
     * The one of a repository.
     *
     * @param launcher in its root
     * @throws IllegalArgumentException if channels' tests or eval are not built
     */
    static BrowserChild beside(Path launcher) throws IOException {
        var tests = launcher.resolveSibling("channels").resolve("target").resolve("test-classes");
        var libraries = launcher.resolveSibling("eval").resolve("target").resolve("classpath");
        if (!Files.isDirectory(tests) || !Files.exists(libraries))
            throw new IllegalArgumentException(
                    "there is no " + tests + " or no " + libraries + ": build all modules first (./banshi check does)");
        return new BrowserChild(
                tests + File.pathSeparator + Files.readString(libraries).strip());
    }

    /**
     * Loads a page.
     *
     * @param slowdown how many times slower than this machine the browser's processor is
     * @throws IOException if a load fails, or there is no Chromium
     */
    List<Load> load(URI page, int times, int slowdown) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(ProcessHandle.current().info().command().orElse("java"))
                                .toString(),
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        classPath,
                        MAIN,
                        page.toString(),
                        String.valueOf(times),
                        String.valueOf(slowdown))
                .redirectErrorStream(true)
                .start();
        String printed;
        try (var out = process.getInputStream()) {
            printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0)
            throw new IOException(
                    "loading " + page + " in Chromium (apt-get install chromium fonts-noto-cjk):\n" + printed);
        return printed.lines().map(Load::of).toList();
    }
}
