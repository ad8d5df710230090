package banshi.corpus.outside;

import banshi.corpus.Aspect;
import banshi.corpus.City;
import banshi.corpus.Topic;
import banshi.corpus.yaml.ContentJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of a city's content folder, made from the records that could be taken (城市内容). */
final class CityContent {
    private static final String SOURCE = "source";
    private static final String HEAD = "# 由 ./banshi import 生成，没有人逐条编写；从哪里来、哪天导入，见 city.yaml。要改请改对照表或来源文件，再导入一次。\n";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+)}");

    private final Profile profile;
    private final OurContent ours;
    private final CityAllowList allowed;
    private final Set<String> ambiguous;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Integer> answers = new LinkedHashMap<>();
    private final List<Measured> measured = new ArrayList<>();
    private int questions;

    /** A question for measuring, with what is right. */
    record Measured(String matter, String aspect, String text) {}

    CityContent(Profile profile, OurContent ours, City city, List<OutsideRecord> records) {
        this.profile = profile;
        this.ours = ours;
        this.allowed = new CityAllowList(profile.hotline(), ours.phones(), profile.source());
        this.ambiguous =
                records.stream()
                        .collect(Collectors.groupingBy(OutsideRecord::name, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(e -> e.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        files.put("city.yaml", HEAD + YamlText.of(ContentJson.mapper().valueToTree(city)));
        files.put("aspects.yaml", HEAD + YamlText.of(aspects()));
        files.put("lexicon/terms.tsv", ours.terms());
        files.put("topics/shared.yaml", HEAD + YamlText.of(topics()));
        for (int i = 0; i < records.size(); i++) record(records.get(i), i);
        files.put("links.yaml", HEAD + YamlText.of(allowed.tree()));
    }

    /** Text by path within the folder. */
    Map<String, String> files() {
        return files;
    }

    Map<String, Integer> answers() {
        return answers;
    }

    int questions() {
        return questions;
    }

    List<Measured> measured() {
        return measured;
    }

    private ObjectNode aspects() {
        var all = new ArrayList<Aspect>(ours.aspects());
        for (var more : profile.moreAspects()) if (all.stream().noneMatch(a -> a.id().equals(more.id()))) all.add(more);
        for (var aspect : all) answers.put(aspect.id().value(), 0);
        return ContentJson.mapper()
                .createObjectNode()
                .set("aspects", ContentJson.mapper().valueToTree(all));
    }

    private ObjectNode topics() {
        ObjectNode tree = ContentJson.mapper().createObjectNode();
        var list = tree.putArray("topics");
        var ids = new HashMap<String, String>();
        for (var phone : ours.phones()) ids.put(phone.id(), allowed.shared(phone));
        for (var topic : ours.topics()) {
            var phone = topic.phone() == null ? null : ids.get(topic.phone());
            var text = topic.text();
            for (var id : ids.entrySet())
                text = text.replace("{{phone." + id.getKey() + "}}", "{{phone." + id.getValue() + "}}");
            list.add(ContentJson.mapper()
                    .valueToTree(new Topic(
                            topic.id(),
                            topic.act(),
                            topic.name(),
                            phone,
                            text,
                            topic.choices(),
                            topic.words(),
                            topic.says())));
        }
        return tree;
    }

    private void record(OutsideRecord record, int index) {
        var folder = profile.idPrefix().replaceAll("-+$", "");
        var matter = matter(record);
        allowed.mentions(matter, record.department());
        files.put("matters/" + folder + "/" + record.id() + ".yaml", HEAD + YamlText.of(matter));
        ObjectNode templates = ContentJson.mapper()
                .createObjectNode()
                .put("matter", record.id().value());
        var list = templates.putArray("templates");
        var rows = new StringBuilder("aspect\tstyle\ttext\n").append(HEAD);
        for (var aspect : profile.aspects()) {
            wording(aspect, record).ifPresent(wording -> {
                if (!ask(aspect, record, index, rows)) return;
                var template = list.addObject()
                        .put("id", record.id() + "." + aspect.id())
                        .put("aspect", aspect.id().value());
                if (wording.verdict() != null)
                    template.set("verdict", ContentJson.mapper().valueToTree(wording.verdict()));
                template.put("text", wording.text().strip())
                        .put("spoken", wording.spoken().strip());
                answers.merge(aspect.id().value(), 1, Integer::sum);
                for (var text : aspect.heldOut())
                    measured.add(new Measured(
                            record.id().value(), aspect.id().value(), text.replace("{name}", called(record))));
            });
        }
        if (list.isEmpty()) return;
        files.put("templates/" + record.id() + ".yaml", HEAD + YamlText.of(templates));
        files.put("questions/" + record.id() + ".tsv", rows.toString());
    }

    private static Optional<Profile.Wording> wording(Profile.Answers aspect, OutsideRecord record) {
        return aspect.templates().stream()
                .filter(w -> w.needs().stream().allMatch(record.fields()::has))
                .filter(w -> w.given().entrySet().stream()
                        .allMatch(g -> record.fields().all(g.getKey()).contains(g.getValue())))
                .findFirst();
    }

    /** Some of the aspect's questions, other ones for each matter; false where all of them were asked of another matter. */
    private boolean ask(Profile.Answers aspect, OutsideRecord record, int index, StringBuilder rows) {
        record Asked(String style, String text) {}
        var all = new ArrayList<Asked>();
        aspect.questions().forEach((style, texts) -> {
            String written = ContentJson.mapper().valueToTree(style).asString();
            texts.forEach(text -> all.add(new Asked(written, text)));
        });
        int got = 0;
        for (int k = 0; k < all.size() && got < profile.questionsEach(); k++) {
            // a stride without a common factor with most sizes, so that neighbours in the file differ
            var question = all.get((index * 7 + k * 5) % all.size());
            var text = question.text().replace("{name}", called(record));
            if (!asked.add(text.replaceAll("[\\p{P}\\s]", ""))) continue; // as the content check compares them
            rows.append(aspect.id())
                    .append('\t')
                    .append(question.style())
                    .append('\t')
                    .append(text)
                    .append('\n');
            got++;
            questions++;
        }
        return got > 0;
    }

    /** As a citizen has to call it: two offices may have matters of one name. */
    private String called(OutsideRecord record) {
        return ambiguous.contains(record.name()) ? record.department() + "的" + record.name() : record.name();
    }

    // ---- one matter ----

    private ObjectNode matter(OutsideRecord record) {
        var fields = record.fields();
        ObjectNode matter = ContentJson.mapper().createObjectNode();
        matter.put("id", record.id().value()).put("name", record.name());
        matter.put(
                "short-name",
                ambiguous.contains(record.name()) ? record.name() + "（" + record.department() + "）" : record.name());
        strings(matter.putArray("aliases"), List.of());
        matter.put(
                "category",
                fields.has("category")
                        ? fields.first("category")
                        : profile.city().name());
        matter.put("department", record.department());
        strings(matter.putArray("audience"), fields.all("audience"));
        matter.put("hotline", hotline(record));
        matter.put("confidence", "low");
        matter.set("summary", fact(summary(fields), List.of()));
        var conditions = matter.putArray("conditions");
        for (var text : fields.all("conditions"))
            basis(conditions.addObject().put("id", "c" + conditions.size()).put("text", text));
        var materials = matter.putArray("materials");
        for (var name : fields.all("materials"))
            basis(materials.addObject().put("id", "m" + materials.size()).put("name", name));
        matter.putArray("process");
        matter.set("online", online(record));
        var limit = matter.putObject("time-limit");
        given(limit, fields.all("promised-time"));
        limit.put("statutory", fields.has("legal-time") ? fields.first("legal-time") : City.NOT_GIVEN);
        basis(limit);
        matter.set("fee", fact(fields.all("fee"), List.of()));
        var where = matter.putObject("where");
        given(where, fields.all("place"));
        where.put("appointment", fields.has("booking") ? fields.first("booking") : City.NOT_GIVEN);
        basis(where);
        var agent = matter.putObject("agent").put("verdict", "depends");
        given(agent, List.of());
        basis(agent);
        matter.set("delivery", fact(fields.all("delivery"), List.of()));
        matter.set("validity", fact(List.of(), List.of()));
        matter.set("progress", fact(List.of(), List.of()));
        var facts = matter.putObject("facts");
        facts.set("department", fact(List.of(record.department()), List.of()));
        for (var name : List.of("kind", "applicants", "consult-phone", "complaint-phone"))
            if (fields.has(name)) facts.set(name, fact(fields.all(name), List.of()));
        matter.putArray("legal-basis");
        matter.putArray("sources")
                .addObject()
                .put("id", SOURCE)
                .put("title", profile.source())
                .put("confidence", "low");
        return matter;
    }

    private String hotline(OutsideRecord record) {
        var fields = record.fields();
        for (var number : fields.all("complaint-phone")) allowed.phone(number, record.department() + "投诉电话");
        String first = null;
        for (var number : fields.all("consult-phone")) {
            var id = allowed.phone(number, record.department() + "咨询电话");
            if (first == null) first = id;
        }
        return first == null ? CityAllowList.HOTLINE : first;
    }

    private ObjectNode online(OutsideRecord record) {
        var fields = record.fields();
        ObjectNode online = ContentJson.mapper().createObjectNode();
        online.put("mode", fields.has("online") ? fields.first("online") : "none");
        if (fields.has("platform")) online.put("platform", allowed.platform(fields.first("platform")));
        if (fields.has("url")) {
            var platform = allowed.platform(fields.has("platform") ? fields.first("platform") : profile.source());
            online.put("link", allowed.link(fields.first("url"), record.name(), platform));
        }
        given(online, fields.has("online") ? fields.all("online-words") : List.of());
        basis(online);
        return online;
    }

    private List<String> summary(Taken fields) {
        return profile.summary().stream()
                .filter(s -> PLACEHOLDER.matcher(s).results().allMatch(m -> fields.has(m.group(1))))
                .findFirst()
                .map(s -> PLACEHOLDER
                        .matcher(s)
                        .replaceAll(m -> Matcher.quoteReplacement(String.join("、", fields.all(m.group(1))))))
                .stream()
                .toList();
    }

    private static ObjectNode fact(List<String> values, List<String> none) {
        ObjectNode fact = ContentJson.mapper().createObjectNode();
        given(fact, values.isEmpty() ? none : values);
        basis(fact);
        return fact;
    }

    /** The words, or that there are none. */
    private static void given(ObjectNode fact, List<String> values) {
        fact.put("text", values.isEmpty() ? City.NOT_GIVEN : String.join("、", values));
        if (values.isEmpty()) fact.put("unsure", true);
    }

    private static void basis(ObjectNode fact) {
        fact.putArray("basis").add(SOURCE);
    }

    private static void strings(ArrayNode to, List<String> values) {
        values.forEach(to::add);
    }
}
