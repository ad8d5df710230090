package banshi.eval.peers;

import banshi.assistant.cases.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * NLP.js, a chatbot library, in a Node process of its own (NLP.js 对照). Its time is taken inside Node, around the classification
 * alone, so that the pipe to it does not count.
 */
final class NlpJsPeer implements Peer {
    private static final String NEEDS =
            "NLP.js needs Node.js 20 or newer with npm: install it (Debian: apt-get install nodejs npm)";
    private static final String LOCK = "package-lock.json";
    private static final Duration INSTALLING = Duration.ofMinutes(5);
    private static final Duration ASKING = Duration.ofMinutes(1);

    /** Beside its networks, the library reads every text; and a second of its processor time may take longer on a busy machine. */
    private static final Duration LEARNING = Duration.ofMinutes(60);

    private final Way way;
    private final Path work;
    private final Duration perNetwork;
    private @Nullable Child node;
    private String learned = "";

    /** What its labels are. */
    enum Way {
        /** Pairs of matter and aspect: some 1,500, in one network. */
        JOINT("nlpjs-joint", "one network, a label for each pair"),
        /** Matters and aspects by themselves: two small networks, whose answers are joined. */
        APART("nlpjs-apart", "two networks, matters and aspects apart");

        private final String peer;
        private final String words;

        Way(String peer, String words) {
            this.peer = peer;
            this.words = words;
        }
    }

    /**
     * @param work where it is installed
     * @param perNetwork how much processor time a network may learn for; what it has learned by then is used
     */
    NlpJsPeer(Way way, Path work, Duration perNetwork) {
        this.way = way;
        this.work = work;
        this.perNetwork = perNetwork;
    }

    @Override
    public String name() {
        return way.peer;
    }

    @Override
    public String about() {
        return "NLP.js 4.27 in Node, " + way.words + (learned.isEmpty() ? "" : " (" + learned + ")");
    }

    @Override
    public void learn(List<Taught> taught) throws IOException, InterruptedException {
        var kit = Kit.unpack(work, "nlpjs", "package.json", LOCK, ".npmrc", "peer.js");
        if (!kit.isDone(LOCK)) {
            Child.run("npm", kit.folder(), INSTALLING, NEEDS, List.of("npm", "ci", "--ignore-scripts", "--no-audit"));
            kit.done(LOCK);
        }
        var started = Child.start(
                name(),
                kit.folder(),
                Child.Heard.OUTPUT,
                NEEDS,
                List.of("node", "--max-old-space-size=4096", "peer.js"));
        node = started;
        var lesson = new LinkedHashMap<String, Object>();
        lesson.put("taught", taught.stream().map(NlpJsPeer::map).toList());
        lesson.put("apart", way == Way.APART);
        lesson.put("seconds", perNetwork.toSeconds());
        started.say(JsonMapper.shared().writeValueAsString(lesson));
        learned = read(started, LEARNING).path("learned").asString("");
    }

    @Override
    public Guess ask(String text) throws IOException, InterruptedException {
        var asked = node;
        if (asked == null) throw new IllegalStateException(name() + " has not learned yet");
        asked.say(JsonMapper.shared().writeValueAsString(Map.of("ask", text)));
        var answer = read(asked, ASKING);
        var took = Duration.ofNanos(answer.path("nanos").asLong());
        var label = answer.path("label");
        var aspect = answer.path("aspect");
        return label.isString() && aspect.isString()
                ? new Guess(Pair.of(label.stringValue(), aspect.stringValue()), took)
                : new Guess(null, took);
    }

    @Override
    public void close() {
        if (node != null) node.close();
    }

    private static JsonNode read(Child node, Duration patience) throws IOException, InterruptedException {
        var line = node.line(patience);
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw node.failure("said what is no JSON", e);
        }
    }

    private static Map<String, String> map(Taught taught) {
        var map = new LinkedHashMap<String, String>();
        map.put("text", taught.text());
        map.put("label", taught.label());
        if (taught.aspect() != null) map.put("aspect", taught.aspect());
        return map;
    }
}
