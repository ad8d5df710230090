package banshi.eval.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** A real peer is taught a little and asked. */
final class RoundTrip {
    private RoundTrip() {}

    /** Skips with a word on what is missing where the peer is not there. */
    static void of(Peer peer) throws Exception {
        try (peer) {
            peer.learn(Questions.taught());
            assertThat(peer.ask("护照多久办好").pair()).isEqualTo(new Taught("", "passport", "time-limit").pair());
            assertThat(peer.ask("请问补办户口本要交多少钱").pair()).isEqualTo(Questions.FEE);
            assertThat(peer.ask("it's \\ \"odd\" % 100 \0 \n").pair())
                    .satisfiesAnyOf(
                            pair -> assertThat(pair).isNull(),
                            pair -> assertThat(pair.matter().value()).isIn("hukoubu", "passport"));
            assertThat(peer.ask("结婚证办理多少钱").pair())
                    .as("a topic is passed over")
                    .satisfiesAnyOf(
                            pair -> assertThat(pair).isNull(),
                            pair -> assertThat(pair.matter().value()).isIn("hukoubu", "passport"));
        } catch (PeerUnavailable e) {
            abort(e.getMessage());
        }
    }
}
