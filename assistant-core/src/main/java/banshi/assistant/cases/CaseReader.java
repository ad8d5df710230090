package banshi.assistant.cases;

import banshi.assistant.cases.EvalCase.Origin;
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

    private final List<EvalCase.Single> singles = new ArrayList<>();
    private final List<EvalCase.NotOurs> notOurs = new ArrayList<>();
    private final List<EvalCase.Conversation> dialogues = new ArrayList<>();
    private final List<EvalCase.Adversarial> adversarial = new ArrayList<>();
    private final List<EvalCase.Facts> situations = new ArrayList<>();
    private final List<EvalCase.Call> calls = new ArrayList<>();
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
        return new CaseSet(
                reader.singles,
                reader.notOurs,
                reader.dialogues,
                reader.adversarial,
                reader.situations,
                reader.calls,
                reader.counts);
    }

    /**
     * Reads all evaluation files of a folder as {@link #read} does.
     *
     * @throws MalformedCases with all problems of all files, if there is one
     * @throws IOException if the folder or a file cannot be read
     */
    public static CaseSet readFolder(Path folder) throws IOException, MalformedCases {
        return read(filesIn(folder));
    }

    /** The evaluation files of a folder, not of folders within it, by name. */
    public static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
        }
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
        return keep(CaseLine.read(origin, new Fields(fields)));
    }

    private CaseKind keep(EvalCase read) {
        return switch (read) {
            case EvalCase.Single c -> keep(c, singles, CaseKind.SINGLE);
            case EvalCase.NotOurs c -> keep(c, notOurs, CaseKind.OOS);
            case EvalCase.Conversation c -> keep(c, dialogues, CaseKind.DIALOGUES);
            case EvalCase.Adversarial c -> keep(c, adversarial, CaseKind.ADVERSARIAL);
            case EvalCase.Facts c -> keep(c, situations, CaseKind.SITUATIONS);
            case EvalCase.Call c -> keep(c, calls, CaseKind.HOTLINE);
        };
    }

    private static <C extends EvalCase> CaseKind keep(C read, List<C> cases, CaseKind kind) {
        cases.add(read);
        return kind;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
