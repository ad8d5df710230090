package banshi.eval.subject;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.Response;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server over the HTTP contract (HTTP 被测); it need not be ours. */
public final class HttpRespondent implements Respondent, AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String server;
    // a server remembers conversations, so each run needs names that no earlier run used
    private final String run = "eval-" + UUID.randomUUID();
    private int opened;

    /**
     * @param server with scheme, host and port, e.g. {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException if it is not such an address
     */
    public HttpRespondent(URI server) {
        var scheme = server.getScheme();
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme)))
            throw new IllegalArgumentException(
                    "server is " + server + "; wanted: an address like http://127.0.0.1:8080");
        this.server = server.toString().replaceFirst("/+$", "");
    }

    @Override
    public Conversation open() {
        var conversation = run + "-" + ++opened;
        return text -> ask(conversation, text);
    }

    /**
     * Bad input (400) and a failure of the server (5xx) are a failed case; any other status but 200 means that the server cannot be
     * measured.
     */
    private Response ask(String conversation, String text) throws IOException, InterruptedException {
        var body = MAPPER.writeValueAsString(Map.of("conversation", conversation, "text", text, "channel", "web"));
        var request = HttpRequest.newBuilder(URI.create(server + "/api/v1/chat"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status == 400 || status >= 500) return new Response.Failed("HTTP status " + status);
        if (status != 200)
            throw new IOException("POST " + request.uri() + " gave status " + status + " in conversation " + opened
                    + "; the evaluation needs a server that takes every question");
        try {
            return replied(MAPPER.readTree(answer.body()));
        } catch (JacksonException | IllegalArgumentException e) {
            return new Response.Failed("the reply breaks the contract: " + e.getMessage());
        }
    }

    /** What the server says of its release; a server may leave out which matters it has. */
    public About about() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server + "/api/v1/releases/current"))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .GET()
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200)
            throw new IOException("GET " + request.uri() + " gave status " + answer.statusCode());
        try {
            var about = MAPPER.readTree(answer.body());
            var matters = about.path("matters");
            return new About(
                    about.path("release").asString(""),
                    matters.isArray()
                            ? matters.values().stream()
                                    .map(m -> m.isObject() ? m.path("id") : m)
                                    .filter(JsonNode::isString)
                                    .map(m -> new MatterId(m.stringValue()))
                                    .collect(Collectors.toSet())
                            : null,
                    null);
        } catch (JacksonException e) {
            throw new IOException("GET " + request.uri() + " gave no JSON", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static Response replied(JsonNode reply) {
        var act = Act.of(reply.path("act").asString(""))
                .orElseThrow(() -> new IllegalArgumentException(
                        "act is " + reply.path("act") + "; allowed: " + String.join(", ", Act.words())));
        var candidates = new ArrayList<Candidate>();
        for (var c : reply.path("candidates").values())
            candidates.add(new Candidate(
                    new MatterId(c.path("matter").asString("")),
                    new AspectId(c.path("aspect").asString("")),
                    c.path("p").asDouble(Double.NaN)));
        var choices = new ArrayList<Choice>();
        for (var c : reply.path("choices").values())
            choices.add(new Choice(
                    c.path("id").asString(""),
                    c.path("label").asString(""),
                    id(c, "matter").map(MatterId::new).orElse(null),
                    id(c, "aspect").map(AspectId::new).orElse(null)));
        var materials = new ArrayList<RequiredMaterial>();
        for (var m : reply.path("materials").values())
            materials.add(new RequiredMaterial(
                    m.path("id").asString(""),
                    m.path("name").asString(""),
                    m.path("required").asBoolean(true),
                    m.path("reason").asString("")));
        return new Response.Replied(
                act,
                id(reply, "matter").map(MatterId::new).orElse(null),
                id(reply, "aspect").map(AspectId::new).orElse(null),
                reply.path("confidence").asDouble(act == Act.ANSWER ? Double.NaN : 0),
                candidates,
                choices,
                reply.path("text").asString(""),
                id(reply, "verdict").map(HttpRespondent::verdict).orElse(null),
                materials,
                id(reply, "template").orElse(null));
    }

    private static Verdict verdict(String word) {
        return switch (word) {
            case "yes" -> Verdict.YES;
            case "no" -> Verdict.NO;
            case "depends" -> Verdict.DEPENDS;
            default -> throw new IllegalArgumentException("verdict is " + word + "; allowed: yes, no, depends");
        };
    }

    private static Optional<String> id(JsonNode node, String field) {
        var id = node.path(field);
        return id.isString() ? Optional.of(id.stringValue()) : Optional.empty();
    }
}
