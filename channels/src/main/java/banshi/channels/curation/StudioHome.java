package banshi.channels.curation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The studio of a server, which comes with its knowledge (采编台所在). */
public final class StudioHome implements AutoCloseable {
    private final CompletableFuture<@Nullable Open> studio;

    /**
     * What is open.
     *
     * @param running what goes on in the background; closed with the home, in this order
     */
    public record Open(Studio studio, Answers answers, Workbooks workbooks, List<Running> running) {
        public Open {
            running = List.copyOf(running);
        }
    }

    /** Something that goes on until it is closed. */
    public interface Running {
        /** Ends it. */
        void close();
    }

    /** @param studio null where content is not curated here */
    public StudioHome(CompletableFuture<@Nullable Open> studio) {
        this.studio = studio;
    }

    /**
     * The studio; waits for the knowledge where that is still on its way.
     *
     * @throws Refused if content is not curated here
     */
    public Studio studio() {
        return open().studio();
    }

    /** Likewise what citizens were told. */
    public Answers answers() {
        return open().answers();
    }

    /** Likewise, for its workbooks. */
    public Workbooks workbooks() {
        return open().workbooks();
    }

    private Open open() {
        var open = studio.join();
        if (open == null) throw new Refused(Refused.Why.NOT_THERE, "这台服务的内容不在这里编辑");
        return open;
    }

    @Override
    public void close() {
        if (!studio.isDone() || studio.isCompletedExceptionally()) return;
        var open = studio.join();
        if (open != null) open.running().forEach(Running::close);
    }
}
