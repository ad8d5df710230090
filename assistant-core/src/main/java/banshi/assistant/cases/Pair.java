package banshi.assistant.cases;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;

/** What a question is about (事项与要素): one aspect of one matter. */
public record Pair(MatterId matter, AspectId aspect) {
    /** Makes a pair of plain ids. */
    public static Pair of(String matter, String aspect) {
        return new Pair(new MatterId(matter), new AspectId(aspect));
    }

    @Override
    public String toString() {
        return matter + " / " + aspect;
    }
}
