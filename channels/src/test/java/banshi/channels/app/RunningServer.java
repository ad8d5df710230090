package banshi.channels.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * The real program in a process of its own, as {@code ./banshi serve} starts it: real content, real model, a free port. One for all
 * tests of this JVM; it ends with it.
 */
final class RunningServer {
    static final String APPID = "wxb11529c136998cb6";
    static final String ORIGINAL_ID = "gh_0123456789ab";
    static final String TOKEN = "pamtest";
    static final String API_KEY = "a key of other people's programs";
    static final String OPERATIONS_KEY = "a key of those who look after it";
    static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/");

    private static URI address;

    private RunningServer() {}

    /** Its address, without a slash at the end; the first call starts it. */
    static synchronized URI address() {
        if (address == null) address = start();
        return address;
    }

    private static URI start() {
        var own = start(Path.of("target", "it-data", System.getProperty("banshi.test.jvm", "jvm")), """
                banshi:
                  wechat:
                    accounts:
                      - appid: %s
                        original-id: %s
                        token: %s
                        encoding-aes-key: %s
                  open:
                    keys:
                      tests:
                        secret: %s
                        per-minute: 1000
                """.formatted(
                        APPID, ORIGINAL_ID, TOKEN, AES_KEY, API_KEY));
        Runtime.getRuntime().addShutdownHook(new Thread(own::close));
        return own.address();
    }

    /**
     * Another one, with settings of its own.
     *
     * @param printed the lines that it has written since it was ready
     */
    record Own(Process process, URI address, Queue<String> printed) implements AutoCloseable {
        private static final Pattern FIRST_PASSWORD = Pattern.compile("首个账号 +admin，口令 (\\w{16})（");

        /** Asks it to stop. */
        @Override
        public void close() {
            process.destroy();
        }

        /** Of the account {@code admin}; printed once, just after the line by which it is known that the server is ready. */
        String firstPassword() {
            return Awaitility.await()
                    .until(
                            () -> printed.stream()
                                    .map(FIRST_PASSWORD::matcher)
                                    .filter(found -> found.find())
                                    .map(found -> found.group(1))
                                    .findFirst()
                                    .orElse(""),
                            found -> !found.isEmpty());
        }

        /** Ends it at once, as a power cut would. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    /** Starts one with these settings; whoever starts it closes it. */
    static Own start(Path data, String settings) {
        return start(data, settings, List.of());
    }

    /** Starts one of other content, with settings of its own. No sentence is encoded anew that is in the release that was compiled before. */
    static Own startWith(Path content, Path data, String settings) {
        return start(data, settings, List.of("--content", content.toString()));
    }

    private static Own start(Path data, String settings, List<String> options) {
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve("banshi.yaml"), settings);
            var arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
            arguments.addAll(options);
            var program = new ProcessBuilder(command(arguments.toArray(String[]::new)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            program.environment().put("BANSHI_OPEN_KEYS_OPERATIONS_SECRET", OPERATIONS_KEY);
            program.environment().put("BANSHI_OPEN_KEYS_OPERATIONS_SCOPES", "operations");
            var server = program.start();
            var printed = new ConcurrentLinkedQueue<String>();
            return new Own(server, readAddress(server, printed), printed);
        } catch (IOException e) {
            throw new UncheckedIOException("starting the server", e);
        }
    }

    /** The program's command line on this JVM's class path and flags. */
    static List<String> command(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dbanshi.content=../corpus/content",
                "-Dbanshi.releases=" + compiledBefore(),
                "-cp",
                classPath(),
                "banshi.channels.app.Banshi"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Where the tests of assistant-core have compiled the release of this very content; the server compiles it if it is not there. */
    static Path compiledBefore() {
        var all = Path.of("../assistant-core/target/test-release");
        if (!Files.isDirectory(all)) return all;
        try (var folders = Files.list(all)) {
            return folders.filter(Files::isDirectory).findFirst().orElse(all);
        } catch (IOException e) {
            throw new UncheckedIOException("looking for the release that was compiled before", e);
        }
    }

    /** This JVM's, without the tests and their resources. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static URI readAddress(Process server, Queue<String> rest) throws IOException {
        var printed = new StringBuilder();
        var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            var found = ADDRESS.matcher(line);
            if (found.find()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(rest::add)); // so that it never blocks on us
                return URI.create(found.group(1));
            }
        }
        throw new IOException("the server ended before it was ready:\n" + printed);
    }
}
