package banshi.corpus.history;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** Another repository that several servers publish to (远端仓库): any Git server, or a folder. Releases go there, drafts do not. */
final class Remote {
    private static final String THEIR_MAIN = "refs/remotes/origin/main";
    private static final String THEIR_TAGS = "refs/remotes/origin/tags/";
    private static final int TIMEOUT_SECONDS = 30;

    private final GitStore store;
    private final URI address;

    Remote(GitStore store, URI address) {
        this.store = store;
        this.address = address;
    }

    /** Sends a release; false, and nothing has changed there, if main is not {@code from} there any more. */
    boolean push(AnyObjectId from, AnyObjectId to, Release.Id release, AnyObjectId tag) throws IOException {
        try (var transport = open()) {
            transport.setPushAtomic(true);
            var updates =
                    List.of(update(to, GitStore.MAIN, from), update(tag, ReleaseTag.name(release), ObjectId.zeroId()));
            return isTaken(transport.push(NullProgressMonitor.INSTANCE, updates));
        }
    }

    private boolean isTaken(PushResult result) throws IOException {
        for (var update : result.getRemoteUpdates()) {
            switch (update.getStatus()) {
                case OK, UP_TO_DATE -> {}
                case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD, REJECTED_OTHER_REASON -> {
                    return false;
                }
                default -> throw new IOException(this + " answered " + update.getStatus() + " " + update.getMessage());
            }
        }
        return true;
    }

    /** Sends all releases to a remote that has none; false if it has some by now. */
    boolean begin(AnyObjectId main) throws IOException {
        try (var transport = open()) {
            transport.setPushAtomic(true);
            var updates = new ArrayList<RemoteRefUpdate>();
            updates.add(update(main, GitStore.MAIN, ObjectId.zeroId()));
            for (var tag : store.references(Constants.R_TAGS).entrySet())
                updates.add(update(tag.getValue(), Constants.R_TAGS + tag.getKey(), ObjectId.zeroId()));
            return isTaken(transport.push(NullProgressMonitor.INSTANCE, updates));
        }
    }

    private RemoteRefUpdate update(AnyObjectId object, String name, AnyObjectId expected) throws IOException {
        return new RemoteRefUpdate(
                store.repository(), object.name(), object.copy(), name, false, null, expected.copy());
    }

    /** What main is there; nothing if nothing was ever published there. All that it has is here then. */
    Optional<ObjectId> fetch() throws IOException {
        try (var transport = open()) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setRemoveDeletedRefs(false);
            try (var connection = transport.openFetch()) {
                var theirs = connection.getRef(GitStore.MAIN);
                if (theirs == null) return Optional.empty();
                var known = store.at(GitStore.MAIN);
                if (known.isPresent() && known.get().equals(theirs.getObjectId())) return known; // as nearly always
            }
            transport.fetch(
                    NullProgressMonitor.INSTANCE,
                    List.of(
                            new RefSpec("+" + GitStore.MAIN + ":" + THEIR_MAIN),
                            new RefSpec("+" + Constants.R_TAGS + "*:" + THEIR_TAGS + "*")));
        }
        return store.at(THEIR_MAIN);
    }

    /** For each tag that has been fetched and is not here yet, what makes it so. */
    List<ReceiveCommand> missingTags() throws IOException {
        var commands = new ArrayList<ReceiveCommand>();
        for (var tag : store.references(THEIR_TAGS).entrySet()) {
            var name = Constants.R_TAGS + tag.getKey();
            if (store.at(name).isEmpty()) commands.add(GitStore.set(name, ObjectId.zeroId(), tag.getValue()));
        }
        return commands;
    }

    private Transport open() throws IOException {
        var transport = Transport.open(store.repository(), git(address));
        transport.setTimeout(TIMEOUT_SECONDS);
        return transport;
    }

    /**
     * How many releases a repository has, asked without one of our own.
     *
     * @throws IOException if it cannot be reached
     */
    static int releasesAt(URI address) throws IOException {
        OwnSettings.use();
        try (var transport = Transport.open(git(address))) {
            transport.setTimeout(TIMEOUT_SECONDS);
            try (var connection = transport.openFetch()) {
                return (int) connection.getRefs().stream()
                        .filter(ref -> ref.getName().startsWith(Constants.R_TAGS))
                        .count();
            }
        }
    }

    private static URIish git(URI address) throws IOException {
        try {
            return new URIish(address.toString());
        } catch (URISyntaxException e) {
            throw new IOException("the remote's address is not one", e);
        }
    }

    /** Its address; what one logs in with is left out. */
    @Override
    public String toString() {
        var login = address.getRawUserInfo();
        return login == null ? address.toString() : address.toString().replace(login + "@", "");
    }
}
