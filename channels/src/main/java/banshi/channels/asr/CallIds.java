package banshi.channels.asr;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which ids calls may have (通话编号): 1 to 64 of {@code A-Za-z0-9._:-}. */
final class CallIds {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private CallIds() {}

    static boolean isValid(@Nullable String id) {
        return id != null && ALLOWED.matcher(id).matches();
    }
}
