package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class EchoCommandTest {
    @Test
    void givesBackWhatItWasSent() throws Exception {
        var said = "{\"conversation\":\"c\",\"text\":\"户口本“丢了”怎么办\"}";
        try (var context = EchoCommand.start(0);
                var client = HttpClient.newHttpClient()) {
            var port = context.getEnvironment().getRequiredProperty("local.server.port");
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/echo"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(said))
                    .build();

            var answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.body()).isEqualTo(said);
        }
    }
}
