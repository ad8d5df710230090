package banshi.eval.soak;

import banshi.eval.load.OfficialAccount;
import banshi.eval.soak.Wire.Unexpected;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What citizens and programs do on a visit (来访). Visits are numbered; number and seed decide everything, so that who comes back is the
 * same citizen on the same wire. Thread-safe.
 */
final class Visits {
    static final String KEY = "a key of programs that soak the server";

    /** What the server of a soak is told beside its accounts: citizens here come back sooner than others do. */
    static final String SETTINGS = OfficialAccount.settings() + """
                per-minute: 60
              limits:
                per-minute: 60
                per-day: 10000
                address-per-minute: 1000
              open:
                keys:
                  soak:
                    secret: %s
                    per-minute: 60000
            """.formatted(KEY);

    /** WeChat's own. */
    private static final Duration DROPPED_AFTER = Duration.ofSeconds(5);

    private static final int POSTS = 3;
    private static final long MINUTE = 60_000_000_000L;

    /** One more than anybody may say in a minute, and some. */
    private static final int TOO_MUCH = 70;

    private static final int MOST_TURNS = 4;
    private static final Set<Integer> DONE = Set.of(204);
    private static final Set<Integer> RATED = Set.of(409);
    private static final Set<Integer> PERHAPS = Set.of(200, 429);
    private static final Set<Integer> STREAM = Set.of(200);

    private final Wire wire;
    private final Kept kept;
    private final Tally tally;
    private final List<List<String>> talks;
    private final long seed;
    /** How many different citizens come before the first comes back. */
    private final int citizens;

    private final AtomicLong wechatMessages = new AtomicLong();

    Visits(Wire wire, Kept kept, Tally tally, List<List<String>> talks, long seed, int citizens) {
        this.wire = wire;
        this.kept = kept;
        this.tally = tally;
        this.talks = talks;
        this.seed = seed;
        this.citizens = citizens;
    }

    /** One visit from its beginning to its end; whatever goes wrong is counted. */
    void visit(long number) {
        long citizen = number % citizens;
        var who = new Citizen(citizen, number, new SplittableRandom(seed * 31 + number));
        var kind = kind(citizen);
        try {
            switch (kind) {
                case "chat" -> chat(who);
                case "message" -> messages(who);
                case "stream" -> streams(who);
                case "wechat" -> wechat(who, OfficialAccount.PLAIN);
                case "wechat AES" -> wechat(who, OfficialAccount.SEALED);
                case "impatient" -> asksTooOften(who);
                default -> programs(who);
            }
        } catch (Unexpected | IOException | RuntimeException e) {
            tally.trouble(kind, e instanceof Unexpected ? String.valueOf(e.getMessage()) : e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a hundred citizens, how many come how. */
    private String kind(long citizen) {
        int at = new SplittableRandom(seed ^ citizen).nextInt(100);
        if (at < 40) return "chat";
        if (at < 55) return "message";
        if (at < 78) return "stream";
        if (at < 86) return "wechat";
        if (at < 94) return "wechat AES";
        if (at < 95) return "impatient";
        return "program";
    }

    /** Who comes, and this once. */
    private record Citizen(long number, long visit, SplittableRandom dice) {
        String conversation() {
            return "soak-" + number;
        }

        /** An address that is nobody's: RFC 3849. */
        String from() {
            return "2001:db8::" + Long.toHexString(number & 0xffff);
        }

        boolean oneIn(int many) {
            return dice.nextInt(many) == 0;
        }
    }

    private List<String> talk(Citizen who) {
        var talk = talks.get(who.dice.nextInt(talks.size()));
        return talk.subList(0, Math.min(MOST_TURNS, talk.size()));
    }

    private void chat(Citizen who) throws Unexpected, IOException, InterruptedException {
        for (var said : talk(who)) {
            var reply = wire.send(
                    "chat",
                    wire.json("/api/v1/chat", who.from(), Map.of("conversation", who.conversation(), "text", said)));
            thinks(who, turn(who, Wire.read(reply).path("turn").asString("")));
        }
        rates(who);
    }

    private void messages(Citizen who) throws Unexpected, IOException, InterruptedException {
        int at = 0;
        for (var said : talk(who)) {
            var request = wire.json("/api/chat/v1/messages", who.from(), message(who, at++, said));
            var turn = turn(
                    who, Wire.read(wire.send("message", request)).path("turn").asString(""));
            if (who.oneIn(10)
                    && !Wire.read(wire.send("message again", request))
                            .path("turn")
                            .asString("")
                            .equals(turn)) throw new Unexpected("a message that came again was answered again");
            thinks(who, turn);
        }
        rates(who);
    }

    private static Map<String, String> message(Citizen who, int at, String said) {
        return Map.of("sessionId", who.conversation(), "messageId", "visit-" + who.visit + "-" + at, "text", said);
    }

    private String turn(Citizen who, String turn) throws Unexpected {
        if (turn.isEmpty()) throw new Unexpected("a reply names no turn");
        kept.turn(who.conversation(), turn);
        return turn;
    }

    private void thinks(Citizen who, String turn) throws Unexpected, IOException, InterruptedException {
        if (!who.oneIn(5)) return;
        var opinion = Map.of("conversation", who.conversation(), "turn", turn, "helpful", who.dice.nextBoolean());
        wire.send("opinion", wire.json("/api/v1/feedback", who.from(), opinion), DONE);
        kept.opinion(who.conversation(), turn);
    }

    /** A conversation is rated once; who tries again is told so. */
    private void rates(Citizen who) throws Unexpected, IOException, InterruptedException {
        if (!who.oneIn(5)) return;
        boolean again = kept.isRated(who.conversation());
        var rating = Map.of("conversation", who.conversation(), "level", 1 + who.dice.nextInt(5));
        wire.send("rating", wire.json("/api/v1/ratings", who.from(), rating), again ? RATED : DONE);
        kept.rating(who.conversation());
    }

    /** A third of the streams break off somewhere and are taken up there. */
    private void streams(Citizen who) throws Unexpected, IOException, InterruptedException {
        int at = 0;
        for (var said : talk(who)) {
            int breaksAfter = who.oneIn(3) ? 1 + who.dice.nextInt(3) : Integer.MAX_VALUE;
            var request = Wire.posted(
                    wire.to("/api/chat/v1/messages", who.from()).header("Accept", "text/event-stream"),
                    message(who, at++, said));
            var events = new Events();
            events.read("stream", request, breaksAfter);
            if (!events.isWhole()) {
                events.read(
                        "resumed stream",
                        wire.to("/api/chat/v1/sessions/" + who.conversation() + "/events", who.from())
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", events.last())
                                .build(),
                        Integer.MAX_VALUE);
            }
            if (!events.isWhole()) throw new Unexpected("a stream ended before it was done");
            turn(who, events.turn);
        }
    }

    /** The events of one message, over as many connections as it takes (事件). */
    private final class Events {
        private final List<String> ids = new ArrayList<>();
        private String turn = "";
        private boolean done;

        /** Reads on, until the end or until so many have come. */
        void read(String kind, HttpRequest request, int most) throws Unexpected, IOException, InterruptedException {
            var response = wire.send(kind, request, STREAM, BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                var name = "";
                int come = 0;
                for (var line = lines.readLine(); line != null && come < most; line = lines.readLine()) {
                    if (line.startsWith("id: ")) id(line.substring(4));
                    else if (line.startsWith("event: ")) name = line.substring(7);
                    else if (line.startsWith("data: ")) {
                        come++;
                        if (name.equals("error")) throw new Unexpected("an error inside a stream");
                        if (name.equals("meta"))
                            turn = Wire.read(line.substring(6)).path("turn").asString("");
                        if (name.equals("done")) done = true;
                    }
                }
            }
        }

        private void id(String id) throws Unexpected {
            if (!id.endsWith("." + ids.size())) throw new Unexpected("an event of a stream is missing or came twice");
            ids.add(id);
        }

        boolean isWhole() {
            return done;
        }

        String last() {
            return ids.getLast();
        }
    }

    /** One message in five is posted again, as WeChat does where it saw no answer; whoever writes is shown the same. */
    private void wechat(Citizen who, OfficialAccount account) throws Unexpected, IOException, InterruptedException {
        var openid = "oSoak" + who.number;
        var kind = account.aesKey() == null ? "wechat" : "wechat AES";
        for (var said : talk(who)) {
            var post = account.post(openid, wechatMessages.incrementAndGet(), said);
            var request = wire.to(post.path(), who.from())
                    .timeout(DROPPED_AFTER)
                    .header("Content-Type", "text/xml")
                    .POST(BodyPublishers.ofString(post.body()))
                    .build();
            var shown = account.shown(openid, posted(kind, request));
            if (shown.isEmpty()) throw new Unexpected("a citizen was shown nothing");
            if (who.oneIn(5)
                    && !account.shown(openid, wire.send(kind + " again", request))
                            .equals(shown)) throw new Unexpected("a post that came again was answered otherwise");
        }
    }

    /** As WeChat does it: dropped after five seconds and posted again, three times in all. */
    private String posted(String kind, HttpRequest request) throws Unexpected, IOException, InterruptedException {
        for (int post = 1; post < POSTS; post++) {
            try {
                return wire.send(kind, request);
            } catch (HttpTimeoutException e) {
                tally.dropped();
            }
        }
        return wire.send(kind, request);
    }

    private void programs(Citizen who) throws Unexpected, IOException, InterruptedException {
        var said = talk(who).getFirst();
        var openai = Map.of("model", "banshi", "messages", List.of(Map.of("role", "user", "content", said)));
        if (Wire.read(wire.send("openai", program("/v1/chat/completions", who, openai)))
                .at("/choices/0/message/content")
                .asString("")
                .isEmpty()) throw new Unexpected("a completion says nothing");
        var rasa = Map.of("sender", who.conversation(), "message", said);
        if (Wire.read(wire.send("rasa", program("/webhooks/rest/webhook", who, rasa)))
                .isEmpty()) throw new Unexpected("Rasa's interface says nothing");
        var mcp = Map.of(
                "jsonrpc",
                "2.0",
                "id",
                who.visit,
                "method",
                "tools/call",
                "params",
                Map.of("name", "search_matters", "arguments", Map.of("query", said)));
        if (!Wire.read(wire.send("mcp", program("/mcp", who, mcp)))
                .path("result")
                .isObject()) throw new Unexpected("a tool gives no result");
    }

    private HttpRequest program(String path, Citizen who, Map<String, ?> body) {
        return Wire.posted(wire.to(path, who.from()).header("Authorization", "Bearer " + KEY), body);
    }

    /** Asks more than anybody may, in a conversation of its own, and is told so. */
    private void asksTooOften(Citizen who) throws Unexpected, IOException, InterruptedException {
        var conversation = "soak-impatient-" + who.visit;
        boolean refused = false;
        long began = System.nanoTime();
        for (int i = 0; i < TOO_MUCH; i++) {
            var response = wire.send(
                    "impatient",
                    wire.json("/api/v1/chat", who.from(), Map.of("conversation", conversation, "text", "你好")),
                    PERHAPS);
            if (response.statusCode() == 200)
                kept.turn(conversation, Wire.read(response.body()).path("turn").asString(""));
            else if (response.headers().firstValue("Retry-After").isEmpty())
                throw new Unexpected("a refusal does not say when to come back");
            else refused = true;
        }
        if (!refused && System.nanoTime() - began < MINUTE)
            throw new Unexpected("whoever asked " + TOO_MUCH + " times was never refused");
    }
}
