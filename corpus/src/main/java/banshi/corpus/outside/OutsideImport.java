package banshi.corpus.outside;

import banshi.corpus.City;
import banshi.corpus.MatterId;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.Complaint;
import banshi.corpus.yaml.ContentJson;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Turns an outside catalogue into a content folder (导入外部目录). Everything is made and checked before a file is written; the folder
 * then appears whole or not at all.
 */
public final class OutsideImport {
    private final Profile profile;
    private final List<Refusal> refused;
    private final CityContent content;
    private final ImportReport report;

    private OutsideImport(Profile profile, List<Refusal> refused, CityContent content, ImportReport report) {
        this.profile = profile;
        this.refused = List.copyOf(refused);
        this.content = content;
        this.report = report;
    }

    /**
     * Reads the catalogue and makes the content, in memory. The content check has the last word: a record that it complains of is
     * refused. Some seconds for some thousand records.
     *
     * @param from JSON Lines, gzipped or not
     * @param ours our own content folder, of which aspects, words and emergencies are shared
     * @throws IllegalArgumentException if the file cannot be used, or the profile makes content that the check refuses whatever
     *     the record; the message is for staff
     */
    public static OutsideImport prepare(Path from, Profile profile, Path ours, LocalDate today) throws IOException {
        var refused = new TreeMap<Integer, Refusal>();
        var lines = OutsideFile.lines(from);
        var records = records(lines, profile, refused);
        var shared = OurContent.read(ours);
        var place = profile.city();
        var city = new City(
                place.name(), place.region(), place.says(), profile.name(), String.valueOf(from.getFileName()), today);
        while (true) {
            if (records.isEmpty())
                throw new IllegalArgumentException(
                        "一条可以导入的记录也没有：" + refused.firstEntry().getValue());
            var content = new CityContent(profile, shared, city, records);
            var complaints = check(content, today);
            if (complaints.isEmpty()) {
                var all = List.copyOf(refused.values());
                return new OutsideImport(profile, all, content, report(lines.size(), profile, records, content, all));
            }
            records = without(complaints, records, refused);
        }
    }

    private static List<OutsideRecord> records(
            List<OutsideFile.Line> lines, Profile profile, Map<Integer, Refusal> refused) {
        var records = new ArrayList<OutsideRecord>();
        var lineOf = new HashMap<String, Integer>();
        for (var line : lines) {
            var wrong = new ArrayList<String>();
            JsonNode tree;
            try {
                tree = ContentJson.mapper().readTree(line.text());
            } catch (JacksonException e) {
                refused.put(line.number(), refusal(line, List.of("不是一行完整的 JSON")));
                continue;
            }
            if (!tree.isObject()) {
                refused.put(line.number(), refusal(line, List.of("不是一组字段（{…}）")));
                continue;
            }
            var fields = Taken.of(tree, profile);
            wrong.addAll(fields.wrong());
            var code = fields.first("code")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            if (code.isEmpty() && fields.has("code")) wrong.add("code “" + fields.first("code") + "”里没有字母和数字，做不成编号");
            if (wrong.isEmpty()) {
                for (var key :
                        List.of("编号 " + code, "同一部门的同名事项“" + fields.first("name") + "”" + fields.first("department"))) {
                    var earlier = lineOf.putIfAbsent(key, line.number());
                    if (earlier != null) wrong.add("和第 " + earlier + " 行重复：" + key);
                }
            }
            if (wrong.isEmpty())
                records.add(
                        new OutsideRecord(line.number(), line.text(), new MatterId(profile.idPrefix() + code), fields));
            else refused.put(line.number(), refusal(line, wrong));
        }
        return records;
    }

    private static Refusal refusal(OutsideFile.Line line, List<String> why) {
        return new Refusal(line.number(), line.text(), why);
    }

    /** What the content check finds; the content is put into a temporary folder for it. */
    private static List<Complaint> check(CityContent content, LocalDate today) throws IOException {
        var folder = Files.createTempDirectory("banshi-import-");
        try {
            write(content.files(), folder);
            return switch (ContentReader.read(folder, today)) {
                case CheckedContent.Sound sound -> List.of();
                case CheckedContent.Faulty faulty ->
                    faulty.complaints().stream()
                            .filter(c -> c.severity() == Complaint.Severity.ERROR)
                            .toList();
            };
        } finally {
            delete(folder);
        }
    }

    /** Refuses the records whose files are complained of. */
    private static List<OutsideRecord> without(
            List<Complaint> complaints, List<OutsideRecord> records, Map<Integer, Refusal> refused) {
        var byMatter = complaints.stream()
                .collect(Collectors.groupingBy(
                        c -> c.file().replaceAll("^.*/|\\.[a-z]+$", ""), LinkedHashMap::new, Collectors.toList()));
        var left = new ArrayList<OutsideRecord>();
        for (var record : records) {
            var own = byMatter.remove(record.id().value());
            if (own == null) left.add(record);
            else
                refused.put(
                        record.line(),
                        new Refusal(
                                record.line(),
                                record.raw(),
                                own.stream().map(Complaint::what).distinct().toList()));
        }
        if (!byMatter.isEmpty())
            throw new IllegalArgumentException(
                    "对照表生成的内容通不过检查：" + byMatter.values().iterator().next().getFirst());
        return left;
    }

    private static ImportReport report(
            int in, Profile profile, List<OutsideRecord> records, CityContent content, List<Refusal> refused) {
        var empty = new LinkedHashMap<String, Integer>();
        for (var field : profile.fields().keySet())
            empty.put(field, (int)
                    records.stream().filter(r -> !r.fields().has(field)).count());
        return new ImportReport(in, records.size(), empty, content.answers(), content.questions(), refused);
    }

    /** What came in, what is empty, what was refused and why. */
    public ImportReport report() {
        return report;
    }

    /** The refused lines as they came, for a file. */
    public String refusedLines() {
        return refused.stream().map(r -> r.raw() + "\n").collect(Collectors.joining());
    }

    /**
     * Puts the content where it belongs. An earlier import of the same profile is replaced; anything else is left alone.
     *
     * @throws IllegalArgumentException if the folder is there and is no import of this profile
     */
    public void write(Path into) throws IOException {
        var folder = into.toAbsolutePath().normalize();
        requireOurs(folder);
        var parent = folder.getParent();
        Files.createDirectories(parent);
        var draft = Files.createTempDirectory(parent, ".importing-");
        var old = draft.resolveSibling(draft.getFileName() + ".old");
        try {
            write(content.files(), draft);
            if (Files.exists(folder)) Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(old) && !Files.exists(folder)) Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        } finally {
            delete(draft);
            delete(old);
        }
    }

    /**
     * Whether {@link #write} may put content there.
     *
     * @throws IllegalArgumentException if not
     */
    public void requireOurs(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        if (!Files.isDirectory(folder)) throw new IllegalArgumentException(folder + " 是一个文件，不是目录");
        try (var files = Files.list(folder)) {
            if (files.findAny().isEmpty()) return;
        }
        boolean same = ContentReader.city(folder)
                .map(c -> c.profile().equals(profile.name()))
                .orElse(false);
        if (!same) throw new IllegalArgumentException("目录 " + folder + " 里已经有别的内容，不能覆盖；请换一个 --into");
    }

    /**
     * Questions for measuring, that nothing learns from: evaluation cases (JSONL), drawn evenly from all matters and aspects.
     *
     * @param most how many
     */
    public String measuringQuestions(int most) {
        var all = new ArrayList<>(content.measured());
        java.util.Collections.shuffle(all, new Random(20261122));
        var lines = new StringBuilder();
        for (int i = 0; i < Math.min(most, all.size()); i++) {
            var measured = all.get(i);
            var line = ContentJson.mapper()
                    .createObjectNode()
                    .put("id", profile.name() + "-" + (i + 1))
                    .put("text", measured.text())
                    .put("matter", measured.matter())
                    .put("aspect", measured.aspect())
                    .put("style", "generated");
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    private static void write(Map<String, String> files, Path folder) throws IOException {
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
