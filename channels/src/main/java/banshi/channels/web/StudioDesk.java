package banshi.channels.web;

import banshi.channels.records.WaitingDesk;

/** Where content is read and changed, away from event loops and from what citizens wait for (采编事务台). */
final class StudioDesk extends WaitingDesk {
    private static final int AT_ONCE = 3;
    private static final int WAITING = 500;

    StudioDesk() {
        super("studio", AT_ONCE, WAITING);
    }
}
