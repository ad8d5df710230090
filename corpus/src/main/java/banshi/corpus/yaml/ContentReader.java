package banshi.corpus.yaml;

import banshi.corpus.AllowList;
import banshi.corpus.Aspect;
import banshi.corpus.Bundle;
import banshi.corpus.City;
import banshi.corpus.Content;
import banshi.corpus.HardPair;
import banshi.corpus.KnownMatter;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.Telling;
import banshi.corpus.Term;
import banshi.corpus.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a content folder (内容目录) and says all that is wrong with it at once.
 *
 * <p>Three passes: each file against its schema, each file into records, and all files against each other. A file that fails one
 * pass is left out of the next, and what is then missing elsewhere is not complained of, so that one mistake is not reported twice.
 *
 * <p>A folder with a {@code city.yaml} holds an outside catalogue as it came: what only an editor can write (a template for every
 * aspect, ten phrasings, pairs) is not asked of it, and lists that the source does not give may be empty. All else holds.
 */
public final class ContentReader {
    private static final String CITY = "city.yaml";
    static final List<String> QUESTION_HEADER = List.of("aspect", "style", "text");
    static final List<String> PAIR_HEADER = List.of("neighbour", "aspect", "ours", "theirs");
    static final List<String> TELLING_HEADER = List.of("situation", "option", "says");
    static final List<String> TERM_HEADER = List.of("term", "canonical", "kind");

    private final List<Complaint> complaints = new ArrayList<>();
    private final List<Located<Aspect>> aspects = new ArrayList<>();
    private final Set<MatterId> matterFiles = new HashSet<>();
    private final List<Located<Matter>> matters = new ArrayList<>();
    private final List<Located<KnownMatter>> catalogue = new ArrayList<>();
    private final List<Located<ReplyTemplate>> templates = new ArrayList<>();
    private final List<Located<Phrasing>> phrasings = new ArrayList<>();
    private final List<Located<HardPair>> pairs = new ArrayList<>();
    private final List<Located<Telling>> tellings = new ArrayList<>();
    private final List<Located<Bundle>> bundles = new ArrayList<>();
    private final List<Located<Topic>> topics = new ArrayList<>();
    private final List<Located<Term>> terms = new ArrayList<>();
    private final List<Located<AllowList>> allowLists = new ArrayList<>();

    private final Function<String, SchemaCheck> schemas;

    private ContentReader(Function<String, SchemaCheck> schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads and checks everything under {@code root}. Blocks on the disk.
     *
     * @param today the day against which validity is checked
     * @throws IllegalArgumentException if {@code root} is not a folder
     * @throws UncheckedIOException if a file cannot be read
     */
    public static CheckedContent read(Path root, LocalDate today) {
        return new RepeatedReader().read(root, today);
    }

    static boolean isImported(Path root) {
        return Files.exists(root.resolve(CITY));
    }

    /**
     * One file against its schema and into records.
     *
     * @param name relative to the content folder
     * @param schemas by name
     */
    static ContentReader of(String name, byte[] bytes, Function<String, SchemaCheck> schemas) {
        var reader = new ContentReader(schemas);
        reader.read(name, bytes);
        return reader;
    }

    /** All files against each other, which were read one by one, in order. */
    static CheckedContent together(Path root, boolean imported, List<ContentReader> files, LocalDate today) {
        var all = new ContentReader(schema -> {
            throw new IllegalStateException("all files are read");
        });
        for (var file : files) all.add(file);
        return all.conclude(root, imported, today);
    }

    private void add(ContentReader file) {
        complaints.addAll(file.complaints);
        aspects.addAll(file.aspects);
        matterFiles.addAll(file.matterFiles);
        matters.addAll(file.matters);
        catalogue.addAll(file.catalogue);
        templates.addAll(file.templates);
        phrasings.addAll(file.phrasings);
        pairs.addAll(file.pairs);
        tellings.addAll(file.tellings);
        bundles.addAll(file.bundles);
        topics.addAll(file.topics);
        terms.addAll(file.terms);
        allowLists.addAll(file.allowLists);
    }

    /**
     * What {@code city.yaml} says of imported content; nothing where the folder is curated by hand.
     *
     * @throws IllegalArgumentException if the file is wrong; the message says where
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Optional<City> city(Path root) {
        var file = root.resolve(CITY);
        if (!Files.exists(file)) return Optional.empty();
        var complaints = new ArrayList<Complaint>();
        var city = YamlRecord.read(file, "city", City.class, complaints);
        if (city.isEmpty()) throw new IllegalArgumentException(file + ": " + complaints);
        return city;
    }

    /** The content files under a folder, sorted by their path; what begins with a dot is passed over. */
    public static List<Path> contentFiles(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing the content folder " + root, e);
        }
    }

    private void read(String name, byte[] bytes) {
        if (name.startsWith("matters/") && name.endsWith(".yaml"))
            matterFiles.add(new MatterId(name.substring(name.lastIndexOf('/') + 1, name.length() - ".yaml".length())));
        var text = decode(name, bytes);
        if (text.isEmpty()) return;
        if (name.startsWith("matters/") && name.endsWith(".yaml")) matter(name, text.get());
        else if (name.startsWith("templates/") && name.endsWith(".yaml")) templates(name, text.get());
        else if (name.startsWith("topics/") && name.endsWith(".yaml"))
            yaml(name, text.get(), "topics").ifPresent(f -> each(f, "topics", Topic.class, topics));
        else if (name.startsWith("bundles/") && name.endsWith(".yaml"))
            yaml(name, text.get(), "bundles").ifPresent(f -> each(f, "bundles", Bundle.class, bundles));
        else if (name.startsWith("questions/") && name.endsWith(".tsv")) questions(name, text.get());
        else if (name.startsWith("pairs/") && name.endsWith(".tsv")) pairs(name, text.get());
        else if (name.startsWith("tellings/") && name.endsWith(".tsv"))
            rows(name, text.get(), "tellings/", TELLING_HEADER, Telling.class, tellings);
        else if (name.equals("lexicon/terms.tsv")) terms(name, text.get());
        else if (name.equals("aspects.yaml"))
            yaml(name, text.get(), "aspects").ifPresent(f -> each(f, "aspects", Aspect.class, aspects));
        else if (name.equals("catalogue.yaml"))
            yaml(name, text.get(), "catalogue").ifPresent(f -> each(f, "matters", KnownMatter.class, catalogue));
        else if (name.equals(CITY))
            yaml(name, text.get(), "city").ifPresent(f -> bind(f, "", f.tree(), City.class, new ArrayList<>()));
        else if (name.equals("links.yaml"))
            yaml(name, text.get(), "links").ifPresent(f -> bind(f, "", f.tree(), AllowList.class, allowLists));
        else
            error(
                    name,
                    "内容文件不能叫这个名字；可以是：matters/<类别>/<事项>.yaml、templates/<事项>.yaml、topics/<名称>.yaml、bundles/<名称>.yaml、"
                            + "questions/<事项>.tsv、pairs/<事项>.tsv、tellings/<事项>.tsv、lexicon/terms.tsv、aspects.yaml、catalogue.yaml、links.yaml");
    }

    private Optional<String> decode(String name, byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text); // as Windows editors write it
        } catch (CharacterCodingException e) {
            error(name, "文件不是 UTF-8 编码；请另存为 UTF-8");
            return Optional.empty();
        }
    }

    private void matter(String name, String text) {
        yaml(name, text, "matter").ifPresent(file -> {
            bind(file, "", file.tree(), Matter.class, matters);
            var id = file.tree().path("id").asString("");
            if (!name.endsWith("/" + id + ".yaml")) complain(file, "/id", "文件名和里面的 id 对不上；文件应当叫 " + id + ".yaml");
        });
    }

    private void templates(String name, String text) {
        yaml(name, text, "templates").ifPresent(file -> {
            var matter = file.tree().path("matter").asString("");
            if (!name.equals("templates/" + matter + ".yaml"))
                complain(file, "/matter", "文件名和里面的 matter 对不上；文件应当是 templates/" + matter + ".yaml");
            int i = 0;
            for (JsonNode node : file.tree().path("templates")) {
                ((ObjectNode) node).put("matter", matter);
                bind(file, "/templates/" + i++, node, ReplyTemplate.class, templates);
            }
        });
    }

    private void questions(String name, String text) {
        rows(name, text, "questions/", QUESTION_HEADER, Phrasing.class, phrasings);
    }

    private void pairs(String name, String text) {
        rows(name, text, "pairs/", PAIR_HEADER, HardPair.class, pairs);
    }

    /** A table of a matter: each row is a record of its cells, and of the matter that the file is named after. */
    private <T> void rows(
            String name, String text, String folder, List<String> header, Class<T> type, List<Located<T>> into) {
        var matter = name.substring(folder.length(), name.length() - ".tsv".length());
        for (var row : TsvFile.parse(name, text, header, complaints).rows()) {
            var node = node(row, header).put("matter", matter);
            bind(new YamlFile(name, node, positions(row, header)), "", node, type, into);
        }
    }

    private static ObjectNode node(TsvFile.Row row, List<String> header) {
        var node = ContentJson.mapper().createObjectNode();
        for (int i = 0; i < header.size(); i++)
            node.put(header.get(i), row.cells().get(i));
        return node;
    }

    private void terms(String name, String text) {
        var table = TsvFile.parse(name, text, TERM_HEADER, complaints);
        for (var row : table.rows()) {
            var node = node(row, TERM_HEADER);
            bind(new YamlFile(name, node, positions(row, TERM_HEADER)), "", node, Term.class, terms);
        }
    }

    private static Positions positions(TsvFile.Row row, List<String> header) {
        var positions = new Positions();
        for (int i = 0; i < header.size(); i++) {
            positions.put(
                    "/" + header.get(i),
                    new Positions.Position(row.line(), row.columns().get(i)));
        }
        positions.put("", new Positions.Position(row.line(), 1));
        return positions;
    }

    private Optional<YamlFile> yaml(String name, String text, String schema) {
        var file = YamlFile.parse(name, text, complaints);
        if (file.isEmpty()) return file;
        var wrong = schemas.apply(schema).check(file.get());
        complaints.addAll(wrong);
        return wrong.isEmpty() ? file : Optional.empty();
    }

    private <T> void each(YamlFile file, String field, Class<T> type, List<Located<T>> into) {
        int i = 0;
        for (JsonNode node : file.tree().path(field)) bind(file, "/" + field + "/" + i++, node, type, into);
    }

    private <T> void bind(YamlFile file, String pointer, JsonNode node, Class<T> type, List<Located<T>> into) {
        try {
            into.add(new Located<>(
                    ContentJson.mapper().treeToValue(node, type), file.name(), file.positions(), pointer));
        } catch (JacksonException e) {
            complain(file, pointer + pointer(e), words(e));
        }
    }

    /** Where in the tree a record refused what it was given. */
    static String pointer(JacksonException e) {
        var path = new StringBuilder();
        for (var reference : e.getPath()) {
            path.append('/');
            if (reference.getPropertyName() == null) path.append(reference.getIndex());
            else path.append(reference.getPropertyName());
        }
        return path.toString();
    }

    /** What the schema lets through and a record refuses, in words for editors. */
    static String words(JacksonException e) {
        if (e instanceof InvalidFormatException wrong && wrong.getTargetType() == LocalDate.class)
            return "日历上没有“" + wrong.getValue() + "”这一天；要写成 2026-01-31 这样";
        if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum())
            return "不能写“" + wrong.getValue() + "”；可以写："
                    + Arrays.stream(wrong.getTargetType().getEnumConstants())
                            .map(c -> ContentJson.mapper().valueToTree(c).asString())
                            .collect(Collectors.joining("、"));
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null)
            return String.valueOf(refused.getCause().getMessage());
        return "这里读不懂；请对照别的内容文件改（" + e.getOriginalMessage() + "）";
    }

    private void complain(YamlFile file, String pointer, String what) {
        var at = file.positions().of(pointer);
        complaints.add(new Complaint(file.name(), at.line(), at.column(), Complaint.Severity.ERROR, what));
    }

    private void error(String name, String what) {
        complaints.add(new Complaint(name, 1, 1, Complaint.Severity.ERROR, what));
    }

    private CheckedContent conclude(Path root, boolean imported, LocalDate today) {
        for (var needed : List.of("aspects.yaml", "links.yaml", "lexicon/terms.tsv")) {
            if (!Files.exists(root.resolve(needed))) error(needed, "缺少这个文件；请补上");
        }
        var allowed = allowLists.isEmpty()
                ? new AllowList(List.of(), List.of(), List.of())
                : allowLists.getFirst().value();
        var faulty = complaints.stream()
                .filter(c -> c.severity() == Complaint.Severity.ERROR)
                .map(Complaint::file)
                .collect(Collectors.toSet());
        complaints.addAll(new CrossCheck(
                        today,
                        imported,
                        faulty,
                        matterFiles,
                        aspects,
                        matters,
                        catalogue,
                        templates,
                        phrasings,
                        pairs,
                        tellings,
                        bundles,
                        topics,
                        terms,
                        allowLists,
                        allowed)
                .complaints());
        complaints.sort(null);
        if (complaints.stream().anyMatch(c -> c.severity() == Complaint.Severity.ERROR))
            return new CheckedContent.Faulty(complaints);
        return new CheckedContent.Sound(
                new Content(
                        values(aspects),
                        values(matters),
                        values(catalogue),
                        values(templates),
                        values(phrasings),
                        values(pairs),
                        values(tellings),
                        values(bundles),
                        values(topics),
                        values(terms),
                        allowed),
                complaints);
    }

    private static <T> List<T> values(List<Located<T>> located) {
        return located.stream().map(Located::value).toList();
    }
}
