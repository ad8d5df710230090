package banshi.channels.wecom;

import banshi.channels.wechat.Failures;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Does what belongs to one conversation one after the other, and different conversations' at the same time (依次处理). Thread-safe; never blocks. */
public final class InTurn {
    private static final Logger LOG = LoggerFactory.getLogger(InTurn.class);

    private final Map<String, CompletableFuture<Void>> lasts = new ConcurrentHashMap<>();

    /** Does {@code work} when all is done that was added for the conversation before; what fails is over. */
    public void add(String conversation, Mono<Void> work) {
        var done = new CompletableFuture<Void>();
        var before = lasts.put(conversation, done);
        Mono.fromFuture(before == null ? CompletableFuture.<Void>completedFuture(null) : before, true)
                .then(work)
                .doFinally(_ -> {
                    lasts.remove(conversation, done);
                    done.complete(null);
                })
                .subscribe(_ -> {}, failure -> LOG.debug("a message stays unanswered: {}", Failures.describe(failure)));
    }
}
