package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Server-sent events (事件流) as bytes. Source: WHATWG HTML, "Server-sent events". The JSON in them has no line ends, so that each event's
 * data is one line.
 */
final class EventStream {
    /** Keeps proxies from taking the connection for dead. */
    static final byte[] HEARTBEAT = ": \n\n".getBytes(UTF_8);

    private EventStream() {}

    /** An event without a name or an id. */
    static byte[] data(String json) {
        return ("data: " + json + "\n\n").getBytes(UTF_8);
    }

    /** An event that a client which lost the connection can name. */
    static byte[] event(String id, String name, String json) {
        return ("id: " + id + "\nevent: " + name + "\ndata: " + json + "\n\n").getBytes(UTF_8);
    }

    /** An event that cannot be asked for again. */
    static byte[] named(String name, String json) {
        return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(UTF_8);
    }

    /** Sends each as soon as it is there, and lets nobody on the way keep or change them. */
    static Mono<Void> send(Publisher<byte[]> events, ServerHttpResponse response) {
        var headers = response.getHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_EVENT_STREAM, UTF_8));
        headers.set(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
        headers.set("X-Accel-Buffering", "no");
        return response.writeAndFlushWith(Flux.from(events)
                .map(event -> Mono.just(response.bufferFactory().wrap(event))));
    }
}
