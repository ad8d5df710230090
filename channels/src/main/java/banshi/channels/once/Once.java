package banshi.channels.once;

import reactor.core.publisher.Mono;

/**
 * What is made once for each name (一次办): whoever asks for it gets what was made, or is being made, for whoever asked first. It is kept for some minutes.
 * Implementations are thread-safe and block nobody.
 */
public interface Once {
    /**
     * Gives what there is under a name, waits for what is being made, or makes it.
     *
     * @param work makes it or fails, to its end, even if nobody waits for it any more. If it fails, it is made anew for who asks next. Where a server dies or a store is
     *     lost in the middle of it, it is begun again elsewhere; what is ready first is then given to all
     */
    Mono<byte[]> made(Name name, Mono<byte[]> work);

    /** What there is under a name, when it is ready; nothing where nobody has begun it, or it is gone. */
    Mono<byte[]> found(Name name);

    /** Forgets all that is an owner's; what is being made then is not kept. */
    Mono<Void> forget(String owner);

    /**
     * What names it.
     *
     * @param owner whose it is, as {@code web\n5f0c2f64}
     * @param item which of theirs; without line ends
     */
    record Name(String owner, String item) {}
}
