package banshi.channels.asr;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a recogniser is spoken to over a WebSocket (识别协议). Thread-safe; blocks nobody. */
interface Protocol {
    JsonMapper JSON = JsonMapper.builder().build();

    /** How much sound goes into one frame. */
    int packetMs();

    /** What is said first, before any sound; null where nothing is. */
    @Nullable
    String hello(String callId);

    /** Sound as it is sent: 16-bit samples at the recogniser's own rate. */
    byte[] sound(short[] samples);

    /** What is said when no more sound comes. */
    String goodbye();

    /** For one connection, from its beginning. */
    Ear ear();

    /** Understands what comes back over one connection (应答解读). Not thread-safe. */
    interface Ear {
        /**
         * Takes a message.
         *
         * @return what it says of sentences; none where it says nothing
         * @throws Rubbish if it is none of this protocol
         */
        List<Words> heard(String message);

        /** From here on, what comes is the last. */
        void saidGoodbye();

        /** Whether all has been said; where the protocol has no word for it, the recogniser closes the connection. */
        boolean isDone();
    }

    /** A message that cannot be understood (无法解读); its words are not repeated. */
    final class Rubbish extends RuntimeException {
        private static final long serialVersionUID = 1;

        Rubbish(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * A message that must be an object.
     *
     * @throws Rubbish if it is none
     */
    static JsonNode object(String message) {
        JsonNode read;
        try {
            read = JSON.readTree(message);
        } catch (JacksonException e) { // whose message quotes what was said
            throw new Rubbish("a message that is no JSON");
        }
        if (!read.isObject()) throw new Rubbish("a message that is no JSON object");
        return read;
    }
}
