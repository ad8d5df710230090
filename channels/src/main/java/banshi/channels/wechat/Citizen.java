package banshi.channels.wechat;

/**
 * Who wrote to us, while something for them is in hand (来信人). An openid stands here and nowhere else: nobody holds a citizen but
 * the exchanges of the last minute or two and what is on its way to them. Thread-safe.
 */
final class Citizen {
    private final String user;
    private final String openid;
    private boolean here = true;

    /** @param user the name under which things are kept */
    Citizen(String user, String openid) {
        this.user = user;
        this.openid = openid;
    }

    String user() {
        return user;
    }

    String openid() {
        return openid;
    }

    /** From now on nothing is kept for them and nothing sent. */
    synchronized void leave() {
        here = false;
    }

    synchronized boolean isHere() {
        return here;
    }

    /** Keeps something for them, unless they have left; not while they leave. */
    synchronized void whileHere(Runnable keep) {
        if (here) keep.run();
    }
}
