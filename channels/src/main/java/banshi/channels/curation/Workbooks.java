package banshi.channels.curation;

import banshi.channels.accounts.Account;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Prospect;
import banshi.corpus.history.Revision;
import banshi.corpus.history.Saved;
import banshi.corpus.xlsx.ContentWorkbook;
import banshi.corpus.xlsx.WorkbookImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content as a workbook that editors take away and bring back (工作簿进出). A workbook says which revision it was written from; what was done in it stands on that revision, so that what
 * others saved meanwhile stays. Practice fragments (tellings) are left out, likewise {@link Search}: three quarters of all rows, which nobody edits one by one.
 *
 * <p>Thread-safe; one at a time, for one takes up to 400 MB. Blocks for seconds.
 */
public final class Workbooks {
    /** Bytes of a workbook that is brought back; all that is published takes 5 MB, unpacked 34. */
    public static final int LARGEST = 20 << 20;

    private static final long LARGEST_UNPACKED = 64L << 20;
    private static final String LEFT_OUT = "tellings/";

    private final ContentHistory history;
    private final Studio studio;
    private final Path workspace;
    private final Clock clock;

    /** @param workspace folder in which revisions are written out; ours alone */
    public Workbooks(ContentHistory history, Studio studio, Path workspace, Clock clock) {
        this.history = history;
        this.studio = studio;
        this.workspace = workspace;
        this.clock = clock;
    }

    /**
     * What taking a workbook in would do (试导入).
     *
     * @param dated whether it says which revision it was written from; where it does not, all in which it differs from the draft counts as done in it
     * @param rows by sheet
     * @param ignoredSheets that are none of ours
     * @param reminders how many things the content check would remind of
     */
    public record Outlook(
            boolean dated,
            List<WorkbookImport.RowChanges> rows,
            Prospect prospect,
            List<String> ignoredSheets,
            int reminders) {
        public Outlook {
            rows = List.copyOf(rows);
            ignoredSheets = List.copyOf(ignoredSheets);
        }
    }

    /** All of a revision as a workbook. */
    public synchronized byte[] written(Revision.Id at) {
        var content = content(at);
        return withFile(file -> {
            try {
                ContentWorkbook.write(content, file, at.value());
                return Files.readAllBytes(file);
            } catch (IllegalStateException e) {
                throw new Refused(Refused.Why.NOT_NOW, "这一版里有工作簿放不下的内容，导不出来：" + e.getMessage());
            }
        });
    }

    /**
     * Says what it would do, and does nothing.
     *
     * @param draft into which it would go; what is published where it is null
     * @throws FaultyWorkbook if it cannot be taken in
     */
    public synchronized Outlook tryOut(byte[] workbook, Draft.@Nullable Id draft) {
        var onto = studio.at(draft);
        var read = read(workbook, onto);
        var plan = read.plan();
        return new Outlook(
                read.dated(),
                plan.rows(),
                history.prospect(onto, read.base(), read.edits()),
                plan.ignoredSheets(),
                plan.warnings());
    }

    /**
     * Takes it into a draft, as one save.
     *
     * @throws FaultyWorkbook if it cannot be taken in
     */
    public synchronized Saved take(byte[] workbook, Draft.Id draft, Account account) {
        var read = read(workbook, studio.at(draft));
        return studio.save(draft, read.base(), "导入工作簿", read.edits(), account);
    }

    /** @param base the revision that the edits stand on */
    private record Read(Revision.Id base, boolean dated, WorkbookImport plan) {
        List<Edit> edits() {
            var edits = new ArrayList<Edit>();
            plan.changed()
                    .forEach((name, file) ->
                            edits.add(file == null ? new Edit.Gone(name) : new Edit.Says(name, file.tree())));
            return edits;
        }
    }

    private Read read(byte[] workbook, Revision.Id otherwise) {
        return withFile(file -> {
            Files.write(file, workbook);
            var read = ContentWorkbook.read(file, LARGEST_UNPACKED);
            // none where it is of another installation, or says what is no revision at all
            var from = read.revision().flatMap(studio::known);
            var base = from.orElse(otherwise);
            var plan = read.compared(content(base), LocalDate.now(clock), false);
            if (!plan.complaints().isEmpty()) throw new FaultyWorkbook(plan.complaints());
            return new Read(base, from.isPresent(), plan);
        });
    }

    private Path content(Revision.Id at) {
        var folder = workspace.resolve("content");
        history.write(at, folder, name -> !name.startsWith(LEFT_OUT));
        return folder;
    }

    private interface Work<T> {
        T with(Path file) throws IOException;
    }

    private <T> T withFile(Work<T> work) {
        try {
            Files.createDirectories(workspace);
            var file = Files.createTempFile(workspace, "workbook-", ".xlsx");
            try {
                return work.with(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("keeping a workbook in " + workspace, e);
        }
    }
}
