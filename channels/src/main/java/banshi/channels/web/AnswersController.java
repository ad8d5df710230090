package banshi.channels.web;

import banshi.assistant.Utterance;
import banshi.channels.curation.Answers;
import banshi.channels.curation.Difference;
import banshi.channels.curation.Refused;
import banshi.channels.curation.Retold;
import banshi.channels.curation.StudioHome;
import banshi.channels.misses.Rival;
import banshi.channels.records.TurnRecords;
import banshi.channels.web.StudioWire.WirePreview;
import banshi.channels.web.StudioWire.WireRelease;
import banshi.channels.web.StudioWire.WireRereading;
import banshi.corpus.history.Draft;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Why a citizen was told what he was told, and what he would be told now (答复追查接口): {@code /api/studio/v1/answers}, as {@code studio.openapi.yaml} has it. */
@RestController
final class AnswersController {
    private static final String API = "/api/studio/v1/answers";
    private static final Pattern TURN = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final StudioHome home;
    private final StudioDesk desk;
    private final JsonMapper json;

    AnswersController(StudioHome home, StudioDesk desk, JsonMapper json) {
        this.home = home;
        this.desk = desk;
        this.json = json;
    }

    @GetMapping(API + "/{turn}")
    Mono<Void> one(@PathVariable("turn") String turn, ServerWebExchange exchange) {
        return answer(
                exchange,
                () -> turn(turn)
                        .flatMap(id -> home.answers().find(id))
                        .map(given -> Given.of(given, home.studio().names()))
                        .orElseThrow(AnswersController::none));
    }

    @PostMapping(API + "/{turn}/replay")
    Mono<Void> replay(@PathVariable("turn") String turn, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(JsonFields::new).flatMap(fields -> {
            var named = fields.optionalMatch("draft", StudioController.ID, "must be the id of a draft");
            fields.requireSound();
            var draft = named == null ? null : new Draft.Id(named);
            return answer(
                    exchange,
                    () -> turn(turn)
                            .flatMap(id -> home.answers().replay(id, draft))
                            .map(replayed -> Replayed.of(replayed, home.studio().names()))
                            .orElseThrow(AnswersController::none));
        });
    }

    @PostMapping(API + "/replay")
    Mono<Void> replayWords(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(JsonFields::new).flatMap(fields -> {
            var text = fields.text("text", Utterance.LONGEST);
            var named = fields.optionalMatch("draft", StudioController.ID, "must be the id of a draft");
            fields.requireSound();
            var draft = named == null ? null : new Draft.Id(named);
            return answer(
                    exchange,
                    () -> Replayed.of(
                            home.answers().replayWords(text, draft),
                            home.studio().names()));
        });
    }

    @PostMapping(StudioController.API + "/drafts/{draft}/rereading")
    Mono<Void> reread(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest(), StudioController.LARGEST_SAVE)
                .map(JsonFields::new)
                .flatMap(fields -> {
                    var table = fields.object("tree");
                    fields.requireSound();
                    return answer(
                            exchange,
                            () -> WireRereading.of(home.answers()
                                    .reread(
                                            StudioController.draftOrPublished(draft),
                                            table == null ? null : table.tree())));
                });
    }

    private static Optional<String> turn(String id) {
        return Optional.of(id).filter(one -> TURN.matcher(one).matches());
    }

    private static RuntimeException none() {
        return Problem.refusal(HttpStatus.NOT_FOUND, "没有这一条答复：编号不对，或者记录已经到期删除");
    }

    private Mono<Void> answer(ServerWebExchange exchange, Supplier<Object> work) {
        return desk.work(work)
                .onErrorMap(Refused.class, StudioController::refusal)
                .flatMap(body -> JsonBody.send(json.writeValueAsBytes(body), HttpStatus.OK, exchange.getResponse()));
    }

    /** {@code Answer}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Given(
            String id,
            Instant at,
            String channel,
            List<Before> before,
            String said,
            Kept told,
            String release,
            @Nullable WireRelease published,
            @Nullable Again then,
            List<String> differences,
            Map<String, String> names) {
        static Given of(Answers.Given given, Map<String, String> names) {
            var turn = given.traced().turn();
            var published = given.published();
            var then = given.then();
            return new Given(
                    turn.id(),
                    turn.at(),
                    turn.channel(),
                    given.traced().before().stream()
                            .map(earlier -> new Before(earlier.said(), earlier.replied()))
                            .toList(),
                    turn.said(),
                    Kept.of(turn),
                    turn.release(),
                    published == null ? null : WireRelease.of(published),
                    then == null ? null : Again.of(then, names),
                    words(given.differences()),
                    names);
        }
    }

    record Before(String said, String told) {}

    /** The reply as it is kept; {@code cut} where it was longer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            String act,
            @Nullable String matter,
            @Nullable String aspect,
            String template,
            double confidence,
            String text,
            boolean cut) {
        static Kept of(TurnRecords.Kept turn) {
            return new Kept(
                    turn.act(),
                    turn.matter(),
                    turn.aspect(),
                    turn.template(),
                    turn.confidence(),
                    turn.replied(),
                    turn.replied().length() >= TurnRecords.LONGEST_REPLY - 1);
        }
    }

    /** {@code Retold}. */
    record Again(String release, WirePreview reply, ExplainReply explanation, List<MissesController.Near> candidates) {
        static Again of(Retold retold, Map<String, String> names) {
            return new Again(
                    retold.turn().release(),
                    WirePreview.of(retold.turn().reply()),
                    ExplainReply.of(retold.why()),
                    Rival.of(retold.why()).stream()
                            .map(rival -> MissesController.Near.of(rival, names.get(rival.matter())))
                            .toList());
        }
    }

    /** {@code Replayed}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Replayed(
            String said,
            Again now,
            List<String> since,
            @Nullable InDraft draft,
            Map<String, String> names) {
        static Replayed of(Answers.Replayed replayed, Map<String, String> names) {
            var drafted = replayed.draft();
            return new Replayed(
                    replayed.said(),
                    Again.of(replayed.now(), names),
                    words(replayed.since()),
                    drafted == null ? null : InDraft.of(drafted, names),
                    names);
        }
    }

    /** What a draft would say. */
    record InDraft(String id, String title, boolean tried, boolean teaches, Again retold, List<String> differences) {
        static InDraft of(Answers.Drafted drafted, Map<String, String> names) {
            return new InDraft(
                    drafted.draft().id().value(),
                    drafted.draft().title(),
                    drafted.tried(),
                    drafted.teaches(),
                    Again.of(drafted.retold(), names),
                    words(drafted.differences()));
        }
    }

    private static List<String> words(Collection<Difference> differences) {
        return differences.stream().sorted().map(Difference::word).toList();
    }
}
