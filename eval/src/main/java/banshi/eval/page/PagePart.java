package banshi.eval.page;

import static banshi.eval.speed.Table.cell;

import banshi.eval.files.Scratch;
import banshi.eval.load.ServerProcess;
import banshi.eval.speed.Part;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How soon somebody who opens the chat page for the first time can ask, on a phone that is much slower than this machine (网页测速). */
public final class PagePart implements Part {
    private static final String CHAT = "/api/v1/chat";
    private static final String FIRST = "{\"conversation\": \"bench\", \"text\": \"你好\"}";

    private static final int LOADS = 10;
    private static final int SLOWDOWN = 4;
    private static final double MOST_MILLIS = 1_500;
    private static final double MOST_KILOBYTES = 120;

    /** Loads by a browser whose processor is so many times slower. */
    record Slowed(int slowdown, List<Load> loads) {
        double medianMillis() {
            var millis = loads.stream().mapToDouble(Load::millis).sorted().toArray();
            return (millis[(millis.length - 1) / 2] + millis[millis.length / 2]) / 2;
        }

        double worstMillis() {
            return loads.stream().mapToDouble(Load::millis).max().orElseThrow();
        }

        double kilobytes() {
            return loads.stream().mapToLong(Load::bytes).max().orElseThrow() / 1e3;
        }
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String about() {
        return "the chat page in Chromium, opened for the first time on a processor four times slower";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException, InterruptedException {
        var launcher = setting.requiredLauncher().toAbsolutePath();
        var browser = BrowserChild.beside(launcher);
        setting.progress().accept("starting the server");
        try (var data = Scratch.create("page");
                var server = ServerProcess.start(
                        List.of(
                                launcher.toString(),
                                "serve",
                                "--data",
                                data.folder().toString()),
                        CHAT,
                        FIRST)) {
            var page = URI.create("http://localhost:" + server.address().getPort() + "/");
            var slowed = new ArrayList<Slowed>();
            for (int slowdown : new int[] {1, SLOWDOWN}) {
                setting.progress().accept("opening the page %d times, %d times slower".formatted(LOADS, slowdown));
                slowed.add(new Slowed(slowdown, browser.load(page, LOADS, slowdown)));
            }
            return List.of(section(slowed));
        }
    }

    /**
     * What came out.
     *
     * @param slowed the last is what the project asks for
     */
    static Section section(List<Slowed> slowed) {
        var asked = slowed.getLast();
        return new Section(
                "网页首次打开 First load of the page",
                "Chromium, a new profile for each load: nothing is cached. The page is interactive when what is typed shows and can be"
                        + " sent, counted from the navigation. Server and browser share the machine; the network is the loopback. Bytes are"
                        + " those over the wire, compressed, headers included.",
                new Table(
                        List.of("CPU slower", "loads", "median ms", "worst ms", "kB"),
                        slowed.stream()
                                .map(s -> List.of(
                                        cell(s.slowdown(), 0),
                                        cell(s.loads().size(), 0),
                                        cell(s.medianMillis(), 0),
                                        cell(s.worstMillis(), 0),
                                        cell(s.kilobytes(), 1)))
                                .toList()),
                List.of(
                        new Target(
                                "interactive within 1.5 s on a processor %d times slower, median"
                                        .formatted(asked.slowdown()),
                                String.format(Locale.ROOT, "%.2f s", asked.medianMillis() / 1e3),
                                asked.medianMillis() <= MOST_MILLIS),
                        new Target(
                                "at most 120 kB over the wire",
                                String.format(Locale.ROOT, "%.1f kB", asked.kilobytes()),
                                asked.kilobytes() <= MOST_KILOBYTES)),
                List.of());
    }
}
