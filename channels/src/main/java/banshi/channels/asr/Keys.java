package banshi.channels.asr;

import reactor.core.publisher.Mono;

/** Whose telephone system may send sound (准入). Thread-safe; blocks nobody. */
@FunctionalInterface
public interface Keys {
    /** The name of whose key it is; fails where it is nobody's, or may not do this. */
    Mono<String> admit(String key);
}
