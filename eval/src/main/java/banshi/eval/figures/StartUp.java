package banshi.eval.figures;

import banshi.eval.files.Scratch;
import banshi.eval.load.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a server takes from its command to its first answer, and how much memory it keeps when idle (启动耗时与内存).
 *
 * @param firstAnswer of each start, in order
 * @param residentMegabytes of the last one, some seconds after its first answer; Linux only, else 0
 */
public record StartUp(List<Duration> firstAnswer, long residentMegabytes) {
    private static final String QUESTION = """
            {"conversation": "start-up", "text": "我要补办户口本，网上能办吗？"}""";
    private static final Duration IDLE = Duration.ofSeconds(5);

    public StartUp {
        firstAnswer = List.copyOf(firstAnswer);
    }

    /** The middle one. */
    public Duration median() {
        return firstAnswer.stream().sorted().toList().get(firstAnswer.size() / 2);
    }

    /**
     * Starts a server several times, asks it one question each time, and stops it.
     *
     * @param launcher the program that understands {@code serve --port N --data DIR} and becomes the server's process
     * @throws IOException if it does not answer within two minutes
     */
    public static StartUp measure(Path launcher, int times) throws IOException, InterruptedException {
        var firstAnswers = new ArrayList<Duration>();
        long resident = 0;
        try (var data = Scratch.create("figures")) {
            var command = List.of(
                    launcher.toString(), "serve", "--data", data.folder().toString());
            for (int i = 0; i < times; i++) {
                var begin = System.nanoTime();
                try (var server = ServerProcess.start(command, "/api/v1/chat", QUESTION)) {
                    firstAnswers.add(Duration.ofNanos(System.nanoTime() - begin));
                    if (i == times - 1) {
                        Thread.sleep(IDLE);
                        resident = server.residentMegabytes();
                    }
                }
            }
        }
        return new StartUp(firstAnswers, resident);
    }
}
