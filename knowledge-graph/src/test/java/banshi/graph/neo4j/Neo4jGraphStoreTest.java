package banshi.graph.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.corpus.Matter;
import banshi.graph.GraphUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

class Neo4jGraphStoreTest {
    private static final List<Matter> MATTERS = SmallCatalogue.matters();

    private final Driver driver = TestNeo4j.driver();
    private final Neo4jGraphStore store = store(driver);

    @BeforeEach
    void empty() {
        TestNeo4j.empty();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A transaction for each matter. */
    private static Neo4jGraphStore store(Driver driver) {
        return new Neo4jGraphStore(driver, TestNeo4j.uri().toString(), 1);
    }

    private void publish(String release) {
        store.publish(release, MATTERS, SmallCatalogue.bundles());
    }

    private Map<String, Long> count(String query) {
        try (var session = driver.session()) {
            var counts = new LinkedHashMap<String, Long>();
            session.run(query)
                    .forEachRemaining(
                            row -> counts.put(row.get(0).asString(), row.get(1).asLong()));
            return counts;
        }
    }

    private Map<String, Long> nodesByRelease() {
        return count(
                "MATCH (n) WHERE n.release IS NOT NULL AND NOT n:CurrentRelease RETURN n.release, count(*) ORDER BY n.release");
    }

    @Nested
    class Publishing {
        @Test
        void givesBackWhatWasPublished() {
            publish("r1");

            var loaded = store.load("r1");
            assertThat(loaded.matters()).isEqualTo(MATTERS);
            assertThat(loaded.bundles()).isEqualTo(SmallCatalogue.bundles());
            assertThat(loaded.release()).isEqualTo("r1");
            assertThat(store.current()).contains("r1");
        }

        @Test
        void publishingTheSameReleaseAgainChangesNothing() {
            publish("r1");
            var nodes = nodesByRelease();
            var edges = count("MATCH ()-[r]->() RETURN type(r), count(*)");

            publish("r1");

            assertThat(nodesByRelease()).isEqualTo(nodes);
            assertThat(count("MATCH ()-[r]->() RETURN type(r), count(*)")).isEqualTo(edges);
        }

        @Test
        void goesBackToAnOlderRelease() {
            publish("r1");
            store.publish("r2", MATTERS.subList(0, 2), List.of());
            publish("r1");

            assertThat(store.current()).contains("r1");
            assertThat(store.load("r2").matters()).hasSize(2);
        }

        @Test
        void whereverItIsKilledTheFormerReleaseLoadsWholeAndTheNextPublicationCompletes() {
            publish("r1");
            int killed = 0;
            for (int after = 0; ; after++) {
                var release = "r2-" + after;
                var writes = new AtomicInteger(after);
                try (var dying = store(InterruptedDriver.of(TestNeo4j.driver(), writes))) {
                    dying.publish(release, MATTERS.subList(1, 3), SmallCatalogue.bundles());
                } catch (GraphUnavailable e) {
                    killed++;
                }
                if (writes.get() >= 0) break; // it got through
                assertThat(store.current())
                        .as("killed at transaction %s", after)
                        .contains("r1");
                assertThat(store.load("r1").matters()).isEqualTo(MATTERS);
                assertThatExceptionOfType(GraphUnavailable.class)
                        .isThrownBy(() -> store.load(release))
                        .withMessageContaining(release);

                store.publish(release, MATTERS.subList(1, 3), SmallCatalogue.bundles());
                assertThat(store.current()).contains(release);
                assertThat(store.load(release))
                        .isEqualTo(new StoredGraph(release, MATTERS.subList(1, 3), SmallCatalogue.bundles()));
                publish("r1");
            }
            assertThat(killed)
                    .as("constraints, the release, two matters, the bundles, the end")
                    .isEqualTo(6);
        }

        @Test
        void refusesToLoadWhatIsNotThere() {
            assertThatExceptionOfType(GraphUnavailable.class)
                    .isThrownBy(() -> store.load("r9"))
                    .withMessageContaining("r9");
            assertThat(store.current()).isEmpty();
        }

        @Test
        void refusesToLoadAReleaseOfWhichAPartIsMissing() {
            publish("r1");
            count("MATCH (m:Matter {release: 'r1', id: 'boat'}) DETACH DELETE m RETURN '', 0");

            assertThatExceptionOfType(GraphUnavailable.class).isThrownBy(() -> store.load("r1"));
        }
    }

    @Nested
    class Pruning {
        @Test
        void leavesTheCurrentReleaseAndTheNewestOthers() {
            for (var release : List.of("r1", "r2", "r3", "r4")) publish(release);

            assertThat(store.prune(1)).containsExactlyInAnyOrder("r1", "r2");

            assertThat(nodesByRelease()).containsOnlyKeys("r3", "r4");
            assertThat(count("MATCH (r:Release) RETURN r.id, 1")).containsOnlyKeys("r3", "r4");
            assertThat(store.load("r3").matters()).isEqualTo(MATTERS);
            assertThat(store.load("r4").matters()).isEqualTo(MATTERS);
            assertThat(store.prune(1)).isEmpty();
        }

        @Test
        void neverTakesTheCurrentReleaseHoweverOld() {
            for (var release : List.of("r1", "r2", "r1")) publish(release);

            assertThat(store.prune(0)).containsExactly("r2");
            assertThat(store.load("r1").matters()).isEqualTo(MATTERS);
        }

        @Test
        void takesWhatWasGivenUpAndLeavesWhatIsBeingWritten() {
            giveUp("given-up");
            publish("r1");
            giveUp("being-written");

            assertThat(store.prune(0)).containsExactly("given-up");
            assertThat(nodesByRelease()).containsOnlyKeys("being-written", "r1");
        }

        private void giveUp(String release) {
            try (var dying = store(InterruptedDriver.of(TestNeo4j.driver(), new AtomicInteger(3)))) {
                assertThatExceptionOfType(GraphUnavailable.class)
                        .isThrownBy(() -> dying.publish(release, MATTERS, List.of()));
            }
        }

        @Test
        void refusesToKeepLessThanNothing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.prune(-1))
                    .withMessageContaining("keep");
        }
    }

    @Nested
    class Trouble {
        @Test
        void saysWhatToCheckWhereNothingListens() throws IOException {
            int port;
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = taken.getLocalPort();
            }
            var uri = URI.create("bolt://127.0.0.1:" + port);
            try (var nowhere = Neo4jGraphStore.at(new Neo4jSettings(uri, "neo4j", "secret"))) {
                for (var use : List.<Runnable>of(
                        () -> nowhere.publish("r1", MATTERS, List.of()), () -> nowhere.mattersNeeding("旧卡")))
                    assertThatExceptionOfType(GraphUnavailable.class)
                            .isThrownBy(use::run)
                            .withMessageContainingAll(uri.toString(), "检查", "banshi.neo4j.uri")
                            .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
            }
        }

        @Test
        void saysThatNothingWasPublishedYet() {
            assertThatExceptionOfType(GraphUnavailable.class)
                    .isThrownBy(() -> store.bundlesOf("公园"))
                    .withMessageContaining("还没有发布");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://127.0.0.1:7474", "localhost:7687", "bolt:x"})
        void refusesWhatIsNoAddress(String uri) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Neo4jSettings(URI.create(uri), null, null))
                    .withMessageContaining("bolt://");
        }

        @Test
        void keepsThePasswordToItself() {
            assertThat(new Neo4jSettings(TestNeo4j.uri(), "neo4j", "secret").toString())
                    .doesNotContain("secret");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Neo4jSettings(TestNeo4j.uri(), "neo4j", null))
                    .withMessageContaining("password");
        }
    }
}
