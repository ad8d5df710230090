package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Asks our own questions before citizens do (预热), so that the first of them does not wait for classes and compilers. */
final class Rehearsal {
    private final List<String> questions;

    /** @param most how many questions; taken evenly from all that the content knows */
    Rehearsal(Content content, int most) {
        var phrasings = content.phrasings().stream().map(Phrasing::text).toList();
        int count = Math.min(most, phrasings.size());
        questions = IntStream.range(0, count)
                .mapToObj(i -> phrasings.get((int) ((long) i * phrasings.size() / count)))
                .toList();
    }

    /** In process, one after another. */
    void inProcess(Assistant assistant, Clock clock) {
        var today = LocalDate.now(clock);
        for (var question : questions)
            assistant.reply(Dialogue.NEW, new Utterance(question, Utterance.Channel.WEB, null, today));
    }

    /**
     * Over HTTP, one after another, and once everything else that is served.
     *
     * @throws IOException if the server does not answer
     */
    void overHttp(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var path : List.of("/", "/openapi.yaml", "/api/v1/releases/current", "/api/v1/nothing"))
                client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.discarding());
            var chat = HttpRequest.newBuilder(URI.create(address + "/api/v1/chat"))
                    .header("Content-Type", "application/json");
            for (var question : questions) {
                var body = Map.of("conversation", "rehearsal", "text", question);
                var request =
                        chat.POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
                var status =
                        client.send(request.build(), BodyHandlers.discarding()).statusCode();
                if (status != 200) throw new IOException("a rehearsed question was answered with status " + status);
            }
        }
    }
}
