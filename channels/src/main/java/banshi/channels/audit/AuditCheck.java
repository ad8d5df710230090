package banshi.channels.audit;

/** Whether the log is as it was written (审计校验). */
public sealed interface AuditCheck {
    /**
     * It is.
     *
     * @param from the first row that is kept; greater than {@code to} where there is none
     * @param to the last row
     * @param end the hash of the last row: whoever notes it elsewhere can tell later that nothing was cut off
     */
    record Intact(long from, long to, String end) implements AuditCheck {}

    /**
     * It is not, beginning with that row.
     *
     * @param seq the first row that is wrong or missing
     */
    record Broken(long seq, Fault fault) implements AuditCheck {}

    /** What is wrong (问题). */
    enum Fault {
        /** The row is not what was written. */
        CHANGED,
        /** The row is gone. */
        REMOVED,
        /** The row was written by somebody else. */
        INSERTED,
        /** The row stands where another stood. */
        REORDERED,
        /** The note of where the log begins and ends is not what was written. */
        HEAD
    }
}
