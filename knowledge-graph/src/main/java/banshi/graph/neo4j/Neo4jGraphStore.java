package banshi.graph.neo4j;

import banshi.corpus.Bundle;
import banshi.corpus.BundleId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.graph.GraphUnavailable;
import banshi.graph.StaffGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/**
 * The graph of releases in Neo4j (图谱存储): published, loaded back, pruned, asked by staff.
 *
 * <p>A release is written beside the others, some matters a transaction, and becomes the current one in its last transaction. So
 * whoever reads sees the former release until the new one is whole, and a publication that was killed is taken up by the next one: matters
 * are there wholly or not at all, and those that are there are left alone. A release id stands for its content; the same id is never
 * published with other content.
 *
 * <p>Thread-safe; blocks. Publishing 121 matters takes some seconds, see {@code ./banshi bench graph}.
 */
public final class Neo4jGraphStore implements StaffGraph, AutoCloseable {
    /** Nodes to a transaction, nearly: enough that the way there and back does not count, little enough for any heap. */
    private static final int BATCH = 1_000;

    private static final int MATTERS_DELETED_AT_ONCE = 50;
    private static final int NEAREST = 20;

    private final Driver driver;
    private final String address;
    private final int batch;

    /**
     * @param driver closed with this store
     * @param address of the database, for messages
     */
    public Neo4jGraphStore(Driver driver, String address) {
        this(driver, address, BATCH);
    }

    Neo4jGraphStore(Driver driver, String address, int batch) {
        this.driver = driver;
        this.address = address;
        this.batch = batch;
    }

    /** A store that is not connected yet: it connects when it is first used, and again after each interruption. */
    public static Neo4jGraphStore at(Neo4jSettings settings) {
        var config = Config.builder()
                .withUserAgent("banshi")
                .withConnectionTimeout(3, TimeUnit.SECONDS)
                .withConnectionAcquisitionTimeout(3, TimeUnit.SECONDS)
                .withMaxTransactionRetryTime(1, TimeUnit.SECONDS)
                .withMaxConnectionPoolSize(8)
                .build();
        return new Neo4jGraphStore(
                GraphDatabase.driver(settings.uri(), token(settings), config),
                settings.uri().toString());
    }

    private static AuthToken token(Neo4jSettings settings) {
        var user = settings.user();
        var password = settings.password();
        return user == null || password == null ? AuthTokens.none() : AuthTokens.basic(user, password);
    }

    /** Where the database is. */
    public String address() {
        return address;
    }

    /**
     * Publishes a release and makes it the current one; goes on where an earlier publication of it stopped, and does nothing where it is
     * the current one already.
     *
     * @throws GraphUnavailable if the database cannot be reached or refuses; what was read before is then still read, and the same
     *     call may be made again
     */
    public void publish(String release, List<Matter> matters, List<Bundle> bundles) {
        var doing = "把知识版本 " + release + " 发布到图数据库";
        talk(doing, session -> {
            if (Optional.of(release).equals(current(session))) return release;
            session.executeWriteWithoutResult(tx -> {
                for (var constraint : Cypher.constraints()) tx.run(constraint).consume();
            });
            var begun = write(
                    session,
                    Cypher.BEGIN_RELEASE,
                    Map.of("release", release, "matters", matters.size(), "bundles", bundles.size()));
            if (!begun.getFirst().get("complete").asBoolean()) {
                writeMatters(session, release, matters);
                writeBundles(session, release, bundles);
            }
            var finished = write(session, Cypher.FINISH_RELEASE, Map.of("release", release));
            if (finished.isEmpty())
                throw new GraphUnavailable(doing + "时发现写进去的不完整，可能有别的程序在改同一个库；会再试一次，还不行就删掉这个版本的 Release 节点");
            return release;
        });
    }

    private void writeMatters(Session session, String release, List<Matter> matters) {
        var written = ids(session, Cypher.WRITTEN_MATTERS, release);
        var rows = new ArrayList<Map<String, Object>>();
        int size = 0;
        for (int place = 0; place < matters.size(); place++) {
            var matter = matters.get(place);
            if (written.contains(matter.id().value())) continue;
            rows.add(ContentToNodes.row(matter, place, release));
            size += ContentToNodes.size(matter);
            if (size < batch) continue;
            write(session, Cypher.WRITE_MATTERS, Map.of("release", release, "rows", rows));
            rows.clear();
            size = 0;
        }
        if (!rows.isEmpty()) write(session, Cypher.WRITE_MATTERS, Map.of("release", release, "rows", rows));
    }

    private void writeBundles(Session session, String release, List<Bundle> bundles) {
        var written = ids(session, Cypher.WRITTEN_BUNDLES, release);
        var rows = new ArrayList<Map<String, Object>>();
        for (int place = 0; place < bundles.size(); place++)
            if (!written.contains(bundles.get(place).id().value()))
                rows.add(ContentToNodes.row(bundles.get(place), place, release));
        if (!rows.isEmpty()) write(session, Cypher.WRITE_BUNDLES, Map.of("release", release, "rows", rows));
    }

    private static Set<String> ids(Session session, Cypher query, String release) {
        return new HashSet<>(session.executeRead(tx -> tx.run(query.text(), Map.of("release", release))
                .list(row -> row.get("id").asString())));
    }

    /**
     * The id of the current release; nothing where none was published yet.
     *
     * @throws GraphUnavailable if the database cannot be reached or refuses
     */
    public Optional<String> current() {
        return talk("查当前发布的知识版本", Neo4jGraphStore::current);
    }

    private static Optional<String> current(Session session) {
        return session.executeRead(tx -> tx.run(Cypher.CURRENT_RELEASE.text()).stream()
                .map(row -> row.get("release").asString())
                .findFirst());
    }

    /**
     * The whole release, equal to what was published.
     *
     * @throws GraphUnavailable if the database cannot be reached or refuses, or does not hold all of that release
     */
    public StoredGraph load(String release) {
        var doing = "从图数据库读知识版本 " + release;
        return talk(
                doing,
                session -> session.executeRead(tx -> {
                    var named = Map.<String, Object>of("release", release);
                    var whole = tx.run(Cypher.RELEASE.text(), named).list();
                    var matters = tx.run(Cypher.LOAD_MATTERS.text(), named).list(NodesToContent::matter);
                    var bundles = tx.run(Cypher.LOAD_BUNDLES.text(), named).list(NodesToContent::bundle);
                    if (whole.isEmpty()
                            || whole.getFirst().get("matters").asInt() != matters.size()
                            || whole.getFirst().get("bundles").asInt() != bundles.size())
                        throw new GraphUnavailable(doing + "：库里没有这个版本，或者不完整；请先发布");
                    return new StoredGraph(release, matters, bundles);
                }));
    }

    /**
     * Deletes old releases: all but the current one, the newest others, and those begun after the current one.
     *
     * @param keep how many complete releases to keep beside the current one, 0 or more
     * @return the ids of the deleted ones
     * @throws GraphUnavailable if the database cannot be reached or refuses; what was not deleted is the next time
     */
    public List<String> prune(int keep) {
        if (keep < 0) throw new IllegalArgumentException("keep is " + keep + "; allowed: 0 or more");
        return talk("清理图数据库里的旧版本", session -> {
            var old = session.executeRead(tx -> tx.run(Cypher.RELEASES_TO_PRUNE.text(), Map.of("keep", keep))
                    .list(row -> row.get("release").asString()));
            for (var release : old) delete(session, release);
            return old;
        });
    }

    private static void delete(Session session, String release) {
        if (write(session, Cypher.CLOSE_RELEASE, Map.of("release", release)).isEmpty())
            return; // made the current one meanwhile
        var some = Map.<String, Object>of("release", release, "most", MATTERS_DELETED_AT_ONCE);
        while (write(session, Cypher.DELETE_MATTERS, some)
                        .getFirst()
                        .get("deleted")
                        .asInt()
                > 0) {}
        write(session, Cypher.DELETE_RELEASE, Map.of("release", release));
    }

    // ---- staff ----

    @Override
    public Found<MaterialUse> mattersNeeding(String name) {
        return ask(
                "查哪些事项要“" + name + "”",
                Cypher.MATTERS_NEEDING_MATERIAL,
                Map.of("name", name, "most", MOST),
                row -> new MaterialUse(
                        matter(row),
                        row.get("shortName").asString(),
                        row.get("material").asString(),
                        row.get("optional").asBoolean(),
                        row.get("shared").asBoolean(),
                        row.get("onlyIf")
                                .asList(o -> new Chosen(
                                        o.get("question").asString(),
                                        o.get("option").asString()))));
    }

    @Override
    public Found<Resting> restingOn(String title, @Nullable String article) {
        var named = new HashMap<String, @Nullable Object>();
        named.put("title", title);
        named.put("article", article);
        named.put("most", MOST);
        return ask(
                "查依据“" + title + "”的内容",
                Cypher.RESTING_ON_LEGAL_BASIS,
                named,
                row -> new Resting(
                        matter(row),
                        row.get("shortName").asString(),
                        row.get("kind").asString(),
                        row.get("id").asString(),
                        row.get("words").asString(),
                        row.get("title").asString(),
                        row.get("article").asString(null)));
    }

    @Override
    public Optional<Found<Nearest>> nearest(MatterId matter) {
        var named = Map.<String, @Nullable Object>of("matter", matter.value(), "most", NEAREST);
        var doing = "查与事项 " + matter + " 相近的事项";
        if (ask(doing, Cypher.MATTER, named, row -> row).items().isEmpty()) return Optional.empty();
        return Optional.of(ask(
                doing,
                Cypher.NEAREST_MATTERS,
                named,
                row -> new Nearest(
                        matter(row),
                        row.get("shortName").asString(),
                        row.get("nearness").asDouble(),
                        row.get("because")
                                .asList(tie -> new Tie(
                                        tie.get("why").asString(),
                                        tie.get("words").asString())))));
    }

    @Override
    public Found<DepartmentBundle> bundlesOf(String department) {
        return ask(
                "查涉及“" + department + "”的一件事",
                Cypher.BUNDLES_OF_DEPARTMENT,
                Map.of("department", department, "most", MOST),
                row -> new DepartmentBundle(
                        new BundleId(row.get("bundle").asString()),
                        row.get("name").asString(),
                        row.get("steps").asList(Neo4jGraphStore::step)));
    }

    private static DepartmentBundle.Step step(Value step) {
        var matter = step.get("matter").asString(null);
        return new DepartmentBundle.Step(
                step.get("name").asString(),
                step.get("department").asString(),
                matter == null ? null : new MatterId(matter),
                step.get("optional").asBoolean());
    }

    private static MatterId matter(Record row) {
        return new MatterId(row.get("matter").asString());
    }

    private <T> Found<T> ask(
            String doing, Cypher query, Map<String, @Nullable Object> named, Function<Record, T> item) {
        return talk(
                doing,
                session -> session.executeRead(tx -> {
                    var rows = tx.run(query.text(), named).list();
                    var release = rows.isEmpty()
                            ? current(tx)
                            : rows.getFirst().get("release").asString();
                    return new Found<>(release, rows.stream().map(item).toList());
                }));
    }

    private static String current(TransactionContext tx) {
        return tx.run(Cypher.CURRENT_RELEASE.text()).stream()
                .map(row -> row.get("release").asString())
                .findFirst()
                .orElseThrow(() -> new GraphUnavailable("图数据库里还没有发布过知识版本；服务启动后会自动发布，请稍后再试"));
    }

    // ---- talking to the database ----

    private static List<Record> write(Session session, Cypher statement, Map<String, Object> named) {
        return session.executeWrite(tx -> tx.run(statement.text(), named).list());
    }

    private <T> T talk(String doing, Function<Session, T> work) {
        try (var session = driver.session()) {
            return work.apply(session);
        } catch (Neo4jException e) {
            throw new GraphUnavailable(doing + "没有成功：" + advice(e), e);
        }
    }

    private String advice(Neo4jException failure) {
        return switch (failure) {
            case AuthenticationException _, SecurityException _ ->
                address + " 不接受登录，请检查 banshi.neo4j.user 和 banshi.neo4j.password";
            case ServiceUnavailableException _, SessionExpiredException _ ->
                "连不上 " + address + "，请检查 Neo4j 是否在运行、banshi.neo4j.uri 写得对不对、防火墙放不放行";
            default -> address + " 拒绝了（" + failure.code() + "），请看 Neo4j 的日志";
        };
    }

    @Override
    public void close() {
        driver.close();
    }
}
