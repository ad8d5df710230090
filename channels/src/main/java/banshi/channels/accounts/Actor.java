package banshi.channels.accounts;

import banshi.channels.audit.AuditEvent;
import org.jspecify.annotations.Nullable;

/**
 * Who does something that is written down (操作者).
 *
 * @param id of the account; null for whoever commands the program on its machine
 */
public record Actor(@Nullable String id, String name, String role) {
    /** Whoever commands the program on its machine. */
    public static final Actor OPERATOR = new Actor(null, AuditEvent.OPERATOR, AuditEvent.NOBODY);

    /** Nobody who is known. */
    static final Actor NOBODY = new Actor(null, AuditEvent.NOBODY, AuditEvent.NOBODY);

    /** A member of staff. */
    public static Actor of(Account account) {
        var roles = Role.line(account.roles());
        return new Actor(account.id(), account.name(), roles.isEmpty() ? AuditEvent.NOBODY : roles);
    }

    boolean is(Account account) {
        return account.id().equals(id);
    }

    /** To be written down. */
    public AuditEvent did(AuditEvent.Type type, String object) {
        return new AuditEvent(name, role, type, object, AuditEvent.Result.DONE);
    }

    /** Likewise. */
    AuditEvent wasRefused(AuditEvent.Type type, String object) {
        return new AuditEvent(name, role, type, object, AuditEvent.Result.REFUSED);
    }
}
