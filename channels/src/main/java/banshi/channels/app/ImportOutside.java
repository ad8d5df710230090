package banshi.channels.app;

import banshi.corpus.outside.OutsideImport;
import banshi.corpus.outside.Profile;
import banshi.corpus.yaml.Complaint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Imports another city's catalogue (导入外部目录): {@code import --from FILE --profile NAME}.
 *
 * @param from the catalogue, JSON Lines
 * @param profile a name among the packaged profiles, or a file
 * @param into the content folder to make; null for the city's own in the data folder
 * @param refused where the refused lines go; null if nothing may be refused
 * @param report where the report goes besides the terminal, or null
 * @param questions where questions for measuring go, or null
 */
record ImportOutside(
        Path from,
        String profile,
        @Nullable Path into,
        @Nullable Path refused,
        @Nullable Path report,
        @Nullable Path questions,
        int questionCount,
        boolean dryRun) {
    /** Exit code 0 if the content was written or would be, 1 if not. */
    int run(Places places, PrintWriter out) {
        var mapping = mapping();
        var folder = into != null ? into : places.city(mapping.name());
        try {
            if (!Files.isRegularFile(from)) throw new CannotStart("没有文件 " + from.toAbsolutePath());
            var prepared = OutsideImport.prepare(from, mapping, places.content(), LocalDate.now(Banshi.CLOCK));
            var words = prepared.report().words();
            out.print(words);
            if (report != null) Files.writeString(report, words);
            boolean clean = prepared.report().refused().isEmpty();
            int code = conclude(prepared, clean, folder, out);
            out.flush();
            return code;
        } catch (IllegalArgumentException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotStart("读写文件时出错（" + e.getClass().getSimpleName() + " " + e.getMessage() + "）", e);
        }
    }

    private int conclude(OutsideImport prepared, boolean clean, Path folder, PrintWriter out) throws IOException {
        prepared.requireOurs(folder);
        if (!clean && refused == null) {
            out.println("有退回的记录，什么也没有写；改好来源文件再导入，或者用 --skip-bad FILE 把它们放到一边");
            return 1;
        }
        if (dryRun) {
            out.println("只是试一试（--dry-run），什么也没有写；会写到 " + folder.toAbsolutePath());
            return 0;
        }
        if (!clean && refused != null) Files.writeString(refused, prepared.refusedLines());
        prepared.write(folder);
        if (questions != null) Files.writeString(questions, prepared.measuringQuestions(questionCount));
        out.println("写好了：" + folder.toAbsolutePath());
        return 0;
    }

    private Profile mapping() {
        var file =
                profile.endsWith(".yaml") ? Path.of(profile) : Places.profiles().resolve(profile + ".yaml");
        if (!Files.isRegularFile(file)) throw new CannotStart("没有对照表 " + file.toAbsolutePath());
        var complaints = new ArrayList<Complaint>();
        return Profile.read(file, complaints)
                .orElseThrow(() -> new CannotStart("对照表有错误：\n"
                        + complaints.stream().map(Complaint::toString).collect(Collectors.joining("\n"))));
    }
}
