package banshi.channels.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A row of the log (审计记录), as it is in the database: nothing of it is sure before it has been checked.
 *
 * @param seq from 1, without gaps
 * @param at in whole milliseconds
 * @param account and the next four: as in {@link AuditEvent}
 * @param previous the hash of the row before it
 * @param hash of all the rest
 */
public record AuditEntry(
        long seq,
        Instant at,
        String account,
        String role,
        String type,
        String object,
        String result,
        String previous,
        String hash) {
    /** What the first row follows. */
    static final String BEGINNING = "0".repeat(64);

    static AuditEntry of(AuditEvent event, long seq, Instant at, String previous, Sha256.Key key) {
        var draft = new AuditEntry(
                seq,
                at,
                event.account(),
                event.role(),
                event.type().word(),
                event.object(),
                event.result().word(),
                previous,
                "");
        return new AuditEntry(
                seq,
                at,
                draft.account,
                draft.role,
                draft.type,
                draft.object,
                draft.result,
                previous,
                draft.sign(seq, key));
    }

    /** Whether it is, to the letter, what was written under that number. */
    boolean isAsWritten(long number, Sha256.Key key) {
        return hash.equals(sign(number, key));
    }

    /** What we write holds no line's end, so nothing can move from one part to the next. */
    private String sign(long number, Sha256.Key key) {
        var all = String.join(
                "\n",
                String.valueOf(number),
                String.valueOf(at.toEpochMilli()),
                account,
                role,
                type,
                object,
                result,
                previous);
        return HexFormat.of().formatHex(key.sign(all.getBytes(UTF_8)));
    }
}
