package banshi.corpus.yaml;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each node of one file stands, by JSON pointer; a node that is not there stands where its parent does. */
final class Positions {
    /** Line and column, both from 1. */
    record Position(int line, int column) {
        static final Position START = new Position(1, 1);
    }

    private final Map<String, Position> byPointer = new HashMap<>();

    /** A field's name as a step of a JSON pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    static String unescape(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    void put(String pointer, Position position) {
        byPointer.put(pointer, position);
    }

    /** The pointer of what stands exactly there, the innermost if several nodes begin there; null if none does. */
    @Nullable
    String at(int line, int column) {
        var at = new Position(line, column);
        return byPointer.entrySet().stream()
                .filter(e -> e.getValue().equals(at))
                .map(Map.Entry::getKey)
                .max(Comparator.comparingLong(
                        p -> p.chars().filter(c -> c == '/').count()))
                .orElse(null);
    }

    /** The outermost of what begins on the line; null if nothing does. */
    @Nullable
    String on(int line) {
        return byPointer.entrySet().stream()
                .filter(e -> e.getValue().line() == line)
                .map(Map.Entry::getKey)
                .min(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    Position of(String pointer) {
        for (String p = pointer; ; p = p.substring(0, p.lastIndexOf('/'))) {
            var found = byPointer.get(p);
            if (found != null) return found;
            if (p.isEmpty()) return Position.START;
        }
    }
}
