package banshi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Validity;
import banshi.corpus.Verdict;
import banshi.corpus.When;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the graph of some content answers, wherever it is kept. */
abstract class KnowledgeGraphContract {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    /** The graph of the content, by the means under test. */
    abstract KnowledgeGraph graph(Content content);

    static Content publishedContent() {
        var checked = ContentReader.read(Path.of("../corpus/content"), LocalDate.now());
        return ((CheckedContent.Sound) checked).content();
    }

    private KnowledgeGraph graph(Matter matter) {
        return graph(SmallMatter.content(matter));
    }

    @Nested
    class SmallContent {
        private final KnowledgeGraph graph = graph(SmallMatter.of("""
                {'id': 'reason', 'question': '证件是怎么了？',
                 'options': [{'id': 'lost', 'label': '丢了'}, {'id': 'broken', 'label': '坏了'}, {'id': 'old', 'label': '旧了'}],
                 'basis': ['law']},
                {'id': 'reported', 'question': '有没有挂失过？', 'when': {'reason': 'lost'},
                 'options': [{'id': 'done', 'label': '有'}, {'id': 'not-done', 'label': '没有'}], 'basis': ['law']}
                """, """
                {'id': 'photo', 'name': '照片', 'form': 'original', 'optional': true, 'basis': ['law']},
                {'id': 'form', 'name': '申请表', 'form': 'fill-in', 'basis': ['law']},
                {'id': 'card', 'name': '旧证', 'form': 'original', 'when': {'reason': ['broken', 'old']}, 'basis': ['law']},
                {'id': 'report', 'name': '挂失单', 'form': 'copy', 'when': {'reported': 'done'}, 'basis': ['law']},
                {'id': 'letter', 'name': '说明', 'form': 'fill-in', 'when': {'reason': 'lost', 'reported': 'not-done'},
                 'basis': ['law']}
                """, """
                {'id': 'own', 'text': '是本人的证', 'basis': ['law']},
                {'id': 'seen', 'text': '要当面看过', 'when': {'reason': 'broken'}, 'basis': ['law']}
                """, """
                {'when': {'reported': 'not-done'}, 'redirect': 'card-lost', 'text': '先挂失', 'basis': ['law']},
                {'when': {'reason': 'old'}, 'eligible': 'no', 'text': '旧了不用换', 'basis': ['law']}
                """));

        @Test
        void whereNothingIsKnownNothingIsLeftOut() {
            var requirements = graph.requirements(SmallMatter.ID, Circumstances.NONE);

            assertThat(materials(requirements))
                    .isEqualTo(ordered(
                            "photo", "",
                            "form", "",
                            "card", "证件是怎么了？坏了或旧了",
                            "report", "有挂失过",
                            "letter", "证件是怎么了？丢了，并且没有挂失过"));
            assertThat(conditions(requirements)).isEqualTo(ordered("own", "", "seen", "证件是怎么了？坏了"));
            assertThat(requirements.outcomes()).isEmpty();
        }

        @Test
        void whatIsKnownIsNoLongerAskedFor() {
            var requirements = graph.requirements(SmallMatter.ID, Circumstances.NONE.and("reason", "lost"));

            assertThat(materials(requirements))
                    .isEqualTo(ordered("photo", "", "form", "", "report", "有挂失过", "letter", "没有挂失过"));
            assertThat(conditions(requirements)).isEqualTo(ordered("own", ""));
            assertThat(requirements.outcomes()).isEmpty();
        }

        @Test
        void whereAllIsKnownEverythingIsCertain() {
            var requirements = graph.requirements(
                    SmallMatter.ID, Circumstances.NONE.and("reason", "lost").and("reported", "not-done"));

            assertThat(materials(requirements)).isEqualTo(ordered("photo", "", "form", "", "letter", ""));
            assertThat(requirements.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.redirect()).isEqualTo(new MatterId("card-lost"));
                assertThat(outcome.eligible()).isNull();
            });
        }

        @Test
        void aSituationThatCannotAriseAnyMoreRulesOutWhatDependsOnIt() {
            var requirements = graph.requirements(SmallMatter.ID, Circumstances.NONE.and("reason", "broken"));

            assertThat(materials(requirements)).isEqualTo(ordered("photo", "", "form", "", "card", ""));
            assertThat(conditions(requirements)).isEqualTo(ordered("own", "", "seen", ""));
        }

        @Test
        void anAnswerToAQuestionThatCannotAriseCountsForNothing() {
            var requirements = graph.requirements(
                    SmallMatter.ID,
                    Circumstances.NONE.and("reported", "not-done").and("reason", "broken"));

            assertThat(materials(requirements)).isEqualTo(ordered("photo", "", "form", "", "card", ""));
            assertThat(requirements.outcomes()).isEmpty();
        }

        @Test
        void refusalsHoldOnceTheyAreCertain() {
            assertThat(graph.requirements(SmallMatter.ID, Circumstances.NONE.and("reason", "old"))
                            .outcomes())
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.eligible()).isEqualTo(Verdict.NO));
        }

        @Test
        void whetherOneMayApplyDependsUntilNoRefusalCanHold() {
            assertThat(eligibility(Circumstances.NONE).verdict()).isEqualTo(Verdict.DEPENDS);
            assertThat(decidedBy(Circumstances.NONE)).isEqualTo("先挂失");
            assertThat(eligibility(Circumstances.NONE.and("reason", "broken")).verdict())
                    .isEqualTo(Verdict.YES);
            assertThat(eligibility(Circumstances.NONE.and("reason", "broken")).decidedBy())
                    .isNull();
            assertThat(eligibility(Circumstances.NONE.and("reason", "old")).verdict())
                    .isEqualTo(Verdict.NO);
            assertThat(decidedBy(Circumstances.NONE.and("reason", "old"))).isEqualTo("旧了不用换");
        }

        @Test
        void aMaterialSaysWhatMadeItNeeded() {
            var broken = graph.requirements(SmallMatter.ID, Circumstances.NONE.and("reason", "broken"));

            assertThat(broken.materials())
                    .filteredOn(n -> n.material().id().equals("card"))
                    .singleElement()
                    .satisfies(n -> assertThat(n.because())
                            .extracting(t -> t.option().label())
                            .containsExactly("坏了"));
            assertThat(broken.materials())
                    .filteredOn(n -> n.material().id().equals("form"))
                    .singleElement()
                    .satisfies(n -> assertThat(n.because()).isEmpty());
        }

        @Test
        void whatTheUsualCaseNeedsAndThisOneDoesNotIsExempt() {
            var broken = graph.requirements(SmallMatter.ID, Circumstances.NONE.and("reason", "broken"));

            assertThat(broken.exempt()).singleElement().satisfies(e -> {
                assertThat(e.material().id()).isEqualTo("report");
                assertThat(e.because().option().label()).isEqualTo("坏了");
            });
            assertThat(graph.requirements(SmallMatter.ID, Circumstances.NONE).exempt())
                    .isEmpty();
        }

        @Test
        void whatAnotherMatterKnowsCountsForNothing() {
            var foreign = Circumstances.NONE.and("colour", "red").and("reason", "stolen");

            assertThat(graph.requirements(SmallMatter.ID, foreign))
                    .isEqualTo(graph.requirements(SmallMatter.ID, Circumstances.NONE));
        }

        @Test
        void thePresumedCaseKeepsWhatIsKnown() {
            assertThat(graph.presumed(SmallMatter.ID, Circumstances.NONE.and("reason", "broken"))
                            .known())
                    .isEqualTo(Map.of("reason", "broken"));
            assertThat(graph.presumed(SmallMatter.ID, Circumstances.NONE.and("reported", "not-done"))
                            .known())
                    .isEqualTo(Map.of("reported", "not-done", "reason", "lost"));
        }

        private Requirements.Eligibility eligibility(Circumstances known) {
            return graph.requirements(SmallMatter.ID, known).eligibility();
        }

        private String decidedBy(Circumstances known) {
            return java.util.Objects.requireNonNull(eligibility(known).decidedBy())
                    .text();
        }

        @Test
        void onlyWhatIsCertainAndNotOptionalIsRequired() {
            var required = graph.requirements(SmallMatter.ID, Circumstances.NONE).materials().stream()
                    .filter(Requirements.Needed::required)
                    .map(n -> n.material().id());

            assertThat(required).containsExactly("form");
        }

        @Test
        void theUsualCaseIsTheFirstOptionOfEverySituationThatArises() {
            assertThat(graph.usual(SmallMatter.ID).known()).isEqualTo(Map.of("reason", "lost", "reported", "done"));
        }

        @Test
        void theUsualCaseAnswersNoQuestionThatDoesNotArise() {
            var matter = SmallMatter.of("""
                    {'id': 'reported', 'question': '问？', 'when': {'reason': 'lost'},
                     'options': [{'id': 'done', 'label': '有'}, {'id': 'not-done', 'label': '没有'}], 'basis': ['law']},
                    {'id': 'colour', 'question': '问？', 'when': {'reason': 'broken'},
                     'options': [{'id': 'red', 'label': '红'}, {'id': 'blue', 'label': '蓝'}], 'basis': ['law']},
                    {'id': 'reason', 'question': '问？',
                     'options': [{'id': 'broken', 'label': '坏了'}, {'id': 'lost', 'label': '丢了'}], 'basis': ['law']}
                    """, "", "", "");

            assertThat(graph(matter).usual(SmallMatter.ID).known())
                    .as("in whatever order they are written")
                    .isEqualTo(Map.of("reason", "broken", "colour", "red"));
        }

        @Test
        void knowsMattersWithContentAndWithout() {
            var lost = new MatterId("card-lost");
            var none = new MatterId("card-none");

            assertThat(graph.matter(SmallMatter.ID)).isPresent();
            assertThat(graph.known(SmallMatter.ID)).isEmpty();
            assertThat(graph.matter(lost)).isEmpty();
            assertThat(graph.known(lost)).isPresent();
            assertThat(graph.shortName(SmallMatter.ID)).contains("补证");
            assertThat(graph.shortName(lost)).contains("挂失");
            assertThat(graph.shortName(none)).isEmpty();
        }

        @Test
        void refusesTheRequirementsOfAMatterWithoutContent() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> graph.requirements(new MatterId("card-lost"), Circumstances.NONE))
                    .withMessage("matter card-lost has no content");
        }
    }

    @Nested
    class Facts {
        private final KnowledgeGraph graph = graph(SmallMatter.of("", "", "", ""));

        @ParameterizedTest(name = "reason {0}, age {1}, region {2}: {3}")
        @CsvSource({
            // nothing known: the general text
            ", , , general",
            ", old, , general",
            // one situation
            "lost, , , lost",
            "broken, , , general",
            // two situations beat one, and one with a region
            "lost, old, , 'lost, old'",
            "lost, old, 330106, 'lost, old'",
            "lost, young, , lost",
            // a region is the beginning of a code; a smaller one wins; a situation beats a region
            ", , 330106, city",
            ", , 3301, city",
            ", , 330201, province",
            ", , 33, province",
            ", , 340000, general",
            "broken, , 330106, city",
            "lost, , 330106, 'lost, city'",
            "lost, , 330201, lost",
        })
        void theMostSpecificVariantThatHoldsWins(
                @Nullable String reason, @Nullable String age, @Nullable String region, String text) {
            var fact = fact(
                    null,
                    variant(Map.of(), "33", "province", null),
                    variant(Map.of("reason", List.of("lost")), null, "lost", null),
                    variant(Map.of("reason", List.of("lost")), "3301", "lost, city", null),
                    variant(Map.of(), "3301", "city", null),
                    variant(Map.of("reason", List.of("lost"), "age", List.of("old")), null, "lost, old", null));
            var known = Circumstances.NONE;
            if (reason != null) known = known.and("reason", reason);
            if (age != null) known = known.and("age", age);

            assertThat(graph.fact(fact, known, region, DAY))
                    .hasValueSatisfying(f -> assertThat(f.text()).isEqualTo(text));
        }

        @Test
        void ofTwoEquallySpecificVariantsTheFirstWins() {
            var fact = fact(
                    null,
                    variant(Map.of("reason", List.of("lost")), null, "first", null),
                    variant(Map.of("age", List.of("old")), null, "second", null));

            assertThat(text(fact, Circumstances.NONE.and("age", "old").and("reason", "lost"), DAY))
                    .isEqualTo("first");
        }

        @Test
        void aVariantBringsItsOwnBasisAndDoubt() {
            var variant = new Fact.Variant(null, "33", "province", true, List.of("notice"), null);
            var fact = new Fact("general", false, List.of("law"), null, List.of(variant));

            assertThat(graph.fact(fact, Circumstances.NONE, "33", DAY))
                    .contains(new Fact("province", true, List.of("notice"), null, List.of()));
            assertThat(graph.fact(fact, Circumstances.NONE, null, DAY)).contains(fact);
        }

        @Test
        void whatIsNotValidThatDayIsNotSaid() {
            var soon = new Validity(DAY.plusDays(1), null);
            var past = new Validity(null, DAY.minusDays(1));
            var fact = fact(
                    past,
                    variant(Map.of("reason", List.of("lost")), null, "lost", soon),
                    variant(Map.of(), "33", "province", past));

            var lost = Circumstances.NONE.and("reason", "lost");
            assertThat(graph.fact(fact, lost, "33", DAY))
                    .as("all are over or to come")
                    .isEmpty();
            assertThat(text(fact, lost, DAY.plusDays(1))).isEqualTo("lost");
            assertThat(text(fact, lost, DAY.minusDays(1))).isEqualTo("general");
        }

        @ParameterizedTest(name = "{0} in {1}: {2}")
        @CsvSource({", , true", ", 3301, true", "33, , false", "33, 3301, true", "3301, 33, false", "3301, 3302, false"
        })
        void aRegionHoldsInItsParts(@Nullable String where, @Nullable String region, boolean holds) {
            assertThat(KnowledgeGraph.holdsIn(where, region)).isEqualTo(holds);
        }

        private String text(Fact fact, Circumstances known, LocalDate day) {
            return graph.fact(fact, known, null, day).orElseThrow().text();
        }

        private static Fact fact(@Nullable Validity validity, Fact.Variant... variants) {
            return new Fact("general", false, List.of("law"), validity, List.of(variants));
        }

        private static Fact.Variant variant(
                Map<String, List<String>> when, @Nullable String region, String text, @Nullable Validity validity) {
            return new Fact.Variant(new When(when), region, text, false, List.of("law"), validity);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class PublishedContent {
        private static final MatterId BIRTH = new MatterId("huji-birth-registration");
        private final KnowledgeGraph graph;

        PublishedContent() {
            graph = graph(publishedContent());
        }

        @Test
        void unmarriedAndWithTheFatherNeedsAPaternityTest() {
            var needed = materials(graph.requirements(BIRTH, unmarriedWith("father")));

            assertThat(needed)
                    .containsEntry("paternity-test", "")
                    .containsEntry("unmarried-statement", "")
                    .containsEntry("birth-certificate", "孩子在国内（内地）出生")
                    .doesNotContainKeys("marriage-certificate", "grandparents-book");
        }

        @Test
        void unmarriedAndWithTheMotherNeedsNone() {
            assertThat(materials(graph.requirements(BIRTH, unmarriedWith("mother"))))
                    .containsEntry("unmarried-statement", "")
                    .doesNotContainKeys("paternity-test", "marriage-certificate");
        }

        @Test
        void whoHasNotSaidReadsWhenAPaternityTestIsNeeded() {
            var needed = materials(graph.requirements(BIRTH, Circumstances.NONE));

            assertThat(needed)
                    .containsEntry("paternity-test", "爸爸妈妈现在是什么婚姻状况？没有领结婚证，并且想让孩子的户口随爸爸")
                    .containsEntry("foreign-birth-proof", "孩子在国外出生")
                    .containsEntry("ethnic-confirmation", "爸爸妈妈民族不一样")
                    .containsEntry("proxy-letter", "由谁来报户口？托别人去报");
        }

        @Test
        void militaryParentsAreNotAskedForCollectiveConsent() {
            var requirements = graph.requirements(BIRTH, Circumstances.NONE.and("parents-status", "both-military"));

            assertThat(materials(requirements))
                    .containsEntry("military-proof", "")
                    .doesNotContainKeys("collective-consent", "no-house-proof", "kinship-proof");
            assertThat(conditions(requirements)).doesNotContainKeys("family-first", "both-students");
        }

        @Test
        void aChildThatIsNotChineseIsRefusedAndSentOn() {
            var requirements = graph.requirements(
                    BIRTH,
                    Circumstances.NONE.and("birth-place", "abroad").and("foreign-nationality", "settled-abroad"));

            assertThat(requirements.outcomes()).hasSize(3);
            assertThat(requirements.outcomes().getFirst().eligible()).isEqualTo(Verdict.NO);
            assertThat(requirements.outcomes().get(1).redirect()).isEqualTo(new MatterId("crj-foreigner-residence"));
        }

        @Test
        void everyOutcomeIsReachedByItsOwnCircumstances() {
            for (var id : graph.matters()) {
                var matter = graph.matter(id).orElseThrow();
                for (var outcome : matter.outcomes()) {
                    var known = Circumstances.NONE;
                    for (var needed : outcome.when().anyOf().entrySet())
                        known = known.and(needed.getKey(), needed.getValue().getFirst());
                    assertThat(graph.requirements(id, known).outcomes())
                            .as("%s %s", id, outcome.when())
                            .contains(outcome);
                }
            }
        }

        @Test
        void everyQuestionThatIsAskedEndsAndLeavesNothingUndecided() {
            var random = new java.util.Random(7);
            for (var id : graph.matters()) {
                for (int walk = 0; walk < 20; walk++) {
                    var known = Circumstances.NONE;
                    for (var next = graph.nextQuestion(id, known, null);
                            next.isPresent();
                            next = graph.nextQuestion(id, known, null)) {
                        var situation = next.get().situation();
                        var options = situation.options();
                        assertThat(known.known()).as("%s", id).doesNotContainKey(situation.id());
                        known = known.and(
                                situation.id(),
                                options.get(random.nextInt(options.size())).id());
                    }
                    var requirements = graph.requirements(id, known);
                    if (requirements.outcomes(Verdict.DEPENDS).isEmpty())
                        assertThat(requirements.eligibility().verdict())
                                .as("%s %s", id, known)
                                .isNotEqualTo(Verdict.DEPENDS);
                    if (requirements.outcomes(Verdict.NO).isEmpty())
                        assertThat(requirements.materials())
                                .as("%s %s", id, known)
                                .allMatch(n -> n.onlyIf().isEmpty());
                }
            }
        }

        @Test
        void theFeeNamesThePaternityTestWhereItIsNeeded() {
            var fee = graph.matter(BIRTH).orElseThrow().fee();

            assertThat(graph.fact(fee, unmarriedWith("father"), "330106", DAY)
                            .orElseThrow()
                            .text())
                    .contains("鉴定机构");
            assertThat(graph.fact(fee, unmarriedWith("mother"), "330106", DAY)).contains(fee);
        }

        private static Circumstances unmarriedWith(String parent) {
            return Circumstances.NONE.and("marital", "unmarried").and("settle-with", parent);
        }
    }

    private static Map<String, String> materials(Requirements requirements) {
        var words = new LinkedHashMap<String, String>();
        requirements.materials().forEach(n -> words.put(n.material().id(), n.onlyIf()));
        return words;
    }

    private static Map<String, String> conditions(Requirements requirements) {
        var words = new LinkedHashMap<String, String>();
        requirements.conditions().forEach(n -> words.put(n.condition().id(), n.onlyIf()));
        return words;
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put(keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }
}
