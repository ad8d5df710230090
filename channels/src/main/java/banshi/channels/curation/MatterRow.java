package banshi.channels.curation;

import banshi.corpus.Aspect;
import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A matter as editors see it in a list (事项行).
 *
 * @param file in which it stands
 * @param unsure facts that are not confirmed
 * @param expires the nearest day on which something of it ends
 * @param completeness of what is wanted of every matter, the share that it has, 0 to 1
 * @param missing what it lacks, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatterRow(
        MatterId id,
        String name,
        String shortName,
        String category,
        String department,
        String file,
        String confidence,
        int unsure,
        int templates,
        int phrasings,
        @Nullable LocalDate expires,
        double completeness,
        List<String> missing) {
    /** As many phrasings of an aspect are wanted. */
    private static final int PHRASINGS = 10;

    public MatterRow {
        missing = List.copyOf(missing);
    }

    /** All of some content, in its order. */
    static List<MatterRow> of(Content content, Map<MatterId, Integer> phrasings, Map<MatterId, String> files) {
        var told = new HashMap<MatterId, Set<Object>>();
        var templates = new HashMap<MatterId, Integer>();
        var ends = new HashMap<MatterId, LocalDate>();
        for (var template : content.templates()) {
            told.computeIfAbsent(template.matter(), _ -> new HashSet<>()).add(template.aspect());
            templates.merge(template.matter(), 1, Integer::sum);
            var until = template.validity().until();
            if (until != null) ends.merge(template.matter(), until, MatterRow::earlier);
        }
        return content.matters().stream()
                .map(matter -> row(
                        matter,
                        content.aspects(),
                        told.getOrDefault(matter.id(), Set.of()),
                        templates.getOrDefault(matter.id(), 0),
                        phrasings.getOrDefault(matter.id(), 0),
                        ends.get(matter.id()),
                        files.getOrDefault(matter.id(), "")))
                .toList();
    }

    /** One that has not been filled in yet. */
    static MatterRow unfinished(MatterId id, String file, ObjectNode tree) {
        var name = tree.path("name").asString(id.value());
        return new MatterRow(
                id,
                name,
                tree.path("short-name").asString(name),
                tree.path("category").asString(""),
                tree.path("department").asString(""),
                file,
                tree.path("confidence").asString(""),
                0,
                0,
                0,
                null,
                0,
                List.of("还没有填完"));
    }

    private static MatterRow row(
            Matter matter,
            List<Aspect> aspects,
            Set<Object> told,
            int templates,
            int phrasings,
            @Nullable LocalDate ends,
            String file) {
        var missing = new ArrayList<String>();
        int wanted = 0;
        for (var aspect : aspects) {
            wanted++;
            if (!told.contains(aspect.id())) missing.add("没有“" + aspect.name() + "”的回复模板");
        }
        var facts = matter.allFacts();
        int unsure = 0;
        for (var fact : facts.values()) {
            wanted++;
            if (fact.unsure()) unsure++;
        }
        if (unsure > 0) missing.add("有 " + unsure + " 条事实还没核实");
        wanted += 3;
        if (matter.legalBasis().isEmpty()) missing.add("没有写设定依据");
        if (matter.materials().isEmpty()) missing.add("没有写材料");
        boolean few = phrasings < PHRASINGS * aspects.size() / 2;
        if (few) missing.add("问法只有 " + phrasings + " 句");
        int lacking = missing.size() - (unsure > 0 ? 1 : 0) + unsure;
        return new MatterRow(
                matter.id(),
                matter.name(),
                matter.shortName(),
                matter.category(),
                matter.department(),
                file,
                matter.confidence().name().toLowerCase(Locale.ROOT),
                unsure,
                templates,
                phrasings,
                Stream.concat(Stream.ofNullable(ends), untils(matter))
                        .reduce(MatterRow::earlier)
                        .orElse(null),
                Math.max(0, 1 - (double) lacking / wanted),
                missing);
    }

    private static Stream<LocalDate> untils(Matter matter) {
        var validities = Stream.concat(
                Stream.of(matter.validity()),
                matter.allFacts().values().stream()
                        .flatMap(fact -> Stream.concat(
                                Stream.of(fact.validity()),
                                fact.variants().stream().map(Fact.Variant::validity))));
        return validities.flatMap(validity -> Stream.ofNullable(validity.until()));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
