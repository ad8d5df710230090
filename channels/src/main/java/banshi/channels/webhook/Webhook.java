package banshi.channels.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A system of the operator's that takes what is sent to it (接收端). What is sent carries {@code X-Banshi-Signature: t=…,v1=…}, the second at which it was sent and the HMAC-SHA256, in hex, of that second, a full
 * stop and the body under the secret; and an {@code Idempotency-Key}, the same however often it is sent. Redirects are not followed. Thread-safe; blocks.
 */
final class Webhook implements AutoCloseable {
    static final String SIGNATURE = "X-Banshi-Signature";
    static final String KEY = "Idempotency-Key";

    private final URI url;
    private final Sha256.Key secret;
    private final Duration answerWithin;
    private final HttpClient client;

    Webhook(URI url, String secret, Duration answerWithin) {
        this.url = url;
        this.secret = new Sha256.Key(secret.getBytes(UTF_8));
        this.answerWithin = answerWithin;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // nobody is asked whether he would like another one
                .connectTimeout(answerWithin)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends it once.
     *
     * @throws IOException if it did not arrive, or nobody knows whether it did; the message is for operators and says nothing of what was sent or answered
     */
    void send(String key, String body, Instant now) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .header(KEY, key)
                .header(SIGNATURE, signature(body, now))
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            int status =
                    answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status / 100 != 2) throw new IOException("answered with status " + status);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + answerWithin.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("cannot be reached: " + cause.getClass().getSimpleName(), e);
        } finally {
            answer.cancel(true);
        }
    }

    String signature(String body, Instant now) {
        var second = Long.toString(now.getEpochSecond());
        return "t=" + second + ",v1=" + HexFormat.of().formatHex(secret.sign((second + "." + body).getBytes(UTF_8)));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
