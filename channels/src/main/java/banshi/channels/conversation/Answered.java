package banshi.channels.conversation;

import banshi.assistant.Turn;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A turn that was taken, and its name (答过的一轮).
 *
 * @param id unique, and not to be guessed: whoever knows it may say how helpful the reply was
 */
public record Answered(String id, Turn turn) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    /** One with a name that nobody has. */
    public static Answered of(Turn turn) {
        return new Answered(newId(), turn);
    }

    /** 22 characters that nobody guesses. */
    public static String newId() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
