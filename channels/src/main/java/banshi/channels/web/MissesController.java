package banshi.channels.web;

import banshi.assistant.release.Directory;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.misses.EarlySign;
import banshi.channels.misses.HeardMiss;
import banshi.channels.misses.MissCluster;
import banshi.channels.misses.MissRefresh;
import banshi.channels.misses.MissState;
import banshi.channels.misses.Misses;
import banshi.channels.misses.Rival;
import banshi.channels.proposals.NewProposal;
import banshi.channels.proposals.Proposals;
import banshi.channels.proposals.Source;
import banshi.channels.web.StudioWire.WireMark;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.history.Change;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What was answered badly, for those who mend it (答不好的问题接口): {@code /api/studio/v1/misses}, as {@code studio.openapi.yaml} has it. */
@RestController
final class MissesController {
    private static final int WORDINGS_IN_LIST = 3;
    private static final int MOST_WORDINGS = 200;
    private static final int LONGEST_REMARK = 500;
    private static final Pattern RELEASE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern FEEDBACK = Pattern.compile("[1-9][0-9]{0,17}");
    private static final String GROWTH = "growth";
    private static final List<String> ORDERS = List.of("usual", GROWTH);

    private final Misses misses;
    private final Proposals proposals;
    private final MissRefresh refresh;
    private final ReportDesk desk;
    private final Directory directory;
    private final JsonMapper json;

    MissesController(
            Misses misses,
            Proposals proposals,
            MissRefresh refresh,
            ReportDesk desk,
            Directory directory,
            JsonMapper json) {
        this.misses = misses;
        this.proposals = proposals;
        this.refresh = refresh;
        this.desk = desk;
        this.directory = directory;
        this.json = json;
    }

    @GetMapping("/api/studio/v1/misses")
    Mono<Void> list(
            @RequestParam(name = "state", defaultValue = "open") String state,
            @RequestParam(name = "order", defaultValue = "usual") String order,
            ServerWebExchange exchange) {
        if (!MissState.WORDS.contains(state)) throw new BadInput("state", "must be one of " + MissState.WORDS);
        if (!ORDERS.contains(order)) throw new BadInput("order", "must be one of " + ORDERS);
        return desk.work(misses::overview)
                .flatMap(overview -> send(HttpStatus.OK, listed(overview, MissState.of(state), order), exchange));
    }

    private Listed listed(Misses.Overview overview, MissState state, String order) {
        var counts = new LinkedHashMap<String, Long>();
        for (var each : MissState.values())
            counts.put(
                    each.word(),
                    overview.clusters().stream()
                            .filter(c -> c.standing().state() == each)
                            .count());
        var shown = overview.clusters().stream().filter(c -> c.standing().state() == state);
        if (order.equals(GROWTH))
            shown = shown.sorted(Comparator.comparingDouble(c -> c.sign().p()));
        return new Listed(
                overview.refreshedAt(),
                overview.misses(),
                overview.leftOut(),
                counts,
                shown.map(c -> shown(c, WORDINGS_IN_LIST)).toList());
    }

    @GetMapping("/api/studio/v1/misses/{id}")
    Mono<Void> one(@PathVariable("id") String id, ServerWebExchange exchange) {
        return desk.work(() -> misses.find(id).map(this::opened))
                .flatMap(found -> found.isPresent() ? send(HttpStatus.OK, found.get(), exchange) : none());
    }

    private Opened opened(MissCluster cluster) {
        return new Opened(
                shown(cluster, MOST_WORDINGS),
                misses.nearest(cluster).stream().map(this::near).toList(),
                misses.heard(cluster.id()).stream().map(this::heard).toList());
    }

    private Heard heard(HeardMiss miss) {
        var card = miss.card();
        return new Heard(
                miss.kind().word(),
                miss.at(),
                miss.said(),
                card == null ? null : Judged.of(card, proposals, this::name));
    }

    @PostMapping("/api/studio/v1/misses/{id}/edits/{feedback}/proposal")
    Mono<Void> propose(
            @PathVariable("id") String id, @PathVariable("feedback") String feedback, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(account -> {
                    if (!account.is(Role.EDITOR))
                        return Mono.error(Problem.refusal(HttpStatus.FORBIDDEN, "转成口径建议要有“采编”角色"));
                    if (!FEEDBACK.matcher(feedback).matches()) return none();
                    return desk.work(() -> misses.heard(id, Long.parseLong(feedback))
                            .flatMap(miss -> proposal(miss, account))
                            .map(proposals::propose));
                })
                .flatMap(proposed -> proposed.isPresent()
                        ? send(HttpStatus.CREATED, new Proposed(Long.toString(proposed.get())), exchange)
                        : none());
    }

    /** Nothing where no other words were used. */
    private static Optional<NewProposal> proposal(HeardMiss miss, Account editor) {
        var card = miss.card();
        var used = card == null ? null : card.used();
        if (card == null || used == null) return Optional.empty();
        return Optional.of(new NewProposal(
                origin(card),
                card.matter(),
                card.aspect(),
                miss.said().isEmpty() ? card.title() : miss.said().getLast(),
                used,
                Source.EDIT,
                card.account(),
                Actor.of(editor)));
    }

    private static String origin(HeardMiss.Judged card) {
        return "edit:" + card.feedback();
    }

    @PutMapping("/api/studio/v1/misses/{id}/state")
    Mono<Void> decide(@PathVariable("id") String id, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .zipWith(JsonBody.of(exchange.getRequest()))
                .flatMap(asked -> {
                    var fields = new JsonFields(asked.getT2());
                    var state = fields.optionalWord("state", MissState.WORDS);
                    if (fields.isAbsent("state")) fields.refuse("state", "is missing; one of " + MissState.WORDS);
                    var remark = fields.optionalText("remark", LONGEST_REMARK);
                    var release = fields.optionalMatch("release", RELEASE, "must be the id of a release");
                    if ((release != null) != MissState.MENDED.word().equals(state))
                        fields.refuse("release", "must be there where the state is mended, and nowhere else");
                    fields.requireSound();
                    var decided = MissState.of(String.valueOf(state));
                    return desk.work(
                            () -> misses.decide(id, decided, asked.getT1().displayName(), remark, release));
                })
                .flatMap(known -> known ? JsonBody.nothing(exchange.getResponse()) : none());
    }

    @PostMapping("/api/studio/v1/misses/refresh")
    Mono<Void> refresh(ServerWebExchange exchange) {
        refresh.ask();
        exchange.getResponse().setStatusCode(HttpStatus.ACCEPTED);
        return exchange.getResponse().setComplete();
    }

    private static <T> Mono<T> none() {
        return Mono.error(Problem.refusal(HttpStatus.NOT_FOUND, "没有这一类问题，可能已经过期；请刷新列表"));
    }

    private Mono<Void> send(HttpStatus status, Object what, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(what), status, exchange.getResponse());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(
            @Nullable Instant refreshedAt, int misses, int leftOut, Map<String, Long> counts, List<Shown> items) {}

    record Opened(Shown miss, List<Near> nearest, List<Heard> calls) {}

    record Proposed(String id) {}

    /** {@code HeardMiss}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Heard(
            String kind,
            Instant at,
            List<String> said,
            @Nullable Judged card) {}

    /** A card and what was made of it; {@code proposal} where its words have been proposed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Judged(
            String feedback,
            @Nullable MatterId matter,
            @Nullable String matterName,
            @Nullable AspectId aspect,
            String title,
            String spoken,
            @Nullable String reason,
            @Nullable String used,
            int edits,
            List<WireMark> marks,
            @Nullable String proposal) {
        static Judged of(HeardMiss.Judged card, Proposals proposals, Function<String, @Nullable String> name) {
            var matter = card.matter();
            var used = card.used();
            return new Judged(
                    Long.toString(card.feedback()),
                    matter,
                    matter == null ? null : name.apply(matter.value()),
                    card.aspect(),
                    card.title(),
                    card.spoken(),
                    card.reason(),
                    used,
                    card.edits(),
                    used == null
                            ? List.of()
                            : Change.marks(card.spoken(), used).stream()
                                    .map(WireMark::of)
                                    .toList(),
                    used == null
                            ? null
                            : proposals.of(origin(card)).map(String::valueOf).orElse(null));
        }
    }

    /** A published answer that was near. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Near(String matter, @Nullable String matterName, String aspect, double probability, List<String> why) {
        static Near of(Rival rival, @Nullable String matterName) {
            return new Near(rival.matter(), matterName, rival.aspect(), rival.probability(), rival.why());
        }
    }

    record Day(LocalDate day, int turns) {}

    /** Whether more came in the last day than chance would have it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sign(int seen, double expected, @Nullable Double growth, double p) {
        static Sign of(EarlySign sign) {
            return new Sign(
                    sign.seen(),
                    sign.expected(),
                    sign.growth().isPresent() ? sign.growth().getAsDouble() : null,
                    sign.p());
        }
    }

    /** A cluster. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String title,
            String state,
            boolean early,
            boolean back,
            int turns,
            int conversations,
            List<MissCluster.Wording> wordings,
            Map<String, Integer> kinds,
            Map<String, Integer> channels,
            List<Day> days,
            Instant foundAt,
            Instant lastAt,
            Sign lastDay,
            @Nullable Near proposed,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String remark,
            @Nullable String release) {}

    private Shown shown(MissCluster cluster, int wordings) {
        var standing = cluster.standing();
        var proposed = standing.proposed();
        return new Shown(
                cluster.id(),
                cluster.title(),
                standing.state().word(),
                cluster.isEarly(),
                standing.isBack(),
                cluster.turns(),
                cluster.conversations(),
                cluster.wordings().stream().limit(wordings).toList(),
                cluster.kinds().entrySet().stream()
                        .collect(Collectors.toMap(
                                e -> e.getKey().word(), Map.Entry::getValue, Integer::sum, LinkedHashMap::new)),
                cluster.channels(),
                cluster.days().entrySet().stream()
                        .map(e -> new Day(e.getKey(), e.getValue()))
                        .toList(),
                standing.foundAt(),
                cluster.lastAt(),
                Sign.of(cluster.sign()),
                proposed == null
                        ? null
                        : new Near(
                                proposed.matter(),
                                name(proposed.matter()),
                                proposed.aspect(),
                                proposed.probability(),
                                List.of()),
                standing.by(),
                standing.at(),
                standing.remark(),
                standing.release());
    }

    private Near near(Rival rival) {
        return Near.of(rival, name(rival.matter()));
    }

    private @Nullable String name(String matter) {
        return directory.matter(new MatterId(matter)).map(Matter::name).orElse(null);
    }
}
