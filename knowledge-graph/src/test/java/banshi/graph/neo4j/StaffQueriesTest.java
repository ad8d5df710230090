package banshi.graph.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.graph.StaffGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff ask, of a real Neo4j that holds a small catalogue and, beside it, an older release of which nobody is told. */
class StaffQueriesTest {
    private static Neo4jGraphStore store;

    @BeforeAll
    static void publish() {
        TestNeo4j.empty();
        store = new Neo4jGraphStore(TestNeo4j.driver(), TestNeo4j.uri().toString());
        store.publish("old", SmallCatalogue.matters().subList(0, 1), List.of());
        store.publish("r1", SmallCatalogue.matters(), SmallCatalogue.bundles());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void whichMattersNeedAMaterial() {
        assertThat(store.mattersNeeding("身份证"))
                .isEqualTo(new StaffGraph.Found<>(
                        "r1",
                        List.of(
                                use("card-lost", "挂失", "居民身份证", false, false),
                                use("card", "补卡", "居民身份证", false, false),
                                use("boat", "租船", "居民身份证", false, false))));
        assertThat(store.mattersNeeding("旧卡").items())
                .containsExactly(use("card", "补卡", "旧卡", true, false, new StaffGraph.Chosen("卡是怎么了？", "坏了")));
        assertThat(store.mattersNeeding("挂失单").items().getFirst().onlyIf())
                .containsExactlyInAnyOrder(
                        new StaffGraph.Chosen("卡是怎么了？", "丢了"),
                        new StaffGraph.Chosen("挂失了吗？", "挂失了"),
                        new StaffGraph.Chosen("挂失了吗？", "还没有"));
        assertThat(store.mattersNeeding("护照")).isEqualTo(new StaffGraph.Found<>("r1", List.of()));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "游园卡 | 第四条 | card-lost:fact:fee card-lost:material:id-card card:material:slip card:outcome:outcomes-0 card:situation:reported card:variant:fee/variants-0",
                "游园卡 | 第四条之一 | card:fact:fee",
                "办卡指南 | | card:fact:facts/photo card:material:slip card:special:child",
                "游船规定 | | boat:fact:fee boat:material:id-card",
                "游船规定 | 第四条 | ''",
                "森林法 | | ''",
            })
    void whatRestsOnAnArticle(String title, @Nullable String article, String expected) {
        var found = store.restingOn(title, article).items().stream()
                .map(r -> r.matter() + ":" + r.kind() + ":" + r.id())
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void whatItSaysAndWhere() {
        assertThat(store.restingOn("游园卡管理办法", "第四条之一").items())
                .containsExactly(
                        new StaffGraph.Resting(new MatterId("card"), "补卡", "fact", "fee", "十元", "游园卡管理办法", "第四条之一"));
        assertThat(store.restingOn("办卡指南", null).items().getFirst().article()).isNull();
    }

    @Test
    void whichMattersAreNear() {
        var near = store.nearest(new MatterId("card")).orElseThrow();

        assertThat(near.release()).isEqualTo("r1");
        assertThat(near.items()).extracting(n -> n.matter().value()).containsExactly("card-lost", "boat");
        assertThat(near.items().getFirst().nearness())
                .as("confused, sent on, one of two with an identity card, the only other with article 4")
                .isEqualTo(3.5);
        assertThat(near.items().getFirst().because())
                .containsExactlyInAnyOrder(
                        new StaffGraph.Tie("confused", "只是挂失，不补卡"),
                        new StaffGraph.Tie("redirect", "先挂失"),
                        new StaffGraph.Tie("legal-basis", "游园卡管理办法第四条"),
                        new StaffGraph.Tie("material", "居民身份证"));
        assertThat(near.items().getLast().because())
                .containsExactly(new StaffGraph.Tie("bundle", "春游一件事"), new StaffGraph.Tie("material", "居民身份证"));
    }

    @Test
    void nearnessGoesBothWays() {
        assertThat(store.nearest(new MatterId("card-lost"))
                        .orElseThrow()
                        .items()
                        .getFirst()
                        .matter())
                .isEqualTo(new MatterId("card"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swim", "nothing"})
    void nothingIsNearAMatterThatIsNotOurs(String matter) {
        assertThat(store.nearest(new MatterId(matter))).isEmpty();
    }

    @Test
    void whichBundlesTouchADepartment() {
        assertThat(store.bundlesOf("保险公司").items())
                .extracting(StaffGraph.DepartmentBundle::bundle)
                .containsExactly(new BundleId("bundle-outing"), new BundleId("bundle-insured"));
        assertThat(store.bundlesOf("旅行社").items())
                .containsExactly(new StaffGraph.DepartmentBundle(
                        new BundleId("bundle-outing"),
                        "春游一件事",
                        List.of(new StaffGraph.DepartmentBundle.Step("买保险", "保险公司、旅行社", null, true))));
        assertThat(store.bundlesOf("码头").items().getFirst().steps())
                .as("handled there")
                .containsExactly(new StaffGraph.DepartmentBundle.Step("租船", "公园", new MatterId("boat"), false));
        assertThat(store.bundlesOf("公园").items().getFirst().steps())
                .extracting(StaffGraph.DepartmentBundle.Step::name)
                .containsExactly("补卡", "租船");
        assertThat(store.bundlesOf("海关").items()).isEmpty();
    }

    private static StaffGraph.MaterialUse use(
            String matter,
            String shortName,
            String material,
            boolean optional,
            boolean shared,
            StaffGraph.Chosen... onlyIf) {
        return new StaffGraph.MaterialUse(new MatterId(matter), shortName, material, optional, shared, List.of(onlyIf));
    }
}
