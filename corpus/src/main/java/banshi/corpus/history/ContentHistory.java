package banshi.corpus.history;

import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/**
 * The content, how it came to be, and what is being made of it (内容历史).
 *
 * <p>What is published is {@code main}; each revision of it is a release with its tag. Editors work on drafts: a save is a commit on a draft's
 * branch, on top of what others saved meanwhile. Nothing that was saved is ever overwritten: edits that touch different fields are merged,
 * edits that touch the same one come back as a conflict. What a save says is not checked; {@link #write} it out and have the
 * {@link ContentReader} read it.
 *
 * <p>Thread-safe. Everything blocks on the disk, and what publishes or fetches on the network. When a call that changes something
 * returns, the change is on the disk: a process that is killed loses nothing that it acknowledged, and nobody ever sees half of a
 * publication. Where disk or network fail it is an {@code UncheckedIOException}, and the history is as it was.
 */
public final class ContentHistory implements AutoCloseable {
    private static final String DRAFTS = Constants.R_HEADS + "drafts/";

    /** Points at the commit with which a draft begins: whose it is, when, its title. */
    private static final String OPENED = "refs/drafts/";

    /** Others who change the repository past us are met as often as this in one call. */
    private static final int MOST_ATTEMPTS = 20;

    /**
     * Where the history lies and how it begins (历史设置).
     *
     * @param repository the folder of the bare repository; made at the first start
     * @param seed the content folder that the first release is made of, where there is none yet
     * @param seedRelease the id of that release
     * @param seededBy who is said to have made it
     * @param remote where releases are published to and fetched from; null for none
     */
    public record Settings(
            Path repository,
            Path seed,
            Release.Id seedRelease,
            Author seededBy,
            @Nullable URI remote) {}

    private final GitStore store;
    private final @Nullable Remote remote;
    private final InstantSource clock;
    private final ReentrantLock writing = new ReentrantLock();
    private final SecureRandom random = new SecureRandom();
    private final Map<Draft.Id, Edited> edited = new ConcurrentHashMap<>();

    private ContentHistory(GitStore store, @Nullable Remote remote, InstantSource clock) {
        this.store = store;
        this.remote = remote;
        this.clock = clock;
    }

    /**
     * Opens the history; at the first start it is fetched from the remote, or begun with the seed where there is none or it is empty.
     *
     * @throws IllegalStateException if another process has it open
     * @throws IllegalArgumentException if it is to begin and the seed is no folder
     */
    public static ContentHistory open(Settings settings, InstantSource clock) {
        var store = GitStore.open(settings.repository(), empty -> begin(empty, settings, clock.instant()));
        return new ContentHistory(store, remote(store, settings), clock);
    }

    private static @Nullable Remote remote(GitStore store, Settings settings) {
        var address = settings.remote();
        return address == null ? null : new Remote(store, address);
    }

    private static void begin(GitStore store, Settings settings, Instant now) throws IOException {
        var remote = remote(store, settings);
        var theirs = remote == null ? Optional.<ObjectId>empty() : remote.fetch();
        if (remote != null && theirs.isPresent()) {
            var commands = remote.missingTags();
            commands.add(GitStore.set(GitStore.MAIN, ObjectId.zeroId(), theirs.get()));
            if (!store.move(commands)) throw new IOException("what was fetched from " + remote + " could not be kept");
            return;
        }
        if (!Files.isDirectory(settings.seed()))
            throw new IllegalArgumentException("the content folder " + settings.seed()
                    + " that the history is to begin with does not exist or is not a folder");
        var files = contentOf(settings.seed());
        var by = GitStore.ident(settings.seededBy(), now);
        var id = settings.seedRelease();
        var commit = store.commit(store.tree(null, files), List.of(), by, by, "发布 " + id);
        var tag = ReleaseTag.write(store, id, commit, List.of(settings.seededBy()), settings.seededBy(), now, "");
        if (remote != null && !remote.push(ObjectId.zeroId(), commit, id, tag))
            throw new IOException(remote + " was published to by another server just now; start again");
        if (!store.move(List.of(
                GitStore.set(GitStore.MAIN, ObjectId.zeroId(), commit),
                GitStore.set(ReleaseTag.name(id), ObjectId.zeroId(), tag))))
            throw new IOException("the first release could not be kept");
    }

    // ---- drafts ----

    /** Begins a draft of what is published now. */
    public Draft openDraft(String title, Author by) {
        if (title.isBlank()) throw new IllegalArgumentException("a draft needs a title");
        return changing("opening a draft", () -> {
            var from = main();
            var who = GitStore.ident(by, clock.instant());
            var opened = store.commit(from.getTree(), List.of(from), who, who, title.strip());
            var id = new Draft.Id(HexFormat.of().toHexDigits(random.nextInt()));
            var isOpen = store.move(List.of(
                    GitStore.set(DRAFTS + id, ObjectId.zeroId(), opened),
                    GitStore.set(OPENED + id, ObjectId.zeroId(), opened)));
            return isOpen ? draft(id) : Optional.<Draft>empty();
        });
    }

    /** All drafts that are open, the oldest first. */
    public List<Draft> drafts() {
        return GitStore.doing("listing the drafts", () -> {
            var drafts = new ArrayList<Draft>();
            for (var id : store.references(OPENED).keySet())
                read(new Draft.Id(id)).ifPresent(drafts::add);
            drafts.sort(Comparator.comparing(Draft::openedAt).thenComparing(d -> d.id().value()));
            return drafts;
        });
    }

    /** The draft of that id; nothing if it was published, discarded or never there. */
    public Optional<Draft> draft(Draft.Id id) {
        return GitStore.doing("reading draft " + id, () -> read(id));
    }

    private Optional<Draft> read(Draft.Id id) throws IOException {
        var head = store.at(DRAFTS + id);
        var begun = store.at(OPENED + id);
        if (head.isEmpty() || begun.isEmpty()) return Optional.empty();
        var opened = store.commit(begun.get());
        var revision = Past.revision(opened);
        return Optional.of(new Draft(
                id, revision.message(), revision.by(), revision.at(), id(opened.getParent(0)), id(head.get())));
    }

    /**
     * Whose saves a draft has that are not published, the last one last; who opened it where nothing was saved.
     *
     * @throws IllegalArgumentException if there is no such draft
     */
    public List<Author> editors(Draft.Id id) {
        return GitStore.doing("asking who edited draft " + id, () -> editors(id, main(), head(id)));
    }

    /**
     * Whether something was published that a draft does not have.
     *
     * @throws IllegalArgumentException if there is no such draft
     */
    public boolean isBehind(Draft.Id id) {
        return GitStore.doing("comparing draft " + id, () -> !store.isIn(main(), head(id)));
    }

    /**
     * What a draft changes of what was published when it was opened or last brought up to date, as {@link #changes(Revision.Id, Revision.Id)} tells it.
     *
     * @throws IllegalArgumentException if there is no such draft
     */
    public List<Change> changes(Draft.Id id) {
        return GitStore.doing("comparing draft " + id, () -> {
            var head = head(id);
            return changes(id(mergeBase(head, main())), id(head));
        });
    }

    /**
     * Gives a draft up.
     *
     * @return whether it was open
     */
    public boolean discard(Draft.Id id) {
        return changing("discarding draft " + id, () -> {
            var head = store.at(DRAFTS + id);
            if (head.isEmpty()) return Optional.of(false);
            return store.move(closing(id, head.get())) ? Optional.of(true) : Optional.<Boolean>empty();
        });
    }

    private List<ReceiveCommand> closing(Draft.Id id, AnyObjectId head) throws IOException {
        edited.remove(id);
        var commands = new ArrayList<ReceiveCommand>();
        commands.add(GitStore.set(DRAFTS + id, head, ObjectId.zeroId()));
        store.at(OPENED + id).ifPresent(o -> commands.add(GitStore.set(OPENED + id, o, ObjectId.zeroId())));
        return commands;
    }

    /**
     * Saves what an editor made of some files.
     *
     * @param base the revision that the editor saw; if the draft moved since, what others saved is merged in
     * @param message what was done, as the history shows it
     * @param edits at most one for each file
     * @throws IllegalArgumentException if there is no such draft or revision, or what a file is to say cannot be written
     */
    public Saved save(Draft.Id draft, Revision.Id base, Author by, String message, List<Edit> edits) {
        if (message.isBlank()) throw new IllegalArgumentException("a save needs a message");
        return changing("saving to draft " + draft, () -> {
            var seen = commit(base);
            return commit(draft, seen, texts(seen.getTree(), edits), List.of(), by, message.strip());
        });
    }

    /**
     * What a save would come to, without saving: for edits that somebody wants to look at first.
     *
     * @param onto what would be saved to: a draft's head, or what is published
     * @throws IllegalArgumentException likewise {@link #save}
     */
    public Prospect prospect(Revision.Id onto, Revision.Id base, List<Edit> edits) {
        return GitStore.doing("comparing edits of " + base + " with " + onto, () -> {
            var seen = commit(base);
            var there = commit(onto).getTree();
            var merged = merged(seen.getTree(), texts(seen.getTree(), edits), there);
            var changes = new ArrayList<Change>();
            for (var file : merged.files().entrySet())
                changes.addAll(FileVersion.changes(
                        file.getKey(), store.text(there, file.getKey()), FileVersion.text(file.getValue())));
            return new Prospect(changes, merged.conflicts());
        });
    }

    /** The text of each edited file that says something else than before; null for one that goes. */
    private Map<String, @Nullable String> texts(AnyObjectId tree, List<Edit> edits) throws IOException {
        var texts = new HashMap<String, @Nullable String>();
        for (var edit : edits) {
            if (texts.containsKey(edit.file()))
                throw new IllegalArgumentException(edit.file() + " is edited twice in one save");
            var before = store.text(tree, edit.file());
            texts.put(
                    edit.file(),
                    switch (edit) {
                        case Edit.Gone gone -> null;
                        case Edit.Says says -> text(says, before);
                    });
        }
        return texts;
    }

    private static String text(Edit.Says says, @Nullable String before) {
        try {
            return FileVersion.read(says.file(), before)
                    .map(f -> f.saying(says.tree()))
                    .orElseGet(() -> ContentFile.written(says.file(), says.tree()))
                    .text();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    says.file() + " cannot say that; look for line breaks and tabs in the cells of a table", e);
        }
    }

    /**
     * Puts texts that stand on {@code seen} on the head of the draft.
     *
     * @param others what else the commit comes from
     * @return nothing if the draft moved in the meantime
     */
    private Optional<Saved> commit(
            Draft.Id draft,
            RevCommit seen,
            Map<String, @Nullable String> texts,
            List<RevCommit> others,
            Author by,
            String message)
            throws IOException {
        var head = head(draft);
        var merged = merged(seen.getTree(), texts, head.getTree());
        if (!merged.conflicts().isEmpty()) return Optional.of(new Saved.Conflicted(id(head), merged.conflicts()));
        var tree = store.tree(head.getTree(), merged.files());
        if (tree.equals(head.getTree()) && others.isEmpty()) return Optional.of(new Saved.Done(id(head)));
        var parents = new ArrayList<RevCommit>();
        parents.add(head);
        parents.addAll(others);
        var who = GitStore.ident(by, clock.instant());
        var saved = store.commit(tree, parents, who, who, message);
        return store.move(List.of(GitStore.set(DRAFTS + draft, head, saved)))
                ? Optional.of(new Saved.Done(id(saved)))
                : Optional.empty();
    }

    /** Files that change, by name; null for one that goes. */
    private record Merged(Map<String, byte @Nullable []> files, List<Saved.Conflict> conflicts) {}

    private Merged merged(AnyObjectId base, Map<String, @Nullable String> ours, AnyObjectId theirs) throws IOException {
        var files = new TreeMap<String, byte @Nullable []>();
        var conflicts = new ArrayList<Saved.Conflict>();
        for (var file : ours.entrySet()) {
            var name = file.getKey();
            var merged = FileVersion.merge(name, store.text(base, name), file.getValue(), store.text(theirs, name));
            conflicts.addAll(merged.conflicts());
            files.put(name, FileVersion.bytes(merged.text()));
        }
        return new Merged(files, conflicts);
    }

    /** Brings into a draft what was published since it was opened. */
    public Saved bringUpToDate(Draft.Id draft, Author by) {
        return changing(
                "bringing draft " + draft + " up to date", () -> update(draft, head(draft), main(), by, List.of()));
    }

    /**
     * The same, where it came to a conflict and an editor decided.
     *
     * @param seen the draft's revision that the editor saw
     * @param onto the published revision that the conflict named
     * @param decided each file that was in conflict, as it is to be
     */
    public Saved bringUpToDate(Draft.Id draft, Revision.Id seen, Revision.Id onto, Author by, List<Edit> decided) {
        return changing(
                "bringing draft " + draft + " up to date",
                () -> update(draft, commit(seen), commit(onto), by, decided));
    }

    private Optional<Saved> update(Draft.Id draft, RevCommit seen, RevCommit onto, Author by, List<Edit> decided)
            throws IOException {
        if (store.isIn(onto, head(draft))) return Optional.of(new Saved.Done(id(head(draft))));
        var base = mergeBase(seen, onto);
        var ours = texts(seen.getTree(), decided);
        var conflicts = new ArrayList<Saved.Conflict>();
        for (var file : store.differing(base.getTree(), onto.getTree())) {
            if (ours.containsKey(file)) continue;
            var merged = FileVersion.merge(
                    file,
                    store.text(base.getTree(), file),
                    store.text(seen.getTree(), file),
                    store.text(onto.getTree(), file));
            conflicts.addAll(merged.conflicts());
            ours.put(file, merged.text());
        }
        if (!conflicts.isEmpty()) return Optional.of(new Saved.Conflicted(id(onto), conflicts));
        return commit(draft, seen, ours, List.of(onto), by, "更新到已发布的内容");
    }

    /** The newest revision that both come from: what two sides of a conflict have changed. */
    public Revision.Id base(Revision.Id one, Revision.Id other) {
        return GitStore.doing(
                "looking for what " + one + " and " + other + " come from",
                () -> id(mergeBase(commit(one), commit(other))));
    }

    private RevCommit mergeBase(RevCommit one, RevCommit other) throws IOException {
        try (var walk = new RevWalk(store.repository())) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            var base = walk.next();
            if (base == null) throw new IOException(one.name() + " and " + other.name() + " have nothing in common");
            return store.commit(base);
        }
    }

    // ---- releases ----

    /** What is published now. */
    public Release current() {
        return GitStore.doing(
                "reading the current release", () -> releasesFrom(main()).getFirst());
    }

    /** All releases, the newest first. */
    public List<Release> releases() {
        return GitStore.doing("listing the releases", () -> releasesFrom(main()));
    }

    /** The release of that id; nothing if there is none. */
    public Optional<Release> release(Release.Id id) {
        return GitStore.doing("reading release " + id, () -> ReleaseTag.read(store, id));
    }

    private List<Release> releasesFrom(RevCommit main) throws IOException {
        var byRevision = new HashMap<String, Release>();
        for (var tag : store.references(Constants.R_TAGS).entrySet()) {
            if (Release.Id.isName(tag.getKey())) // others may put tags of their own there
            ReleaseTag.read(store, new Release.Id(tag.getKey()), tag.getValue())
                        .ifPresent(r -> byRevision.put(r.revision().value(), r));
        }
        var releases = new ArrayList<Release>();
        try (var walk = new RevWalk(store.repository())) {
            walk.setFirstParent(true);
            walk.markStart(walk.parseCommit(main));
            for (var commit : walk) {
                var release = byRevision.get(commit.name());
                if (release != null) releases.add(release);
            }
        }
        return releases;
    }

    /**
     * Publishes a draft, which is closed by it.
     *
     * @param looked the revision that was checked and approved: no later save is published with it
     * @param id of the new release
     * @param reason empty where there is nothing to say
     * @throws IllegalArgumentException if there is no such draft
     */
    public Published publish(Draft.Id draft, Revision.Id looked, Release.Id id, Author approvedBy, String reason) {
        return changing("publishing draft " + draft + " as " + id, () -> {
            var taken = ReleaseTag.read(store, id);
            if (taken.isPresent()) return Optional.of(new Published.Taken(taken.get()));
            var head = head(draft);
            if (!id(head).equals(looked)) return Optional.of(new Published.DraftMoved(id(head)));
            var main = main();
            if (!store.isIn(main, head))
                return Optional.of(new Published.Behind(releasesFrom(main).getFirst()));
            var title = read(draft).map(Draft::title).orElse("");
            return published(
                    main,
                    new Next(id, head.getTree(), List.of(main, head), editors(draft, main, head), approvedBy, reason),
                    title,
                    closing(draft, head));
        });
    }

    /**
     * Publishes an older release's content again: a new release, nothing is taken out of the history.
     *
     * @throws IllegalArgumentException if there is no such older release
     */
    public Published rollBack(Release.Id to, Release.Id id, Author by, Author approvedBy, String reason) {
        return changing("rolling back to " + to + " as " + id, () -> {
            var taken = ReleaseTag.read(store, id);
            if (taken.isPresent()) return Optional.of(new Published.Taken(taken.get()));
            var older = ReleaseTag.read(store, to)
                    .orElseThrow(() -> new IllegalArgumentException("there is no release " + to + " to roll back to"));
            var main = main();
            var tree = commit(older.revision()).getTree();
            return published(
                    main, new Next(id, tree, List.of(main), List.of(by), approvedBy, reason), "退回到 " + to, List.of());
        });
    }

    /**
     * Publishes a content folder as it is, as when the program comes with newer content and nobody has touched it here. Nothing is taken out of the history; a folder that
     * says what is published changes nothing.
     *
     * @param by who is said to have made it
     */
    public Published adopt(Path folder, Release.Id id, Author by) {
        return changing("publishing " + folder + " as " + id, () -> {
            var taken = ReleaseTag.read(store, id);
            if (taken.isPresent()) return Optional.of(new Published.Taken(taken.get()));
            var main = main();
            var tree = store.tree(null, contentOf(folder));
            if (tree.equals(main.getTree()))
                return Optional.of(new Published.Done(releasesFrom(main).getFirst()));
            return published(main, new Next(id, tree, List.of(main), List.of(by), by, ""), "随程序更新的内容", List.of());
        });
    }

    private static Map<String, byte @Nullable []> contentOf(Path folder) throws IOException {
        var files = new TreeMap<String, byte @Nullable []>();
        for (var file : ContentReader.contentFiles(folder))
            files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        return files;
    }

    /** A release that is to be. */
    private record Next(
            Release.Id id,
            AnyObjectId tree,
            List<RevCommit> parents,
            List<Author> editedBy,
            Author approvedBy,
            String reason) {}

    private Optional<Published> published(RevCommit main, Next next, String title, List<ReceiveCommand> closing)
            throws IOException {
        var now = clock.instant();
        var message = "发布 " + next.id() + "\n\n" + title
                + (next.reason().isBlank() ? "" : "\n\n" + next.reason().strip());
        var commit = store.commit(
                next.tree(),
                next.parents(),
                GitStore.ident(next.editedBy().getLast(), now),
                GitStore.ident(next.approvedBy(), now),
                message);
        var tag = ReleaseTag.write(store, next.id(), commit, next.editedBy(), next.approvedBy(), now, next.reason());
        if (remote != null && !remote.push(main, commit, next.id(), tag)) {
            var theirs = remote.fetch();
            if (theirs.isPresent()) taken(remote, theirs.get());
            return Optional.of(new Published.Behind(releasesFrom(main()).getFirst()));
        }
        var commands = new ArrayList<>(closing);
        commands.add(GitStore.set(GitStore.MAIN, main, commit));
        commands.add(GitStore.set(ReleaseTag.name(next.id()), ObjectId.zeroId(), tag));
        if (!store.move(commands)) return Optional.empty();
        return ReleaseTag.read(store, next.id()).map(Published.Done::new);
    }

    /** Who edited a draft as it was when somebody asked, the last one first. */
    private record Edited(AnyObjectId main, AnyObjectId head, List<Author> editors) {}

    /**
     * Whose saves a draft has that are not published, the last one last; who opened it where nothing was saved. Each save asks; only what was saved since the last time is looked
     * at, for a draft may have thousands.
     */
    private List<Author> editors(Draft.Id draft, RevCommit main, RevCommit head) throws IOException {
        var before = edited.get(draft);
        var known = before != null && before.main().equals(main) ? before : new Edited(main, main, List.of());
        var editors = new LinkedHashSet<Author>();
        Author first = Past.revision(head).by();
        try (var walk = new RevWalk(store.repository())) {
            walk.markStart(walk.parseCommit(head));
            walk.markUninteresting(walk.parseCommit(main));
            walk.markUninteresting(walk.parseCommit(known.head()));
            for (var commit : walk) {
                first = Past.revision(commit).by();
                var isSave = commit.getParentCount() == 1
                        && !store.commit(commit.getParent(0)).getTree().equals(commit.getTree());
                if (isSave) editors.add(first);
            }
        }
        editors.addAll(known.editors());
        if (editors.isEmpty()) return List.of(first);
        edited.put(draft, new Edited(main, head, List.copyOf(editors)));
        return List.copyOf(editors.reversed());
    }

    // ---- the remote ----

    /**
     * How many releases a remote has; asks it, and nothing else.
     *
     * @throws UncheckedIOException if it cannot be reached
     */
    public static int releasesAt(URI remote) {
        return GitStore.doing("asking the remote repository", () -> Remote.releasesAt(remote));
    }

    /**
     * Fetches what others published. A remote that has nothing yet is given what was published here.
     *
     * @return the newest release, if it is new here
     * @throws IllegalStateException if no remote is set, or what it has does not follow on what was published here
     */
    public Optional<Release> fetch() {
        var there = remote;
        if (there == null) throw new IllegalStateException("no remote is set; set one in the settings of the history");
        var what = "fetching releases from " + there;
        var theirs = GitStore.doing(what, there::fetch); // editors save on while the network is slow
        if (theirs.isPresent()) return changing(what, () -> Optional.of(taken(there, theirs.get())));
        GitStore.doing("sending all releases to " + there, () -> there.begin(main()));
        return Optional.empty();
    }

    /** The revision that is published, at hardly any cost. */
    Revision.Id published() {
        return GitStore.doing("reading the branch main", () -> id(main()));
    }

    /** Publishes here what has been fetched; the newest release, if it is new here. */
    private Optional<Release> taken(Remote there, ObjectId theirs) throws IOException {
        var main = main();
        if (store.isIn(theirs, main)) return Optional.empty();
        if (!store.isIn(main, theirs))
            throw new IllegalStateException(
                    "what " + there + " has does not follow on release "
                            + releasesFrom(main).getFirst().id()
                            + " that was published here; it is another installation's, or was overwritten: take another data folder");
        var commands = there.missingTags();
        commands.add(GitStore.set(GitStore.MAIN, main, theirs));
        if (!store.move(commands)) throw new IOException("what was fetched from " + there + " could not be kept");
        return Optional.of(releasesFrom(main()).getFirst());
    }

    /**
     * Fetches again and again, on a thread of its own, and tells whenever another release is the current one than at the time before, whoever published it.
     *
     * @param every how long to wait between two times
     * @return ends it; the follower is told nothing any more when that returns
     */
    public Following follow(Duration every, Follower follower) {
        return Following.start(this, every, follower);
    }

    // ---- reading ----

    /** The names of the content files of a revision, in order. */
    public List<String> files(Revision.Id at) {
        return GitStore.doing(
                "listing the files of " + at,
                () -> store.files(commit(at).getTree()).keySet().stream()
                        .filter(ContentFile::isContent)
                        .toList());
    }

    /** A file as it was; nothing if it was not there or cannot be read. */
    public Optional<ContentFile> file(Revision.Id at, String file) {
        return GitStore.doing(
                "reading " + file + " of " + at,
                () -> FileVersion.read(file, store.text(commit(at).getTree(), file)));
    }

    /** Whether there is a revision of that id. */
    public boolean knows(Revision.Id id) {
        return GitStore.doing("looking for revision " + id, () -> {
            try {
                commit(id);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }

    /** A revision of that id. */
    public Revision revision(Revision.Id id) {
        return GitStore.doing("reading revision " + id, () -> Past.revision(commit(id)));
    }

    /** The names of the files in which two revisions differ, in order; a fraction of what {@link #changes} costs. */
    public List<String> changedFiles(Revision.Id from, Revision.Id to) {
        return GitStore.doing(
                "comparing the files of " + from + " with " + to,
                () -> store.differing(commit(from).getTree(), commit(to).getTree()));
    }

    /** What the later revision says otherwise, by file and in the order of each file; that a row moved is nothing. */
    public List<Change> changes(Revision.Id from, Revision.Id to) {
        return GitStore.doing("comparing " + from + " with " + to, () -> {
            var before = commit(from).getTree();
            var after = commit(to).getTree();
            var changes = new ArrayList<Change>();
            for (var file : store.differing(before, after))
                changes.addAll(FileVersion.changes(file, store.text(before, file), store.text(after, file)));
            return changes;
        });
    }

    /** For each field of a file who changed it last, in the order of the file; empty if it is not there or cannot be read. */
    public List<LastChange> lastChanges(Revision.Id at, String file) {
        return GitStore.doing(
                "asking who wrote " + file + " of " + at, () -> new Past(store, file).lastChanges(commit(at)));
    }

    /**
     * What has become of a record, the newest change first.
     *
     * @param record its id, as {@link Field#record()} has it; empty for all of the file
     */
    public List<PastChange> past(Revision.Id from, String file, String record) {
        return GitStore.doing(
                "reading the history of " + file, () -> new Past(store, file).changes(commit(from), record));
    }

    /**
     * Writes a revision out as a content folder; where that folder was written before, only what differs. One call at a time for one
     * folder, which is for nothing else: other files in it are taken away.
     *
     * @return the names of the files that were written or taken away
     */
    public List<String> write(Revision.Id at, Path folder) {
        return write(at, folder, _ -> true);
    }

    /**
     * The same for a part of the files.
     *
     * @param wanted by name; the same ones whenever that folder is written
     */
    public List<String> write(Revision.Id at, Path folder, Predicate<String> wanted) {
        return GitStore.doing(
                "writing revision " + at + " to " + folder,
                () -> WrittenFolder.write(store, commit(at).getTree(), folder, wanted));
    }

    /**
     * Packs what many saves have left in many small files; once a night is enough. Nobody saves meanwhile.
     *
     * <p>What was discarded goes when it is two weeks old.
     */
    public void compact() {
        changing("compacting the history", () -> {
            store.compact();
            return Optional.of(true);
        });
    }

    @Override
    public void close() {
        store.close();
    }

    // ---- how it is done ----

    /** Changes something, one call after the other; tries again while somebody past us was faster. */
    private <T> T changing(String what, GitStore.Work<Optional<T>> work) {
        writing.lock();
        try {
            for (int i = 0; i < MOST_ATTEMPTS; i++) {
                var done = GitStore.doing(what, work);
                if (done.isPresent()) return done.get();
            }
            throw new UncheckedIOException(
                    what, new IOException("somebody else keeps changing " + store.folder() + "; try again"));
        } finally {
            writing.unlock();
        }
    }

    private RevCommit main() throws IOException {
        return store.commit(store.at(GitStore.MAIN)
                .orElseThrow(() -> new IOException(store.folder() + " has no branch main; restore it from a backup")));
    }

    private RevCommit head(Draft.Id draft) throws IOException {
        return store.commit(store.at(DRAFTS + draft)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no draft " + draft + "; it may have been published or discarded")));
    }

    private RevCommit commit(Revision.Id id) throws IOException {
        try {
            return store.commit(ObjectId.fromString(id.value()));
        } catch (MissingObjectException e) {
            throw new IllegalArgumentException("there is no revision " + id, e);
        }
    }

    private static Revision.Id id(AnyObjectId object) {
        return new Revision.Id(object.name());
    }
}
