package banshi.channels.records;

/** Where the database is waited for (记录台). */
public final class RecordDesk extends WaitingDesk {
    private static final int AT_ONCE = 3;
    private static final int WAITING = 500;

    /** One that is open. */
    public RecordDesk() {
        super("records", AT_ONCE, WAITING);
    }
}
