package banshi.assistant.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, checked as they are read (字段); those that nobody asks for are passed over. */
record Fields(JsonNode node) {
    boolean has(String field) {
        return !node.path(field).isMissingNode() && !node.path(field).isNull();
    }

    /** An object within this one. */
    Fields inner(String field) throws BadLine {
        if (!node.path(field).isObject()) throw new BadLine(field + " must be an object");
        return new Fields(node.path(field));
    }

    /** The elements of a list; none where there is no such field. */
    List<JsonNode> list(String field) throws BadLine {
        if (!has(field)) return List.of();
        if (!node.path(field).isArray()) throw new BadLine(field + " must be a list");
        return List.copyOf(node.path(field).values());
    }

    /** The elements of a list that must be objects and some. */
    List<Fields> objects(String field) throws BadLine {
        var objects = new ArrayList<Fields>();
        for (var element : list(field)) {
            if (!element.isObject()) throw new BadLine(field + " must be a list of objects");
            objects.add(new Fields(element));
        }
        if (objects.isEmpty()) throw new BadLine(field + " must not be empty");
        return objects;
    }

    String text(String field) throws BadLine {
        if (!node.path(field).isString()) throw new BadLine(field + " must be a string");
        return node.path(field).stringValue();
    }

    String word(String field) throws BadLine {
        var word = text(field);
        if (word.isBlank()) throw new BadLine(field + " must not be blank");
        return word;
    }

    Optional<String> wordIfAny(String field) throws BadLine {
        return has(field) ? Optional.of(word(field)) : Optional.empty();
    }

    List<String> words(String field) throws BadLine {
        return words(field, list(field));
    }

    /** A list of lists of words. */
    List<List<String>> alternatives(String field) throws BadLine {
        var alternatives = new ArrayList<List<String>>();
        for (var element : list(field)) {
            if (!element.isArray() || element.isEmpty()) throw new BadLine(field + " must be a list of lists of words");
            alternatives.add(words(field, element.values()));
        }
        return alternatives;
    }

    private static List<String> words(String field, Iterable<JsonNode> elements) throws BadLine {
        var words = new ArrayList<String>();
        for (var element : elements) {
            if (!element.isString() || element.stringValue().isBlank())
                throw new BadLine(field + " must be a list of words");
            words.add(element.stringValue());
        }
        return words;
    }

    List<Pair> pairs(String field) throws BadLine {
        var pairs = new ArrayList<Pair>();
        for (var element : list(field)) pairs.add(pair(field, element));
        return pairs;
    }

    static Pair pair(String field, JsonNode element) throws BadLine {
        if (!element.isArray()
                || element.size() != 2
                || !element.path(0).isString()
                || !element.path(1).isString()
                || element.path(0).stringValue().isBlank()
                || element.path(1).stringValue().isBlank())
            throw new BadLine(field + " must be a list of [matter, aspect] pairs");
        return Pair.of(element.path(0).stringValue(), element.path(1).stringValue());
    }

    /** One act, or a list of acts. */
    List<Act> acts(String field) throws BadLine {
        if (!has(field)) return List.of();
        if (!node.path(field).isArray()) return List.of(act(field, node.path(field)));
        var acts = new ArrayList<Act>();
        for (var element : list(field)) acts.add(act(field, element));
        return acts;
    }

    static Act act(String field, JsonNode element) throws BadLine {
        var act = element.isString() ? Act.of(element.stringValue()) : Optional.<Act>empty();
        return act.orElseThrow(
                () -> new BadLine(field + " is " + element + "; allowed: " + String.join(", ", Act.words())));
    }

    /** Whole numbers from the least to the most. */
    List<Integer> numbers(String field, int least, int most) throws BadLine {
        var numbers = new ArrayList<Integer>();
        for (var element : list(field)) numbers.add(number(field, element, least, most));
        return numbers;
    }

    int number(String field, int least, int most) throws BadLine {
        return number(field, node.path(field), least, most);
    }

    private static int number(String field, JsonNode element, int least, int most) throws BadLine {
        if (!element.isIntegralNumber()
                || !element.canConvertToInt()
                || element.intValue() < least
                || element.intValue() > most)
            throw new BadLine(field + " is " + element + "; allowed: " + least + " to " + most);
        return element.intValue();
    }
}
