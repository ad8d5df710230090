package banshi.channels.web;

import banshi.channels.conversation.Answered;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Handoffs.Handoff;
import banshi.channels.records.Handoffs.Message;
import banshi.channels.records.Handoffs.Sender;
import banshi.channels.records.Handoffs.State;
import banshi.channels.records.RecordDesk;
import banshi.channels.records.TurnRecords;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the assistant to a person and back (转人工接口), the citizens' half; the staff's is {@link HandoffDeskController}. Whoever waits asks again and again; an
 * answer comes as soon as there is something new, at the latest after {@link #PATIENCE}. What is answered 2xx is in the database.
 */
@RestController
final class HandoffController {
    /** How long an answer may be held back. */
    static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Pattern PHONE = Pattern.compile("1[3-9][0-9]{9}|0[0-9]{2,3}-?[2-9][0-9]{6,7}");

    private final Limits limits;
    private final RecordDesk desk;
    private final TurnRecords turns;
    private final Handoffs handoffs;
    private final HandoffSettings settings;
    private final Pseudonyms pseudonyms;
    private final HandoffTalk talk;
    private final JsonMapper json;
    private final Clock clock;

    HandoffController(
            Limits limits,
            RecordDesk desk,
            TurnRecords turns,
            Handoffs handoffs,
            HandoffSettings settings,
            Pseudonyms pseudonyms,
            HandoffTalk talk,
            JsonMapper json,
            Clock clock) {
        this.limits = limits;
        this.desk = desk;
        this.turns = turns;
        this.handoffs = handoffs;
        this.settings = settings;
        this.pseudonyms = pseudonyms;
        this.talk = talk;
        this.json = json;
        this.clock = clock;
    }

    /** How it stands, as the citizen is told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            @Nullable String id,
            String state,
            @Nullable Integer position,
            @Nullable Long waitSeconds,
            @Nullable List<Said> messages) {}

    /** Something said in it. */
    record Said(int seq, String from, String text, Instant at) {
        static Said of(Message message) {
            return new Said(message.seq(), message.from().word(), message.text(), message.at());
        }
    }

    @PostMapping("/api/v1/handoffs")
    Mono<Void> ask(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(JsonFields::new).flatMap(fields -> {
            var name = fields.text("conversation", ChatRequest.LONGEST_CONVERSATION);
            var callback = fields.object("callback");
            var phone = callback == null
                    ? null
                    : callback.optionalMatch(
                            "phone",
                            PHONE,
                            "must be a telephone number of the mainland: 11 digits, or 0 and the area code");
            if (callback != null && callback.isAbsent("phone")) callback.refuse("phone", "is missing");
            fields.requireSound();
            return limits.require(exchange.getRequest(), name)
                    .then(desk.work(() -> ask(pseudonyms.of(ReplyDesk.web(name)), phone)))
                    .flatMap(standing -> JsonBody.send(
                            json.writeValueAsBytes(standing),
                            standing.id() == null ? HttpStatus.OK : HttpStatus.CREATED,
                            exchange.getResponse()));
        });
    }

    private Standing ask(String conversation, @Nullable String phone) {
        var open = handoffs.ofConversation(conversation);
        if (open.isPresent()) return standing(open.get(), List.of());
        boolean staffed = settings.isOpenAt(ZonedDateTime.now(clock)) && handoffs.isSeenWithin(settings.present());
        if (!staffed && phone == null) return new Standing(null, State.CALLBACK.word(), null, null, null);
        turns.flush(); // whoever takes it sees all that was said
        return standing(handoffs.ask(Answered.newId(), conversation, "web", phone), List.of());
    }

    /** Tells what is new, when it is there. */
    @GetMapping("/api/v1/handoffs/{id}")
    Mono<Void> look(
            @PathVariable("id") String id,
            @RequestParam(name = "after", defaultValue = "0") int after,
            @RequestParam(name = "state", required = false) @Nullable String known,
            ServerWebExchange exchange) {
        var open = limits.openStream(exchange.getRequest(), id);
        return news(id, after, known)
                .flatMap(standing ->
                        JsonBody.send(json.writeValueAsBytes(standing), HttpStatus.OK, exchange.getResponse()))
                .doFinally(_ -> open.close());
    }

    private Mono<Standing> news(String id, int after, @Nullable String known) {
        var look = desk.work(() -> standing(id, after));
        return look.flatMap(then -> Flux.interval(LOOK_EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> look, 1)
                .startWith(then)
                .filter(now -> isNews(now, then, known))
                .next()
                .timeout(PATIENCE, look));
    }

    private static boolean isNews(Standing now, Standing then, @Nullable String known) {
        boolean said = now.messages() != null && !now.messages().isEmpty();
        var before = known == null ? then.state() : known;
        return said
                || !now.state().equals(before)
                || !Objects.equals(now.position(), then.position())
                || now.state().equals(State.CLOSED.word());
    }

    @PostMapping("/api/v1/handoffs/{id}/messages")
    Mono<Void> say(@PathVariable("id") String id, ServerWebExchange exchange) {
        return HandoffTalk.text(exchange)
                .delayUntil(_ -> limits.require(exchange.getRequest(), id))
                .flatMap(text -> talk.said(id, Sender.CITIZEN, text))
                .then(JsonBody.nothing(exchange.getResponse()));
    }

    @DeleteMapping("/api/v1/handoffs/{id}")
    Mono<Void> end(@PathVariable("id") String id, ServerWebExchange exchange) {
        return desk.work(() -> handoffs.close(id)).then(JsonBody.nothing(exchange.getResponse()));
    }

    private Standing standing(String id, int after) {
        return standing(talk.found(id), handoffs.said(id, after));
    }

    private Standing standing(Handoff handoff, List<Message> messages) {
        Optional<Integer> position =
                handoff.state() == State.WAITING ? Optional.of(handoffs.position(handoff)) : Optional.empty();
        return new Standing(
                handoff.id(),
                handoff.state().word(),
                position.orElse(null),
                position.map(place -> handoffs.wait(place))
                        .filter(OptionalLong::isPresent)
                        .map(OptionalLong::getAsLong)
                        .orElse(null),
                messages.stream().map(Said::of).toList());
    }
}
