package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CaffeineConversationsTest {
    private static final Dialogue LATER = new Dialogue(List.of(new Choice("1", "户口本", null, null)));

    private final AtomicLong now = new AtomicLong();

    @Test
    void forgetsAConversationThatHasBeenIdle() {
        var conversations = new CaffeineConversations(Duration.ofMinutes(30), 10, now::get);
        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
        now.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(before(conversations, "a")).isEqualTo(LATER);
        now.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(before(conversations, "a")).isEqualTo(LATER);
        now.addAndGet(Duration.ofMinutes(31).toNanos());
        assertThat(before(conversations, "a")).isEqualTo(Dialogue.NEW);
    }

    @Test
    void holdsNoMoreThanItMay() {
        var conversations = new CaffeineConversations(Duration.ofMinutes(30), 10, now::get);
        for (int i = 0; i < 1_000; i++) before(conversations, "c" + i);
        assertThat(conversations.held()).isLessThanOrEqualTo(10);
    }

    @Test
    void settingsNameWhatIsOutOfRange() {
        var minute = Duration.ofMinutes(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebSettings(minute, minute, 0))
                .withMessage("conversations is 0; allowed: 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebSettings(Duration.ZERO, minute, 1))
                .withMessage("reply-within is 0; allowed: 1 or more");
    }

    private static Dialogue before(Conversations conversations, String name) {
        var seen = new Dialogue[1];
        conversations.next(name, dialogue -> {
            seen[0] = dialogue;
            return new Turn(LATER, Replies.smalltalk(), "r1");
        });
        return seen[0];
    }
}
