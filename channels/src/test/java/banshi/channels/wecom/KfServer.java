package banshi.channels.wecom;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeCom's interface, played over HTTP: hands out tokens and messages page by page, takes messages, keeps a record of the calls, and
 * answers as it is told to. A token is {@code corpid-n}; one that was withdrawn is answered 42001.
 */
final class KfServer implements AutoCloseable {
    static final String GET_TOKEN = "gettoken";
    static final String SYNC = "kf/sync_msg";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.readTree("{}"); // its readers are made under a lock, which no event loop shall wait for
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Mono<String>>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> tokens = new ConcurrentHashMap<>();
    private final Map<String, List<String>> messages = new ConcurrentHashMap<>();
    private final Map<String, Integer> states = new ConcurrentHashMap<>();
    private final DisposableServer server;
    private volatile int page = 1000;

    /** A call that came. */
    record Call(String path, String token, JsonNode body) {
        String to() {
            return body.path("touser").asString("");
        }

        /** Of a text, or above a menu. */
        String words() {
            return body.path("text").path("content").asString("")
                    + body.path("msgmenu").path("head_content").asString("");
        }

        JsonNode menu() {
            return body.path("msgmenu").path("list");
        }
    }

    KfServer() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    var uri = request.uri();
                    return request.receive()
                            .aggregate()
                            .asString()
                            .defaultIfEmpty("{}")
                            .flatMap(body -> answer(uri, body))
                            .flatMap(answer -> response.header("Content-Type", "application/json; charset=UTF-8")
                                    .sendString(Mono.just(answer))
                                    .then());
                })
                .bindNow();
    }

    private Mono<String> answer(String uri, String body) {
        var address = UriComponentsBuilder.fromUriString(uri).build();
        var path = address.getPath().replaceFirst("^/cgi-bin/", "");
        var query = address.getQueryParams();
        var token = String.valueOf(query.getFirst("access_token"));
        var read = JSON.readTree(body);
        calls.add(new Call(path, token, read));
        var told = answers.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
        if (told != null) return told;
        if (path.equals(GET_TOKEN)) {
            var corpid = String.valueOf(query.getFirst("corpid"));
            return Mono.just("{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"" + corpid + "-" + number(corpid)
                    + "\",\"expires_in\":7200}");
        }
        int dash = token.lastIndexOf('-');
        if (dash < 0 || !token.substring(dash + 1).equals("" + number(token.substring(0, dash))))
            return Mono.just(code(42001));
        return Mono.just(
                switch (path) {
                    case SYNC -> page(read);
                    case Customers.STATE ->
                        "{\"errcode\":0,\"errmsg\":\"ok\",\"service_state\":"
                                + states.getOrDefault(
                                        read.path("external_userid").asString(), 1) + "}";
                    default -> code(0);
                });
    }

    private String page(JsonNode body) {
        var all = messages.getOrDefault(body.path("open_kfid").asString(), List.of());
        int from = Integer.parseInt(body.path("cursor").asString("0"));
        int to = Math.min(from + Math.min(page, body.path("limit").asInt()), all.size());
        return "{\"errcode\":0,\"errmsg\":\"ok\",\"next_cursor\":\"" + to + "\",\"has_more\":"
                + (to < all.size() ? 1 : 0) + ",\"msg_list\":"
                + all.subList(from, to).stream().collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private int number(String corpid) {
        return tokens.computeIfAbsent(corpid, _ -> new AtomicInteger()).get();
    }

    private static String code(int code) {
        return "{\"errcode\":" + code + ",\"errmsg\":\"said by the test\"}";
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Lets a message lie ready to be fetched. */
    void holds(String openKfid, Map<String, ?> message) {
        messages.computeIfAbsent(openKfid, _ -> new CopyOnWriteArrayList<>()).add(JSON.writeValueAsString(message));
    }

    /** From now on no page holds more messages. */
    void pagesOf(int messages) {
        page = messages;
    }

    /** How the conversation of a citizen stands; without a word it is the assistant's. */
    void state(String userid, int state) {
        states.put(userid, state);
    }

    /** The next calls of {@code path} get these codes, in their order; those after them are taken. */
    void says(String path, int... codes) {
        for (int code : codes) told(path, Mono.just(code(code)));
    }

    /** The next call of {@code path} gets this, whatever it is. */
    void told(String path, Mono<String> answer) {
        answers.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).add(answer);
    }

    /** The account's token so far is taken no longer. */
    void withdrawsTheTokenOf(String corpid) {
        tokens.computeIfAbsent(corpid, _ -> new AtomicInteger()).incrementAndGet();
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** What was sent to citizens, as far as it was asked for; also what was not taken. */
    List<Call> sent() {
        return calls(Customers.SEND);
    }

    /** In their order, the words sent to one citizen. */
    Stream<String> wordsTo(String userid) {
        return sent().stream().filter(call -> call.to().equals(userid)).map(Call::words);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
