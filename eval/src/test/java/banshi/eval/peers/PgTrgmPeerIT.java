package banshi.eval.peers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs PostgreSQL on this machine. */
@Timeout(300)
class PgTrgmPeerIT {
    @Test
    void namesThePairOfTheMostSimilarQuestion() throws Exception {
        RoundTrip.of(new PgTrgmPeer());
    }
}
