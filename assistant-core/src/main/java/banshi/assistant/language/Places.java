package banshi.assistant.language;

import banshi.corpus.TellingPattern.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Names of places and where they lie (地名), from {@code places.txt}. Stateless, thread-safe. */
public final class Places {
    private static final String RESOURCE = "places.txt";
    private static final int SHORTEST = 2;
    private static final Map<String, Where> BY_NAME = read();
    private static final int LONGEST =
            BY_NAME.keySet().stream().mapToInt(String::length).max().orElse(0);

    private Places() {}

    /**
     * Where the longest name of a place that stands at {@code from} ends, if it lies there; -1 for none. 上海 is no place in the
     * province, and 浙江 alone lies in it.
     */
    public static int end(String text, int from, Where where) {
        for (int to = Math.min(text.length(), from + LONGEST); to >= from + SHORTEST; to--) {
            var found = BY_NAME.get(text.substring(from, to));
            if (found != null) return found == where ? to : -1;
        }
        return -1;
    }

    /** All names of places in the text, in order, the longest at each place. */
    public static List<String> in(String text) {
        var names = new ArrayList<String>();
        for (int from = 0; from + SHORTEST <= text.length(); ) {
            int to = Math.min(text.length(), from + LONGEST);
            while (to >= from + SHORTEST && !BY_NAME.containsKey(text.substring(from, to))) to--;
            if (to >= from + SHORTEST) names.add(text.substring(from, to));
            from = to >= from + SHORTEST ? to : from + 1;
        }
        return names;
    }

    private static Map<String, Where> read() {
        var byName = new HashMap<String, Where>();
        var stream = Objects.requireNonNull(Places.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(l -> !l.startsWith("#")).forEach(line -> {
                var cells = line.split("\t");
                var where = Arrays.stream(Where.values())
                        .filter(w -> w.sign().equals(cells[0]))
                        .findFirst()
                        .orElseThrow();
                for (String name : cells[1].split(" ")) byName.put(name, where);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + RESOURCE + ", which is part of the jar", e);
        }
        return Map.copyOf(byName);
    }
}
