package banshi.eval.load;

import banshi.assistant.release.Release;
import banshi.assistant.understanding.Reading;
import banshi.eval.subject.Asked;
import banshi.eval.subject.RecordedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Questions by what it takes to read them (按判定环节分的问题), as the release itself says.
 *
 * @param known published word for word
 * @param lexical not published, and clear by their words alone, also {@linkplain Requests#drawnOut drawn out}
 * @param fresh that need the sentence encoder, also drawn out; all different
 */
record QuestionKinds(List<String> known, List<String> lexical, List<String> fresh) {
    /** What citizens begin with; none of it says what is asked. */
    private static final List<String> OPENINGS =
            List.of("", "请问", "你好，", "麻烦问下", "咨询一下，", "想问问", "帮我看看，", "打听个事，", "我想知道", "替家里人问，");

    QuestionKinds {
        known = List.copyOf(known);
        lexical = List.copyOf(lexical);
        fresh = List.copyOf(fresh);
    }

    /**
     * Sorts questions by the step at which the release reads them; no vector is made.
     *
     * @param questions folder of evaluation files; null: the release's own phrasings, put differently
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if the release reads no question by its words alone, or none with a vector
     */
    static QuestionKinds of(Path folder, @Nullable Path questions) throws IOException {
        var release = Release.open(folder, RecordedEncoder.empty(folder));
        var published = Asked.published(release.content());
        var texts = questions == null ? published : Asked.in(questions);
        var put = OPENINGS.stream()
                .flatMap(opening -> texts.stream().map(text -> opening + text))
                .toList();
        var steps = put.parallelStream()
                .map(text -> step(release, Requests.drawnOut(text)))
                .toList();
        var lexical = new ArrayList<String>();
        var fresh = new ArrayList<String>();
        for (int i = 0; i < put.size(); i++) {
            switch (steps.get(i)) {
                case WORDS -> lexical.add(put.get(i));
                case MEANING -> fresh.add(put.get(i));
                case NOTHING, PICKED, KNOWN -> {}
            }
        }
        if (lexical.isEmpty() || fresh.isEmpty())
            throw new IllegalArgumentException("of " + texts.size() + " questions, put in " + OPENINGS.size()
                    + " ways, the release reads " + lexical.size() + " by words alone and " + fresh.size()
                    + " with a vector; the load test needs both");
        var known = published.stream()
                .filter(text -> step(release, text) == Reading.Step.KNOWN)
                .toList();
        return new QuestionKinds(known, lexical, fresh);
    }

    private static Reading.Step step(Release release, String text) {
        return release.understanding().read(release.reader().read(text)).step();
    }
}
