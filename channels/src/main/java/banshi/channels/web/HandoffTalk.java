package banshi.channels.web;

import banshi.channels.records.Handoffs;
import banshi.channels.records.Handoffs.Handoff;
import banshi.channels.records.Handoffs.Sender;
import banshi.channels.records.RecordDesk;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a citizen and a person say to each other (人工对话), whichever of them says it. Thread-safe. */
final class HandoffTalk {
    private static final int LONGEST_TEXT = 500;

    private final RecordDesk desk;
    private final Handoffs handoffs;

    HandoffTalk(RecordDesk desk, Handoffs handoffs) {
        this.desk = desk;
        this.handoffs = handoffs;
    }

    /** What is to be said. */
    static Mono<String> text(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(JsonFields::new).map(fields -> {
            var text = fields.text("text", LONGEST_TEXT);
            fields.requireSound();
            return text;
        });
    }

    /**
     * Says it; an agent's words are masked too, as they repeat what citizens told them.
     *
     * @return fails with 404 where there is no such hand-off, with 409 where it is over
     */
    Mono<Void> said(String id, Sender from, String text) {
        return desk.work(() -> {
                    found(id);
                    return handoffs.say(id, from, Sayable.masked(text));
                })
                .flatMap(open -> open ? Mono.empty() : over("this is over; the assistant answers again"));
    }

    /** The hand-off of that name; 404 where there is none. Blocks: for the records' desk. */
    Handoff found(String id) {
        return handoffs.find(id).orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "there is no such hand-off"));
    }

    static Mono<Void> over(String detail) {
        return Mono.error(Problem.refusal(HttpStatus.CONFLICT, detail));
    }
}
