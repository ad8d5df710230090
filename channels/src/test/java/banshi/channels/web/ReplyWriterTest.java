package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.answer.PlainText;
import banshi.channels.conversation.Answered;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplyWriterTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ReplyWriter writer = new ReplyWriter(
            JSON,
            new GuideLinks((application, day) -> Optional.empty(), GuideSecret.random(), null, TestServer.CLOCK),
            new NoDirectory());

    private JsonNode written(Reply reply, String conversation) {
        return JSON.readTree(
                writer.written(Answered.of(new Turn(new Dialogue(List.of()), reply, "r-1")), conversation));
    }

    @Test
    void writesTheSameWordsToAnotherReadingAndConversation() {
        var answer = (Reply.Answer) Replies.answer();
        var first = written(answer, "甲");
        var second = written(answer.readAs(0.5, List.of()), "乙");

        assertThat(first.path("text").stringValue()).isEqualTo(PlainText.of(answer.blocks()));
        assertThat(first.path("blocks")).hasSameSizeAs(answer.blocks());
        assertThat(second.path("text")).isEqualTo(first.path("text"));
        assertThat(second.path("blocks")).isEqualTo(first.path("blocks"));
        assertThat(second.path("confidence").doubleValue()).isEqualTo(0.5);
        assertThat(second.path("conversation").stringValue()).isEqualTo("乙");
    }

    @Test
    void takesNoAnswerForAnotherOfLikeWords() {
        var answer = written(Replies.answer(), "甲");
        var clarification = written(Replies.clarify(), "甲");

        assertThat(clarification.path("text").stringValue())
                .isEqualTo(PlainText.of(Replies.clarify().blocks()));
        assertThat(clarification.path("text")).isNotEqualTo(answer.path("text"));
    }
}
