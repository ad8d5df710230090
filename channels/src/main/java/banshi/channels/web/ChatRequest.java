package banshi.channels.web;

import banshi.assistant.Utterance;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of a chat request (对话请求), checked. */
record ChatRequest(
        String conversation,
        String text,
        Utterance.Channel channel,
        @Nullable String region) {
    /** The longest name of a conversation, in UTF-16 units. */
    static final int LONGEST_CONVERSATION = 200;

    /** The largest body, in bytes. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final List<String> CHANNELS = List.of("web", "wechat", "hotline", "kiosk");

    /**
     * Reads a body.
     *
     * @throws BadInput with every field that is wrong
     */
    static ChatRequest parse(byte[] body) {
        var fields = new JsonFields(body);
        return rest(fields.text("conversation", LONGEST_CONVERSATION), fields);
    }

    /** Likewise, of a question that belongs to no conversation. */
    static ChatRequest parseQuestion(byte[] body) {
        return rest("", new JsonFields(body));
    }

    private static ChatRequest rest(String conversation, JsonFields fields) {
        var text = fields.text("text", Utterance.LONGEST);
        var channel = channel(fields);
        var region = fields.optionalRegion("region");
        fields.requireSound();
        return new ChatRequest(conversation, text, channel, region);
    }

    /** Over which wire it came, as a field says it; the web if it says nothing. */
    static Utterance.Channel channel(JsonFields fields) {
        var channel = fields.optionalWord("channel", CHANNELS);
        return channel == null ? Utterance.Channel.WEB : Utterance.Channel.valueOf(channel.toUpperCase(Locale.ROOT));
    }

    Utterance utterance(LocalDate day) {
        return new Utterance(text, channel, region, day);
    }
}
