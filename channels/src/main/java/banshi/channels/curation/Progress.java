package banshi.channels.curation;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Role;
import banshi.corpus.history.Revision;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a draft is on its way to being published (编审进度). What was said of it counts for the very revision that it was said of: a later save takes a draft back to its
 * editors.
 */
public enum Progress {
    /** With its editors. */
    EDITING,
    /** Before a reviewer. */
    WAITING,
    /** With its editors again, and somebody said why. */
    RETURNED,
    /** To be published. */
    APPROVED;

    /** Of a draft whose last word is this; null where nothing was said. */
    static Progress of(Revision.Id head, @Nullable Word last) {
        if (last == null) return EDITING;
        boolean meant = last.head().equals(head);
        return switch (last.deed()) {
            case SUBMIT -> meant ? WAITING : EDITING;
            case APPROVE -> meant ? APPROVED : EDITING;
            case RETURN -> RETURNED;
            case EDIT, DISCARD, PUBLISH ->
                throw new IllegalArgumentException(last.deed() + " is nothing that is said of a draft");
        };
    }

    /**
     * What somebody may do with a draft that is so far: nobody approves or publishes what is partly his own.
     *
     * @param editors ids of the accounts whose saves it has
     */
    Set<Deed> deeds(Account account, Set<String> editors) {
        var deeds = EnumSet.noneOf(Deed.class);
        boolean own = editors.contains(account.id());
        if (account.is(Role.EDITOR)) {
            deeds.add(Deed.EDIT);
            deeds.add(Deed.DISCARD);
            if (this == EDITING || this == RETURNED) deeds.add(Deed.SUBMIT);
        }
        if (account.is(Role.REVIEWER) && (this == WAITING || this == APPROVED)) deeds.add(Deed.RETURN);
        if (account.is(Role.REVIEWER) && this == WAITING && !own) deeds.add(Deed.APPROVE);
        if (account.is(Role.PUBLISHER) && this == APPROVED && !own) deeds.add(Deed.PUBLISH);
        return deeds;
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
