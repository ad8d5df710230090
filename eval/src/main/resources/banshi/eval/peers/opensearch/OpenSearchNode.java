import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.analysis.AnalyzerProvider;
import org.opensearch.index.analysis.AnalyzerScope;
import org.opensearch.index.analysis.PreBuiltAnalyzerProvider;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * One OpenSearch node with HTTP on a free port of the loopback (对照系统进程): says "port N" on standard output when it can be asked,
 * and ends when its standard input does. Compiled at the time of the comparison, against jars that are not ours.
 */
public final class OpenSearchNode extends Node {
    private OpenSearchNode(Path folder) {
        super(
                InternalSettingsPreparer.prepareEnvironment(settings(folder), Map.of(), null, () -> "peer"),
                List.of(plugin(Netty4ModulePlugin.class), plugin(Cjk.class)),
                false);
    }

    private static Settings settings(Path folder) {
        return Settings.builder()
                .put("cluster.name", "banshi-peer")
                .put("path.home", folder.toString())
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", "0")
                .put("transport.port", "0")
                .put("transport.type", "netty4")
                .put("http.type", "netty4")
                .build();
    }

    private static PluginInfo plugin(Class<? extends Plugin> plugin) {
        return new PluginInfo(
                plugin.getSimpleName(), "", "0", Version.CURRENT, "25", plugin.getName(), List.of(), false);
    }

    /**
     * Lucene's bigrams of Chinese characters (中文二元切分) under the name that OpenSearch's own module of analyzers, which is not on
     * Maven Central, gives them.
     */
    public static final class Cjk extends Plugin implements AnalysisPlugin {
        @Override
        public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
            return Map.of(
                    "cjk",
                    (index, environment, name, settings) ->
                            new PreBuiltAnalyzerProvider(name, AnalyzerScope.INDEX, new CJKAnalyzer()));
        }
    }

    /** Takes the folder for everything that it writes. */
    public static void main(String[] arguments) throws Exception {
        Configurator.setRootLevel(Level.WARN);
        try (var node = new OpenSearchNode(Path.of(arguments[0]))) {
            node.start();
            InetSocketAddress address = node.injector()
                    .getInstance(HttpServerTransport.class)
                    .boundAddress()
                    .publishAddress()
                    .address();
            System.out.println("port " + address.getPort());
            awaitEndOfInput();
        }
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // whoever started us is still there
        }
    }
}
