package banshi.channels.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * What all fuzz tests have in common: how long, with what seed, how something sound is spoilt, and that nobody logs an error meanwhile. A second for
 * each test, or {@code -Dfuzz.seconds=600}; the seed is printed and taken back by {@code -Dtest.seed}.
 */
public final class Fuzz {
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 1));

    static {
        System.out.println("fuzz tests: -Dtest.seed=" + SEED);
    }

    private Fuzz() {}

    /** Tries one thing with dice that fall as the seed has it. */
    public interface Attempt {
        void with(Random random) throws Exception;
    }

    /**
     * Tries again and again until the time is over.
     *
     * @param name decides with the seed how the dice fall
     */
    public static void again(String name, Attempt attempt) {
        var random = new Random(SEED ^ name.hashCode());
        long until = System.nanoTime() + TIME.toNanos();
        var errors = new Errors();
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.addAppender(errors);
        try {
            do attempt.with(random);
            while (System.nanoTime() < until);
        } catch (Exception e) {
            throw new AssertionError(name + " with -Dtest.seed=" + SEED, e);
        } finally {
            log.detachAppender(errors);
        }
        assertThat(errors.said).as(name + " with -Dtest.seed=" + SEED).isEmpty();
    }

    /** What is logged as an error meanwhile, whoever did it. */
    private static final class Errors extends AppenderBase<ILoggingEvent> {
        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        Errors() {
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR))
                said.add(event.getLoggerName() + ": " + event.getFormattedMessage());
        }
    }

    /** Something sound with one to four places spoilt. */
    public static byte[] spoilt(byte[] sound, List<String> pieces, Random random) {
        var bytes = sound;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(bytes.length + 1);
            bytes = switch (random.nextInt(5)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 ->
                    joined(bytes, at, pieces.get(random.nextInt(pieces.size())).getBytes(UTF_8), at);
                case 2 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(5)));
                case 3 -> joined(bytes, at, Arrays.copyOf(bytes, at), at);
                default -> {
                    var noise = new byte[1 + random.nextInt(3)];
                    random.nextBytes(noise);
                    yield joined(bytes, at, noise, Math.min(bytes.length, at + noise.length));
                }
            };
        }
        return bytes;
    }

    /** The same of words. */
    public static String spoilt(String sound, List<String> pieces, Random random) {
        return new String(spoilt(sound.getBytes(UTF_8), pieces, random), UTF_8);
    }

    /** The beginning, something, and the rest from {@code rest}. */
    private static byte[] joined(byte[] bytes, int at, byte[] something, int rest) {
        var joined = Arrays.copyOf(bytes, at + something.length + bytes.length - rest);
        System.arraycopy(something, 0, joined, at, something.length);
        System.arraycopy(bytes, rest, joined, at + something.length, bytes.length - rest);
        return joined;
    }

    /** One of several, whichever the dice say. */
    public static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
