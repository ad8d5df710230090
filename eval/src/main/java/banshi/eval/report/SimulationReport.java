package banshi.eval.report;

import banshi.eval.simulate.Finding;
import banshi.eval.simulate.Simulation;
import banshi.eval.simulate.Trouble;
import banshi.eval.simulate.Walk;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What came of walks with invented citizens (模拟报告): for a terminal and for a file. */
public final class SimulationReport {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int MOST = 10;

    private SimulationReport() {}

    private record Found(Walk walk, Finding finding) {
        /** What went wrong, and after which manner of answer. */
        String kind() {
            var manner = walk.exchanges().get(finding.turn() - 1).manner();
            return finding.trouble() + (manner.isEmpty() ? "" : " after " + manner);
        }

        String place() {
            return finding.trouble() + " " + walk.matter() + (finding.about().isEmpty() ? "" : " " + finding.about());
        }
    }

    /** Figures, how often each trouble was found with an example, and where most; ends with a line break. */
    public static String text(Simulation simulation) {
        var text = new StringBuilder();
        text.append("release %s, seed %d\n".formatted(simulation.release(), simulation.seed()));
        text.append("%d walks through %d matters, %d of them walked past the opening\n"
                .formatted(
                        simulation.walks().size(),
                        simulation.matters(),
                        simulation.walked().size()));
        text.append(String.format(
                Locale.ROOT,
                "questions asked: mean %.2f, walks by number %s; turns: mean %.2f\n",
                simulation.meanQuestions(),
                simulation.questions(),
                simulation.meanTurns()));
        text.append("facts told at once: %d, taken in %d\n"
                .formatted(
                        simulation.walked().stream().mapToInt(Walk::told).sum(),
                        simulation.walked().stream().mapToInt(Walk::heard).sum()));
        text.append("endings: ").append(simulation.endings()).append('\n');
        for (var kind : Trouble.Kind.values())
            text.append("%s: %d\n"
                    .formatted(
                            kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            simulation.kinds().getOrDefault(kind, 0L)));
        appendManners(text, simulation);
        appendTroubles(text, simulation);
        return text.toString();
    }

    /** How questions about the case were answered, and after how many of these answers something was wrong. */
    private static void appendManners(StringBuilder text, Simulation simulation) {
        var given = new TreeMap<String, Integer>();
        var wrong = new HashMap<String, Integer>();
        for (var walk : simulation.walks())
            for (int turn = 1; turn <= walk.exchanges().size(); turn++) {
                var manner = walk.exchanges().get(turn - 1).manner();
                if (manner.isEmpty()) continue;
                given.merge(manner, 1, Integer::sum);
                int at = turn;
                if (walk.findings().stream().anyMatch(f -> f.turn() == at)) wrong.merge(manner, 1, Integer::sum);
            }
        if (given.isEmpty()) return;
        text.append("\nanswers to questions, and of these the ones with findings:\n");
        given.forEach((manner, answers) ->
                text.append("%6d %5d  %s\n".formatted(answers, wrong.getOrDefault(manner, 0), manner)));
    }

    /** How often each trouble was found, the most frequent kinds with what was said once, and where most was found. */
    private static void appendTroubles(StringBuilder text, Simulation simulation) {
        var found = found(simulation);
        if (found.isEmpty()) return;
        text.append("\nfound:\n");
        for (var trouble : mostFrequent(found, f -> f.finding().trouble().name(), Trouble.values().length))
            text.append("%6d  %s, %s\n"
                    .formatted(
                            trouble.size(),
                            trouble.getFirst().finding().trouble(),
                            trouble.getFirst().finding().trouble().words()));
        for (var kind : mostFrequent(found, Found::kind, MOST)) {
            text.append("\n%d × %s\n".formatted(kind.size(), kind.getFirst().kind()));
            text.append(transcript(kind.getFirst().walk()).indent(2));
        }
        text.append("\nwhere most:\n");
        for (var place : mostFrequent(found, Found::place, MOST))
            text.append("%6d  %s (--walk %d)\n"
                    .formatted(
                            place.size(),
                            place.getFirst().place(),
                            place.getFirst().walk().number()));
    }

    /** The largest groups, the largest first, then by what they have in common. */
    private static List<List<Found>> mostFrequent(List<Found> found, Function<Found, String> common, int most) {
        return found.stream()
                .collect(Collectors.groupingBy(common, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .sorted(Comparator.comparingInt((List<Found> group) -> -group.size()))
                .limit(most)
                .toList();
    }

    private static List<Found> found(Simulation simulation) {
        return simulation.troubled().stream()
                .flatMap(w -> w.findings().stream().map(f -> new Found(w, f)))
                .toList();
    }

    /** What was said on one walk, and what is wrong with it; ends with a line break. */
    public static String transcript(Walk walk) {
        var text = new StringBuilder("walk %d, %s, case %s\n".formatted(walk.number(), walk.matter(), walk.hidden()));
        for (int turn = 1; turn <= walk.exchanges().size(); turn++) {
            var exchange = walk.exchanges().get(turn - 1);
            text.append("%d > %s\n  < %s\n".formatted(turn, exchange.said(), exchange.replied()));
        }
        for (var finding : walk.findings())
            text.append("! turn %d: %s, %s %s: %s\n"
                    .formatted(
                            finding.turn(),
                            finding.trouble(),
                            finding.trouble().words(),
                            finding.about(),
                            finding.detail()));
        return text.append(walk.ending()).append('\n').toString();
    }

    /** The figures, and all walks with findings; the same for the same seed and release. Ends with a line break. */
    public static String json(Simulation simulation) {
        var page = new LinkedHashMap<String, Object>();
        page.put("release", simulation.release());
        page.put("seed", simulation.seed());
        page.put("walks", simulation.walks().size());
        page.put("matters", simulation.matters());
        page.put("meanQuestions", simulation.meanQuestions());
        page.put("questions", simulation.questions());
        page.put("meanTurns", simulation.meanTurns());
        page.put("endings", simulation.endings());
        page.put("findings", simulation.kinds());
        page.put("troubled", simulation.troubled());
        return MAPPER.writeValueAsString(page) + "\n";
    }
}
