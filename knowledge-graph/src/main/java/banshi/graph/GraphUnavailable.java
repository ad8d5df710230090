package banshi.graph;

/** The graph database cannot be used now (图数据库不可用); the message tells operators what was being done and what to check. */
public final class GraphUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GraphUnavailable(String sentence) {
        super(sentence);
    }

    public GraphUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
