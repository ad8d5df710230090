package banshi.corpus.yaml;

import java.util.HashMap;
import java.util.Map;

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

    Position of(String pointer) {
        for (String p = pointer; ; p = p.substring(0, p.lastIndexOf('/'))) {
            var found = byPointer.get(p);
            if (found != null) return found;
            if (p.isEmpty()) return Position.START;
        }
    }
}
