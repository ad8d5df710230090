package banshi.corpus.statistics;

import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.Validity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of what a corpus holds (语料统计), by category of matters and by aspect. */
public record CorpusStatistics(List<Row> byCategory, List<Row> byAspect, Row total) {
    /** What expires within so many days is counted as expiring. */
    public static final int EXPIRING_DAYS = 30;

    public CorpusStatistics {
        byCategory = List.copyOf(byCategory);
        byAspect = List.copyOf(byAspect);
    }

    /**
     * One line.
     *
     * @param matters that have a template here
     * @param questions phrasings, without the hard pairs
     * @param unsure facts that nobody has confirmed; 0 by aspect, for a fact serves several
     * @param expiring templates, and by category facts and matters, that end within {@value #EXPIRING_DAYS} days
     */
    public record Row(String name, long matters, long templates, long questions, long unsure, long expiring) {}

    /** Counts. */
    public static CorpusStatistics of(Content content, LocalDate today) {
        var categories = content.matters().stream()
                .collect(Collectors.groupingBy(
                        Matter::category, LinkedHashMap::new, Collectors.mapping(Matter::id, Collectors.toSet())));
        var byCategory = new ArrayList<Row>();
        categories.forEach((category, ids) -> byCategory.add(row(category, content, today, ids::contains)));
        var byAspect = content.aspects().stream()
                .map(aspect -> {
                    var templates = content.templates().stream()
                            .filter(t -> t.aspect().equals(aspect.id()))
                            .toList();
                    return new Row(
                            aspect.name(),
                            templates.stream()
                                    .map(ReplyTemplate::matter)
                                    .distinct()
                                    .count(),
                            templates.size(),
                            content.phrasings().stream()
                                    .filter(p -> p.aspect().equals(aspect.id()))
                                    .count(),
                            0,
                            templates.stream()
                                    .filter(t -> expiring(t.validity(), today))
                                    .count());
                })
                .toList();
        return new CorpusStatistics(byCategory, byAspect, row("合计", content, today, id -> true));
    }

    private static Row row(String name, Content content, LocalDate today, Predicate<MatterId> included) {
        var matters =
                content.matters().stream().filter(m -> included.test(m.id())).toList();
        var templates = content.templates().stream()
                .filter(t -> included.test(t.matter()))
                .toList();
        return new Row(
                name,
                matters.size(),
                templates.size(),
                content.phrasings().stream()
                        .filter(p -> included.test(p.matter()))
                        .count(),
                matters.stream().mapToLong(m -> Unsure.of(m).size()).sum(),
                Stream.concat(
                                templates.stream().map(ReplyTemplate::validity),
                                matters.stream().flatMap(CorpusStatistics::validities))
                        .filter(v -> expiring(v, today))
                        .count());
    }

    private static Stream<Validity> validities(Matter matter) {
        return Stream.concat(
                Stream.of(matter.validity()),
                matter.allFacts().values().stream()
                        .flatMap(f -> Stream.concat(
                                Stream.of(f.validity()), f.variants().stream().map(Fact.Variant::validity))));
    }

    private static boolean expiring(Validity validity, LocalDate today) {
        var until = validity.until();
        return until != null && !until.isAfter(today.plusDays(EXPIRING_DAYS));
    }
}
