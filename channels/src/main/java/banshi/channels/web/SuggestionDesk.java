package banshi.channels.web;

import banshi.channels.records.WaitingDesk;

/** Where a language model is waited for, half a minute perhaps, away from whatever else editors do (起草事务台). */
final class SuggestionDesk extends WaitingDesk {
    private static final int AT_ONCE = 3;
    private static final int WAITING = 20;

    SuggestionDesk() {
        super("suggestions", AT_ONCE, WAITING);
    }
}
