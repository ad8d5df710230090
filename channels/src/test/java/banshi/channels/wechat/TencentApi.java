package banshi.channels.wechat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tencent's interface, played over HTTP: hands out tokens, takes messages, keeps a record of the calls, and answers as it is told to. A
 * token is {@code appid-n}; one that was withdrawn is answered 40001.
 */
public final class TencentApi implements AutoCloseable {
    public static final String TOKEN = "/cgi-bin/stable_token";
    public static final String SEND = "/cgi-bin/message/custom/send";
    static final String TYPING = "/cgi-bin/message/custom/typing";
    static final String TEMPLATE = "/cgi-bin/message/template/send";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.readTree("{}"); // its readers are made under a lock, which no event loop shall wait for
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Mono<String>>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> tokens = new ConcurrentHashMap<>();
    private final DisposableServer server;

    /** A call that came; {@code token} is empty where none was asked for. */
    public record Call(String path, String token, JsonNode body) {
        public String to() {
            return body.path("touser").asString();
        }

        public String words() {
            return body.path("text").path("content").asString();
        }
    }

    public TencentApi() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> {
                    for (var path : List.of(TOKEN, SEND, TYPING, TEMPLATE)) {
                        routes.post(
                                path,
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(body -> answer(path, request.uri(), body))
                                        .flatMap(answer -> response.header("Content-Type", "application/json")
                                                .sendString(Mono.just(answer))
                                                .then()));
                    }
                })
                .bindNow();
    }

    private Mono<String> answer(String path, String uri, String body) {
        int at = uri.indexOf("access_token=");
        var token = at < 0 ? "" : uri.substring(at + "access_token=".length());
        var read = JSON.readTree(body);
        calls.add(new Call(path, token, read));
        var told = answers.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
        if (told != null) return told;
        if (path.equals(TOKEN)) {
            var appid = read.path("appid").asString();
            return Mono.just("{\"access_token\":\"" + appid + "-" + token(appid) + "\",\"expires_in\":7200}");
        }
        int dash = token.lastIndexOf('-');
        if (dash < 0 || !token.substring(dash + 1).equals("" + token(token.substring(0, dash))))
            return Mono.just(error(40001));
        return Mono.just(path.equals(TEMPLATE) ? "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":1}" : error(0));
    }

    private int token(String appid) {
        return tokens.computeIfAbsent(appid, _ -> new AtomicInteger()).get();
    }

    private static String error(int code) {
        return "{\"errcode\":" + code + ",\"errmsg\":\"said by the test\"}";
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The next calls of {@code path} get these codes, in their order; those after them are taken. */
    public void says(String path, int... codes) {
        for (int code : codes) told(path, Mono.just(error(code)));
    }

    /** The next call of {@code path} gets no answer. */
    void keepsSilentTo(String path) {
        told(path, Mono.never());
    }

    /** The next call of {@code path} gets this, be it what it may. */
    void saysOddly(String path, String body) {
        told(path, Mono.just(body));
    }

    /** The next call of {@code path} gets this code when {@code go} completes. */
    void waits(String path, Mono<?> go, int code) {
        told(path, go.then(Mono.just(error(code))));
    }

    private void told(String path, Mono<String> answer) {
        answers.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).add(answer);
    }

    /** The account's token so far is taken no longer. */
    public void withdrawsTheTokenOf(String appid) {
        tokens.computeIfAbsent(appid, _ -> new AtomicInteger()).incrementAndGet();
    }

    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** What was sent to citizens, as far as it was asked for; also what was not taken. */
    public List<Call> sent() {
        return calls(SEND);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
