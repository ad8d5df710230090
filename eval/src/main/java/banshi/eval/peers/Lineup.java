package banshi.eval.peers;

import banshi.corpus.Content;
import banshi.eval.peers.NlpJsPeer.Way;
import banshi.eval.subject.OpenedAssistant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who can be compared (参评名单).
 *
 * @param release our release's folder
 * @param releaseId and its id
 * @param work where peers install what they need
 * @param launcher what starts our server, or null to leave it out
 * @param perNetwork how much processor time one of NLP.js's networks may learn for
 */
public record Lineup(
        OpenedAssistant.Opener opener,
        Path release,
        String releaseId,
        Content content,
        Path work,
        @Nullable Path launcher,
        Duration perNetwork) {
    /** The peers' names, ours first. */
    public static final List<String> NAMES =
            List.of(OurPeer.NAME, OurHttpPeer.NAME, "lucene", "nlpjs-joint", "nlpjs-apart", "opensearch", "pg_trgm");

    /**
     * The peers of these names, in the order of {@link #NAMES}.
     *
     * @param only all if empty
     * @throws IllegalArgumentException if there is no such peer
     */
    public List<Peer> peers(Collection<String> only) {
        for (var name : only)
            if (!NAMES.contains(name))
                throw new IllegalArgumentException(
                        "no peer is called " + name + "; there are: " + String.join(", ", NAMES));
        var peers = new ArrayList<Peer>();
        for (var name : NAMES) if (only.isEmpty() || only.contains(name)) peers.add(peer(name));
        return peers;
    }

    private Peer peer(String name) {
        return switch (name) {
            case OurPeer.NAME -> new OurPeer(opener, release);
            case OurHttpPeer.NAME -> new OurHttpPeer(launcher, releaseId);
            case "lucene" -> new LucenePeer(content.terms());
            case "nlpjs-joint" -> new NlpJsPeer(Way.JOINT, work, perNetwork);
            case "nlpjs-apart" -> new NlpJsPeer(Way.APART, work, perNetwork);
            case "opensearch" -> new OpenSearchPeer(work);
            case "pg_trgm" -> new PgTrgmPeer();
            default -> throw new IllegalArgumentException("no peer is called " + name);
        };
    }
}
