package banshi.channels.wecom;

import banshi.channels.wechat.Failures;
import java.util.HashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/**
 * Fetches the messages of one 客服账号 (收件箱): page after page while there are more, one fetch at a time. What is announced while one is under way
 * is fetched behind it. How far it came is kept before a page is handed on: a message is rather lost with a killed server than
 * answered twice. Thread-safe; never blocks.
 */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final String SYNC = "kf/sync_msg";
    private static final int PAGE = 1000; // the most that WeCom gives

    private final String openKfid;
    private final WecomApi api;
    private final Cursors cursors;
    private final Scheduler files;
    private final Consumer<Inbound> taker;
    private boolean fetching;
    private @Nullable String announced; // token of what came while fetching
    private volatile @Nullable String cursor; // null before the first fetch

    /**
     * Begins with what {@code cursors} know.
     *
     * @param files where the cursors may block
     * @param taker gets the messages in their order; returns at once
     */
    Inbox(String openKfid, WecomApi api, Cursors cursors, Scheduler files, Consumer<Inbound> taker) {
        this.openKfid = openKfid;
        this.api = api;
        this.cursors = cursors;
        this.files = files;
        this.taker = taker;
    }

    /** There is something to fetch; {@code token} lets us do it for ten minutes. */
    void announce(String token) {
        synchronized (this) {
            if (fetching) {
                announced = token;
                return;
            }
            fetching = true;
        }
        fetch(token);
    }

    private void fetch(String token) {
        place().flatMap(from -> page(token, from))
                .expand(page -> page.more() ? page(token, page.next()) : Mono.empty())
                .doFinally(_ -> fetchAgain())
                .subscribe(
                        _ -> {}, failure -> LOG.warn("messages could not be fetched: {}", Failures.describe(failure)));
    }

    private void fetchAgain() {
        String token;
        synchronized (this) {
            token = announced;
            announced = null;
            fetching = token != null;
        }
        if (token != null) fetch(token);
    }

    private Mono<String> place() {
        return Mono.fromCallable(() -> {
                    var known = cursor;
                    return known == null ? cursors.of(openKfid) : known;
                })
                .subscribeOn(files);
    }

    private Mono<Page> page(String token, String from) {
        var body = new HashMap<String, Object>();
        if (!from.isEmpty()) body.put("cursor", from);
        body.put("token", token);
        body.put("open_kfid", openKfid);
        body.put("limit", PAGE);
        return api.call(SYNC, body)
                .map(answer -> Page.of(answer, from))
                .flatMap(page -> kept(page).thenReturn(page))
                .doOnNext(this::handOn);
    }

    private Mono<Void> kept(Page page) {
        cursor = page.next();
        return Mono.fromRunnable(() -> cursors.keep(openKfid, page.next()))
                .subscribeOn(files)
                .onErrorResume(failure -> {
                    // citizens get their answers all the same; a start from here might answer some of them again
                    LOG.error("it could not be kept how far {} was fetched: {}", openKfid, Failures.describe(failure));
                    return Mono.empty();
                })
                .then();
    }

    private void handOn(Page page) {
        for (var message : page.messages()) taker.accept(Inbound.of(message, openKfid));
    }

    /** What one call brought; {@code next} is where the page behind it begins. */
    private record Page(JsonNode messages, String next, boolean more) {
        static Page of(JsonNode answer, String from) {
            var next = answer.path("next_cursor").asString(from);
            // a page that leads nowhere would be fetched for ever
            boolean more = answer.path("has_more").asInt(0) == 1 && !next.equals(from);
            return new Page(answer.path("msg_list"), next, more);
        }
    }
}
