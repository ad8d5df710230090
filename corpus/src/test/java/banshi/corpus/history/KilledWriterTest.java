package banshi.corpus.history;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentFolder;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a kill -9 at any moment: {@code -Dhistory.rounds=10} kills ten times, {@code -Dtest.seed=…} repeats. */
class KilledWriterTest {
    private static final int ROUNDS = Integer.getInteger("history.rounds", 3);
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        System.out.println("KilledWriterTest -Dtest.seed=" + SEED);
        var random = new Random(SEED);
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(writeUntilKilled("w" + round, random));
            holds(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }

    /** What the process said, the line that it was cut off in left out. */
    private List<String> writeUntilKilled(String name, Random random) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            var said = new ArrayList<String>();
            int enough = 1 + random.nextInt(80);
            var moment = random.nextInt(20_000);
            while (said.size() < enough) {
                var line = lines.readLine();
                if (line == null) break;
                said.add(line);
            }
            assertThat(process.waitFor(moment, TimeUnit.MICROSECONDS)).isFalse(); // somewhere in the middle of the next
            process.toHandle().destroyForcibly(); // the process would close its streams, and there is more to read
            var rest = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) rest.append((char) c);
            rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(said::add);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private void holds(List<String> acknowledged) throws IOException {
        try (var test = new TestHistory(folder)) {
            var history = test.history;
            var current = history.current();
            try (var repository = new FileRepositoryBuilder()
                            .setGitDir(test.repository().toFile())
                            .build();
                    var walk = new RevWalk(repository)) {
                var main = repository.exactRef(GitStore.MAIN).getObjectId();
                assertThat(main.name())
                        .as("main is a release")
                        .isEqualTo(current.revision().value());
                walk.markStart(walk.parseCommit(main));
                for (var draft : history.drafts())
                    walk.markStart(
                            walk.parseCommit(ObjectId.fromString(draft.head().value())));
                var reachable = new ArrayList<String>();
                for (var commit : walk) reachable.add(commit.name());
                assertThat(reachable)
                        .containsAll(
                                acknowledged.stream().map(l -> l.split(" ")[1]).toList());
            }
            for (var line : acknowledged) {
                var words = line.split(" ");
                var revision = new Revision.Id(words[1]);
                if (words[0].equals(KilledWriter.SAVED))
                    assertThat(test.fee(revision)).isEqualTo(words[2]);
                else
                    assertThat(history.release(new Release.Id(words[2]))
                                    .orElseThrow()
                                    .revision())
                            .isEqualTo(revision);
            }
            var out = folder.resolve("out");
            history.write(current.revision(), out);
            assertThat(ContentReader.read(out, ContentFolder.TODAY)).isInstanceOf(CheckedContent.Sound.class);
        }
    }
}
