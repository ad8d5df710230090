package banshi.eval.peers;

import java.io.IOException;

/** Says that a peer cannot take part on this machine (对照系统不可用), and what to install. */
public final class PeerUnavailable extends IOException {
    /** @param what is missing and where it comes from, in one line */
    public PeerUnavailable(String what) {
        super(what);
    }
}
