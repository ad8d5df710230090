package banshi.corpus.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * A bare repository of one process (裸仓库): objects and references, each written to the disk before a call returns.
 *
 * <p>It is made beside and moved into its place when it is whole. A lock of the operating system, which a killed process does not leave
 * behind, keeps other processes out; so whatever lock file of Git's own lies there when it is opened is a dead process', and goes.
 */
final class GitStore implements AutoCloseable {
    static final String MAIN = Constants.R_HEADS + "main";

    /** What fills a repository that is being made. */
    interface Filling {
        void fill(GitStore empty) throws IOException;
    }

    /** What reads or writes. */
    interface Work<T extends @Nullable Object> {
        T done() throws IOException;
    }

    private final Path folder;
    private final Repository repository;
    private final @Nullable FileChannel lock;

    private GitStore(Path folder, Repository repository, @Nullable FileChannel lock) {
        this.folder = folder;
        this.repository = repository;
        this.lock = lock;
    }

    /**
     * Opens the repository; makes it if it is not there.
     *
     * @throws IllegalStateException if another process has it open, or this one
     * @throws UncheckedIOException if the disk fails
     */
    static GitStore open(Path folder, Filling filling) {
        OwnSettings.use();
        return doing("opening the history of content in " + folder, () -> {
            var parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
            Files.createDirectories(parent);
            var lock = lock(folder, parent.resolve(folder.getFileName() + ".lock"));
            try {
                if (!Files.exists(folder)) make(folder, parent.resolve(folder.getFileName() + ".new"), filling);
                removeRemains(folder);
                return new GitStore(folder, repository(folder), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        });
    }

    private static FileChannel lock(Path folder, Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return channel;
        } catch (OverlappingFileLockException e) {
            // this process has it, which is no better
        }
        channel.close();
        throw new IllegalStateException(
                "the history of content in " + folder
                        + " is in use; close what has it open (a running server, another command), or name another data folder");
    }

    private static void make(Path folder, Path beside, Filling filling) throws IOException {
        deleteAll(beside);
        try (var made = new GitStore(
                beside,
                new FileRepositoryBuilder().setBare().setGitDir(beside.toFile()).build(),
                null)) {
            made.repository.create(true);
            var config = made.repository.getConfig();
            config.setBoolean("core", null, "fsyncobjectfiles", true);
            config.setBoolean("core", null, "fsyncreffiles", true);
            config.setInt("gc", null, "auto", 0);
            config.save();
            made.repository.updateRef(Constants.HEAD).link(MAIN);
            filling.fill(made);
        }
        force(beside);
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A pack is not forced to the disk by whoever writes it. */
    private static void force(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try (var channel = FileChannel.open(file)) {
                    channel.force(true);
                }
            }
        }
    }

    private static Repository repository(Path folder) throws IOException {
        return new FileRepositoryBuilder()
                .setBare()
                .setMustExist(true)
                .setGitDir(folder.toFile())
                .build();
    }

    /** Locks, and objects that were being written. */
    private static void removeRemains(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var isPart = file.startsWith(folder.resolve("objects"))
                        && file.toString().endsWith(".tmp");
                if (isPart || file.toString().endsWith(".lock")) Files.delete(file);
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** Does it, and says what was being done if it fails. */
    static <T extends @Nullable Object> T doing(String what, Work<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw new UncheckedIOException(what, e);
        }
    }

    Repository repository() {
        return repository;
    }

    Path folder() {
        return folder;
    }

    // ---- reading ----

    /** What a reference points at; nothing if there is none of that name. */
    Optional<ObjectId> at(String reference) throws IOException {
        return Optional.ofNullable(repository.exactRef(reference)).map(Ref::getObjectId);
    }

    /** What all references under a prefix point at, by the rest of their names. */
    Map<String, ObjectId> references(String prefix) throws IOException {
        var found = new TreeMap<String, ObjectId>();
        for (var reference : repository.getRefDatabase().getRefsByPrefix(prefix)) {
            var object = reference.getObjectId();
            if (object != null) found.put(reference.getName().substring(prefix.length()), object);
        }
        return found;
    }

    RevCommit commit(AnyObjectId id) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(id);
        }
    }

    /** The object of a file in a tree; nothing if there is none. */
    Optional<ObjectId> blob(AnyObjectId tree, String file) throws IOException {
        try (var walk = TreeWalk.forPath(repository, file, tree)) {
            return walk == null ? Optional.empty() : Optional.of(walk.getObjectId(0));
        }
    }

    byte[] bytes(AnyObjectId blob) throws IOException {
        return repository.open(blob, Constants.OBJ_BLOB).getBytes();
    }

    /** The text of a file in a tree; null if there is none or it is not UTF-8. */
    @Nullable
    String text(AnyObjectId tree, String file) throws IOException {
        var blob = blob(tree, file);
        if (blob.isEmpty()) return null;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(blob.get())))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** All files of a tree by name, in order. */
    Map<String, ObjectId> files(AnyObjectId tree) throws IOException {
        var files = new TreeMap<String, ObjectId>();
        try (var walk = new TreeWalk(repository)) {
            walk.setRecursive(true);
            walk.addTree(tree);
            while (walk.next()) files.put(walk.getPathString(), walk.getObjectId(0));
        }
        return files;
    }

    /** The names of the files that differ, in order. */
    List<String> differing(AnyObjectId tree, AnyObjectId other) throws IOException {
        var names = new ArrayList<String>();
        try (var walk = new TreeWalk(repository)) {
            walk.setRecursive(true);
            walk.addTree(tree);
            walk.addTree(other);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) names.add(walk.getPathString());
        }
        return names;
    }

    boolean isIn(AnyObjectId revision, AnyObjectId later) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(revision), walk.parseCommit(later));
        }
    }

    // ---- writing ----

    /**
     * A tree with files changed.
     *
     * @param tree null for an empty one
     * @param files the new bytes of each; null for one that goes
     */
    ObjectId tree(@Nullable AnyObjectId tree, Map<String, byte @Nullable []> files) throws IOException {
        try (var inserter = inserter();
                var reader = repository.newObjectReader()) {
            var all = DirCache.newInCore();
            if (tree != null) {
                var builder = all.builder();
                builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
                builder.finish();
            }
            var editor = all.editor();
            for (var file : files.entrySet()) {
                var bytes = file.getValue();
                if (bytes == null) editor.add(new DirCacheEditor.DeletePath(file.getKey()));
                else editor.add(put(file.getKey(), inserter.insert(Constants.OBJ_BLOB, bytes)));
            }
            editor.finish();
            var written = all.writeTree(inserter);
            inserter.flush();
            return written;
        }
    }

    /** All objects of a repository that is being made go into one pack: forcing each to the disk by itself takes ten times as long. */
    private ObjectInserter inserter() {
        return lock == null && repository.getObjectDatabase() instanceof ObjectDirectory objects
                ? objects.newPackInserter()
                : repository.newObjectInserter();
    }

    private static DirCacheEditor.PathEdit put(String file, ObjectId blob) {
        return new DirCacheEditor.PathEdit(file) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(blob);
            }
        };
    }

    /** A commit, on no branch yet. */
    ObjectId commit(
            AnyObjectId tree,
            List<? extends AnyObjectId> parents,
            PersonIdent author,
            PersonIdent committer,
            String message)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(author);
        commit.setCommitter(committer);
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(message);
        return inserted(inserter -> inserter.insert(commit));
    }

    /** An annotated tag, under no name yet. */
    ObjectId tag(String name, AnyObjectId commit, PersonIdent tagger, String message) throws IOException {
        var tag = new TagBuilder();
        tag.setTag(name);
        tag.setObjectId(commit, Constants.OBJ_COMMIT);
        tag.setTagger(tagger);
        tag.setEncoding(StandardCharsets.UTF_8);
        tag.setMessage(message);
        return inserted(inserter -> inserter.insert(tag));
    }

    private interface Insertion {
        ObjectId into(ObjectInserter inserter) throws IOException;
    }

    private ObjectId inserted(Insertion insertion) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var id = insertion.into(inserter);
            inserter.flush();
            return id;
        }
    }

    /** Packs what has become many small files. What nothing leads to any more is kept for two weeks. */
    void compact() throws IOException {
        try {
            Git.wrap(repository).gc().call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    /** Changes references, all of them or none; false if one is not any more what it was thought to be. */
    boolean move(List<ReceiveCommand> commands) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var update = repository.getRefDatabase().newBatchUpdate();
            update.setAtomic(true);
            update.setAllowNonFastForwards(true); // each command names what it replaces
            update.disableRefLog();
            update.addCommand(commands);
            update.execute(walk, NullProgressMonitor.INSTANCE);
        }
        for (var command : commands) {
            switch (command.getResult()) {
                case OK -> {}
                case LOCK_FAILURE, REJECTED_OTHER_REASON, REJECTED_NONFASTFORWARD -> {
                    return false;
                }
                default ->
                    throw new IOException("the reference " + command.getRefName() + " could not be moved: "
                            + command.getResult() + ", " + command.getMessage());
            }
        }
        return true;
    }

    static ReceiveCommand set(String reference, AnyObjectId from, AnyObjectId to) {
        return new ReceiveCommand(from.copy(), to.copy(), reference);
    }

    static PersonIdent ident(Author author, Instant at) {
        return new PersonIdent(author.name(), author.address(), at, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        repository.close();
        var held = lock;
        if (held != null)
            doing("closing the history of content in " + folder, () -> {
                held.close();
                return true;
            });
    }
}
