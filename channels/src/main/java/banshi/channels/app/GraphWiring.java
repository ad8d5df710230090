package banshi.channels.app;

import banshi.channels.web.HealthPart;
import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import banshi.graph.StaffGraph;
import banshi.graph.neo4j.Neo4jGraphStore;
import banshi.graph.neo4j.Neo4jSettings;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the graph database to its place (图数据库装配), beside the answers and not among them; its address stands under {@code banshi.neo4j}. */
@Configuration(proxyBeanMethods = false)
class GraphWiring {
    /** Staff at the same time; a question takes some milliseconds, or a few seconds until it is given up. */
    private static final int DESKS = 2;

    private static final int WAITING = 16;

    /** What is published there; whoever imports this brings it. */
    interface Source {
        /** What answers now; blocks until there is something. */
        GraphPublication.Content current();
    }

    /** What there is of it; without a publication where no database is set up, and the driver's classes are then not even loaded. */
    record Graph(
            StaffGraph staff, HealthPart health, @Nullable GraphPublication publication) implements AutoCloseable {
        @Override
        public void close() {
            if (publication != null) publication.close();
        }
    }

    /** The address and the secret, if there are any. */
    static Optional<Neo4jSettings> settings(Environment environment) {
        var binder = Binder.get(environment);
        if (!binder.bind("banshi.neo4j.uri", String.class).isBound()) return Optional.empty();
        return Optional.of(binder.bind("banshi.neo4j", Neo4jSettings.class).get());
    }

    @Bean
    Graph graph(Environment environment, Source source, Clock clock) {
        var settings = settings(environment);
        if (settings.isEmpty()) {
            var off = new Now("neo4j", State.OFF, clock.instant(), NoGraph.HOW, Map.of());
            return new Graph(new NoGraph(), () -> off, null);
        }
        var store = Neo4jGraphStore.at(settings.get());
        var publication = new GraphPublication(store, source::current, clock);
        publication.start();
        return new Graph(store, publication, publication);
    }

    @Bean(destroyMethod = "") // closed with the publication
    StaffGraph staffGraph(Graph graph) {
        return graph.staff();
    }

    @Bean(destroyMethod = "")
    HealthPart graphHealth(Graph graph) {
        return graph.health();
    }

    /** On which staff's questions wait for the database. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor graphDesk() {
        var desk = new ThreadPoolExecutor(
                DESKS,
                DESKS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("graph-desk-", 1).factory());
        desk.allowCoreThreadTimeOut(true);
        return desk;
    }
}
