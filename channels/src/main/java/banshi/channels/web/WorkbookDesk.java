package banshi.channels.web;

import banshi.channels.records.WaitingDesk;

/** Where workbooks are read and written, one at a time (工作簿台): each takes seconds and memory, and no save must wait for it. */
final class WorkbookDesk extends WaitingDesk {
    /** Each with up to 20 MB in hand. */
    private static final int WAITING = 4;

    WorkbookDesk() {
        super("workbooks", 1, WAITING);
    }
}
