package banshi.channels.web;

import banshi.channels.records.WaitingDesk;

/** Where passwords are tried and accounts looked up, away from event loops and from what citizens wait for (职员事务台). */
final class StaffDesk extends WaitingDesk {
    /** Passwords are tried at the same time, each in 19 MiB. */
    private static final int AT_ONCE = 2;

    private static final int WAITING = 200;

    StaffDesk() {
        super("staff", AT_ONCE, WAITING);
    }
}
