package banshi.eval.subject;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.MalformedCases;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The questions that speed is measured with (测速所用的问题). */
public final class Asked {
    private static final int MOST = 2_000;

    private Asked() {}

    /**
     * The questions about our matters in all files of a folder, which no content has seen.
     *
     * @throws IOException if a file cannot be read or has lines that are no cases, or there is no question
     */
    public static List<String> in(Path folder) throws IOException {
        var texts = cases(folder).singles().stream().map(EvalCase.Single::text).toList();
        if (texts.isEmpty()) throw new IOException("there are no questions about matters in " + folder);
        return texts;
    }

    /**
     * What citizens say in the conversations of a folder, turn by turn.
     *
     * @return none where there are no conversations
     * @throws IOException if a file cannot be read or has lines that are no cases
     */
    public static List<List<String>> talks(Path folder) throws IOException {
        return cases(folder).dialogues().stream()
                .map(d -> d.turns().stream()
                        .map(EvalCase.Conversation.Asked::user)
                        .toList())
                .toList();
    }

    private static CaseSet cases(Path folder) throws IOException {
        try {
            return CaseReader.readFolder(folder);
        } catch (MalformedCases e) {
            throw new IOException(
                    "reading the questions in " + folder + ": " + e.problems().getFirst(), e);
        }
    }

    /** Published phrasings, evenly from all matters, at most {@value #MOST}. */
    public static List<String> published(Content content) {
        var all = content.phrasings().stream().map(Phrasing::text).toList();
        int count = Math.min(MOST, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }
}
