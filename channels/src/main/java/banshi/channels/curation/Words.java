package banshi.channels.curation;

import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Revision;
import java.util.Locale;
import java.util.Optional;

/** What was said of drafts (审核意见库), in the database. Thread-safe; blocks. */
public final class Words {
    private final Records records;

    /** Those that a database keeps. */
    public Words(Records records) {
        this.records = records;
    }

    /** Keeps one. */
    void say(Word word) {
        records.sql()
                .sql("insert into draft_word (draft, head, deed, account, said_at, remark) values (?, ?, ?, ?, ?, ?)")
                .params(
                        word.draft().value(),
                        word.head().value(),
                        word.deed().word(),
                        word.account(),
                        Times.of(word.at()),
                        word.remark())
                .update();
    }

    /** The last one of a draft. */
    Optional<Word> last(Draft.Id draft) {
        return records.sql()
                .sql(
                        "select head, deed, account, said_at, remark from draft_word where draft = ? order by id desc fetch first row only")
                .param(draft.value())
                .query((row, _) -> new Word(
                        draft,
                        new Revision.Id(row.getString("head")),
                        Deed.valueOf(row.getString("deed").toUpperCase(Locale.ROOT)),
                        row.getString("account"),
                        Times.in(row, "said_at"),
                        row.getString("remark")))
                .optional();
    }
}
