package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.language.Reader;
import banshi.assistant.release.SmallContent.CharacterEncoder;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import banshi.corpus.Validity;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseCompilerTest {
    private static final SentenceEncoder ENCODER = new CharacterEncoder();
    private static final Instant THEN = Instant.parse("2026-11-30T08:00:00Z");

    @TempDir
    Path folder;

    private static Path compile(Path releases, String id, Instant now) {
        return ReleaseCompiler.compile(SmallContent.of("甲。"), id, releases, ENCODER, now, said -> {});
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void makesTheSameOfTheSame() throws IOException {
        var one = compile(folder.resolve("one"), "r-1", THEN);
        var other = compile(folder.resolve("other"), "r-1", THEN.plusSeconds(60));

        for (String file : List.of(Release.LEARNED, Release.VECTORS, Release.TEXTS, Release.LABELS, Release.CONTENT))
            assertThat(other.resolve(file)).as(file).hasSameBinaryContentAs(one.resolve(file));
    }

    /** An encoder that tells what it was asked. */
    private static class Counting extends CharacterEncoder {
        final Queue<String> asked = new ConcurrentLinkedQueue<>();

        @Override
        public float[] encode(String text) {
            asked.add(text);
            return super.encode(text);
        }
    }

    private Path compile(Content content, String into, Counting encoder, Path... earlier) {
        return ReleaseCompiler.compile(
                content, "r-new", folder.resolve(into), List.of(earlier), encoder, THEN, said -> {});
    }

    /** All files but the index, into which Lucene writes numbers drawn by lot. */
    private static void assertSame(Path one, Path other) throws IOException {
        assertThat(names(one)).isEqualTo(names(other)).contains(Release.INDEX, Release.TEXTS, Release.LEARNED_FROM);
        for (var name : names(one))
            if (!name.equals(Release.INDEX))
                assertThat(one.resolve(name)).as(name).hasSameBinaryContentAs(other.resolve(name));
    }

    /** What the index gives for every passage. */
    private static List<List<PassageSearch.Hit>> found(Path release) {
        try (var search = LucenePassageSearch.open(release.resolve(Release.INDEX))) {
            var content = SmallContent.of("乙。");
            var reader = new Reader(content.terms());
            return content.phrasings().stream()
                    .map(p -> search.search(reader.read(p.text()), 5))
                    .toList();
        }
    }

    private static Content asking(String question) {
        var content = SmallContent.of("乙。");
        var phrasings = new ArrayList<>(content.phrasings());
        var first = phrasings.getFirst();
        phrasings.set(0, new Phrasing(first.matter(), first.aspect(), first.style(), question));
        return content.withPhrasings(phrasings);
    }

    @Test
    void makesTheSameOutOfAnEarlierReleaseAsOutOfNothing() throws IOException {
        var earlier = compile(folder, "r-1", THEN);
        var changed = asking("证件眼看就要到日子了咋整");
        var encoder = new Counting();

        var fast = compile(changed, "fast", encoder, earlier);

        assertThat(encoder.asked).containsExactly("证件眼看就要到日子了咋整");
        var full = compile(changed, "full", new Counting());
        assertSame(fast, full);
        assertThat(found(fast)).isEqualTo(found(full));
    }

    @Test
    void makesTheSameOutOfAReleaseOfOtherTerms() throws IOException {
        var earlier = compile(folder, "r-1", THEN);
        var content = SmallContent.of("乙。");
        var changed = new Content(
                content.aspects(),
                content.matters(),
                content.catalogue(),
                content.templates(),
                content.phrasings(),
                content.pairs(),
                content.tellings(),
                content.bundles(),
                content.topics(),
                content.terms().subList(0, content.terms().size() / 2),
                content.allowList());

        var fast = compile(changed, "fast", new Counting(), earlier);

        var full = compile(changed, "full", new Counting());
        assertSame(fast, full);
        assertThat(found(fast)).isEqualTo(found(full));
    }

    @Test
    void learnsNothingAnewWhereOnlyAnswersChange() throws IOException {
        var earlier = compile(folder, "r-1", THEN);
        var changed = SmallContent.of("乙。");
        var encoder = new Counting();

        var fast = compile(changed, "fast", encoder, earlier);

        assertThat(encoder.asked).isEmpty();
        assertThat(fast.resolve(Release.LEARNED)).hasSameBinaryContentAs(earlier.resolve(Release.LEARNED));
        var full = compile(changed, "full", new Counting());
        assertSame(fast, full);
        assertThat(found(fast)).isEqualTo(found(full));
    }

    @Test
    void takesNothingFromAReleaseOfAnotherEncoder() {
        var earlier = compile(folder, "r-1", THEN);
        var other = new Counting() {
            @Override
            public String fingerprint() {
                return "characters:2";
            }
        };

        compile(SmallContent.of("甲。"), "other", other, earlier);

        assertThat(other.asked).isNotEmpty();
    }

    @Test
    void takesNothingFromAReleaseThatDoesNotSayWhatItsVectorsAreOf() throws IOException {
        var earlier = compile(folder, "r-1", THEN);
        Files.delete(earlier.resolve(Release.TEXTS));
        var encoder = new Counting();

        compile(SmallContent.of("甲。"), "again", encoder, earlier, folder.resolve("r-none"));

        assertThat(encoder.asked).isNotEmpty();
    }

    @Test
    void compilesAllTheSameWhereAnEarlierReleaseIsBroken() throws IOException {
        var earlier = compile(folder, "r-1", THEN);
        Files.writeString(earlier.resolve(Release.VECTORS), "cut");

        assertSame(
                compile(SmallContent.of("甲。"), "again", new Counting(), earlier),
                compile(SmallContent.of("甲。"), "full", new Counting()));
    }

    @Test
    void listsTheNewestReleaseFirst() throws IOException {
        assertThat(ReleaseCompiler.compiledIn(folder.resolve("none"))).isEmpty();
        var one = compile(folder, "r-1", THEN);
        var two = compile(folder, "r-2", THEN);
        Files.createDirectory(folder.resolve(".compiling-3"));
        Files.setLastModifiedTime(one.resolve(Release.SUMMARY), FileTime.fromMillis(2_000));
        Files.setLastModifiedTime(two.resolve(Release.SUMMARY), FileTime.fromMillis(1_000));

        assertThat(ReleaseCompiler.compiledIn(folder)).containsExactly(one, two);
    }

    @Test
    void saysWhatIsInIt() {
        var said = new ArrayList<String>();
        var content = SmallContent.of("甲。");
        var path = ReleaseCompiler.compile(content, "r-1", folder, ENCODER, THEN, said::add);

        var summary = Release.open(path, ENCODER).summary();

        assertThat(path).isEqualTo(folder.resolve("r-1"));
        assertThat(summary)
                .isEqualTo(new ReleaseSummary(
                        "r-1",
                        THEN,
                        content.matters().size(),
                        content.templates().size(),
                        content.phrasings().size(),
                        null,
                        "characters:1"));
        assertThat(said).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void knowsUntilWhenNothingInItHasExpired() {
        var content = SmallContent.of("甲。");
        var first = content.templates().getFirst();
        var lastDay = LocalDate.of(2026, 12, 31);
        var expiring = new Content(
                content.aspects(),
                content.matters(),
                content.catalogue(),
                List.of(
                        SmallContent.valid(first, new Validity(null, lastDay)),
                        SmallContent.valid(content.templates().getLast(), new Validity(null, lastDay.plusDays(1)))),
                content.phrasings(),
                content.pairs(),
                content.tellings(),
                content.bundles(),
                content.topics(),
                content.terms(),
                content.allowList());
        var path = ReleaseCompiler.compile(expiring, "r-1", folder, ENCODER, THEN, said -> {});

        var summary = ReleaseSummary.read(path);

        assertThat(summary.soundUntil()).isEqualTo(lastDay);
        assertThat(summary.soundOn(lastDay)).isTrue();
        assertThat(summary.soundOn(lastDay.plusDays(1))).isFalse();
    }

    @Test
    void keepsAReleaseThatIsThereAlready() throws IOException {
        var path = compile(folder, "r-1", THEN);
        var before = Files.getLastModifiedTime(path.resolve(Release.SUMMARY));

        compile(folder, "r-1", THEN.plusSeconds(60));

        assertThat(Files.getLastModifiedTime(path.resolve(Release.SUMMARY))).isEqualTo(before);
        assertThat(ReleaseSummary.read(path).compiledAt()).isEqualTo(THEN);
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        var failing = new CharacterEncoder() {
            @Override
            public float[] encode(String text) {
                throw new IllegalStateException("the encoder fails");
            }
        };

        assertThatThrownBy(
                        () -> ReleaseCompiler.compile(SmallContent.of("甲。"), "r-1", folder, failing, THEN, said -> {}))
                .hasStackTraceContaining("the encoder fails");
        assertThat(names(folder)).isEmpty();

        assertThat(compile(folder, "r-1", THEN)).isDirectory();
        assertThat(names(folder)).containsExactly("r-1");
    }

    @Test
    void compilesOneReleaseWhenTwoAskForItAtOnce() throws Exception {
        Callable<Path> compiling = () -> compile(folder, "r-1", THEN);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var compiled : threads.invokeAll(List.of(compiling, compiling)))
                assertThat(compiled.get()).isEqualTo(folder.resolve("r-1"));
        }
        assertThat(names(folder)).containsExactly("r-1");
        Release.open(folder.resolve("r-1"), ENCODER);
    }

    @Test
    void refusesAReleaseOfAnotherEncoder() {
        var path = compile(folder, "r-1", THEN);
        var other = new CharacterEncoder() {
            @Override
            public String fingerprint() {
                return "characters:2";
            }
        };

        assertThatThrownBy(() -> Release.open(path, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("characters:1")
                .hasMessageContaining("characters:2");
    }

    // ---- ids ----

    private Path copiedContent() throws IOException {
        var copy = folder.resolve("content");
        try (var files = Files.walk(TestRelease.CONTENT)) {
            for (Path file : files.toList()) {
                var target = copy.resolve(TestRelease.CONTENT.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
            }
        }
        return copy;
    }

    private static String idOf(Path content) {
        return ReleaseCompiler.idOf(content, ENCODER);
    }

    /** A few instead of hundreds that are each changed once and read each time. */
    private static List<Path> firstOfEachFolder(Path content) {
        return ContentReader.contentFiles(content).stream()
                .collect(Collectors.toMap(Path::getParent, file -> file, (first, _) -> first))
                .values()
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void givesEveryStateOfTheContentItsOwnId() throws IOException {
        var content = copiedContent();
        var files = firstOfEachFolder(content);
        for (Path file : ContentReader.contentFiles(content)) if (!files.contains(file)) Files.delete(file);
        var first = idOf(content);
        var ids = new HashSet<String>(List.of(first));
        for (Path file : files) {
            var before = Files.readAllBytes(file);
            Files.writeString(file, Files.readString(file) + "\n");
            assertThat(ids.add(idOf(content))).as("%s", file).isTrue();
            Files.write(file, before);
        }
        assertThat(idOf(content)).isEqualTo(first).matches("r-[0-9a-f]{12}");

        Files.move(files.getFirst(), content.resolve("questions/idcard-newer.tsv"));
        assertThat(ids.add(idOf(content))).as("a file renamed").isTrue();
        Files.delete(content.resolve("questions/idcard-newer.tsv"));
        assertThat(ids.add(idOf(content))).as("a file gone").isTrue();
    }

    @Test
    void givesTheSameContentTheSameIdWhereverItLies() throws IOException {
        assertThat(idOf(copiedContent())).isEqualTo(idOf(TestRelease.CONTENT));
    }

    @Test
    void givesAnotherEncoderAnotherId() {
        assertThat(ReleaseCompiler.idOf(TestRelease.CONTENT, TestRelease.encoder()))
                .isNotEqualTo(idOf(TestRelease.CONTENT));
    }
}
