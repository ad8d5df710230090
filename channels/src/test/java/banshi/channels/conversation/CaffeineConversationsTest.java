package banshi.channels.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.corpus.TopicId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaffeineConversationsTest {
    private static final Dialogue LATER = new Dialogue(List.of(new Choice("1", "户口本", null, null)));

    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final Reply SMALLTALK = new Reply.Smalltalk(new TopicId("greeting"), List.of(), List.of());

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DialogueKeeper keeper = DialogueKeeper.ofThisStart(meters);

    @Test
    void forgetsAConversationThatHasBeenIdle() {
        var conversations = new CaffeineConversations(IDLE, 10, now::get, keeper);
        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
        now.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(before(conversations, "a")).isEqualTo(LATER);
        now.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(before(conversations, "a")).isEqualTo(LATER);
        now.addAndGet(Duration.ofMinutes(31).toNanos());
        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
    }

    @Test
    void forgetsAfterHalfAnHourOfSilenceToTheNanosecond() {
        var conversations = new CaffeineConversations(IDLE, 10, now::get, keeper);
        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
        now.addAndGet(Duration.ofMinutes(30).toNanos() - 1);
        assertThat(before(conversations, "a")).isEqualTo(LATER);
        now.addAndGet(Duration.ofMinutes(30).toNanos());
        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
    }

    @ParameterizedTest
    @EnumSource
    void beginsAnewWhereTheStoreSpoiltTheState(LostStates spoilt) {
        Cache<String, AtomicReference<byte[]>> states = Caffeine.newBuilder().build();
        var conversations = new CaffeineConversations(states, keeper);
        before(conversations, "a");
        before(conversations, "b");
        states.getIfPresent("a").updateAndGet(spoilt::of);

        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
        assertThat(before(conversations, "a")).isEqualTo(LATER);
        assertThat(before(conversations, "b")).isEqualTo(LATER);
        assertThat(LostStates.counted(meters)).containsEntry(spoilt.reason(), 1);
    }

    @Test
    void keepsTheStateOfATurnThatFails() {
        var conversations = new CaffeineConversations(IDLE, 10, now::get, keeper);
        before(conversations, "a");
        assertThatIllegalStateException()
                .isThrownBy(() -> conversations.next("a", _ -> {
                    throw new IllegalStateException();
                }));
        assertThat(before(conversations, "a")).isEqualTo(LATER);
    }

    @Test
    void forgetsADialogueWhileATurnIsTakenAndKeepsNobodyWaiting() throws Exception {
        var conversations = new CaffeineConversations(IDLE, 10, now::get, keeper);
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = CompletableFuture.runAsync(() -> conversations.next("a", _ -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Turn(LATER, SMALLTALK, "r1");
        }));
        begun.await();

        conversations.forget("a");
        for (int i = 0; i < 100; i++)
            assertThat(before(conversations, "other" + i)).isEqualTo(Dialogue.NEW);
        go.countDown();
        slow.join();
        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
    }

    @Test
    void holdsNoMoreThanItMay() {
        var conversations = new CaffeineConversations(IDLE, 10, now::get, keeper);
        for (int i = 0; i < 1_000; i++) before(conversations, "c" + i);
        assertThat(conversations.held()).isLessThanOrEqualTo(10);
    }

    private static Dialogue before(Conversations conversations, String name) {
        var seen = new Dialogue[1];
        conversations.next(name, dialogue -> {
            seen[0] = dialogue;
            return new Turn(LATER, SMALLTALK, "r1");
        });
        return seen[0];
    }
}
