package banshi.eval.peers;

import banshi.assistant.cases.Pair;
import banshi.corpus.Content;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that peers learn from (训练问句).
 *
 * @param label id of the matter, or of the topic
 * @param aspect its id; null where the text is about a topic
 */
public record Taught(String text, String label, @Nullable String aspect) {
    /** What it asks for, or null where it is about a topic. */
    public @Nullable Pair pair() {
        return aspect == null ? null : Pair.of(label, aspect);
    }

    /**
     * All questions of the content in its order: phrasings, both sides of the hard pairs, sayings of topics. Names and aliases are no
     * questions and have no aspect: they are left out.
     */
    public static List<Taught> of(Content content) {
        var taught = new ArrayList<Taught>();
        for (var phrasing : content.phrasings())
            taught.add(new Taught(
                    phrasing.text(),
                    phrasing.matter().value(),
                    phrasing.aspect().value()));
        for (var pair : content.pairs()) {
            var aspect = pair.aspect().value();
            taught.add(new Taught(pair.ours(), pair.matter().value(), aspect));
            taught.add(new Taught(pair.theirs(), pair.neighbour().value(), aspect));
        }
        for (var topic : content.topics())
            for (var saying : topic.says())
                taught.add(new Taught(saying, topic.id().value(), null));
        return taught;
    }
}
