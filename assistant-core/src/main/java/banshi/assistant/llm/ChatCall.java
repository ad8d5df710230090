package banshi.assistant.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call of a language model that speaks the OpenAI protocol (大模型调用): a task, the words that it is about, and what it says. One call, never a second; the whole of it, from the
 * connection to the last byte, ends in time. Thread-safe; blocks; the call runs on a virtual thread of its own.
 */
final class ChatCall {
    private final ChatModel model;
    private final LlmSettings settings;
    private final Duration timeout;
    private final String wanted;

    /**
     * Connects when it is first asked.
     *
     * @param timeout of a whole call
     * @param temperature 0 for the likeliest words, 1 for many different ones
     * @param mostTokens a model that goes on talking is cut
     * @param wanted what it is asked for, in messages: {@code a rewrite}
     */
    ChatCall(LlmSettings settings, Duration timeout, double temperature, int mostTokens, String wanted) {
        this.settings = settings;
        this.timeout = timeout;
        this.wanted = wanted;
        // HTTP/1.1: the offer to go over to HTTP/2 confuses small servers
        var http = JdkHttpClient.builder()
                .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        model = OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey())
                .modelName(settings.model())
                .temperature(temperature)
                .maxTokens(mostTokens)
                .timeout(timeout)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    /**
     * What it says, without white space around it; never empty.
     *
     * @throws ModelFailure if nothing came in time
     */
    String ask(String task, String words) {
        var call = new FutureTask<@Nullable String>(
                () -> model.chat(List.of(SystemMessage.from(task), UserMessage.from(words)))
                        .aiMessage()
                        .text());
        Thread.ofVirtual().name("llm").start(call);
        try {
            var said = call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (said == null || said.isBlank()) throw failure(ModelFailure.Kind.NONSENSE, "it said nothing");
            return said.strip();
        } catch (TimeoutException e) {
            throw late();
        } catch (ExecutionException | CancellationException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(ModelFailure.Kind.UNREACHABLE, "the wait for it was interrupted");
        } finally {
            call.cancel(true);
        }
    }

    private ModelFailure late() {
        return failure(ModelFailure.Kind.LATE, "it did not answer within " + timeout.toMillis() + " ms");
    }

    /** Of which kind it was; what the other side said may quote the key or the citizen. */
    private ModelFailure failure(Exception failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http)
                return failure(ModelFailure.Kind.REFUSED, "it answered with status " + http.statusCode());
            if (cause instanceof HttpTimeoutException) return late();
            root = cause;
        }
        return failure(
                root instanceof IOException || root instanceof UnresolvedAddressException
                        ? ModelFailure.Kind.UNREACHABLE
                        : ModelFailure.Kind.NONSENSE,
                "the call failed with " + root.getClass().getSimpleName());
    }

    ModelFailure failure(ModelFailure.Kind kind, String what) {
        return new ModelFailure(
                kind, "asking the language model at " + settings.baseUrl() + " for " + wanted + ": " + what);
    }
}
