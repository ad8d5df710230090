package banshi.channels.app;

import banshi.channels.accounts.AccountSettings;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.CaffeineSessionStore;
import banshi.channels.accounts.Door;
import banshi.channels.accounts.Sessions;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.records.Records;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;

/** Accounts and their log, for a command (命令行账号库): opened without a server, in the same places as one would. */
record StaffRecords(Records records, AuditLog audit, Accounts accounts, Door door) implements AutoCloseable {
    /** @throws CannotStart if they cannot be opened, as while a server has our own file open */
    static StaffRecords open(Path data) {
        var environment = SettingsFile.in(data).read();
        var settings = RecordWiring.settings(environment);
        if (settings.url() == null && !Files.exists(data.resolve("records.mv.db")))
            throw new CannotStart("数据目录 " + data + " 里还没有记录库；先启动一次服务（./banshi serve），或用 --data 指定");
        if (settings.url() == null && Records.isInUse(data))
            throw new CannotStart("服务正在用数据目录里的记录库，请先停下服务再执行；或者在网页 /login 里由系统账号来做");
        var secret = RecordWiring.secret(environment, data);
        var records = RecordWiring.open(settings, data);
        var audit = new AuditLog(records, secret, Banshi.CLOCK);
        var accounts = new Accounts(records, audit, secret, Banshi.CLOCK);
        AccountSettings strict = AccountWiring.settings(environment);
        var sessions = new Sessions(new CaffeineSessionStore(Ticker.systemTicker()), strict, Banshi.CLOCK);
        var door = new Door(accounts, sessions, audit, strict, records, new Pseudonyms(secret), Banshi.CLOCK);
        return new StaffRecords(records, audit, accounts, door);
    }

    @Override
    public void close() {
        records.close();
    }
}
