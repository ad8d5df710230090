package banshi.corpus.history;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** How a release looks as an annotated tag (发布标签): its reason, then a line for each who edited or approved. */
final class ReleaseTag {
    private static final Pattern WHO = Pattern.compile("(Edited|Approved)-by: ([^<]+) <([^>]+)>");

    private ReleaseTag() {}

    static String name(Release.Id release) {
        return Constants.R_TAGS + release.value();
    }

    /** Writes the tag; it has no name yet. */
    static ObjectId write(
            GitStore store,
            Release.Id id,
            AnyObjectId commit,
            List<Author> editedBy,
            Author approvedBy,
            Instant at,
            String reason)
            throws IOException {
        var message = new StringBuilder(id.value()).append("\n\n");
        if (!reason.isBlank()) message.append(reason.strip()).append("\n\n");
        editedBy.forEach(a -> message.append(line("Edited", a)));
        message.append(line("Approved", approvedBy));
        return store.tag(id.value(), commit, GitStore.ident(approvedBy, at), message.toString());
    }

    private static String line(String what, Author author) {
        return what + "-by: " + author.name() + " <" + author.address() + ">\n";
    }

    /** The release of that id; nothing if there is none, or what bears its name is no tag of ours. */
    static Optional<Release> read(GitStore store, Release.Id id) throws IOException {
        var object = store.at(name(id));
        return object.isEmpty() ? Optional.empty() : read(store, id, object.get());
    }

    static Optional<Release> read(GitStore store, Release.Id id, AnyObjectId object) throws IOException {
        try (var walk = new RevWalk(store.repository())) {
            if (!(walk.parseAny(object) instanceof RevTag tag)) return Optional.empty();
            var message = tag.getFullMessage().strip();
            var last = message.substring(message.lastIndexOf("\n\n") + 1);
            var editedBy = new ArrayList<Author>();
            @Nullable Author approvedBy = null;
            var who = WHO.matcher(last);
            while (who.find()) {
                var author = new Author(who.group(2), who.group(3));
                if (who.group(1).equals("Edited")) editedBy.add(author);
                else approvedBy = author;
            }
            if (approvedBy == null) return Optional.empty();
            var body = message.substring(0, message.length() - last.length());
            var reason =
                    body.contains("\n\n") ? body.substring(body.indexOf("\n\n")).strip() : "";
            return Optional.of(new Release(
                    id,
                    new Revision.Id(tag.getObject().name()),
                    editedBy,
                    approvedBy,
                    tag.getTaggerIdent().getWhenAsInstant(),
                    reason));
        }
    }
}
