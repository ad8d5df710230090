package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.curation.Studio;
import banshi.channels.curation.StudioHome;
import banshi.channels.proposals.Proposal;
import banshi.channels.proposals.Proposals;
import banshi.channels.proposals.State;
import banshi.channels.web.StudioWire.WireDraft;
import banshi.channels.web.StudioWire.WireMark;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.history.Change;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the front line proposes to say, for editors (口径建议接口): {@code /api/studio/v1/proposals}, as {@code studio.openapi.yaml} has it. */
@RestController
final class ProposalsController {
    private static final String API = StudioController.API + "/proposals";
    private static final int MOST = 200;
    private static final int LONGEST_REASON = 500;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final Proposals proposals;
    private final StudioHome home;
    private final Accounts accounts;
    private final StudioDesk desk;
    private final JsonMapper json;

    ProposalsController(Proposals proposals, StudioHome home, Accounts accounts, StudioDesk desk, JsonMapper json) {
        this.proposals = proposals;
        this.home = home;
        this.accounts = accounts;
        this.desk = desk;
        this.json = json;
    }

    @GetMapping(API)
    Mono<Void> list(@RequestParam(name = "state", defaultValue = "open") String state, ServerWebExchange exchange) {
        if (!State.WORDS.contains(state)) throw new BadInput("state", "must be one of " + State.WORDS);
        return answer(exchange, HttpStatus.OK, _ -> listed(State.of(state)));
    }

    private Listed listed(State state) {
        var counts = new LinkedHashMap<String, Integer>();
        proposals.counts().forEach((of, many) -> counts.put(of.word(), many));
        var studio = home.studio();
        var names = studio.names();
        var people = new LinkedHashMap<String, String>();
        Function<String, String> named = id -> people.computeIfAbsent(
                id, one -> accounts.find(one).map(Account::displayName).orElse("（账号已删）"));
        return new Listed(
                counts,
                proposals.list(state, MOST).stream()
                        .map(proposal -> Shown.of(proposal, published(proposal, studio), names, named))
                        .toList());
    }

    private static @Nullable String published(Proposal proposal, Studio studio) {
        var matter = proposal.matter();
        var aspect = proposal.aspect();
        if (matter == null || aspect == null) return null;
        return studio.wording(matter, aspect, Proposals.form(proposal.source())).orElse(null);
    }

    @PostMapping(API + "/{proposal}/draft")
    Mono<Void> draft(@PathVariable("proposal") String proposal, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(JsonFields::new).flatMap(fields -> {
            var matter = fields.optionalMatch("matter", StudioController.ID, "must be the id of a matter");
            var aspect = fields.optionalMatch("aspect", StudioController.ID, "must be the id of an aspect");
            fields.requireSound();
            return answer(
                    exchange,
                    HttpStatus.CREATED,
                    account -> WireDraft.of(proposals.draft(
                            id(proposal),
                            matter == null ? null : new MatterId(matter),
                            aspect == null ? null : new AspectId(aspect),
                            home.studio(),
                            account)));
        });
    }

    @PostMapping(API + "/{proposal}/decline")
    Mono<Void> decline(@PathVariable("proposal") String proposal, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(JsonFields::new).flatMap(fields -> {
            var reason = fields.text("reason", LONGEST_REASON);
            fields.requireSound();
            return work(exchange, account -> {
                        proposals.decline(id(proposal), reason, account);
                        return true;
                    })
                    .flatMap(_ -> JsonBody.nothing(exchange.getResponse()));
        });
    }

    private static long id(String proposal) {
        if (ID.matcher(proposal).matches()) return Long.parseLong(proposal);
        throw Problem.refusal(HttpStatus.NOT_FOUND, "没有这条建议");
    }

    private Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, Function<Account, Object> work) {
        return work(exchange, work)
                .flatMap(body -> JsonBody.send(json.writeValueAsBytes(body), status, exchange.getResponse()));
    }

    private <T> Mono<T> work(ServerWebExchange exchange, Function<Account, T> work) {
        return StudioController.refusing(
                Staff.account(exchange).flatMap(account -> desk.work(() -> work.apply(account))));
    }

    /** {@code Proposals}. */
    record Listed(Map<String, Integer> counts, List<Shown> items) {}

    /** {@code Proposal}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String state,
            String source,
            @Nullable MatterId matter,
            @Nullable String matterName,
            @Nullable AspectId aspect,
            @Nullable String aspectName,
            String question,
            String answer,
            @Nullable String published,
            List<WireMark> marks,
            String by,
            Instant at,
            @Nullable String draft,
            @Nullable String reason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {
        static Shown of(
                Proposal proposal,
                @Nullable String published,
                Map<String, String> names,
                Function<String, String> named) {
            var matter = proposal.matter();
            var aspect = proposal.aspect();
            var decision = proposal.decision();
            return new Shown(
                    Long.toString(proposal.id()),
                    proposal.state().word(),
                    proposal.source().word(),
                    matter,
                    matter == null ? null : names.get(matter.value()),
                    aspect,
                    aspect == null ? null : names.get(aspect.value()),
                    proposal.question(),
                    proposal.answer(),
                    published,
                    published == null
                            ? List.of()
                            : Change.marks(published, proposal.answer()).stream()
                                    .map(WireMark::of)
                                    .toList(),
                    named.apply(proposal.account()),
                    proposal.at(),
                    decision == null ? null : decision.draft(),
                    decision == null ? null : decision.reason(),
                    decision == null ? null : named.apply(decision.by()),
                    decision == null ? null : decision.at());
        }
    }
}
