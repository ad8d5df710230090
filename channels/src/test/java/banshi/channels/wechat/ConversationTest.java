package banshi.channels.wechat;

import static banshi.channels.wechat.Replies.choice;
import static banshi.channels.wechat.Replies.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.LostStates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationTest {
    private static final Dialogue LATER = new Dialogue(List.of(choice("甲"), choice("乙")));
    private static final Utterance WORDS =
            new Utterance("换身份证", Utterance.Channel.WECHAT, null, LocalDate.of(2026, 11, 22));
    private static final Assistant ASSISTANT = (dialogue, _) -> saying(dialogue.isFresh() ? "初次" : "又来", LATER);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DialogueKeeper keeper = DialogueKeeper.ofThisStart(meters);

    @Test
    void goesOn() {
        var conversation = new Conversation(keeper.close(Dialogue.NEW), keeper);

        assertThat(conversation.say(ASSISTANT, WORDS).reply())
                .isEqualTo(saying("初次").reply());
        assertThat(conversation.say(ASSISTANT, WORDS).reply())
                .isEqualTo(saying("又来").reply());
    }

    @ParameterizedTest
    @EnumSource
    void beginsAnewFromAStateThatIsNone(LostStates spoilt) {
        var conversation = new Conversation(spoilt.of(keeper.close(LATER)), keeper);

        assertThat(conversation.say(ASSISTANT, WORDS).reply())
                .isEqualTo(saying("初次").reply());
        assertThat(conversation.say(ASSISTANT, WORDS).reply())
                .isEqualTo(saying("又来").reply());
        assertThat(LostStates.counted(meters)).containsEntry(spoilt.reason(), 1);
    }

    @Test
    void staysAsItWasWhenATurnFails() {
        var conversation = new Conversation(keeper.close(LATER), keeper);

        assertThatIllegalStateException()
                .isThrownBy(() -> conversation.say(
                        (_, _) -> {
                            throw new IllegalStateException();
                        },
                        WORDS));
        assertThat(conversation.say(ASSISTANT, WORDS).reply())
                .isEqualTo(saying("又来").reply());
    }
}
