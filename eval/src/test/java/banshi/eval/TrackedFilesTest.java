package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository is built anywhere, from any mirror: no file names a package registry or a folder of somebody's machine. */
class TrackedFilesTest {
    // in pieces, so that this file does not name them itself
    private static final List<String> REGISTRIES = List.of(
            "repo1." + "maven",
            "repo.maven." + "apache",
            "registry." + "npmjs",
            "registry." + "yarnpkg",
            "registry." + "npmmirror",
            "maven." + "aliyun",
            "deb." + "debian",
            "pypi." + "org",
            "files." + "pythonhosted");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.:/$}~-])/(?:work|root|Users)" + "/[\\w.]");

    @Test
    void nameNoRegistryAndNoMachinePath() throws Exception {
        var root = repository();
        assumeTrue(Files.exists(root.resolve(".git")), "not a Git checkout: nothing tells which files are tracked");
        var problems = new ArrayList<String>();
        var tracked = tracked(root);
        for (var name : tracked) {
            var file = root.resolve(name);
            if (Files.isRegularFile(file)) problems.addAll(problems(name, Files.readAllBytes(file)));
        }

        assertThat(tracked).contains("pom.xml");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"resolved\": \"https://registry." + "npmjs.org/vue/-/vue-3.tgz\"",
                "deb http://deb." + "debian.org/debian bookworm main",
                "cd /work" + "/main",
                "\"/root" + "/.m2\"",
                "path=/work" + "/shared/x"
            })
    void areSearchedLineByLine(String line) {
        assertThat(problems("some/file.txt", ("first\n" + line + "\n").getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("some/file.txt:2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/work/main", "src/work/x.ts", "docs/root/a", "root/", "$HOME/work/x"})
    void mayNameOtherThings(String line) {
        assertThat(problems("some/file.txt", line.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static List<String> problems(String name, byte[] bytes) {
        for (byte b : bytes) if (b == 0) return List.of(); // not text
        var problems = new ArrayList<String>();
        var lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i];
            if (REGISTRIES.stream().anyMatch(line::contains))
                problems.add(name + ":" + (i + 1) + ": names a package registry");
            if (MACHINE_PATH.matcher(line).find())
                problems.add(name + ":" + (i + 1) + ": names a folder of one machine");
        }
        return problems;
    }

    private static List<String> tracked(Path root) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "ls-files", "-z")
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as("exit of git ls-files").isZero();
        return List.of(names.split("\0"));
    }

    /** The folder with the pom.xml that has modules. */
    private static Path repository() throws IOException {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var pom = at.resolve("pom.xml");
            if (Files.exists(pom) && Files.readString(pom).contains("<modules>")) return at;
        }
        throw new IllegalStateException(
                "no pom.xml with modules above " + Path.of("").toAbsolutePath());
    }
}
