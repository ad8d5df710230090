package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./banshi} says before it builds anything. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../banshi");

    @TempDir
    Path folder;

    @Test
    void helpListsTheCommandsAndNeedsNoJdk() throws Exception {
        var said = run(Map.of("BANSHI_JVMS", "/nowhere", "JAVA_HOME", "/nowhere"), "--help");
        assertThat(said)
                .startsWith("0\n")
                .contains("serve", "ask", "check", "export", "import", "doctor", "eval", "bench", "test");
    }

    @Test
    void anUnknownCommandFailsWithTheHelp() throws Exception {
        assertThat(run(Map.of(), "sing")).startsWith("1\n").contains("serve", "no command sing");
    }

    @Test
    void saysInOneSentenceThatThereIsNoJdk25() throws Exception {
        var old = Files.createDirectories(folder.resolve("jdk-17"));
        pretend(old, "17.0.15");
        var said = run(Map.of("BANSHI_JVMS", folder + "/*", "JAVA_HOME", old.toString()), "check");
        assertThat(said).startsWith("1\n").contains("JDK 25", "JAVA_HOME").hasLineCount(2);
    }

    @Test
    void findsAJdk25AmongOthers() throws Exception {
        pretend(folder.resolve("jdk-17"), "17.0.15");
        pretend(folder.resolve("jdk-25"), "25.0.3");
        pretend(folder.resolve("jdk-26"), "26");
        // the pretended JDK cannot build: that Maven is missed comes after the JDK was found
        var tools = Files.createDirectory(folder.resolve("tools"));
        for (var tool : new String[] {"sh", "dirname", "grep", "find", "head", "cat", "uname"})
            Files.createSymbolicLink(tools.resolve(tool), which(tool));
        var root = Files.createDirectory(folder.resolve("clone"));
        Files.copy(LAUNCHER, root.resolve("banshi"));
        var process =
                new ProcessBuilder("/bin/sh", root.resolve("banshi").toString(), "check").redirectErrorStream(true);
        process.environment().putAll(Map.of("BANSHI_JVMS", folder + "/jdk-*", "PATH", tools.toString()));
        process.environment().remove("JAVA_HOME");
        assertThat(output(process)).startsWith("1\n").contains("Maven").doesNotContain("JDK");
    }

    private static void pretend(Path jdk, String version) throws IOException {
        var bin = Files.createDirectories(jdk.resolve("bin"));
        assertThat(Files.createFile(bin.resolve("javac")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private static Path which(String tool) {
        for (var folder : new String[] {"/usr/bin", "/bin"}) {
            var path = Path.of(folder, tool);
            if (Files.exists(path)) return path;
        }
        throw new IllegalStateException(tool + " is neither in /usr/bin nor in /bin");
    }

    private static String run(Map<String, String> environment, String... arguments) throws Exception {
        var process = new ProcessBuilder("/bin/sh", LAUNCHER.toString()).redirectErrorStream(true);
        process.command().addAll(java.util.List.of(arguments));
        process.environment().putAll(environment);
        return output(process);
    }

    /** The exit code, then what was printed. */
    private static String output(ProcessBuilder builder) throws Exception {
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + said;
    }
}
