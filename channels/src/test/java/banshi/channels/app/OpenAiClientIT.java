package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The real {@code openai} client from npm asks the real program: {@code web-ui/clients/openai.mjs}. */
class OpenAiClientIT {
    private static JsonNode got;

    @BeforeAll
    static void ask() throws Exception {
        got = NodeClient.run("openai.mjs");
    }

    @Test
    void findsTheOneModel() {
        assertThat(got.path("models")).extracting(JsonNode::stringValue).containsExactly("banshi");
    }

    @Test
    void getsAnAnswerWithWhatBacksIt() {
        var whole = got.path("whole");
        var message = whole.at("/choices/0/message");

        assertThat(whole.path("object").stringValue()).isEqualTo("chat.completion");
        assertThat(whole.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(message.path("role").stringValue()).isEqualTo("assistant");
        assertThat(whole.at("/x_gov/act").stringValue()).isEqualTo("answer");
        assertThat(whole.at("/x_gov/matter").stringValue()).isEqualTo("huji-hukoubu-reissue");
        assertThat(whole.at("/x_gov/aspect").stringValue()).isEqualTo("can-online");
        var content = message.path("content").stringValue();
        assertThat(content).contains("依据：");
        long addresses = whole.at("/x_gov/sources")
                .valueStream()
                .filter(source -> source.has("url"))
                .count();
        assertThat(message.path("annotations")).hasSize((int) addresses).allSatisfy(cited -> {
            assertThat(cited.path("type").stringValue()).isEqualTo("url_citation");
            var where = cited.path("url_citation");
            assertThat(content.substring(
                            where.path("start_index").intValue(),
                            where.path("end_index").intValue()))
                    .startsWith(where.path("title").stringValue());
        });
    }

    @Test
    void goesOnWithAConversationThatItIsToldAgain() {
        assertThat(got.at("/followed/x_gov/matter").stringValue()).isEqualTo("huji-hukoubu-reissue");
        assertThat(got.at("/followed/x_gov/aspect").stringValue()).isEqualTo("fee");
    }

    @Test
    void getsTheSameWordsPieceByPiece() {
        assertThat(got.path("streamed")).isEqualTo(got.at("/whole/choices/0/message/content"));
        assertThat(got.path("pieces").intValue()).isGreaterThan(3);
        assertThat(got.path("finish").stringValue()).isEqualTo("stop");
        assertThat(got.path("usage")).isEqualTo(got.at("/whole/usage"));
    }

    @Test
    void isRefusedAsTheProtocolHasIt() {
        assertThat(got.path("wrongKey").stringValue()).isEqualTo("AuthenticationError 401 invalid_api_key");
        assertThat(got.path("wrongModel").stringValue()).isEqualTo("NotFoundError 404 model_not_found");
        assertThat(got.path("noUser").stringValue()).isEqualTo("BadRequestError 400 null");
    }
}
