package banshi.channels.accounts;

import com.github.benmanes.caffeine.cache.Ticker;

class CaffeineSessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore store() {
        return new CaffeineSessionStore(Ticker.systemTicker());
    }
}
