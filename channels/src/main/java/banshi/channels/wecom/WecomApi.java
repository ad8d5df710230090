package banshi.channels.wecom;

import banshi.channels.wechat.Failures;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls WeCom's interface for one account (企业微信接口). The access token is fetched when it is needed, kept, renewed before it ends, and once
 * when WeCom takes it no longer. What may work in a moment is tried again, after pauses that grow. What fails in the end is counted,
 * and logged by its code or kind: never by its words, nor by its address, in which the token stands. Thread-safe; never blocks.
 */
final class WecomApi {
    private static final Logger LOG = LoggerFactory.getLogger(WecomApi.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A thousand messages of 2 KiB each, with what stands around them. */
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    /** A token is renewed so long before it ends. */
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);

    private final WecomAccount account;
    private final CallSettings settings;
    private final InstantSource clock;
    private final Scheduler timer;
    private final Tally tally;
    private final WebClient client;
    private final Mono<Token> token;

    WecomApi(WecomAccount account, CallSettings settings, InstantSource clock, Scheduler timer, Tally tally) {
        this.account = account;
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
        this.tally = tally;
        var http = HttpClient.create()
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectWithin().toMillis()))
                .responseTimeout(settings.answerWithin());
        client = WebClient.builder()
                .baseUrl(settings.api().toString().replaceAll("/+$", "") + "/cgi-bin/")
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
        token = fetch().cacheInvalidateIf(fetched -> !fetched.isGood(clock.instant()));
        JSON.readTree("{}"); // its readers are made under a lock, which no event loop shall wait for
    }

    /**
     * Makes one call.
     *
     * @param path behind {@code cgi-bin/}, as {@code kf/send_msg}
     * @return what WeCom answers; fails, counted and logged, with {@link Refusal} or with what the network came to
     */
    Mono<JsonNode> call(String path, Map<String, ?> body) {
        return Mono.defer(() -> withToken(path, body))
                .onErrorResume(WecomApi::isOfToken, _ -> withToken(path, body))
                .retryWhen(Retry.backoff(settings.attempts() - 1, settings.firstPause())
                        .jitter(0)
                        .scheduler(timer)
                        .filter(WecomApi::passes)
                        .onRetryExhaustedThrow((_, last) -> last.failure()))
                .doOnNext(_ -> tally.called(path, Tally.Outcome.TAKEN))
                .doOnError(failure -> failed(path, failure));
    }

    private Mono<JsonNode> withToken(String path, Map<String, ?> body) {
        return token.flatMap(held -> client.post()
                .uri(uri -> uri.path(path).queryParam("access_token", "{token}").build(held.value))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsBytes(body))
                .retrieve()
                .bodyToMono(byte[].class)
                .map(WecomApi::read)
                .doOnError(WecomApi::isOfToken, _ -> held.withdraw()));
    }

    private Mono<Token> fetch() {
        return client.get()
                .uri(uri -> uri.path("gettoken")
                        .queryParam("corpid", "{corpid}")
                        .queryParam("corpsecret", "{secret}")
                        .build(account.corpid(), account.secret()))
                .retrieve()
                .bodyToMono(byte[].class)
                .map(WecomApi::read)
                .map(this::token);
    }

    private Token token(JsonNode answer) {
        var lasts = Duration.ofSeconds(answer.path("expires_in").asLong(0));
        var early = lasts.compareTo(BEFORE_THE_END.multipliedBy(2)) > 0 ? BEFORE_THE_END : lasts.dividedBy(2);
        return new Token(
                answer.path("access_token").asString(""),
                clock.instant().plus(lasts).minus(early));
    }

    private static JsonNode read(byte[] body) {
        var answer = JSON.readTree(body);
        int code = answer.path("errcode").asInt(0);
        if (code != 0) throw new Refusal(code);
        return answer;
    }

    private static boolean isOfToken(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.isOfToken();
    }

    private static boolean passes(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.passes();
            case WebClientResponseException response -> response.getStatusCode().is5xxServerError();
            default -> failure instanceof WebClientRequestException;
        };
    }

    private void failed(String path, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            tally.called(path, Tally.Outcome.REFUSED);
            LOG.warn(
                    "account {}: WeCom refuses {} with {} (40001, 40013: secret or corpid; 48002: 微信客服 may not be called by"
                            + " interface; 60020: this server's address is not among 企业可信IP; 95018: the conversation is not ours)",
                    account.name(),
                    path,
                    refusal.code());
        } else {
            tally.called(path, Tally.Outcome.FAILED);
            LOG.warn(
                    "account {}: calling {} failed in {} attempts: {}; is {} reachable from here?",
                    account.name(),
                    path,
                    settings.attempts(),
                    Failures.describe(failure),
                    settings.api());
        }
    }

    /** What opens the interface for two hours. */
    private static final class Token {
        private final String value;
        private final Instant until;
        private volatile boolean withdrawn;

        Token(String value, Instant until) {
            this.value = value;
            this.until = until;
        }

        void withdraw() {
            withdrawn = true;
        }

        boolean isGood(Instant now) {
            return !withdrawn && now.isBefore(until);
        }
    }
}
