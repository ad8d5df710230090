package banshi.channels.curation;

import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Revision;
import banshi.corpus.yaml.BlankRecord;
import banshi.corpus.yaml.ContentFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes and takes out whole records: matters, bundles, topics (新建与删除). What it gives are edits, which are still to be saved. Thread-safe; blocks for up to a second. */
final class Entries {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 60;

    /** Files of a matter's own; the matter's file stands in a folder of its category. */
    private static final List<String> OWN =
            List.of("templates/%s.yaml", "questions/%s.tsv", "pairs/%s.tsv", "tellings/%s.tsv");

    /** Fields that name a matter. */
    private static final Set<String> NAMING = Set.of("matter", "redirect", "neighbour", "choices");

    private final ContentHistory history;

    Entries(ContentHistory history) {
        this.history = history;
    }

    /**
     * What makes it; its own file first.
     *
     * @throws WrongField if it cannot be called so
     */
    List<Edit> made(Revision.Id at, Entry.New entry) {
        var id = entry.id();
        if (!ID.matcher(id).matches() || id.length() > LONGEST_ID)
            throw new WrongField("id", "编号只能用小写字母、数字和连字符，比如 idcard-renew，最多 " + LONGEST_ID + " 个字");
        return switch (entry) {
            case Entry.NewMatter matter -> matter(at, matter);
            case Entry.NewRecord(var kind, var _, var name) -> {
                if (kind == Entry.Kind.MATTER) throw new WrongField("kind", "事项还要填简称和类别");
                requireFree(at, kind, id);
                var file = kind.list() + "/" + id + ".yaml";
                var record = BlankRecord.entryOf(kind.list()).put("id", id).put("name", name);
                var tree = JsonNodeFactory.instance.objectNode();
                tree.putArray(kind.list()).add(record);
                yield List.of(new Edit.Says(file, tree));
            }
        };
    }

    private List<Edit> matter(Revision.Id at, Entry.NewMatter matter) {
        requireFree(at, Entry.Kind.MATTER, matter.id());
        var tree = BlankRecord.matter()
                .put("id", matter.id())
                .put("name", matter.name())
                .put("short-name", matter.shortName())
                .put("category", matter.category());
        var folder = filesOf(at, Entry.Kind.MATTER).stream()
                .filter(file -> tree(at, file).path("category").asString("").equals(matter.category()))
                .findFirst()
                .map(file -> file.substring(0, file.lastIndexOf('/')))
                .orElse("matters/" + matter.id().split("-", 2)[0]);
        var phrasings = JsonNodeFactory.instance.objectNode();
        phrasings.putArray(ContentFile.ROWS);
        return List.of(
                new Edit.Says(folder + "/" + matter.id() + ".yaml", tree),
                new Edit.Says("templates/" + matter.id() + ".yaml", templates(at, matter.id())),
                new Edit.Says("questions/" + matter.id() + ".tsv", phrasings));
    }

    /** One for each aspect that no matter may leave open. */
    private ObjectNode templates(Revision.Id at, String matter) {
        var tree = JsonNodeFactory.instance.objectNode().put("matter", matter);
        var templates = tree.putArray("templates");
        for (var aspect : tree(at, "aspects.yaml").path("aspects"))
            if (aspect.path("core").asBoolean(false)) {
                var id = aspect.path("id").asString("");
                templates.add(BlankRecord.entryOf("templates")
                        .put("id", matter + "." + id)
                        .put("aspect", id));
            }
        return tree;
    }

    private void requireFree(Revision.Id at, Entry.Kind kind, String id) {
        if (place(at, new Entry.Known(kind, id)).isPresent())
            throw new WrongField("id", "已经有编号是 " + id + " 的" + kind.word() + "了，请换一个编号");
        if (history.files(at).contains(kind.list() + "/" + id + ".yaml"))
            throw new WrongField("id", "已经有一份叫 " + id + " 的文件了，请换一个编号");
    }

    /**
     * What takes it out, with all that is its own.
     *
     * @throws Refused if there is none, or others name it; the message says which
     */
    List<Edit> without(Revision.Id at, Entry.Known entry) {
        var place = place(at, entry)
                .orElseThrow(() -> new Refused(
                        Refused.Why.NOT_THERE,
                        "没有编号是 " + entry.id() + " 的" + entry.kind().word() + "，可能已经删掉了"));
        if (entry.kind() != Entry.Kind.MATTER) return List.of(without(at, place, entry));
        var own = new ArrayList<String>();
        own.add(place);
        var files = Set.copyOf(history.files(at));
        OWN.stream()
                .map(file -> file.formatted(entry.id()))
                .filter(files::contains)
                .forEach(own::add);
        var naming = naming(at, entry.id(), own);
        if (!naming.isEmpty())
            throw new Refused(Refused.Why.NOT_NOW, "还有 " + naming.size() + " 处用到它，先改掉才能删：" + String.join("；", naming));
        return own.stream().<Edit>map(Edit.Gone::new).toList();
    }

    private Edit without(Revision.Id at, String file, Entry.Known entry) {
        var tree = tree(at, file).deepCopy();
        var list = (ArrayNode) tree.path(entry.kind().list());
        for (int i = list.size() - 1; i >= 0; i--)
            if (list.get(i).path("id").asString("").equals(entry.id())) list.remove(i);
        return list.isEmpty() ? new Edit.Gone(file) : new Edit.Says(file, tree);
    }

    /** Who names a matter, in words. */
    private List<String> naming(Revision.Id at, String matter, List<String> own) {
        var naming = new LinkedHashSet<String>();
        for (var file : history.files(at)) {
            if (own.contains(file) || !mayName(file)) continue;
            var tree = tree(at, file);
            if (file.startsWith("matters/") && names(tree, matter))
                naming.add("事项“" + tree.path("short-name").asString(file) + "”");
            else if (file.startsWith("pairs/") && names(tree, matter))
                naming.add("事项 " + file.substring("pairs/".length(), file.lastIndexOf('.')) + " 的易混问法");
            else
                for (var kind : List.of(Entry.Kind.BUNDLE, Entry.Kind.TOPIC))
                    for (var record : tree.path(kind.list()))
                        if (names(record, matter))
                            naming.add(kind.word() + "“" + record.path("name").asString(file) + "”");
        }
        return List.copyOf(naming);
    }

    /** Templates, phrasings and tellings are of their own matter alone. */
    private static boolean mayName(String file) {
        return file.startsWith("matters/")
                || file.startsWith("pairs/")
                || file.startsWith("bundles/")
                || file.startsWith("topics/");
    }

    private static boolean names(JsonNode node, String matter) {
        if (node.isObject())
            return node.properties().stream()
                    .anyMatch(field -> (NAMING.contains(field.getKey()) && says(field.getValue(), matter))
                            || names(field.getValue(), matter));
        return node.isArray() && node.valueStream().anyMatch(item -> names(item, matter));
    }

    private static boolean says(JsonNode value, String matter) {
        return value.isArray()
                ? value.valueStream().anyMatch(item -> says(item, matter))
                : value.asString("").equals(matter);
    }

    /** The file in which it stands. */
    private Optional<String> place(Revision.Id at, Entry.Known entry) {
        return filesOf(at, entry.kind()).stream()
                .filter(file -> entry.kind() == Entry.Kind.MATTER
                        ? file.endsWith("/" + entry.id() + ".yaml")
                        : tree(at, file)
                                .path(entry.kind().list())
                                .valueStream()
                                .anyMatch(
                                        record -> record.path("id").asString("").equals(entry.id())))
                .findFirst();
    }

    private List<String> filesOf(Revision.Id at, Entry.Kind kind) {
        return history.files(at).stream()
                .filter(file -> file.startsWith(kind.list() + "/"))
                .toList();
    }

    private ObjectNode tree(Revision.Id at, String file) {
        return history.file(at, file).map(ContentFile::tree).orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
