package banshi.assistant.llm;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has a language model write first words for editors (大模型起草). What it says is not to be trusted: whoever asks checks all of it, and a person decides. Thread-safe; blocks, as long as
 * {@link LlmSettings#draftTimeout} at most.
 */
public final class ModelDrafter {
    /** Some thousand characters: a dozen questions, or a few replies. */
    private static final int MOST_TOKENS = 3_000;

    /** So that ten drafts are not ten times the same. */
    private static final double TEMPERATURE = 0.8;

    /** Many models put what is asked for between these. */
    private static final Pattern FENCE = Pattern.compile("(?s)^.*?```(?:json)?\\s*(.*?)\\s*```.*$");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChatCall call;
    private final String model;

    /** Connects when it is first asked. */
    public ModelDrafter(LlmSettings settings) {
        model = settings.model();
        call = new ChatCall(settings, settings.draftTimeout(), TEMPERATURE, MOST_TOKENS, "drafts");
    }

    /** What the model is called. */
    public String model() {
        return model;
    }

    /**
     * The objects of the JSON list that it writes.
     *
     * @param task what is wanted, and that it is a JSON list of objects
     * @param material published words alone: whatever stands here leaves the house
     * @return at least one; what else is in the list is left out
     * @throws ModelFailure if none came in time
     */
    public List<ObjectNode> drafts(String task, String material) {
        var said = call.ask(task, material);
        var fenced = FENCE.matcher(said);
        JsonNode list;
        try {
            list = JSON.readTree(fenced.matches() ? fenced.group(1) : said);
        } catch (JacksonException e) {
            throw call.failure(ModelFailure.Kind.NONSENSE, "what it said is no JSON");
        }
        var drafts = list.valueStream()
                .filter(JsonNode::isObject)
                .map(JsonNode::asObject)
                .toList();
        if (!list.isArray() || drafts.isEmpty())
            throw call.failure(ModelFailure.Kind.NONSENSE, "what it said is no list of drafts");
        return drafts;
    }
}
