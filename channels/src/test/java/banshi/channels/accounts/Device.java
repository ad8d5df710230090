package banshi.channels.accounts;

import java.time.Instant;
import org.apache.commons.codec.binary.Base32;

/** A telephone that shows codes, for tests. */
public final class Device {
    private Device() {}

    /** What it shows now. */
    public static String code(String secret) {
        return Totp.code(new Base32().decode(secret), Totp.step(Instant.now().getEpochSecond()), 6);
    }
}
