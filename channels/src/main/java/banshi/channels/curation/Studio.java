package banshi.channels.curation;

import banshi.assistant.Candidate;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.AllowedOnly;
import banshi.assistant.answer.Composer;
import banshi.assistant.release.Explained;
import banshi.assistant.release.Explainer;
import banshi.assistant.replay.Ruling;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.history.Author;
import banshi.corpus.history.Change;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Edit;
import banshi.corpus.history.LastChange;
import banshi.corpus.history.PastChange;
import banshi.corpus.history.Published;
import banshi.corpus.history.Release;
import banshi.corpus.history.Revision;
import banshi.corpus.history.Saved;
import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.ContentJson;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What staff do with content (采编台): look, change, ask for a review, approve, publish, take back. Who may do what is settled here: an editor edits, a reviewer approves what others
 * have edited, a publisher makes it answer. All that changes something is written into the audit log.
 *
 * <p>Thread-safe. Blocks: milliseconds on the disk and the database, seconds where all of a draft is read.
 */
public final class Studio {
    private final ContentHistory history;
    private final Supplier<Content> published;
    private final Search search;
    private final Entries entries;
    private final Words words;
    private final Trials trials;
    private final Gate gate;
    private final Explainer explainer;
    private final Accounts accounts;
    private final AuditLog audit;
    private final Clock clock;

    /** @param published what answers now */
    public Studio(
            ContentHistory history,
            Supplier<Content> published,
            Words words,
            Trials trials,
            Gate gate,
            Explainer explainer,
            Accounts accounts,
            AuditLog audit,
            Clock clock) {
        this.history = history;
        this.published = published;
        search = new Search(history);
        entries = new Entries(history);
        this.words = words;
        this.trials = trials;
        this.gate = gate;
        this.explainer = explainer;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- looking ----

    /** The revision that a draft has come to, or what is published where {@code draft} is null. */
    public Revision.Id at(Draft.@Nullable Id draft) {
        return draft == null ? history.current().revision() : open(draft).head();
    }

    /** All matters of a revision. */
    public List<MatterRow> matters(Revision.Id at) {
        var base = published.get();
        var changed = changedFrom(at);
        var phrasings = new HashMap<MatterId, Integer>();
        for (var phrasing : base.phrasings()) phrasings.merge(phrasing.matter(), 1, Integer::sum);
        var files = new HashMap<MatterId, String>();
        for (var file : history.files(at)) {
            if (file.startsWith("matters/")) files.put(matter(file), file);
            if (file.startsWith("questions/") && changed.contains(file))
                phrasings.put(
                        matter(file),
                        history.file(at, file)
                                .map(f -> f.tree().path(ContentFile.ROWS).size())
                                .orElse(0));
        }
        var trees = trees(at, changed);
        var unfinished = DraftContent.unfinished(trees);
        var rows = new ArrayList<MatterRow>();
        for (var file : unfinished) {
            var tree = trees.remove(file);
            if (tree != null && file.startsWith("matters/")) rows.add(MatterRow.unfinished(matter(file), file, tree));
        }
        var ids = rows.stream().map(MatterRow::id).collect(Collectors.toSet());
        MatterRow.of(DraftContent.of(base, trees), phrasings, files).stream()
                .filter(row -> !ids.contains(row.id()))
                .forEach(rows::add);
        return rows;
    }

    /**
     * What a revision would say: what is published, with its matters, templates and links.
     *
     * @throws Refused if one of its files says what no record can
     */
    public Content content(Revision.Id at) {
        return DraftContent.of(published.get(), trees(at, changedFrom(at)));
    }

    /** What answers now. */
    Content published() {
        return published.get();
    }

    /** The phrasings of a matter in a revision; rows that are no phrasings yet are left out. */
    public List<Phrasing> phrasings(Revision.Id at, MatterId matter) {
        return history.file(at, "questions/" + matter.value() + ".tsv").stream()
                .flatMap(file -> file.tree().path(ContentFile.ROWS).valueStream())
                .flatMap(row -> phrasing(matter, row).stream())
                .toList();
    }

    private static Optional<Phrasing> phrasing(MatterId matter, JsonNode row) {
        var phrasing = ((ObjectNode) row).deepCopy();
        phrasing.put("matter", matter.value());
        try {
            return Optional.of(ContentJson.mapper().treeToValue(phrasing, Phrasing.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static MatterId matter(String file) {
        return new MatterId(file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')));
    }

    /** The files in which a revision differs from what is published. */
    Set<String> changedFrom(Revision.Id at) {
        return Set.copyOf(history.changedFiles(history.current().revision(), at));
    }

    private Map<String, @Nullable ObjectNode> trees(Revision.Id at, Set<String> files) {
        var trees = new LinkedHashMap<String, @Nullable ObjectNode>();
        for (var file : files)
            if (file.endsWith(".yaml"))
                trees.put(file, history.file(at, file).map(ContentFile::tree).orElse(null));
        return trees;
    }

    /** The names of the files of a revision. */
    public List<String> files(Revision.Id at) {
        return history.files(at);
    }

    /** The revision that somebody names, if there is one. */
    public Optional<Revision.Id> known(String revision) {
        return Revision.Id.of(revision).filter(history::knows);
    }

    /** A file of a revision; nothing where it has none of that name. */
    public Optional<ContentFile> file(Revision.Id at, String name) {
        return history.file(at, name);
    }

    /** Who changed what of a file, the latest first. */
    public List<PastChange> past(Revision.Id at, String file) {
        return history.past(at, file, "");
    }

    /** Who last changed each field of a file. */
    public List<LastChange> lastChanges(Revision.Id at, String file) {
        return history.lastChanges(at, file);
    }

    /** What was published, the latest first. */
    public List<Release> releases() {
        return history.releases();
    }

    /**
     * What somebody in a case would be told; nothing where there is no answer.
     *
     * @param unsaved files as they are being edited, by name; null for one that is to go
     */
    public Optional<Reply.Answer> preview(
            Revision.Id at,
            Map<String, @Nullable ObjectNode> unsaved,
            MatterId matter,
            AspectId aspect,
            Circumstances known) {
        var files = trees(at, changedFrom(at));
        files.putAll(unsaved);
        var unfinished = DraftContent.unfinished(files);
        files.keySet()
                .removeIf(file -> unfinished.contains(file) && !matter(file).equals(matter));
        var content = DraftContent.of(published.get(), files);
        try {
            return new Composer(content, KnowledgeGraph.compile(content))
                    .answer(new Candidate(matter, aspect, 1), known, LocalDate.now(clock))
                    .map(answer -> (Reply.Answer) new AllowedOnly(content.allowList()).of(answer));
        } catch (IllegalArgumentException e) { // what a check of the content would say
            throw new Refused(Refused.Why.NOT_NOW, "现在还看不了预览：" + e.getMessage());
        }
    }

    /** Where words stand in a revision. */
    public List<Search.Found> search(Revision.Id at, String said) {
        return search.find(at, said);
    }

    /** What words are read as by what answers, and the approved phrasings nearest to them. */
    public Explained near(String text) {
        return explainer.explain(new Utterance(text, Utterance.Channel.WEB, null, LocalDate.now(clock)));
    }

    /** What matters, aspects, topics and bundles of what answers now are called, by id. */
    public Map<String, String> names() {
        var content = published.get();
        var names = new HashMap<String, String>();
        content.catalogue().forEach(known -> names.put(known.id().value(), known.shortName()));
        content.matters().forEach(matter -> names.put(matter.id().value(), matter.shortName()));
        content.topics().forEach(topic -> names.put(topic.id().value(), topic.name()));
        content.bundles().forEach(bundle -> names.put(bundle.id().value(), bundle.name()));
        content.aspects().forEach(aspect -> names.put(aspect.id().value(), aspect.name()));
        return Map.copyOf(names);
    }

    // ---- drafts ----

    /** All that are open, the latest first. */
    public List<DraftView> drafts(Account account) {
        return history.drafts().reversed().stream()
                .map(draft -> view(draft, account))
                .toList();
    }

    /**
     * One of them.
     *
     * @throws Refused if there is none of that id
     */
    public DraftView draft(Draft.Id id, Account account) {
        return view(open(id), account);
    }

    /**
     * An open draft.
     *
     * @throws Refused if there is none of that id
     */
    Draft open(Draft.Id id) {
        return history.draft(id).orElseThrow(() -> new Refused(Refused.Why.NOT_THERE, "没有这个草稿，可能已经发布或者作废了"));
    }

    private DraftView view(Draft draft, Account account) {
        var editors = editors(draft);
        var last = words.last(draft.id()).orElse(null);
        var progress = Progress.of(draft.head(), last);
        return new DraftView(
                draft,
                progress,
                history.isBehind(draft.id()),
                editors.stream().map(Author::name).collect(Collectors.toCollection(LinkedHashSet::new)),
                last,
                last == null
                        ? null
                        : accounts.find(last.account())
                                .map(Account::displayName)
                                .orElse(""),
                progress.deeds(account, ids(editors)));
    }

    private static Set<String> ids(Set<Author> editors) {
        return editors.stream().map(Signature::account).collect(Collectors.toUnmodifiableSet());
    }

    private Set<Author> editors(Draft draft) {
        return new LinkedHashSet<>(history.editors(draft.id()));
    }

    /** Opens one on what is published. */
    public DraftView openDraft(String title, Account account) {
        require(account, Role.EDITOR);
        var draft = history.openDraft(title, Signature.of(account));
        write(account, AuditEvent.Type.EDIT, draft.id());
        return view(draft, account);
    }

    /**
     * Opens one in which a reply template says something else; a template that is not there yet is made.
     *
     * @param message how the history tells of it
     * @throws Refused if there is no such matter or aspect, or it says so already
     */
    public DraftView reword(String title, String message, Rewording rewording, Account account) {
        require(account, Role.EDITOR);
        var at = history.current().revision();
        var edit = new Wordings(content(at)).edit(rewording, file -> history.file(at, file));
        var draft = openDraft(title, account).draft();
        saveAtOnce(draft.id(), at, message, List.of(edit), account);
        return draft(draft.id(), account);
    }

    /** What the published template says, as {@link #reword} would change it, with its facts filled in; nothing where there is none. */
    public Optional<String> wording(MatterId matter, AspectId aspect, Rewording.Form form) {
        return new Wordings(published.get()).published(matter, aspect, form);
    }

    /** Gives one up. */
    public void discard(Draft.Id id, Account account) {
        requireDeed(open(id), Deed.DISCARD, account);
        history.discard(id);
        trials.forget(id);
        write(account, AuditEvent.Type.EDIT, id);
    }

    /** Saves files on top of the revision that was seen. */
    public Saved save(Draft.Id id, Revision.Id base, String message, List<Edit> edits, Account account) {
        requireDeed(open(id), Deed.EDIT, account);
        requireKnown(base);
        var saved = history.save(id, base, Signature.of(account), message.isBlank() ? "修改" : message, edits);
        if (saved instanceof Saved.Done) {
            write(account, AuditEvent.Type.EDIT, id);
            trials.saved(id);
        }
        return saved;
    }

    /**
     * Makes a record in a draft, with all that its schema asks for still empty; a matter with a template for each aspect that must have one.
     *
     * @return the file in which it stands
     * @throws WrongField if it cannot be called so
     */
    public String make(Draft.Id id, Entry.New entry, Account account) {
        var head = open(id).head();
        var edits = entries.made(head, entry);
        saveAtOnce(id, head, "新建“" + entry.name() + "”", edits, account);
        return edits.getFirst().file();
    }

    /**
     * Takes a record out of a draft, with all that is its own.
     *
     * @throws Refused if others name it, or there is none
     */
    public void remove(Draft.Id id, Entry.Known entry, Account account) {
        var head = open(id).head();
        saveAtOnce(id, head, "删除 " + entry.id(), entries.without(head, entry), account);
    }

    /** Nobody has looked at the files, so there is nothing to decide where somebody was faster. */
    private void saveAtOnce(Draft.Id id, Revision.Id head, String message, List<Edit> edits, Account account) {
        if (save(id, head, message, edits, account) instanceof Saved.Conflicted)
            throw new Refused(Refused.Why.NOT_NOW, "刚才有人改过同一处；请刷新再看");
    }

    /** What is wrong with a draft's content; seconds, for all of it is read. */
    public List<Trials.Found> complaints(Draft.Id id) {
        return trials.complaints(open(id).head());
    }

    /**
     * Takes in what was published since. A conflict names the revision that was published as theirs.
     *
     * @param seen the draft's revision that the editor saw
     * @param onto what was published, as the editor saw it
     * @param decided each file that was in conflict, as it is to be; none for the first time
     */
    public Saved update(Draft.Id id, Revision.Id seen, Revision.Id onto, List<Edit> decided, Account account) {
        requireDeed(open(id), Deed.EDIT, account);
        if (history.releases().stream().noneMatch(release -> release.revision().equals(onto)))
            throw new Refused(Refused.Why.NOT_NOW, "要合进来的那一版没有发布过；请刷新再试");
        requireKnown(seen);
        var updated = history.bringUpToDate(id, seen, onto, Signature.of(account), decided);
        if (updated instanceof Saved.Conflicted(var theirs, var _) && !theirs.equals(onto)) throw moved();
        if (updated instanceof Saved.Done) {
            write(account, AuditEvent.Type.EDIT, id);
            trials.saved(id);
        }
        return updated;
    }

    /** The newest revision that both sides of a conflict come from. */
    public Revision.Id base(Revision.Id one, Revision.Id other) {
        return history.base(one, other);
    }

    /** What a draft changes of what was published when it was opened or brought up to date. */
    public List<Change> changes(Draft.Id id) {
        trials.prepare(); // who looks at the changes tries them next
        return history.changes(id);
    }

    // ---- the way to publication ----

    /** Asks for a review. */
    public DraftView submit(Draft.Id id, Revision.Id head, String remark, Account account) {
        return say(id, head, Deed.SUBMIT, remark, account);
    }

    /** Gives a draft back to its editors. */
    public DraftView sendBack(Draft.Id id, Revision.Id head, String remark, Account account) {
        if (remark.isBlank()) throw new Refused(Refused.Why.NOT_NOW, "请写上退回的原因，编辑好照着改");
        return say(id, head, Deed.RETURN, remark, account);
    }

    /** Says that a draft may be published. */
    public DraftView approve(Draft.Id id, Revision.Id head, String remark, Account account) {
        var view = say(id, head, Deed.APPROVE, remark, account);
        write(account, AuditEvent.Type.APPROVAL, id);
        return view;
    }

    private DraftView say(Draft.Id id, Revision.Id head, Deed deed, String remark, Account account) {
        var draft = open(id);
        requireDeed(draft, deed, account);
        requireSame(draft, head);
        words.say(new Word(id, head, deed, account.id(), clock.instant(), remark.strip()));
        return draft(id, account);
    }

    /** Compiles a draft and puts all questions to it, in the background. */
    public Candidacy tryOut(Draft.Id id) {
        return trials.begin(open(id));
    }

    /** What citizens really asked of late, masked. */
    List<String> askedOfLate() {
        return trials.askedOfLate();
    }

    /** How far that is; nothing where nobody has asked for it. */
    public Optional<Candidacy> candidacy(Draft.Id id) {
        return trials.of(id);
    }

    /**
     * Makes a draft answer that was approved and tried.
     *
     * @param reason why, where the gate stands against it; it is kept with the release
     */
    public Release publish(Draft.Id id, Revision.Id head, String reason, Account account) {
        var draft = open(id);
        requireDeed(draft, Deed.PUBLISH, account);
        requireSame(draft, head);
        if (!(trials.of(id).orElse(null) instanceof Candidacy.Done done)
                || !done.head().equals(head)) throw new Refused(Refused.Why.NOT_NOW, "还没有试发布这一版，先看看会影响哪些回答");
        if (done.tried().ruling() instanceof Ruling.Blocked && reason.isBlank())
            throw new Refused(Refused.Why.NOT_NOW, "发布门拦下了这一版；一定要发布的话，请写明理由");
        var release = Naming.free(history, done.tried().release());
        var outcome = history.publish(id, head, release, Signature.of(account), reason);
        return switch (outcome) {
            case Published.Done(var made) -> {
                gate.serve(done.tried().release());
                trials.forget(id);
                audit.write(Actor.of(account).did(AuditEvent.Type.PUBLICATION, "release:" + made.id()));
                yield made;
            }
            case Published.DraftMoved _ -> throw moved();
            case Published.Behind _ -> throw new Refused(Refused.Why.NOT_NOW, "这期间别人发布了新的一版；请先更新草稿，再审一次");
            case Published.Taken _ -> throw new Refused(Refused.Why.NOT_NOW, "别人刚刚发布了同样的内容；请刷新再看");
        };
    }

    /**
     * Publishes what an earlier release said, at once: for when something is wrong with what answers.
     *
     * @param seen the revision that answered when it was decided
     * @param reason why; it is kept with the release
     */
    public Release restore(String release, Revision.Id seen, String reason, Account account) {
        require(account, Role.PUBLISHER);
        if (reason.isBlank()) throw new Refused(Refused.Why.NOT_NOW, "请写明为什么要退回到这一版");
        if (!history.current().revision().equals(seen)) throw new Refused(Refused.Why.NOT_NOW, "这期间发布了新的一版；请刷新再看");
        var to = Release.Id.isName(release)
                ? history.release(new Release.Id(release)).orElse(null)
                : null;
        if (to == null) throw new Refused(Refused.Why.NOT_THERE, "没有这一版");
        var compiled = trials.compiled(to.revision());
        var outcome = history.rollBack(
                to.id(), Naming.free(history, compiled), Signature.of(account), Signature.of(account), reason);
        if (!(outcome instanceof Published.Done(var made))) throw new Refused(Refused.Why.NOT_NOW, "这期间发布了新的一版；请刷新再看");
        gate.serve(compiled);
        audit.write(Actor.of(account).did(AuditEvent.Type.PUBLICATION, "release:" + made.id()));
        return made;
    }

    // ---- who may ----

    private void requireDeed(Draft draft, Deed deed, Account account) {
        var editors = ids(editors(draft));
        var progress = Progress.of(draft.head(), words.last(draft.id()).orElse(null));
        if (progress.deeds(account, editors).contains(deed)) return;
        if ((deed == Deed.APPROVE || deed == Deed.PUBLISH) && editors.contains(account.id()))
            throw new Refused(Refused.Why.NOT_ALLOWED, "自己改的，要由别人来审、来发布");
        throw new Refused(
                progress.deeds(account, Set.of()).isEmpty() ? Refused.Why.NOT_ALLOWED : Refused.Why.NOT_NOW,
                switch (deed) {
                    case EDIT, DISCARD -> "改内容要有“采编”角色";
                    case SUBMIT -> progress == Progress.WAITING ? "已经提交审核了" : "现在不能提交审核";
                    case RETURN -> "只有审核人员能退回提交上来的草稿";
                    case APPROVE -> "只有审核人员能通过提交上来的草稿";
                    case PUBLISH -> "要先审核通过，再由有“发布”角色的人发布";
                });
    }

    private static void require(Account account, Role role) {
        if (!account.is(role)) throw new Refused(Refused.Why.NOT_ALLOWED, "要有“" + role.chinese() + "”角色");
    }

    private static void requireSame(Draft draft, Revision.Id seen) {
        if (!draft.head().equals(seen)) throw moved();
    }

    private void requireKnown(Revision.Id seen) {
        if (!history.knows(seen)) throw new Refused(Refused.Why.NOT_NOW, "您看的那一版已经找不到了；请刷新再改");
    }

    private static Refused moved() {
        return new Refused(Refused.Why.NOT_NOW, "您看的时候草稿又改过了；请刷新，看过新的改动再办");
    }

    private void write(Account account, AuditEvent.Type type, Draft.Id draft) {
        audit.write(Actor.of(account).did(type, "draft:" + draft));
    }
}
