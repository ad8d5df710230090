package banshi.eval.cases;

import banshi.eval.cases.EvalCase.Origin;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads evaluation files (用例文件): UTF-8, one JSON object a line. The kind of a case is told by its fields; fields that the
 * kind does not know are passed over, so that a file may carry notes for other tools.
 */
public final class CaseReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String UNSPECIFIED = "unspecified";

    private final List<EvalCase.Single> singles = new ArrayList<>();
    private final List<EvalCase.NotOurs> notOurs = new ArrayList<>();
    private final List<CaseSet.Count> counts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private CaseReader() {}

    /**
     * Reads the files in the order given; blank lines are passed over.
     *
     * @throws MalformedCases with all problems of all files, if there is one
     * @throws IOException if a file cannot be read
     */
    public static CaseSet read(List<Path> files) throws IOException, MalformedCases {
        var reader = new CaseReader();
        for (var file : files) reader.readFile(file);
        if (!reader.problems.isEmpty()) throw new MalformedCases(reader.problems);
        return new CaseSet(reader.singles, reader.notOurs, reader.counts);
    }

    private void readFile(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            problems.add(file + ": is not UTF-8 text");
            return;
        }
        if (text.startsWith("\uFEFF")) text = text.substring(1);
        var kinds = new EnumMap<CaseKind, Integer>(CaseKind.class);
        var lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) continue;
            var origin = new Origin(file.toString(), i + 1);
            try {
                kinds.merge(readLine(origin, lines[i]), 1, Integer::sum);
            } catch (BadLine e) {
                problems.add(origin.file() + ":" + origin.line() + ": " + e.getMessage());
            }
        }
        kinds.forEach((kind, cases) -> counts.add(new CaseSet.Count(file.toString(), kind, cases)));
    }

    private CaseKind readLine(Origin origin, String line) throws BadLine {
        JsonNode fields;
        try {
            fields = MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new BadLine("is not one JSON value: " + firstLine(e.getOriginalMessage()));
        }
        if (!fields.isObject()) throw new BadLine("is not a JSON object");
        var kind = kindOf(fields);
        switch (kind) {
            case SINGLE -> singles.add(single(origin, fields));
            case OOS -> notOurs.add(notOurs(origin, fields));
            case DIALOGUES, ADVERSARIAL, SITUATIONS, HOTLINE -> {} // counted only
        }
        return kind;
    }

    private static CaseKind kindOf(JsonNode fields) throws BadLine {
        if (fields.has("facts_text")) return CaseKind.SITUATIONS;
        if (fields.has("turns")) return fields.has("need") ? CaseKind.HOTLINE : CaseKind.DIALOGUES;
        if (fields.has("text") && fields.has("expect"))
            return fields.path("expect").isObject() ? CaseKind.ADVERSARIAL : CaseKind.OOS;
        if (fields.has("text") && (fields.has("matter") || fields.has("aspect"))) return CaseKind.SINGLE;
        throw new BadLine("is of no known kind: has neither text with matter and aspect (single), text with expect"
                + " (oos, adversarial), turns (dialogues, hotline) nor facts_text (situations)");
    }

    private static EvalCase.Single single(Origin origin, JsonNode fields) throws BadLine {
        var alsoOk = new ArrayList<Pair>();
        for (var pair : list(fields, "also_ok")) alsoOk.add(pair(pair));
        return new EvalCase.Single(
                origin,
                word(fields, "id"),
                text(fields, "text"),
                Pair.of(word(fields, "matter"), word(fields, "aspect")),
                alsoOk,
                wordOr(fields, "style", UNSPECIFIED));
    }

    private static EvalCase.NotOurs notOurs(Origin origin, JsonNode fields) throws BadLine {
        var expect = act("expect", fields.path("expect"));
        if (!expect.refuses())
            throw new BadLine("expect is " + expect.word() + "; allowed: decline, handoff, smalltalk, emergency");
        var alsoOk = new ArrayList<Act>();
        for (var act : list(fields, "also_ok")) alsoOk.add(act("also_ok", act));
        for (var act : list(fields, "act_also_ok")) alsoOk.add(act("act_also_ok", act));
        var mustContainAny = new ArrayList<String>();
        for (var part : list(fields, "must_contain_any")) {
            if (!part.isString() || part.stringValue().isBlank())
                throw new BadLine("must_contain_any must be a list of words");
            mustContainAny.add(part.stringValue());
        }
        return new EvalCase.NotOurs(
                origin,
                word(fields, "id"),
                text(fields, "text"),
                wordOr(fields, "kind", UNSPECIFIED),
                expect,
                alsoOk,
                mustContainAny);
    }

    private static Pair pair(JsonNode node) throws BadLine {
        if (!node.isArray()
                || node.size() != 2
                || !node.path(0).isString()
                || !node.path(1).isString()
                || node.path(0).stringValue().isBlank()
                || node.path(1).stringValue().isBlank())
            throw new BadLine("also_ok must be a list of [matter, aspect] pairs");
        return Pair.of(node.path(0).stringValue(), node.path(1).stringValue());
    }

    private static Act act(String field, JsonNode node) throws BadLine {
        var act = node.isString() ? Act.of(node.stringValue()) : java.util.Optional.<Act>empty();
        return act.orElseThrow(
                () -> new BadLine(field + " is " + node + "; allowed: " + String.join(", ", Act.words())));
    }

    private static List<JsonNode> list(JsonNode fields, String field) throws BadLine {
        var node = fields.path(field);
        if (node.isMissingNode() || node.isNull()) return List.of();
        if (!node.isArray()) throw new BadLine(field + " must be a list");
        return List.copyOf(node.values());
    }

    private static String text(JsonNode fields, String field) throws BadLine {
        var node = fields.path(field);
        if (!node.isString()) throw new BadLine(field + " must be a string");
        return node.stringValue();
    }

    private static String word(JsonNode fields, String field) throws BadLine {
        var word = text(fields, field);
        if (word.isBlank()) throw new BadLine(field + " must not be blank");
        return word;
    }

    private static String wordOr(JsonNode fields, String field, String otherwise) throws BadLine {
        var node = fields.path(field);
        return node.isMissingNode() || node.isNull() ? otherwise : word(fields, field);
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    /** What is wrong with one line. */
    private static final class BadLine extends Exception {
        BadLine(String what) {
            super(what);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
