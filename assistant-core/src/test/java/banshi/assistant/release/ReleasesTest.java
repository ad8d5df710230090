package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.release.SmallContent.CharacterEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
    private static final Map<String, String> MARKS = Map.of("r-one", "第一版。", "r-two", "第二版。");

    private static final int THREADS = 8;
    private static final int SWAPS = 50;

    @TempDir
    static Path folder;

    @BeforeAll
    static void compileBoth() {
        MARKS.forEach((id, mark) -> ReleaseCompiler.compile(
                SmallContent.of(mark), id, folder, new CharacterEncoder(), Instant.EPOCH, said -> {}));
    }

    private static Release opened(String id) {
        return Release.open(folder.resolve(id), new CharacterEncoder());
    }

    private static Turn ask(ReleaseAssistant assistant, String text) {
        return assistant.reply(Dialogue.NEW, new Utterance(text, Utterance.Channel.WEB, null, TestRelease.DAY));
    }

    @Test
    void swapsWhileQuestionsAreAnswered() throws Exception {
        var releases = new Releases(opened("r-one"));
        var assistant = new ReleaseAssistant(releases);
        var done = new AtomicBoolean();
        var started = new CountDownLatch(THREADS);
        var questions = SmallContent.of("").phrasings().subList(0, 40);
        Callable<Set<String>> asking = () -> {
            var answered = new HashSet<String>();
            for (int i = 0; !done.get() || i < questions.size(); i++) {
                var turn = ask(assistant, questions.get(i % questions.size()).text() + (i % 3 == 0 ? "呢" : ""));
                assertThat(MARKS).containsKey(turn.release());
                if (turn.reply() instanceof Reply.Answer answer)
                    assertThat(PlainText.of(answer.blocks())).startsWith(MARKS.get(turn.release()));
                answered.add(turn.release());
                if (i == 0) started.countDown();
            }
            return answered;
        };
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var asked = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(asking))
                    .toList();
            try {
                assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
                for (int swap = 0; swap < SWAPS; swap++) {
                    releases.publish(opened(swap % 2 == 0 ? "r-two" : "r-one"));
                    if (swap % 10 == 0) System.gc(); // what was replaced is closed under way
                }
            } finally {
                done.set(true);
            }
            var answered = new HashSet<String>();
            for (var ids : asked) answered.addAll(ids.get()); // throws what any of them has met
            assertThat(answered).containsExactlyInAnyOrder("r-one", "r-two");
        }
        assertThat(ask(assistant, "身份证到期怎么换").release()).isEqualTo("r-one");
    }

    /** An encoder that waits in the midst of a turn. */
    private static final class Waiting extends CharacterEncoder {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public float[] encode(String text) {
            begun.countDown();
            try {
                if (!mayGoOn.await(60, TimeUnit.SECONDS)) fail("nobody let the turn go on");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.encode(text);
        }
    }

    @Test
    void finishesATurnOnTheReleaseItBeganWith() throws Exception {
        var encoder = new Waiting();
        var releases = new Releases(Release.open(folder.resolve("r-one"), encoder));
        var assistant = new ReleaseAssistant(releases);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var underWay = threads.submit(() -> ask(assistant, "身份证快要到期了想换一张"));
            assertThat(encoder.begun.await(60, TimeUnit.SECONDS)).isTrue();

            releases.publish(opened("r-two"));
            for (int i = 0; i < 5; i++) System.gc(); // would close the first, if nobody held it
            assertThat(ask(assistant, "身份证快要到期了想换一张").release()).isEqualTo("r-two");
            encoder.mayGoOn.countDown();

            assertThat(underWay.get().release()).isEqualTo("r-one");
            assertThat(underWay.get().reply().candidates()).isNotEmpty();
        }
    }
}
