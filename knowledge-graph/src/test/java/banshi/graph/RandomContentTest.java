package banshi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Matter;
import banshi.corpus.Situation;
import banshi.corpus.Verdict;
import banshi.corpus.When;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of any content: {@code -Dtest.seed=…} repeats a run. */
class RandomContentTest {
    private static final int MATTERS = 300;
    private static final int COMPLETIONS = 50;

    private final long seed = Long.getLong("test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void printSeed() {
        System.out.println("RandomContentTest -Dtest.seed=" + seed);
    }

    @Test
    void theOrderInWhichCircumstancesBecomeKnownDoesNotMatter() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter();
            var graph = SmallMatter.graph(matter);
            var known = new ArrayList<>(anyCase(matter).entrySet());
            var one = told(known);
            Collections.shuffle(known, random);
            var other = told(known);

            assertThat(graph.requirements(SmallMatter.ID, one))
                    .as("seed %s, %s", seed, known)
                    .isEqualTo(graph.requirements(SmallMatter.ID, other));
        }
    }

    @Test
    void whatDoesNotApplyStaysSoWhateverElseBecomesKnown() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter(false);
            var graph = SmallMatter.graph(matter);
            var known = new ArrayList<>(anyCase(matter).entrySet()); // also answers to questions that never arose
            Collections.shuffle(known, random);
            var circumstances = Circumstances.NONE;
            var before = materials(graph, circumstances).keySet();
            for (var answer : known) {
                circumstances = circumstances.and(answer.getKey(), answer.getValue());
                var after = materials(graph, circumstances).keySet();
                assertThat(before).as("seed %s, after %s", seed, circumstances).containsAll(after);
                before = after;
            }
        }
    }

    @Test
    void whatIsCertainStaysSoInACaseThatDoesNotContradictItself() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter(false);
            var graph = SmallMatter.graph(matter);
            var known = new ArrayList<>(soundCase(matter).entrySet());
            Collections.shuffle(known, random);
            var circumstances = Circumstances.NONE;
            var before = certain(graph, circumstances);
            for (var answer : known) {
                circumstances = circumstances.and(answer.getKey(), answer.getValue());
                var after = certain(graph, circumstances);
                assertThat(after).as("seed %s, after %s", seed, circumstances).containsAll(before);
                before = after;
            }
        }
    }

    @Test
    void whereEveryQuestionThatArisesIsAnsweredNothingIsOpen() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter();
            var graph = SmallMatter.graph(matter);
            var known = new Circumstances(soundCase(matter));

            assertThat(materials(graph, known).values())
                    .as("seed %s, %s", seed, known)
                    .allMatch(String::isEmpty);
            assertThat(graph.requirements(SmallMatter.ID, known).conditions())
                    .as("seed %s, %s", seed, known)
                    .allMatch(c -> c.onlyIf().isEmpty());
        }
    }

    @Test
    void inTheUsualCaseNothingIsOpen() {
        for (int i = 0; i < MATTERS; i++) {
            var graph = SmallMatter.graph(matter());

            assertThat(materials(graph, graph.usual(SmallMatter.ID)).values())
                    .as("seed %s", seed)
                    .allMatch(String::isEmpty);
        }
    }

    @Test
    void aQuestionAlwaysHasTwoAnswersThatLeadToDifferentThings() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter();
            var graph = SmallMatter.graph(matter);
            walk(matter, graph, (known, asked) -> {
                assertThat(known.known())
                        .as("seed %s: told already", seed)
                        .doesNotContainKey(asked.situation().id());
                assertThat(asked.settles()).as("seed %s", seed).isPositive().isLessThanOrEqualTo(1);
                assertThat(leadsApart(graph, known.known(), asked.situation())
                                || IntStream.range(0, COMPLETIONS)
                                        .anyMatch(c ->
                                                leadsApart(graph, soundCase(matter, known.known()), asked.situation())))
                        .as("seed %s, %s after %s", seed, asked, known)
                        .isTrue();
            });
        }
    }

    @Test
    void whenNothingIsAskedAnyMoreNoFurtherAnswerChangesAnything() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter();
            var graph = SmallMatter.graph(matter);
            var known = walk(matter, graph, (before, asked) -> {});
            if (isRefused(graph, known)) continue; // the rest is idle
            for (int completion = 0; completion < 5; completion++)
                assertThat(decided(graph, new Circumstances(soundCase(matter, known.known()))))
                        .as("seed %s, %s", seed, known)
                        .isEqualTo(decided(graph, known));
        }
    }

    @Test
    void anAnswerThatRefusesIsNeverTakenBackByALaterOne() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter();
            var graph = SmallMatter.graph(matter);
            var known = walk(matter, graph, (before, asked) -> {});
            var verdict =
                    graph.requirements(SmallMatter.ID, known).eligibility().verdict();

            if (graph.requirements(SmallMatter.ID, known)
                    .outcomes(Verdict.DEPENDS)
                    .isEmpty())
                assertThat(verdict).as("seed %s, %s", seed, known).isNotEqualTo(Verdict.DEPENDS);
            assertThat(graph.requirements(SmallMatter.ID, new Circumstances(soundCase(matter, known.known())))
                            .eligibility()
                            .verdict())
                    .as("seed %s, %s", seed, known)
                    .isEqualTo(verdict);
        }
    }

    @Test
    void whatIsOnlyListenedForIsNeverAskedAndCountsAsItsFirstOptionUntilItIsTold() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter();
            var graph = SmallMatter.graph(matter);
            walk(
                    matter,
                    graph,
                    (known, asked) -> assertThat(asked.situation().isAsked())
                            .as("seed %s, %s", seed, asked)
                            .isTrue());
            var told = soundCase(matter, Map.of());
            var unsaid = new LinkedHashMap<>(told);
            matter.situations().stream().filter(s -> !s.isAsked()).forEach(s -> unsaid.remove(s.id()));

            assertThat(decided(graph, new Circumstances(unsaid)))
                    .as("seed %s, %s", seed, told)
                    .isEqualTo(decided(graph, new Circumstances(told)));
        }
    }

    @Test
    void whatIsToldOutweighsWhatIsSupposed() {
        for (int i = 0; i < MATTERS; i++) {
            var matter = matter();
            var graph = SmallMatter.graph(matter);
            for (var situation : matter.situations()) {
                if (situation.isAsked() || situation.when() != null) continue;
                for (var option : situation.options())
                    for (var material : matter.materials())
                        if (material.needed().equals(new When(Map.of(situation.id(), List.of(option.id())))))
                            assertThat(certain(graph, Circumstances.NONE.and(situation.id(), option.id())))
                                    .as("seed %s, %s", seed, situation)
                                    .contains(material.id());
            }
        }
    }

    /** Whether two answers lead to different things; what one of them rules out may show only when more is known. */
    private static boolean leadsApart(KnowledgeGraph graph, Map<String, String> known, Situation asked) {
        return asked.options().stream()
                        .map(option -> {
                            var told = new LinkedHashMap<>(known);
                            told.put(asked.id(), option.id());
                            return decided(graph, new Circumstances(told));
                        })
                        .distinct()
                        .count()
                > 1;
    }

    private static boolean isRefused(KnowledgeGraph graph, Circumstances known) {
        return !graph.requirements(SmallMatter.ID, known).outcomes(Verdict.NO).isEmpty();
    }

    /** Answers every question that is asked at random; gives what was known in the end. */
    private Circumstances walk(Matter matter, KnowledgeGraph graph, BiConsumer<Circumstances, Narrowing> atEach) {
        var known = Circumstances.NONE;
        for (int asked = 0; ; asked++) {
            assertThat(asked)
                    .as("seed %s: a circle", seed)
                    .isLessThanOrEqualTo(matter.situations().size());
            var next = graph.nextQuestion(SmallMatter.ID, known, null);
            if (next.isEmpty()) return known;
            atEach.accept(known, next.get());
            known = known.and(next.get().situation().id(), anyOption(next.get().situation()));
        }
    }

    /** What is certain: which materials, conditions and refusals apply, and which may. */
    private static List<String> decided(KnowledgeGraph graph, Circumstances known) {
        var requirements = graph.requirements(SmallMatter.ID, known);
        var decided = new ArrayList<String>();
        requirements
                .materials()
                .forEach(m -> decided.add(m.material().id() + m.onlyIf().isEmpty()));
        requirements
                .conditions()
                .forEach(c -> decided.add(c.condition().id() + c.onlyIf().isEmpty()));
        requirements.outcomes().forEach(o -> decided.add(o.text() + o.verdict()));
        decided.add(requirements.eligibility().verdict().name());
        return decided;
    }

    private static Circumstances told(List<Map.Entry<String, String>> answers) {
        var circumstances = Circumstances.NONE;
        for (var answer : answers) circumstances = circumstances.and(answer.getKey(), answer.getValue());
        return circumstances;
    }

    private static Map<String, String> materials(KnowledgeGraph graph, Circumstances circumstances) {
        var words = new LinkedHashMap<String, String>();
        graph.requirements(SmallMatter.ID, circumstances)
                .materials()
                .forEach(n -> words.put(n.material().id(), n.onlyIf()));
        return words;
    }

    private static Set<String> certain(KnowledgeGraph graph, Circumstances circumstances) {
        return materials(graph, circumstances).entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    // ---- random content: situations may depend on earlier ones only, as the content check demands ----

    private Matter matter() {
        return matter(true);
    }

    /** @param listens whether some situations are only listened for */
    private Matter matter(boolean listens) {
        int situations = 1 + random.nextInt(6);
        var asked = new ArrayList<String>();
        for (int s = 0; s < situations; s++) {
            var when = s > 0 && random.nextBoolean() ? ", 'when': " + when(s) : "";
            if (listens && random.nextInt(4) == 0) when += ", 'asked': false";
            asked.add("{'id': 's%d', 'question': '问%d？', 'options': [%s], 'basis': ['law']%s}"
                    .formatted(
                            s,
                            s,
                            "{'id': 'a', 'label': '甲'}, {'id': 'b', 'label': '乙'}, {'id': 'c', 'label': '丙'}",
                            when));
        }
        var materials = new ArrayList<String>();
        for (int m = 0; m < 12; m++)
            materials.add("{'id': 'm%d', 'name': '材料', 'form': 'copy', 'basis': ['law'], 'when': %s}"
                    .formatted(m, when(situations)));
        var conditions = new ArrayList<String>();
        for (int c = 0; c < 6; c++)
            conditions.add("{'id': 'c%d', 'text': '条件', 'basis': ['law'], 'when': %s}".formatted(c, when(situations)));
        var outcomes = new ArrayList<String>();
        for (var eligible : List.of("no", "depends", "yes"))
            outcomes.add("{'when': %s, 'eligible': '%s', 'text': '不行', 'basis': ['law']}"
                    .formatted(when(situations), eligible));
        return SmallMatter.of(
                String.join(",", asked),
                String.join(",", materials),
                String.join(",", conditions),
                String.join(",", outcomes));
    }

    /** One to three of the first {@code situations}, each with one or two options. */
    private String when(int situations) {
        var parts = new LinkedHashMap<String, String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var options = new ArrayList<>(List.of("'a'", "'b'", "'c'"));
            Collections.shuffle(options, random);
            parts.put(
                    "'s" + random.nextInt(situations) + "'",
                    options.subList(0, 1 + random.nextInt(2)).toString());
        }
        return parts.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** An answer to every question, whether it arises or not. */
    private Map<String, String> anyCase(Matter matter) {
        var known = new LinkedHashMap<String, String>();
        matter.situations().forEach(s -> known.put(s.id(), anyOption(s)));
        return known;
    }

    /** An answer to every question that arises from the answers before it, and to no other. */
    private Map<String, String> soundCase(Matter matter) {
        return soundCase(matter, Map.of());
    }

    /** Likewise, but for what was told already. */
    private Map<String, String> soundCase(Matter matter, Map<String, String> told) {
        var known = new LinkedHashMap<String, String>();
        for (var situation : matter.situations()) {
            if (arises(situation.arises(), known))
                known.put(situation.id(), told.getOrDefault(situation.id(), anyAnswer(situation)));
        }
        return known;
    }

    private static boolean arises(When when, Map<String, String> known) {
        return when.anyOf().entrySet().stream()
                .allMatch(e -> known.containsKey(e.getKey()) && e.getValue().contains(known.get(e.getKey())));
    }

    /** Nobody is asked about what is only listened for: the first. */
    private String anyAnswer(Situation situation) {
        return situation.isAsked()
                ? anyOption(situation)
                : situation.options().getFirst().id();
    }

    private String anyOption(Situation situation) {
        return situation
                .options()
                .get(random.nextInt(situation.options().size()))
                .id();
    }
}
