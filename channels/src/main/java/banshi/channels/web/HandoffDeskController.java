package banshi.channels.web;

import banshi.assistant.release.Directory;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Handoffs.Handoff;
import banshi.channels.records.Handoffs.Sender;
import banshi.channels.records.Handoffs.State;
import banshi.channels.records.RecordDesk;
import banshi.channels.records.TurnRecords;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Those who wait for a person, and those who take them (人工坐席接口): {@code /api/v1/desk/handoffs}, for agents. */
@RestController
final class HandoffDeskController {
    private static final int TURNS_SHOWN = 50;

    private final Accounts accounts;
    private final AuditLog audit;
    private final RecordDesk desk;
    private final TurnRecords turns;
    private final Handoffs handoffs;
    private final HandoffTalk talk;
    private final Directory directory;
    private final JsonMapper json;
    private final Clock clock;

    HandoffDeskController(
            Accounts accounts,
            AuditLog audit,
            RecordDesk desk,
            TurnRecords turns,
            Handoffs handoffs,
            HandoffTalk talk,
            Directory directory,
            JsonMapper json,
            Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.desk = desk;
        this.turns = turns;
        this.handoffs = handoffs;
        this.talk = talk;
        this.directory = directory;
        this.json = json;
        this.clock = clock;
    }

    /** What waits, for those who sit at the desk. */
    @GetMapping("/api/v1/desk/handoffs")
    Mono<Void> queue(ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(account -> desk.work(() -> {
                    handoffs.seen();
                    return new Queue(handoffs.open().stream()
                            .map(handoff -> waiting(handoff, account))
                            .toList());
                }))
                .flatMap(queue -> JsonBody.send(json.writeValueAsBytes(queue), HttpStatus.OK, exchange.getResponse()));
    }

    record Queue(List<Waiting> items) {}

    /**
     * One that is open.
     *
     * @param agent who has it, for colleagues
     */
    record Waiting(
            String id,
            String channel,
            String state,
            Instant askedAt,
            long waitedSeconds,
            @Nullable String phone,
            boolean mine,
            @Nullable String agent) {}

    private Waiting waiting(Handoff handoff, Account asking) {
        var taken = handoff.takenBy();
        var agent = taken == null || handoff.state() != State.TAKEN
                ? null
                : accounts.find(taken).map(Account::displayName).orElse(null);
        return new Waiting(
                handoff.id(),
                handoff.channel(),
                handoff.state().word(),
                handoff.askedAt(),
                Duration.between(handoff.askedAt(), clock.instant()).toSeconds(),
                handoff.phone(),
                asking.id().equals(taken),
                agent);
    }

    /** What was said before it and in it. */
    @GetMapping("/api/v1/desk/handoffs/{id}")
    Mono<Void> open(@PathVariable("id") String id, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(account -> desk.work(() -> {
                    var handoff = talk.found(id);
                    return new Opened(
                            waiting(handoff, account),
                            turns.last(handoff.conversation(), TURNS_SHOWN).stream()
                                    .map(this::seen)
                                    .toList(),
                            handoffs.said(id, 0).stream()
                                    .map(HandoffController.Said::of)
                                    .toList());
                }))
                .flatMap(
                        opened -> JsonBody.send(json.writeValueAsBytes(opened), HttpStatus.OK, exchange.getResponse()));
    }

    /** One, with all that whoever takes it should know. */
    record Opened(Waiting handoff, List<Seen> turns, List<HandoffController.Said> messages) {}

    /** A turn with the assistant. */
    record Seen(
            String id,
            Instant at,
            String said,
            String act,
            @Nullable String matter,
            @Nullable String matterName,
            String replied) {}

    private Seen seen(TurnRecords.Kept turn) {
        var matter = turn.matter();
        var name = matter == null
                ? null
                : directory.matter(new MatterId(matter)).map(Matter::name).orElse(null);
        return new Seen(turn.id(), turn.at(), turn.said(), turn.act(), matter, name, turn.replied());
    }

    @PostMapping("/api/v1/desk/handoffs/{id}/take")
    Mono<Void> take(@PathVariable("id") String id, ServerWebExchange exchange) {
        return become(handoffs::take, id, "somebody else has taken it", exchange);
    }

    /** From a colleague who has it. */
    @PostMapping("/api/v1/desk/handoffs/{id}/take-over")
    Mono<Void> takeOver(@PathVariable("id") String id, ServerWebExchange exchange) {
        return become(handoffs::takeOver, id, "nobody has it", exchange);
    }

    private interface Taking {
        boolean take(String id, String account, Runnable written);
    }

    private Mono<Void> become(Taking taking, String id, String otherwise, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(account -> desk.work(() -> {
                    talk.found(id);
                    return taking.take(
                            id, account.id(), () -> audit.write(did(account, AuditEvent.Type.HANDOFF_TAKEN, id)));
                }))
                .flatMap(taken -> taken ? JsonBody.nothing(exchange.getResponse()) : HandoffTalk.over(otherwise));
    }

    private static AuditEvent did(Account account, AuditEvent.Type type, String handoff) {
        return Actor.of(account).did(type, "handoff:" + handoff);
    }

    @PostMapping("/api/v1/desk/handoffs/{id}/messages")
    Mono<Void> reply(@PathVariable("id") String id, ServerWebExchange exchange) {
        return HandoffTalk.text(exchange)
                .flatMap(text -> talk.said(id, Sender.AGENT, text))
                .then(JsonBody.nothing(exchange.getResponse()));
    }

    @PostMapping("/api/v1/desk/handoffs/{id}/close")
    Mono<Void> close(@PathVariable("id") String id, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(account -> desk.work(() -> {
                    talk.found(id);
                    return handoffs.close(id, () -> audit.write(did(account, AuditEvent.Type.HANDOFF_CLOSED, id)));
                }))
                .then(JsonBody.nothing(exchange.getResponse()));
    }
}
