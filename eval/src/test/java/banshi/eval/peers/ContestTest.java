package banshi.eval.peers;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.cases.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ContestTest {
    private static final Map<String, Pair> ALL_RIGHT =
            Map.of("补办户口本多少钱", Questions.FEE, "户口本几天能补好", Questions.TIME, "办护照多少钱", Questions.PASSPORT_FEE);

    private final List<String> order = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void teachesAndAsksAllTheSameInTurns() throws Exception {
        run(new Known("first", ALL_RIGHT), new Known("second", ALL_RIGHT));

        assertThat(order.stream().filter(o -> !o.contains("我家里人问起")))
                .containsExactly(
                        "first is taught 7",
                        "second is taught 7",
                        "first: 补办户口本多少钱",
                        "first: 户口本几天能补好",
                        "second: 补办户口本多少钱",
                        "second: 户口本几天能补好",
                        "first: 办护照多少钱",
                        "second: 办护照多少钱",
                        "first is closed",
                        "second is closed");
    }

    @Test
    void warmsUpWithTaughtQuestionsThatNobodyKnowsByHeart() throws Exception {
        run(new Known("one", ALL_RIGHT));

        assertThat(order).contains("one: 我家里人问起，补办户口本要交多少钱").doesNotContain("one: 补办户口本要交多少钱");
    }

    @Test
    void measuresPairsMattersAndAspectsByThemselves() throws Exception {
        var halfRight = new HashMap<>(ALL_RIGHT);
        halfRight.put("办护照多少钱", Questions.FEE); // the wrong matter, the right aspect
        halfRight.remove("户口本几天能补好");

        var standing = (Standing.Measured) run(new Known("one", halfRight)).getFirst();

        assertThat(standing.measured()
                        .figure("forced-top1", "all")
                        .orElseThrow()
                        .value())
                .isEqualTo(1 / 3.0);
        assertThat(standing.measured()
                        .figure("forced-top1-matter", "all")
                        .orElseThrow()
                        .value())
                .isEqualTo(1 / 3.0);
        assertThat(standing.measured()
                        .figure("forced-top1-aspect", "all")
                        .orElseThrow()
                        .value())
                .isEqualTo(2 / 3.0);
    }

    @Test
    void takesThePeersOwnTimeWhereItTellsIt() throws Exception {
        var slow = new Known("one", ALL_RIGHT) {
            @Override
            public Guess ask(String text) {
                return new Guess(ALL_RIGHT.get(text), Duration.ofSeconds(7));
            }
        };

        var standing = (Standing.Measured) run(slow).getFirst();

        assertThat(standing.latency().millis(.5)).isEqualTo(7000);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void reportsAPeerThatDiesWithItsLastWordsAndGoesOnWithTheOthers() throws Exception {
        var standings = run(new Dying(folder), new Known("other", ALL_RIGHT));

        assertThat(standings.get(0))
                .isInstanceOfSatisfying(
                        Standing.NotMeasured.class,
                        n -> assertThat(n.why()).contains("status 9").contains("out of ideas"));
        assertThat(standings.get(1)).isInstanceOf(Standing.Measured.class);
        assertThat(order).contains("other is closed");
    }

    @Test
    void leavesOutWhoIsNotInstalled() throws Exception {
        var absent = new Known("absent", ALL_RIGHT) {
            @Override
            public void learn(List<Taught> taught) throws IOException {
                throw new PeerUnavailable("install it");
            }
        };

        assertThat(run(absent, new Known("other", ALL_RIGHT)))
                .satisfiesExactly(
                        first ->
                                assertThat(((Standing.NotMeasured) first).why()).isEqualTo("install it"),
                        second -> assertThat(second).isInstanceOf(Standing.Measured.class));
    }

    private List<Standing> run(Peer... peers) throws InterruptedException {
        var plan = new Contest.Plan("r-1", Questions.taught(), Questions.asked(), Duration.ofSeconds(20), 3, 2);
        return new Contest(plan, said -> {}).run(List.of(peers));
    }

    /** Knows some questions by heart and tells the order in which things happen. */
    private class Known implements Peer {
        private final String name;
        private final Map<String, Pair> known;

        Known(String name, Map<String, Pair> known) {
            this.name = name;
            this.known = known;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String about() {
            return "a fake";
        }

        @Override
        public void learn(List<Taught> taught) throws IOException {
            order.add(name + " is taught " + taught.size());
        }

        @Override
        public Guess ask(String text) {
            order.add(name + ": " + text);
            return new Guess(known.get(text), null);
        }

        @Override
        public void close() {
            order.add(name + " is closed");
        }
    }

    /** Answers the warm-up, then dies. */
    private static final class Dying implements Peer {
        private final Path folder;
        private Child child;

        Dying(Path folder) {
            this.folder = folder;
        }

        @Override
        public String name() {
            return "dying";
        }

        @Override
        public String about() {
            return "a program that dies";
        }

        @Override
        public void learn(List<Taught> taught) throws IOException {
            var script = "for i in 1 2 3; do read line; echo yes; done; read line; echo 'out of ideas' >&2; exit 9";
            child = Child.start(name(), folder, Child.Heard.OUTPUT, "install sh", List.of("sh", "-c", script));
        }

        @Override
        public Guess ask(String text) throws IOException, InterruptedException {
            child.say(text);
            child.line(Duration.ofSeconds(30));
            return Guess.NOTHING;
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
