package banshi.channels.web;

import banshi.assistant.Utterance;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message to the chat (消息请求), checked.
 *
 * @param message named by the citizen's side, so that one that comes again is answered once; null where it is not
 * @param text what was said; empty where an option was picked
 * @param option of those that the last reply of the session offered; null where something was said
 */
record MessageRequest(
        String session,
        @Nullable String message,
        String text,
        @Nullable String option,
        Utterance.Channel channel,
        @Nullable String region) {
    private static final Pattern MESSAGE = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final int LONGEST_OPTION = 100;

    /**
     * Reads a body. The language is looked at and passed over: replies are in Chinese.
     *
     * @throws BadInput with every field that is wrong
     */
    static MessageRequest parse(byte[] body) {
        var fields = new JsonFields(body);
        var session = fields.text("sessionId", ChatRequest.LONGEST_CONVERSATION);
        var message = fields.optionalMatch(
                "messageId", MESSAGE, "must have 8 to 64 letters, digits, hyphens and underscores");
        var option = fields.optionalText("optionId", LONGEST_OPTION);
        var text = option == null ? fields.text("text", Utterance.LONGEST) : "";
        if (option != null && !fields.isAbsent("text")) fields.refuse("optionId", "must not stand beside text");
        fields.optionalMatch("lang", LANGUAGE, "must be a language tag such as zh-CN");
        var channel = ChatRequest.channel(fields);
        var region = fields.optionalRegion("region");
        fields.requireSound();
        return new MessageRequest(session, message, text, option, channel, region);
    }
}
