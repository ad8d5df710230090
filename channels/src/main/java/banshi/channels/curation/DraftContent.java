package banshi.channels.curation;

import banshi.corpus.AllowList;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.yaml.ContentJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is published with some files put in the place of others (草稿内容), so that a preview need not read 121 matters again. Only what answers are composed of is looked at: matters,
 * templates, the allow-list. Nothing is checked but that records are records.
 */
final class DraftContent {
    private DraftContent() {}

    /**
     * The content with those files.
     *
     * @param files by name; null for one that is gone
     * @throws Refused if one says what no record can; the message names the file
     */
    static Content of(Content published, Map<String, @Nullable ObjectNode> files) {
        var matters = new ArrayList<Matter>();
        var templates = new ArrayList<ReplyTemplate>();
        var replaced = new HashSet<MatterId>();
        var retold = new HashSet<MatterId>();
        var allowed = published.allowList();
        for (var file : files.entrySet()) {
            var name = file.getKey();
            var tree = file.getValue();
            if (name.startsWith("matters/")) {
                replaced.add(matter(name));
                if (tree != null) matters.add(record(name, tree, Matter.class));
            } else if (name.startsWith("templates/")) {
                retold.add(matter(name));
                if (tree != null) templates(name, tree).forEach(templates::add);
            } else if (name.equals("links.yaml") && tree != null) allowed = record(name, tree, AllowList.class);
        }
        return new Content(
                published.aspects(),
                both(published.matters(), m -> !replaced.contains(m.id()), matters),
                published.catalogue(),
                both(published.templates(), t -> !retold.contains(t.matter()), templates),
                List.of(),
                List.of(),
                List.of(),
                published.bundles(),
                published.topics(),
                List.of(),
                allowed);
    }

    private static MatterId matter(String file) {
        return new MatterId(file.substring(file.lastIndexOf('/') + 1, file.length() - ".yaml".length()));
    }

    /** Files of matters and templates that are not filled in enough to be any: of these nobody can be told anything yet. */
    static Set<String> unfinished(Map<String, @Nullable ObjectNode> files) {
        return files.entrySet().stream()
                .filter(file -> file.getValue() != null && !isFinished(file.getKey(), file.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isFinished(String name, ObjectNode tree) {
        try {
            if (name.startsWith("matters/")) record(name, tree, Matter.class);
            if (name.startsWith("templates/")) templates(name, tree).forEach(_ -> {});
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    private static Stream<ReplyTemplate> templates(String name, ObjectNode tree) {
        return tree.path("templates").valueStream().map(node -> {
            var template = ((ObjectNode) node).deepCopy();
            template.set("matter", tree.path("matter"));
            return record(name, template, ReplyTemplate.class);
        });
    }

    private static <T> T record(String name, JsonNode tree, Class<T> type) {
        try {
            return ContentJson.mapper().treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new Refused(Refused.Why.NOT_NOW, name + " 还没有填完，或者有一处填得不对，看不了预览：" + place(e));
        }
    }

    private static String place(JacksonException e) {
        return e.getPath().stream()
                .map(at -> at.getPropertyName() != null ? at.getPropertyName() : "第 " + (at.getIndex() + 1) + " 条")
                .collect(Collectors.joining(" › "));
    }

    private static <T> List<T> both(List<T> published, Predicate<T> kept, List<T> more) {
        return Stream.concat(published.stream().filter(kept), more.stream()).toList();
    }
}
