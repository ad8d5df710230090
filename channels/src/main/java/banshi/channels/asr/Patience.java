package banshi.channels.asr;

import java.time.Duration;

/**
 * How long what is waited for (等待时限).
 *
 * @param answer for a connection to a recogniser to be open, and for anything to come from one that was asked whether it is there
 * @param firstPause before a lost recogniser is tried again; each further pause is twice as long, up to {@code longestPause}
 * @param kept how much sound is kept meanwhile; what is older is lost
 * @param lastWords for what a recogniser has to say of the end of a call
 * @param back for sound that broke off to come back, before the call is taken for lost
 * @param silence for any sound of a call, before it is taken for lost; a telephone system sends silence, too
 * @param key for whoever connects to show a key
 */
record Patience(
        Duration answer,
        Duration firstPause,
        Duration longestPause,
        Duration kept,
        Duration lastWords,
        Duration back,
        Duration silence,
        Duration key) {
    static final Patience USUAL = new Patience(
            Duration.ofSeconds(5),
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofMinutes(30),
            Duration.ofSeconds(10));

    /** Before the attempt after so many that failed one after another. */
    Duration pauseAfter(int failures) {
        var pause = firstPause.multipliedBy(1L << Math.clamp(failures - 1, 0, 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
