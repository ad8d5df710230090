package banshi.eval.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server says of itself at {@code /metrics} (服务指标), at one moment.
 *
 * @param values by name with tags, as Prometheus reads them
 */
public record ServerMetrics(Map<String, Double> values) {
    public ServerMetrics {
        values = Map.copyOf(values);
    }

    /**
     * Asks a server.
     *
     * @throws IOException if it does not tell
     */
    public static ServerMetrics of(ServerProcess server) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics"))
                .header("Authorization", "Bearer " + ServerProcess.OPERATIONS_KEY)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200)
                throw new IOException("the server answers " + response.statusCode() + " where its metrics are");
            return read(response.body());
        }
    }

    static ServerMetrics read(String text) {
        var values = new LinkedHashMap<String, Double>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            values.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
        });
        return new ServerMetrics(values);
    }

    /**
     * Of one name, all together whose tags hold these; 0 where there is none.
     *
     * @param tags as {@code area="heap"}
     */
    public double sum(String name, String... tags) {
        return values.entrySet().stream()
                .filter(e -> e.getKey().equals(name) || e.getKey().startsWith(name + "{"))
                .filter(e -> List.of(tags).stream().allMatch(e.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
