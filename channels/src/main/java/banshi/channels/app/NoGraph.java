package banshi.channels.app;

import banshi.corpus.MatterId;
import banshi.graph.GraphUnavailable;
import banshi.graph.StaffGraph;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The graph database where none is set up (未配置图数据库): says how to set one up. */
final class NoGraph implements StaffGraph {
    static final String HOW = "没有配置图数据库；在数据目录的 banshi.yaml 里写上 banshi.neo4j.uri（以及 user、password），再重启服务";

    @Override
    public Found<MaterialUse> mattersNeeding(String name) {
        throw new GraphUnavailable(HOW);
    }

    @Override
    public Found<Resting> restingOn(String title, @Nullable String article) {
        throw new GraphUnavailable(HOW);
    }

    @Override
    public Optional<Found<Nearest>> nearest(MatterId matter) {
        throw new GraphUnavailable(HOW);
    }

    @Override
    public Found<DepartmentBundle> bundlesOf(String department) {
        throw new GraphUnavailable(HOW);
    }
}
