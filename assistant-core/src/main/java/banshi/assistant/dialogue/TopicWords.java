package banshi.assistant.dialogue;

import banshi.assistant.language.Question;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words by which an insult and the like is known for certain (字眼), whatever it was read as. Immutable; a microsecond. */
public final class TopicWords {
    private final Map<String, TopicId> topics;

    /** Those of all topics. */
    public TopicWords(List<Topic> all) {
        var byWord = new LinkedHashMap<String, TopicId>();
        for (var topic : all) for (var word : topic.words()) byWord.put(word, topic.id());
        topics = Map.copyOf(byWord);
    }

    /** The topic whose words are in the question; of several the one whose word comes first in it. */
    Optional<TopicId> in(Question question) {
        return in(question.key());
    }

    Optional<TopicId> in(String key) {
        int first = Integer.MAX_VALUE;
        TopicId found = null;
        for (var one : topics.entrySet()) {
            int at = key.indexOf(one.getKey());
            if (at < 0 || at >= first) continue;
            first = at;
            found = one.getValue();
        }
        return Optional.ofNullable(found);
    }

    /** The text without them. */
    String without(String text) {
        var rest = text;
        for (var word : topics.keySet()) rest = rest.replace(word, "");
        return rest;
    }
}
