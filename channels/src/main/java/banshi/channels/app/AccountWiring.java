package banshi.channels.app;

import banshi.channels.accounts.AccountSettings;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.CaffeineSessionStore;
import banshi.channels.accounts.Door;
import banshi.channels.accounts.SessionStore;
import banshi.channels.accounts.Sessions;
import banshi.channels.audit.AuditLog;
import banshi.channels.audit.AuditSettings;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Records;
import banshi.channels.redis.RedisSessionStore;
import banshi.channels.web.OidcSettings;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who of the staff is let in, and where it is written down (账号装配). */
@Configuration(proxyBeanMethods = false)
class AccountWiring {
    /** How strict the door is, as the settings have it. */
    static AccountSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.accounts", AccountSettings.class);
    }

    /** How long the log is kept, as the settings have it. */
    static AuditSettings auditSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.audit", AuditSettings.class);
    }

    @Bean
    AccountSettings accountSettings(Environment environment) {
        return settings(environment);
    }

    @Bean
    AuditSettings auditing(Environment environment) {
        return auditSettings(environment);
    }

    @Bean
    OidcSettings oidcSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.oidc", OidcSettings.class);
    }

    @Bean
    AuditLog auditLog(Records records, Secret secret, Clock clock) {
        return new AuditLog(records, secret, clock);
    }

    @Bean
    Accounts accounts(Records records, AuditLog audit, Secret secret, Clock clock) {
        return new Accounts(records, audit, secret, clock);
    }

    /**
     * What the first start has to tell.
     *
     * @param password of the account that was made; null where there were accounts
     */
    record FirstAccount(@Nullable String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "FirstAccount";
        }
    }

    @Bean
    FirstAccount firstAccount(Accounts accounts) {
        return new FirstAccount(accounts.first().map(Accounts.Issued::password).orElse(null));
    }

    @Bean
    SessionStore sessionStore(StateWiring.Shared shared, Secret secret, Pseudonyms pseudonyms) {
        var alone = new CaffeineSessionStore(Ticker.systemTicker());
        var state = shared.state();
        return state == null ? alone : new RedisSessionStore(state, alone, new Vault(secret, "sessions"), pseudonyms);
    }

    @Bean
    Sessions sessions(SessionStore store, AccountSettings settings, Clock clock) {
        return new Sessions(store, settings, clock);
    }

    @Bean
    Door door(
            Accounts accounts,
            Sessions sessions,
            AuditLog audit,
            AccountSettings settings,
            Records records,
            Pseudonyms pseudonyms,
            Clock clock) {
        return new Door(accounts, sessions, audit, settings, records, pseudonyms, clock);
    }
}
