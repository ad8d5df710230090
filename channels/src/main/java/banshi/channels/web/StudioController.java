package banshi.channels.web;

import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.channels.accounts.Account;
import banshi.channels.curation.DraftView;
import banshi.channels.curation.Entry;
import banshi.channels.curation.Refused;
import banshi.channels.curation.Studio;
import banshi.channels.curation.StudioHome;
import banshi.channels.suggestions.Suggestions;
import banshi.channels.web.StudioWire.WireCandidacy;
import banshi.channels.web.StudioWire.WireChange;
import banshi.channels.web.StudioWire.WireComplaint;
import banshi.channels.web.StudioWire.WireConflicted;
import banshi.channels.web.StudioWire.WireDraft;
import banshi.channels.web.StudioWire.WireFile;
import banshi.channels.web.StudioWire.WireFiles;
import banshi.channels.web.StudioWire.WireLast;
import banshi.channels.web.StudioWire.WireMatters;
import banshi.channels.web.StudioWire.WireNear;
import banshi.channels.web.StudioWire.WireOutdated;
import banshi.channels.web.StudioWire.WirePast;
import banshi.channels.web.StudioWire.WirePreview;
import banshi.channels.web.StudioWire.WireRelease;
import banshi.channels.web.StudioWire.WireRevision;
import banshi.channels.web.StudioWire.WireSaved;
import banshi.channels.wechat.WechatText;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Revision;
import banshi.corpus.history.Saved;
import banshi.graph.Circumstances;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The editors' page asks (采编接口): {@code /api/studio/v1}, for staff of the roles 采编, 审核, 发布; {@code studio.openapi.yaml}. */
@RestController
final class StudioController {
    static final String API = "/api/studio/v1";
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");
    static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_REMARK = 500;
    private static final int LONGEST_SEARCH = 100;

    /** Suggestions of a model that one save has taken over. */
    private static final int MOST_TAKEN = 1_000;

    /** Tables of practice fragments are some hundred kilobytes. */
    static final int LARGEST_SAVE = 8 << 20;

    private final StudioHome home;
    private final StudioDesk desk;
    private final Suggestions suggestions;
    private final JsonMapper json;

    StudioController(StudioHome home, StudioDesk desk, Suggestions suggestions, JsonMapper json) {
        this.home = home;
        this.desk = desk;
        this.suggestions = suggestions;
        this.json = json;
    }

    // ---- looking ----

    @GetMapping(API + "/matters")
    Mono<Void> matters(
            @RequestParam(name = "draft", required = false) @Nullable String draft, ServerWebExchange exchange) {
        return answer(exchange, _ -> {
            var at = at(draft);
            return new WireMatters(at.value(), studio().matters(at));
        });
    }

    @GetMapping(API + "/files")
    Mono<Void> files(
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @RequestParam(name = "under", required = false, defaultValue = "") String under,
            ServerWebExchange exchange) {
        return answer(exchange, _ -> {
            var at = at(draft);
            return new WireFiles(
                    at.value(),
                    studio().files(at).stream()
                            .filter(file -> file.startsWith(under))
                            .toList());
        });
    }

    @GetMapping(API + "/file")
    Mono<Void> file(
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @RequestParam(name = "revision", required = false) @Nullable String revision,
            @RequestParam(name = "name") String name,
            ServerWebExchange exchange) {
        return answer(exchange, _ -> {
            var at = revision == null ? at(draft) : known(revision);
            return studio().file(at, name)
                    .map(file -> new WireFile(name, at.value(), file.tree()))
                    .orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "没有这一份内容，可能已经删掉了"));
        });
    }

    @GetMapping(API + "/file/history")
    Mono<Void> past(
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @RequestParam(name = "name") String name,
            ServerWebExchange exchange) {
        return answer(
                exchange,
                _ -> studio().past(at(draft), name).stream()
                        .limit(100)
                        .map(past -> new WirePast(
                                WireRevision.of(past.revision()),
                                past.changes().stream().map(WireChange::of).toList()))
                        .toList());
    }

    @GetMapping(API + "/file/authors")
    Mono<Void> authors(
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @RequestParam(name = "name") String name,
            ServerWebExchange exchange) {
        return answer(
                exchange,
                _ -> studio().lastChanges(at(draft), name).stream()
                        .map(last -> new WireLast(last.field(), last.words(), WireRevision.of(last.revision())))
                        .toList());
    }

    @GetMapping(API + "/search")
    Mono<Void> search(
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @RequestParam(name = "q") String said,
            ServerWebExchange exchange) {
        if (!Sayable.is(said, LONGEST_SEARCH))
            throw new BadInput("q", "must have 1 to " + LONGEST_SEARCH + " characters, one of them visible");
        return answer(exchange, _ -> studio().search(at(draft), said.strip()));
    }

    @GetMapping(API + "/releases")
    Mono<Void> releases(ServerWebExchange exchange) {
        return answer(
                exchange, _ -> studio().releases().stream().map(WireRelease::of).toList());
    }

    // ---- drafts ----

    @GetMapping(API + "/drafts")
    Mono<Void> drafts(ServerWebExchange exchange) {
        return answer(
                exchange,
                account -> studio().drafts(account).stream().map(WireDraft::of).toList());
    }

    @PostMapping(API + "/drafts")
    Mono<Void> open(ServerWebExchange exchange) {
        return body(exchange).flatMap(fields -> {
            var title = fields.text("title", LONGEST_TITLE);
            fields.requireSound();
            return answer(exchange, HttpStatus.CREATED, account -> WireDraft.of(studio().openDraft(title, account)));
        });
    }

    @GetMapping(API + "/drafts/{draft}")
    Mono<Void> draft(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return answer(exchange, account -> WireDraft.of(studio().draft(id(draft), account)));
    }

    @DeleteMapping(API + "/drafts/{draft}")
    Mono<Void> discard(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return work(exchange, account -> {
                    studio().discard(id(draft), account);
                    return true;
                })
                .flatMap(_ -> JsonBody.nothing(exchange.getResponse()));
    }

    @PutMapping(API + "/drafts/{draft}/files")
    Mono<Void> save(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest(), LARGEST_SAVE).flatMap(bytes -> {
            var fields = new JsonFields(bytes);
            var base = revision(fields, "base");
            var message = fields.optionalText("message", 200);
            int taken = fields.isAbsent("suggestions") ? 0 : fields.number("suggestions", 0, MOST_TAKEN);
            var edits = edits(fields, "edits");
            fields.requireSound();
            return work(
                            exchange,
                            account -> studio().save(
                                            id(draft),
                                            new Revision.Id(base),
                                            suggestions.signed(
                                                    message == null ? "" : message, taken, account.displayName()),
                                            edits,
                                            account))
                    .flatMap(saved -> told(saved, exchange));
        });
    }

    @PostMapping(API + "/drafts/{draft}/entries")
    Mono<Void> make(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return body(exchange).flatMap(fields -> {
            var kind = kind(fields.text("kind", 10));
            var id = fields.text("id", LONGEST_TITLE);
            var name = fields.text("name", LONGEST_TITLE);
            var entry = kind == Entry.Kind.MATTER
                    ? new Entry.NewMatter(
                            id, name, fields.text("shortName", LONGEST_TITLE), fields.text("category", LONGEST_TITLE))
                    : new Entry.NewRecord(kind, id, name);
            fields.requireSound();
            return answer(
                    exchange, HttpStatus.CREATED, account -> Map.of("file", studio().make(id(draft), entry, account)));
        });
    }

    @DeleteMapping(API + "/drafts/{draft}/entries/{kind}/{id}")
    Mono<Void> remove(
            @PathVariable("draft") String draft,
            @PathVariable("kind") String kind,
            @PathVariable("id") String id,
            ServerWebExchange exchange) {
        var entry = new Entry.Known(kind(kind), id);
        return work(exchange, account -> {
                    studio().remove(id(draft), entry, account);
                    return true;
                })
                .flatMap(_ -> JsonBody.nothing(exchange.getResponse()));
    }

    private static Entry.Kind kind(String word) {
        return switch (word) {
            case "matter" -> Entry.Kind.MATTER;
            case "bundle" -> Entry.Kind.BUNDLE;
            case "topic" -> Entry.Kind.TOPIC;
            default -> throw new BadInput("kind", "must be matter, bundle or topic");
        };
    }

    private static List<Edit> edits(JsonFields fields, String field) {
        var edits = new ArrayList<Edit>();
        for (var edit : fields.objects(field)) {
            var file = edit.text("file", 200);
            try {
                var tree = edit.object("tree");
                edits.add(tree == null ? new Edit.Gone(file) : new Edit.Says(file, tree.tree()));
            } catch (IllegalArgumentException e) {
                edit.refuse("file", "is no content file");
            }
        }
        return edits;
    }

    private Mono<Void> told(Saved saved, ServerWebExchange exchange) {
        return switch (saved) {
            case Saved.Done(var revision) -> send(new WireSaved(revision.value(), List.of()), HttpStatus.OK, exchange);
            case Saved.Conflicted conflicted -> send(WireConflicted.of(conflicted), HttpStatus.CONFLICT, exchange);
        };
    }

    @GetMapping(API + "/drafts/{draft}/changes")
    Mono<Void> changes(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return answer(
                exchange,
                _ -> studio().changes(id(draft)).stream().map(WireChange::of).toList());
    }

    @GetMapping(API + "/drafts/{draft}/complaints")
    Mono<Void> complaints(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return answer(
                exchange,
                _ -> studio().complaints(id(draft)).stream()
                        .map(WireComplaint::of)
                        .toList());
    }

    @PostMapping(API + "/drafts/{draft}/update")
    Mono<Void> update(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest(), LARGEST_SAVE).flatMap(bytes -> {
            var decided = bytes.length == 0 ? null : Decided.of(new JsonFields(bytes));
            return work(exchange, account -> updated(id(draft), decided, account))
                    .flatMap(outdated -> outdated.isPresent()
                            ? send(outdated.get(), HttpStatus.CONFLICT, exchange)
                            : draft(draft, exchange));
        });
    }

    /** What an editor decided, of the revisions that a conflict named. */
    private record Decided(Revision.Id seen, Revision.Id onto, List<Edit> decisions) {
        static Decided of(JsonFields fields) {
            var seen = revision(fields, "ours");
            var onto = revision(fields, "theirs");
            var decisions = edits(fields, "decisions");
            fields.requireSound();
            return new Decided(new Revision.Id(seen), new Revision.Id(onto), decisions);
        }
    }

    /** Nothing where it is done. */
    private Optional<WireOutdated> updated(Draft.Id draft, @Nullable Decided decided, Account account) {
        var studio = studio();
        var given = decided != null ? decided : new Decided(studio.at(draft), studio.at(null), List.of());
        return switch (studio.update(draft, given.seen(), given.onto(), given.decisions(), account)) {
            case Saved.Done _ -> Optional.empty();
            case Saved.Conflicted conflicted ->
                Optional.of(WireOutdated.of(studio.base(given.seen(), given.onto()), given.seen(), conflicted));
        };
    }

    // ---- what somebody would be told ----

    /** What the address of a draft is where what is published is meant. */
    static final String PUBLISHED = "published";

    @PostMapping(API + "/drafts/{draft}/preview")
    Mono<Void> preview(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest(), LARGEST_SAVE).flatMap(bytes -> {
            var fields = new JsonFields(bytes);
            var matter = fields.match("matter", ID, "must be the id of a matter");
            var aspect = fields.match("aspect", ID, "must be the id of an aspect");
            var known = new LinkedHashMap<String, String>();
            var told = fields.object("case");
            if (told != null) for (var name : told.names()) known.put(name, told.text(name, 100));
            var unsaved = new LinkedHashMap<String, @Nullable ObjectNode>();
            if (!fields.isAbsent("edits"))
                for (var edit : edits(fields, "edits"))
                    unsaved.put(edit.file(), edit instanceof Edit.Says says ? says.tree() : null);
            fields.requireSound();
            return answer(
                    exchange,
                    _ -> studio().preview(
                                    studio().at(draftOrPublished(draft)),
                                    unsaved,
                                    new MatterId(matter),
                                    new AspectId(aspect),
                                    new Circumstances(known))
                            .<Object>map(StudioController::told)
                            .orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "这一项还没有合适的回复模板；请在“回复模板”里给它写一条")));
        });
    }

    /** On each wire. */
    record Told(WirePreview reply, List<String> wechat, String spoken) {}

    private static Told told(Reply.Answer answer) {
        return new Told(WirePreview.of(answer), WechatText.messages(answer), answer.spoken());
    }

    @PostMapping(API + "/drafts/{draft}/near")
    Mono<Void> near(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return body(exchange).flatMap(fields -> {
            var text = fields.text("text", Utterance.LONGEST);
            fields.requireSound();
            return answer(exchange, _ -> WireNear.of(studio().near(text), studio().names()));
        });
    }

    // ---- the way to publication ----

    @GetMapping(API + "/drafts/{draft}/candidate")
    Mono<Void> candidate(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return answer(
                exchange,
                _ -> studio().candidacy(id(draft))
                        .map(WireCandidacy::of)
                        .orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "这个草稿还没有试发布过")));
    }

    @PostMapping(API + "/drafts/{draft}/candidate")
    Mono<Void> tryOut(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return answer(exchange, HttpStatus.ACCEPTED, _ -> WireCandidacy.of(studio().tryOut(id(draft))));
    }

    @PostMapping(API + "/drafts/{draft}/submit")
    Mono<Void> submit(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return said(draft, exchange, Studio::submit);
    }

    @PostMapping(API + "/drafts/{draft}/return")
    Mono<Void> sendBack(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return said(draft, exchange, Studio::sendBack);
    }

    @PostMapping(API + "/drafts/{draft}/approve")
    Mono<Void> approve(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return said(draft, exchange, Studio::approve);
    }

    private interface Saying {
        DraftView say(Studio studio, Draft.Id draft, Revision.Id head, String remark, Account account);
    }

    private Mono<Void> said(String draft, ServerWebExchange exchange, Saying saying) {
        return word(
                exchange,
                (head, remark, account) -> WireDraft.of(saying.say(studio(), id(draft), head, remark, account)));
    }

    @PostMapping(API + "/drafts/{draft}/publish")
    Mono<Void> publish(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return word(
                exchange,
                (head, remark, account) -> WireRelease.of(studio().publish(id(draft), head, remark, account)));
    }

    @PostMapping(API + "/releases/{release}/restore")
    Mono<Void> restore(@PathVariable("release") String release, ServerWebExchange exchange) {
        return word(
                exchange, (head, remark, account) -> WireRelease.of(studio().restore(release, head, remark, account)));
    }

    private interface Doing {
        Object done(Revision.Id head, String remark, Account account);
    }

    private Mono<Void> word(ServerWebExchange exchange, Doing doing) {
        return body(exchange).flatMap(fields -> {
            var head = revision(fields, "head");
            var remark = fields.isAbsent("remark") ? "" : fields.string("remark", LONGEST_REMARK);
            fields.requireSound();
            return answer(exchange, account -> doing.done(new Revision.Id(head), remark, account));
        });
    }

    // ---- how it is asked and told ----

    private Studio studio() {
        return home.studio();
    }

    private Revision.Id at(@Nullable String draft) {
        return studio().at(draft == null || draft.isEmpty() ? null : id(draft));
    }

    private Revision.Id known(String revision) {
        return studio().known(revision).orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "没有这个版本"));
    }

    /** Null where what is published is meant. */
    static Draft.@Nullable Id draftOrPublished(String draft) {
        return draft.equals(PUBLISHED) ? null : id(draft);
    }

    static Draft.Id id(String draft) {
        if (ID.matcher(draft).matches()) return new Draft.Id(draft);
        throw Problem.refusal(HttpStatus.NOT_FOUND, "没有这个草稿");
    }

    private static String revision(JsonFields fields, String field) {
        return fields.match(field, REVISION, "must be a revision: 40 hexadecimal digits");
    }

    private static Mono<JsonFields> body(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(JsonFields::new);
    }

    private Mono<Void> answer(ServerWebExchange exchange, Function<Account, Object> work) {
        return answer(exchange, HttpStatus.OK, work);
    }

    private Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, Function<Account, Object> work) {
        return work(exchange, work).flatMap(body -> send(body, status, exchange));
    }

    private <T> Mono<T> work(ServerWebExchange exchange, Function<Account, T> work) {
        return refusing(Staff.account(exchange).flatMap(account -> desk.work(() -> work.apply(account))));
    }

    /** What was refused is told as such. */
    static <T> Mono<T> refusing(Mono<T> work) {
        return work.onErrorMap(Refused.class, StudioController::refusal);
    }

    /** What a refusal is over HTTP. */
    static Throwable refusal(Refused refused) {
        var status = switch (refused.why()) {
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case NOT_NOW -> HttpStatus.CONFLICT;
            case NOT_THERE -> HttpStatus.NOT_FOUND;
        };
        return Problem.refusal(status, String.valueOf(refused.getMessage()));
    }

    private Mono<Void> send(Object body, HttpStatus status, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), status, exchange.getResponse());
    }
}
