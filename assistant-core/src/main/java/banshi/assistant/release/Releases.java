package banshi.assistant.release;

import java.util.concurrent.atomic.AtomicReference;

/** The release that answers now (当前版本); swapped atomically while questions are being answered. Thread-safe. */
public final class Releases {
    private final AtomicReference<Release> current;

    /** Begins with a release. */
    public Releases(Release first) {
        current = new AtomicReference<>(first);
    }

    /** What answers from now on; a turn asks once and keeps it. */
    public Release current() {
        return current.get();
    }

    /** Puts another release in its place; turns under way finish on the one they began with. */
    public void publish(Release next) {
        current.set(next);
    }
}
