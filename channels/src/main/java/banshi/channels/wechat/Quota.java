package banshi.channels.wechat;

import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Counts how many messages may still be sent to each citizen (下发额度). What a citizen does anew starts its own count anew; what may be sent for a
 * message and for a click adds up. Thread-safe.
 */
public final class Quota {
    private static final int MOST_CITIZENS = 100_000;

    private final QuotaSettings settings;
    private final Ticker ticker;
    private final Cache<String, Purse> purses;

    /** Counts by these rules; nobody may be written to yet. */
    public Quota(QuotaSettings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
        boolean messageLonger = settings.messageLasts().compareTo(settings.clickLasts()) > 0;
        purses = Caches.newBuilder()
                .expireAfterAccess(messageLonger ? settings.messageLasts() : settings.clickLasts())
                .maximumSize(MOST_CITIZENS)
                .ticker(ticker)
                .build();
    }

    /** What a citizen did that lets us write to them. */
    public enum Deed {
        MESSAGE,
        /** Tapped, followed, or scanned. */
        CLICK
    }

    /** A citizen did something that lets us write to them. */
    public void allow(String user, Deed deed) {
        purses.get(user, _ -> new Purse()).fill(deed);
    }

    /** Counts {@code messages} as sent, if so many may be sent; otherwise none. */
    public boolean take(String user, int messages) {
        var purse = purses.getIfPresent(user);
        return purse != null && purse.take(messages);
    }

    void forget(String user) {
        purses.invalidate(user);
    }

    private final class Purse {
        private int forMessage;
        private long messageUntil;
        private int forClick;
        private long clickUntil;

        synchronized void fill(Deed deed) {
            long now = ticker.read();
            switch (deed) {
                case MESSAGE -> {
                    forMessage = settings.afterMessage();
                    messageUntil = now + settings.messageLasts().toNanos();
                }
                case CLICK -> {
                    forClick = settings.afterClick();
                    clickUntil = now + settings.clickLasts().toNanos();
                }
            }
        }

        synchronized boolean take(int messages) {
            long now = ticker.read();
            if (now - messageUntil >= 0) forMessage = 0;
            if (now - clickUntil >= 0) forClick = 0;
            if (messages > forMessage + forClick) return false;
            boolean clickFirst = clickUntil - messageUntil < 0; // what is over first is used first
            int first = Math.min(messages, clickFirst ? forClick : forMessage);
            int second = messages - first;
            forClick -= clickFirst ? first : second;
            forMessage -= clickFirst ? second : first;
            return true;
        }
    }
}
