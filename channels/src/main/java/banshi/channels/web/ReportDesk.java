package banshi.channels.web;

import banshi.channels.records.WaitingDesk;

/** Where lists and figures for staff are counted, one at a time (统计台): some take seconds, and what citizens send must not wait for them. */
final class ReportDesk extends WaitingDesk {
    private static final int WAITING = 50;

    ReportDesk() {
        super("reports", 1, WAITING);
    }
}
