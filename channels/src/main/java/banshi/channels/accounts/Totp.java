package banshi.channels.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that a device shows for half a minute (动态口令): RFC 6238 with SHA-1, 30 seconds, six digits, which all apps know. A code counts until half a minute
 * after its time, for clocks that go wrong and people who type slowly.
 */
final class Totp {
    /** Of a secret: as long as SHA-1's output (RFC 4226, section 4). */
    static final int BYTES = 20;

    private static final int SECONDS = 30;
    private static final int DIGITS = 6;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** The half minute of a time, counted from 1970. */
    static long step(long epochSecond) {
        return Math.floorDiv(epochSecond, SECONDS);
    }

    /** The last {@code digits} digits of a half minute's number. */
    static String code(byte[] secret, long step, int digits) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int at = hash[hash.length - 1] & 0xf; // dynamic truncation: RFC 4226, section 5.3
            int number = ByteBuffer.wrap(hash).getInt(at) & 0x7fff_ffff;
            return ("%0" + digits + "d").formatted(number % (long) Math.pow(10, digits));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-1", e);
        }
    }

    /**
     * The half minute that a code is of, near a time.
     *
     * @param used the last one of which a code was shown: it and those before it do not count
     */
    static OptionalLong shown(byte[] secret, String code, long epochSecond, long used) {
        long now = step(epochSecond);
        OptionalLong found = OptionalLong.empty();
        for (long step = now - 1; step <= now + 1; step++) {
            boolean same = MessageDigest.isEqual(code(secret, step, DIGITS).getBytes(UTF_8), code.getBytes(UTF_8));
            if (same && step > used) found = OptionalLong.of(step);
        }
        return found;
    }

    /** As people type it: RFC 4648's Base32, without padding. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = (held << 8) | (b & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) text.append(BASE32.charAt((held >> (bits - 5)) & 31));
            held &= (1 << bits) - 1;
        }
        if (bits > 0) text.append(BASE32.charAt((held << (5 - bits)) & 31));
        return text.toString();
    }

    /** What a device reads from a picture. */
    static String address(String issuer, String account, byte[] secret) {
        var name = URLEncoder.encode(issuer, UTF_8).replace("+", "%20");
        return "otpauth://totp/" + name + ":" + account + "?secret=" + base32(secret) + "&issuer=" + name
                + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + SECONDS;
    }
}
