package banshi.channels.web;

import banshi.assistant.Utterance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a program that speaks OpenAI's protocol sends (OpenAI 兼容请求). Only what users have said counts; what the program tells the model ({@code
 * system}, {@code developer}) is data, and what it has the assistant say is passed over: the assistant knows itself what it said.
 *
 * @param said by the user, in order; at least one
 * @param model as it was named
 * @param stream whether the reply is wanted piece by piece
 * @param usage whether the stream ends with what was counted
 */
record OpenAiRequest(List<String> said, String model, boolean stream, boolean usage) {
    /** Turns that are read; what is older is forgotten, as in a conversation. */
    static final int MOST_TURNS = 20;

    OpenAiRequest {
        said = List.copyOf(said);
    }

    /**
     * Reads a body. What a language model could do besides (tools, temperature, formats) is passed over.
     *
     * @throws BadInput with the first field that is wrong
     */
    static OpenAiRequest parse(byte[] body) {
        var request = JsonBody.object(body);
        var messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty())
            throw new BadInput("messages", "must be a list of messages, one of them of role user");
        var said = new ArrayList<String>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (!"user".equals(message.path("role").asString(""))) continue;
            said.add(text("messages[" + i + "].content", message.path("content")));
        }
        if (said.isEmpty()) throw new BadInput("messages", "must hold a message of role user");
        return new OpenAiRequest(
                said.subList(Math.max(0, said.size() - MOST_TURNS), said.size()),
                model(request.path("model")),
                flag("stream", request.path("stream")),
                flag(
                        "stream_options.include_usage",
                        request.path("stream_options").path("include_usage")));
    }

    private static String text(String field, JsonNode content) {
        var text = content.isArray() ? parts(field, content) : content.isString() ? content.stringValue() : "";
        if (!Sayable.is(text, Utterance.LONGEST))
            throw new BadInput(field, "must be text of 1 to " + Utterance.LONGEST + " characters, one of them visible");
        return text;
    }

    /** Text comes in parts too; pictures and sounds are nothing that can be read here. */
    private static String parts(String field, JsonNode content) {
        var text = new StringBuilder();
        for (var part : content) {
            if (!"text".equals(part.path("type").asString(""))
                    || !part.path("text").isString())
                throw new BadInput(field, "must be text; pictures, sounds and files are not read");
            text.append(part.path("text").stringValue());
        }
        return text.toString();
    }

    private static String model(JsonNode model) {
        if (!model.isString() || model.stringValue().isBlank()) throw new BadInput("model", "must name a model");
        return model.stringValue();
    }

    private static boolean flag(String field, @Nullable JsonNode flag) {
        if (flag == null || flag.isMissingNode() || flag.isNull()) return false;
        if (!flag.isBoolean()) throw new BadInput(field, "must be true or false");
        return flag.booleanValue();
    }
}
