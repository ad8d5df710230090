package banshi.channels.audit;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that a member of staff did or tried (审计事件). All of it is names of ours; what people wrote has no place here, and none would pass.
 *
 * @param account the name of whose it is; {@link #NOBODY} where nobody is known to have done it
 * @param role the roles in which it was done, {@code system} or {@code editor,agent}; {@link #NOBODY} where there was none
 * @param object what it was done to, as {@code account:li.ming} or {@code matter:huji-hukoubu-reissue}
 */
public record AuditEvent(String account, String role, Type type, String object, Result result) {
    /** Where there is no account or role. */
    public static final String NOBODY = "-";

    /** Of the program itself, as where it deletes what is too old, or of whoever commands it on its machine. */
    public static final String OPERATOR = "operator";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}|-");
    private static final Pattern ROLE = Pattern.compile("[a-z]+(,[a-z]+)*|-");
    private static final Pattern OBJECT = Pattern.compile("[a-z]{1,20}:[A-Za-z0-9._@:/-]{1,79}|-");

    /** What sort of deed it is (事件类型). */
    public enum Type {
        LOGIN,
        LOGIN_BLOCKED,
        LOGOUT,
        PASSWORD_CHANGED,
        SECOND_FACTOR_ADDED,
        SECOND_FACTOR_REMOVED,
        RECOVERY_CODE_USED,
        SESSION_ENDED,
        ACCOUNT_ADDED,
        ACCOUNT_CHANGED,
        ACCOUNT_LOCKED,
        ACCOUNT_UNLOCKED,
        ACCOUNT_RESET,
        HANDOFF_TAKEN,
        HANDOFF_CLOSED,
        ORDER_CREATED,
        ORDER_CHANGED,
        /** An order, or what was done with it, has arrived at the operator's system. */
        ORDER_EXPORTED,
        ORDER_EXPORT_RETRIED,
        CALL_SEEN,
        CALL_TAKEN,
        /** A one-time notice was made, or its text message asked for. */
        NOTICE_PUSHED,
        /** The text message with it has arrived at the operator's system. */
        NOTICE_TEXTED,
        /** Somebody who leads the shift has judged a call. */
        CALL_REVIEWED,
        /** Words of the front line were proposed as a reply template. */
        PROPOSAL_MADE,
        /** An editor opened a draft with them, or declined. */
        PROPOSAL_DECIDED,
        CONSULTATION_ASKED,
        CONSULTATION_TAKEN,
        CONSULTATION_ANSWERED,
        /** An answer was proposed as published words. */
        CONSULTATION_PROPOSED,
        EXPORT,
        RETENTION,
        /** Content was changed in a draft. */
        EDIT,
        /** Somebody else's change was approved. */
        APPROVAL,
        /** A release was made to answer. */
        PUBLICATION;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What came of it (结果). */
    public enum Result {
        DONE,
        REFUSED;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that there are names only.
     *
     * @throws IllegalArgumentException if something is not; the message does not repeat it
     */
    public AuditEvent {
        require("account", account, NAME);
        require("role", role, ROLE);
        require("object", object, OBJECT);
    }

    private static void require(String name, String value, Pattern form) {
        if (!form.matcher(value).matches())
            throw new IllegalArgumentException("the " + name + " of an audit entry must match " + form.pattern());
    }
}
