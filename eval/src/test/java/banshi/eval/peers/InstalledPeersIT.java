package banshi.eval.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers that come over the network: tried only where {@code ./banshi peers} has installed them before. */
@Timeout(600)
class InstalledPeersIT {
    private static final Path WORK = Path.of("target/peers");

    @ParameterizedTest
    @EnumSource(NlpJsPeer.Way.class)
    void nlpJsNamesWhatItHasLearned(NlpJsPeer.Way way) throws Exception {
        assumeInstalled("nlpjs/package-lock.json.done", "NLP.js");
        RoundTrip.of(new NlpJsPeer(way, WORK, Duration.ofSeconds(20)));
    }

    @Test
    void openSearchNamesThePairOfTheBestHit() throws Exception {
        assumeInstalled("opensearch/pom.xml.done", "OpenSearch");
        RoundTrip.of(new OpenSearchPeer(WORK));
    }

    private static void assumeInstalled(String mark, String peer) {
        assumeTrue(Files.exists(WORK.resolve(mark)), peer + " is not installed: ./banshi peers does that");
    }
}
