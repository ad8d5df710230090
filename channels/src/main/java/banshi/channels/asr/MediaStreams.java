package banshi.channels.asr;

import banshi.assistant.hotline.Speaker;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Takes the sound of calls over WebSockets of the shape of Twilio's Media Streams (媒体流): a call on each, both speakers, μ-law at 8 kHz. After
 * https://www.twilio.com/docs/voice/media-streams/websocket-messages. What cannot be understood is a fault and ends nothing.
 */
final class MediaStreams implements WebSocketHandler {
    private static final String BEARER = "bearer ";

    private final OpenCalls calls;
    private final Keys keys;
    private final Patience patience;
    private final InstantSource clock;
    private final Tally tally;

    MediaStreams(OpenCalls calls, Keys keys, Patience patience, InstantSource clock, Tally tally) {
        this.calls = calls;
        this.keys = keys;
        this.patience = patience;
        this.clock = clock;
        this.tally = tally;
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        var stream = new Stream(session);
        var late = Mono.delay(patience.key())
                .flatMap(_ -> stream.admitted ? Mono.<Void>empty() : stream.refuse())
                .subscribe();
        var authorization = session.getHandshakeInfo().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        var shown = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? stream.show(authorization.substring(BEARER.length()))
                : Mono.<Void>empty();
        return shown.thenMany(Flux.defer(session::receive))
                .filter(message -> message.getType() != WebSocketMessage.Type.PONG)
                .map(message -> message.getType() == WebSocketMessage.Type.TEXT ? message.getPayloadAsText() : "")
                .concatMap(stream::heard)
                .then()
                .doFinally(_ -> {
                    late.dispose();
                    stream.over();
                });
    }

    /** One of them (一条媒体流). */
    private final class Stream {
        private final WebSocketSession session;
        private volatile boolean admitted;
        private volatile boolean refused;
        private volatile boolean gone;
        private volatile OpenCalls.@Nullable Source source;

        Stream(WebSocketSession session) {
            this.session = session;
        }

        Mono<Void> show(String key) {
            return keys.admit(key).doOnNext(_ -> admitted = true).then().onErrorResume(_ -> refuse());
        }

        /** Sends whoever it is away; what is still on its way is not heard. */
        Mono<Void> refuse() {
            if (refused) return Mono.empty();
            refused = true;
            tally.refused();
            return session.close(
                            CloseStatus.POLICY_VIOLATION.withReason(
                                    "a key of the scope hotline is needed: Authorization: Bearer, or start.customParameters.key"))
                    .cache(); // that we stop listening on its account must not call it off
        }

        Mono<Void> heard(String message) {
            if (refused) return Mono.empty();
            JsonNode read;
            try {
                read = Protocol.object(message);
            } catch (Protocol.Rubbish e) {
                rubbish("a frame that is no JSON object");
                return Mono.empty();
            }
            switch (read.path("event").asString("")) {
                case "start" -> {
                    var start = read.path("start");
                    if (admitted) return Mono.fromRunnable(() -> begin(start));
                    var key = start.path("customParameters").path("key").asString("");
                    return show(key).then(Mono.fromRunnable(() -> begin(start)));
                }
                case "media" -> media(read.path("media"));
                case "stop" -> {
                    var ended = source;
                    source = null;
                    if (ended != null) ended.end();
                }
                case "connected", "mark", "dtmf" -> {}
                default -> rubbish("a frame that is none of connected, start, media, stop");
            }
            return Mono.empty();
        }

        private void begin(JsonNode start) {
            if (!admitted) return;
            var parameters = start.path("customParameters");
            var callId =
                    parameters.path("callId").asString(start.path("callSid").asString(""));
            var format = start.path("mediaFormat");
            if (source != null) rubbish("a second start");
            else if (!CallIds.isValid(callId))
                rubbish(
                        "a start without a call: start.callSid or start.customParameters.callId, 1 to 64 of A-Za-z0-9._:-");
            else {
                source = calls.open(new CallStart(
                        callId,
                        clock.instant(),
                        text(parameters, "phoneMasked"),
                        text(parameters, "agentId"),
                        text(parameters, "district")));
                if (!format.path("encoding").asString("audio/x-mulaw").equals("audio/x-mulaw")
                        || format.path("sampleRate").asInt(Sound.RATE) != Sound.RATE)
                    rubbish("start.mediaFormat is not audio/x-mulaw at 8000; the sound is heard as if it were");
                if (gone) over(); // while the key was looked at
            }
        }

        private static @Nullable String text(JsonNode parameters, String name) {
            var value = parameters.path(name).asString("").strip();
            return value.isEmpty() ? null : value;
        }

        private void media(JsonNode media) {
            var from = source;
            var speaker = switch (media.path("track").asString("inbound")) {
                case "inbound" -> Speaker.CALLER;
                case "outbound" -> Speaker.AGENT;
                default -> null;
            };
            if (from == null) rubbish("media before a start");
            else if (speaker == null) rubbish("media whose track is neither inbound nor outbound");
            else
                try {
                    var codes = Base64.getDecoder().decode(media.path("payload").asString(""));
                    from.sound(speaker, Sound.fromMuLaw(codes));
                } catch (IllegalArgumentException e) {
                    rubbish("media whose payload is no base64");
                }
        }

        private void rubbish(String what) {
            var known = source;
            if (known != null) known.rubbish("the telephone system sent " + what);
            else tally.rubbish();
        }

        void over() {
            gone = true;
            var broken = source;
            source = null;
            if (broken != null) broken.broken();
        }
    }
}
