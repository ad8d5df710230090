package banshi.eval.peers;

import banshi.assistant.cases.Pair;
import banshi.eval.files.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenSearch, a search engine, asked over HTTP for the taught question with the best BM25 score (OpenSearch 对照); Chinese is
 * indexed in bigrams of characters. It runs in a JVM of its own with a gigabyte of heap, on jars that Maven resolves at that time.
 */
final class OpenSearchPeer implements Peer {
    private static final String NEEDS_MAVEN =
            "OpenSearch's jars need Maven 3.8 or newer and, the first time, Maven Central: install it (Debian: apt-get install maven)";
    private static final String POM = "pom.xml";
    private static final Duration RESOLVING = Duration.ofMinutes(10);
    private static final Duration STARTING = Duration.ofMinutes(5);
    private static final int A_BULK = 2_000;
    private static final int HITS = 10; // the best may be topics, which are passed over
    private static final String JSON = "application/json";

    private final Path work;
    private final JsonMapper mapper = JsonMapper.shared();
    private @Nullable Scratch home;
    private @Nullable Child node;
    private @Nullable Endpoint http;

    /** @param work where its class path is kept */
    OpenSearchPeer(Path work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public String about() {
        return "OpenSearch 3.9 over HTTP, BM25 over bigrams, label of the best hit";
    }

    @Override
    public void learn(List<Taught> taught) throws IOException, InterruptedException {
        var kit = Kit.unpack(work, "opensearch", POM, "OpenSearchNode.java");
        var classPath = compile(kit.folder(), resolve(kit));
        home = Scratch.create("opensearch");
        var started = Child.start(
                name(),
                kit.folder(),
                Child.Heard.OUTPUT,
                "OpenSearch needs a java on the path",
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xms1g",
                        "-Xmx1g",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        "OpenSearchNode",
                        home.folder().toString()));
        node = started;
        var port = started.lineWith("port ", STARTING).substring("port ".length());
        http = Endpoint.of("http://127.0.0.1:" + port);
        index(taught);
    }

    private static String resolve(Kit kit) throws IOException, InterruptedException {
        var list = kit.folder().resolve("classpath");
        if (!kit.isDone(POM)) {
            Child.run(
                    "mvn",
                    kit.folder(),
                    RESOLVING,
                    NEEDS_MAVEN,
                    List.of("mvn", "-B", "-ntp", "-q", "dependency:build-classpath", "-Dmdep.outputFile=" + list));
            kit.done(POM);
        }
        return Files.readString(list).strip();
    }

    /** The class path with the node's own classes in front. */
    private static String compile(Path folder, String jars) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) throw new PeerUnavailable("OpenSearch's node is compiled here: run this on a JDK");
        var classes = Files.createDirectories(folder.resolve("classes"));
        var said = new ByteArrayOutputStream();
        var source = folder.resolve("OpenSearchNode.java").toString();
        int status = compiler.run(null, said, said, "-cp", jars, "-d", classes.toString(), "-proc:none", source);
        if (status != 0) throw new IOException("OpenSearchNode.java: " + said.toString(StandardCharsets.UTF_8));
        return classes + File.pathSeparator + jars;
    }

    private void index(List<Taught> taught) throws IOException, InterruptedException {
        send("PUT", "/taught", JSON, """
                {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"},
                 "mappings": {"dynamic": "strict", "properties": {
                   "text": {"type": "text", "analyzer": "cjk"}, "label": {"type": "keyword"}, "aspect": {"type": "keyword"}}}}
                """);
        for (int from = 0; from < taught.size(); from += A_BULK) {
            var bulk = new StringBuilder();
            for (var one : taught.subList(from, Math.min(taught.size(), from + A_BULK))) {
                var document = new LinkedHashMap<String, String>();
                document.put("text", one.text());
                document.put("label", one.label());
                if (one.aspect() != null) document.put("aspect", one.aspect());
                bulk.append("{\"index\":{}}\n")
                        .append(mapper.writeValueAsString(document))
                        .append('\n');
            }
            var answer = send("POST", "/taught/_bulk", "application/x-ndjson", bulk.toString());
            if (answer.path("errors").asBoolean(true))
                throw new IOException("OpenSearch refused some of the questions");
        }
        send("POST", "/taught/_refresh", JSON, "");
        send("POST", "/taught/_forcemerge?max_num_segments=1", JSON, "");
    }

    @Override
    public Guess ask(String text) throws IOException, InterruptedException {
        var query = Map.of(
                "size",
                HITS,
                "track_total_hits",
                false,
                "_source",
                List.of("label", "aspect"),
                "query",
                Map.of("match", Map.of("text", text)));
        JsonNode found;
        try {
            found = send("POST", "/taught/_search", JSON, mapper.writeValueAsString(query));
        } catch (Endpoint.Refused e) {
            if (e.isMiss()) return Guess.NOTHING;
            throw e;
        }
        for (var hit : found.path("hits").path("hits").values()) {
            var source = hit.path("_source");
            var aspect = source.path("aspect");
            if (aspect.isString()) return Guess.of(Pair.of(source.path("label").asString(""), aspect.stringValue()));
        }
        return Guess.NOTHING;
    }

    private JsonNode send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var child = node;
        var endpoint = http;
        if (child == null || endpoint == null) throw new IllegalStateException(name() + " has not learned yet");
        try {
            return endpoint.send(method, path, type, body);
        } catch (Endpoint.Refused e) {
            throw e;
        } catch (IOException e) {
            throw child.failure("could not be asked (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        if (http != null) http.close();
        if (node != null) node.close();
        if (home != null) home.discard();
    }
}
