package banshi.eval.peers;

import java.util.List;
import org.junit.jupiter.api.Test;

class LucenePeerTest {
    @Test
    void namesThePairOfTheNearestQuestion() throws Exception {
        RoundTrip.of(new LucenePeer(List.of()));
    }
}
