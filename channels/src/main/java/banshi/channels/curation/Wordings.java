package banshi.channels.curation;

import banshi.corpus.AllowList;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.history.Edit;
import banshi.corpus.template.NamedFacts;
import banshi.corpus.yaml.BlankRecord;
import banshi.corpus.yaml.ContentFile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the templates of some content say with their facts filled in, and how other words are put into them (模板口径). Thread-safe. */
final class Wordings {
    private static final Pattern TAG = Pattern.compile("\\{\\{\\s*([a-z0-9.-]+)\\s*}}");

    /** Shorter ones stand in all sorts of words. */
    private static final int SHORTEST_FACT = 2;

    private final Content content;

    Wordings(Content content) {
        this.content = content;
    }

    /** What the template of everybody says; nothing where there is none. Blocks stay tags. */
    Optional<String> published(MatterId matter, AspectId aspect, Rewording.Form form) {
        return matter(matter)
                .flatMap(of -> template(matter, aspect).map(template -> {
                    var facts = facts(of);
                    return TAG.matcher(form == Rewording.Form.TEXT ? template.text() : template.spoken())
                            .replaceAll(tag -> Matcher.quoteReplacement(
                                    facts.apply(tag.group(1)).orElse(tag.group())))
                            .strip();
                }));
    }

    /**
     * What makes the template of everybody say those words, or makes such a template.
     *
     * @param files those of the content, by name
     * @throws Refused if there is no such matter or aspect, or it says so already
     */
    Edit edit(Rewording rewording, Function<String, Optional<ContentFile>> files) {
        var matter = matter(rewording.matter())
                .orElseThrow(() -> new Refused(Refused.Why.NOT_THERE, "没有这个事项，可能已经删掉了；请另选一个"));
        if (content.aspects().stream().noneMatch(aspect -> aspect.id().equals(rewording.aspect())))
            throw new Refused(Refused.Why.NOT_THERE, "没有这个要素；请另选一个");
        var name = "templates/" + rewording.matter() + ".yaml";
        var tree = files.apply(name)
                .map(file -> file.tree().deepCopy())
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("matter", rewording.matter().value()));
        var templates = tree.withArray("templates");
        var known = template(rewording.matter(), rewording.aspect()).orElse(null);
        if (known == null) add(templates, rewording);
        else change(node(templates, known), known, rewording, matter);
        return new Edit.Says(name, tree);
    }

    private void change(ObjectNode node, ReplyTemplate known, Rewording rewording, Matter matter) {
        var field = rewording.form() == Rewording.Form.TEXT ? "text" : "spoken";
        var words = tagged(rewording.words(), known, matter);
        if (node.path(field).asString("").strip().equals(words))
            throw new Refused(Refused.Why.NOT_NOW, "现在公布的就是这么说的，不用改；可以点“不采纳”并写明");
        node.put(field, words);
    }

    /** Both forms say it: either must say something, and whoever edits the draft tells them apart. */
    private static void add(ArrayNode templates, Rewording rewording) {
        var ids = templates
                .valueStream()
                .map(template -> template.path("id").asString(""))
                .collect(Collectors.toSet());
        var id = rewording.matter() + "." + rewording.aspect();
        templates.add(BlankRecord.entryOf("templates")
                .put("id", ids.contains(id) ? id + ".all" : id)
                .put("aspect", rewording.aspect().value())
                .put("text", rewording.words())
                .put("spoken", rewording.words()));
    }

    private static ObjectNode node(ArrayNode templates, ReplyTemplate template) {
        return (ObjectNode) templates
                .valueStream()
                .filter(node ->
                        node.path("id").asString("").equals(template.id().value()))
                .findFirst()
                .orElseThrow(() -> new Refused(Refused.Why.NOT_NOW, "这个模板刚刚改过；请刷新再试"));
    }

    /** Facts that the template names stay named: who changes one of them changes it here too. The longest first, for one may stand in another. */
    private String tagged(String words, ReplyTemplate template, Matter matter) {
        var find = facts(matter);
        var facts = new LinkedHashMap<String, String>();
        for (var tag : tags(template))
            find.apply(tag)
                    .filter(fact -> fact.codePointCount(0, fact.length()) >= SHORTEST_FACT)
                    .ifPresent(fact -> facts.putIfAbsent(fact, tag));
        if (facts.isEmpty()) return words;
        var any = Pattern.compile(facts.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        return any.matcher(words).replaceAll(fact -> Matcher.quoteReplacement("{{" + facts.get(fact.group()) + "}}"));
    }

    private static Set<String> tags(ReplyTemplate template) {
        var tags = new LinkedHashSet<String>();
        for (var text : new String[] {template.spoken(), template.text()})
            TAG.matcher(text).results().forEach(tag -> tags.add(tag.group(1)));
        return tags;
    }

    private Function<String, Optional<String>> facts(Matter matter) {
        AllowList allowed = content.allowList();
        Map<String, Optional<String>> found = new LinkedHashMap<>();
        return name -> found.computeIfAbsent(
                name, n -> NamedFacts.find(matter, n, allowed).map(fact -> fact.text()));
    }

    private Optional<Matter> matter(MatterId id) {
        return content.matters().stream()
                .filter(matter -> matter.id().equals(id))
                .findFirst();
    }

    /** The one that asks for the least: what everybody is told of whom nothing more is known. */
    private Optional<ReplyTemplate> template(MatterId matter, AspectId aspect) {
        return content.templates().stream()
                .filter(template ->
                        template.matter().equals(matter) && template.aspect().equals(aspect))
                .min(Comparator.comparingInt(Wordings::asks));
    }

    private static int asks(ReplyTemplate template) {
        return template.condition().anyOf().size() * 4 + asks(template.region()) * 2 + asks(template.audience());
    }

    private static int asks(@Nullable String narrower) {
        return narrower == null ? 0 : 1;
    }
}
