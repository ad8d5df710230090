package banshi.channels.wechat;

import banshi.assistant.Block;
import banshi.assistant.Reply;
import banshi.channels.once.Once;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the posts of one message have in common, whichever servers they come to (同一来信): its answer, how many posts there were, and what was decided. Each is
 * made {@link Once}; what others are to read is JSON. Thread-safe; never blocks.
 */
final class Posts {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Answer.class, ByKind.class)
            .addMixIn(Passive.class, ByKind.class)
            .addMixIn(Reply.class, ByKind.class)
            .addMixIn(Block.class, ByKind.class)
            .build();

    /** Bytes by which a post knows that it was the first to take a number. */
    private static final int MARK = 16;

    private final Once once;
    private final String user;
    private final String message;

    /**
     * Those of a message.
     *
     * @param user the name under which things of the citizen are kept
     * @param message which of theirs
     */
    Posts(Once once, String user, String message) {
        this.once = once;
        this.user = user;
        this.message = message;
    }

    /** Has all readers made, before the first message: Jackson makes them under a lock, which no event loop shall wait for. */
    static void prepare() {
        for (var type : List.of(Answer.class, Passive.class, Reply.class, Block.class, Decision.class)) prepare(type);
    }

    private static void prepare(Class<?> type) {
        JSON.readerFor(type);
        if (type.isSealed()) for (var kind : type.getPermittedSubclasses()) prepare(kind);
    }

    /** Tells records of a sealed interface apart. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface ByKind {}

    /** What every post gets; null for {@code success}. */
    record Decision(@Nullable Passive reply) {}

    /** The answer, by whichever server makes it. */
    Mono<Answer> answer(Mono<Answer> work) {
        return once.made(name("answer"), work.map(answer -> written(Answer.class, answer)))
                .map(answer -> JSON.readValue(answer, Answer.class));
    }

    /** Counts one more; which it is, from 1. */
    Mono<Integer> number() {
        return number(1);
    }

    private Mono<Integer> number(int number) {
        var mine = new byte[MARK];
        ThreadLocalRandom.current().nextBytes(mine);
        return once.made(post(number), Mono.just(mine))
                .flatMap(whose -> Arrays.equals(whose, mine) ? Mono.just(number) : number(number + 1));
    }

    /** Whether there was none after it. */
    Mono<Boolean> isLast(int number) {
        return once.found(post(number + 1)).hasElement().map(more -> !more);
    }

    /** What was decided; nothing where nothing was. */
    Mono<Decision> decided() {
        return once.found(name("decision")).map(Posts::decision);
    }

    /** What was decided, or is decided now. */
    Mono<Decision> decide(Supplier<@Nullable Passive> reply) {
        return once.made(name("decision"), Mono.fromSupplier(() -> written(Decision.class, new Decision(reply.get()))))
                .map(Posts::decision);
    }

    private static <T> byte[] written(Class<T> type, T value) {
        return JSON.writerFor(type).writeValueAsBytes(value);
    }

    private static Decision decision(byte[] json) {
        return JSON.readValue(json, Decision.class);
    }

    private Once.Name post(int number) {
        return name("post " + number);
    }

    private Once.Name name(String what) {
        return new Once.Name(user, message + " " + what);
    }
}
