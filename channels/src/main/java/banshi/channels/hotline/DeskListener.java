package banshi.channels.hotline;

import org.jspecify.annotations.Nullable;

/** Who is told what changes in calls (坐席侧). Called from the mailboxes of calls; never blocks, never throws. */
interface DeskListener {
    /**
     * Tells whoever sees that call.
     *
     * @param agent whose call it is, by the id of the account; null where nobody has it, and everybody is told
     */
    void tell(DeskFrame frame, @Nullable String agent);
}
