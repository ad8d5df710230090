package banshi.channels.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Application;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/**
 * What a link to a guided application carries (导办令牌): ids of the content and days, nothing of a person.
 *
 * <p>Version, last day (days since 1970), release, matter and circumstances ({@code situation=option}), one a line, in UTF-8; behind them their
 * HMAC-SHA256; all in base64url. Some 120 characters, 320 with six circumstances.
 *
 * @param release that answered when it was made
 * @param lastDay on which it is good
 */
record GuideToken(Application application, String release, LocalDate lastDay) {
    private static final String VERSION = "1";
    private static final int LONGEST = 1000;
    private static final int PARTS = 4;

    /** What came of opening a token. */
    sealed interface Opened {
        /** It is ours, and still good. */
        record Good(GuideToken token) implements Opened {}

        /** It is not to be followed. */
        record Refused(Reason reason) implements Opened {}
    }

    /** Why a token is not followed. */
    enum Reason {
        /** It is no base64url, too short or too long. */
        MALFORMED,
        /** We have not signed it, or something in it was changed; also where the secret is another one since. */
        FORGED,
        /** Another version of the program has made it. */
        VERSION,
        /** Its last day is over. */
        EXPIRED
    }

    /** Letters, digits, hyphens and underscores. */
    String sealed(GuideSecret secret) {
        var circumstances = application.known().known().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
        var text = String.join(
                "\n",
                VERSION,
                Long.toString(lastDay.toEpochDay(), Character.MAX_RADIX),
                release,
                application.matter().value(),
                circumstances);
        var what = text.getBytes(UTF_8);
        var sealed = Arrays.copyOf(what, what.length + GuideSecret.SIGNATURE);
        System.arraycopy(secret.signature(what), 0, sealed, what.length, GuideSecret.SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Opens whatever somebody has put into an address. */
    static Opened open(String sealed, GuideSecret secret, LocalDate today) {
        byte[] bytes;
        try {
            bytes = sealed.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return refused(Reason.MALFORMED);
        }
        if (bytes.length <= GuideSecret.SIGNATURE) return refused(Reason.MALFORMED);
        int end = bytes.length - GuideSecret.SIGNATURE;
        var what = Arrays.copyOf(bytes, end);
        if (!secret.hasSigned(what, Arrays.copyOfRange(bytes, end, bytes.length))) return refused(Reason.FORGED);
        return read(new String(what, UTF_8), today);
    }

    private static Opened read(String text, LocalDate today) {
        var parts = text.split("\n", -1);
        if (!parts[0].equals(VERSION)) return refused(Reason.VERSION);
        if (parts.length != PARTS + 1) return refused(Reason.MALFORMED);
        try {
            var lastDay = LocalDate.ofEpochDay(Long.parseLong(parts[1], Character.MAX_RADIX));
            if (today.isAfter(lastDay)) return refused(Reason.EXPIRED);
            var application = new Application(new MatterId(parts[3]), circumstances(parts[PARTS]));
            return new Opened.Good(new GuideToken(application, parts[2], lastDay));
        } catch (IllegalArgumentException
                | DateTimeException e) { // signed by us, so a mistake of ours: no harm to the citizen
            return refused(Reason.MALFORMED);
        }
    }

    private static Circumstances circumstances(String text) {
        var known = new LinkedHashMap<String, String>();
        for (var one : text.split(",")) {
            int equals = one.indexOf('=');
            if (equals > 0) known.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return new Circumstances(known);
    }

    private static Opened refused(Reason reason) {
        return new Opened.Refused(reason);
    }
}
