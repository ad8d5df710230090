package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.Passage;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * All texts a question is compared with, and what each is about (带标签的片段), in an order that follows from the content alone.
 * Immutable, thread-safe.
 */
public final class Labelled {
    /** No aspect: a name, a topic. */
    static final int NO_ASPECT = -1;

    private final List<Passage> passages = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final List<AspectId> aspects = new ArrayList<>();
    private final List<Integer> subjectOf = new ArrayList<>();
    private final List<Integer> aspectOf = new ArrayList<>();
    private final List<Boolean> isName = new ArrayList<>();
    private final Map<String, Integer> byKey = new HashMap<>();
    private int[][] passagesOf = {};

    private Labelled() {}

    /** Collects the texts of checked content. */
    public static Labelled of(Content content, Reader reader) {
        var labelled = new Labelled();
        content.aspects().forEach(a -> labelled.aspects.add(a.id()));
        for (var matter : content.matters()) {
            int subject = labelled.subject(new Subject.OfMatter(matter.id(), true));
            var names = new LinkedHashSet<String>(matter.aliases());
            names.add(matter.name());
            names.add(matter.shortName());
            names.forEach(n -> labelled.add(reader.read(n), subject, NO_ASPECT, true));
            content.phrasings().stream()
                    .filter(p -> p.matter().equals(matter.id()))
                    .forEach(p ->
                            labelled.add(reader.read(p.text()), subject, labelled.aspects.indexOf(p.aspect()), false));
        }
        for (var known : content.catalogue()) {
            int subject = labelled.subject(new Subject.OfMatter(known.id(), false));
            labelled.add(reader.read(known.name()), subject, NO_ASPECT, true);
            labelled.add(reader.read(known.shortName()), subject, NO_ASPECT, true);
            known.says().forEach(s -> labelled.add(reader.read(s), subject, NO_ASPECT, false));
        }
        for (var topic : content.topics()) {
            int subject = labelled.subject(new Subject.OfTopic(topic.id(), topic.act()));
            topic.says().forEach(s -> labelled.add(reader.read(s), subject, NO_ASPECT, false));
        }
        labelled.passagesOf = new int[labelled.subjects.size()][];
        for (int s = 0; s < labelled.subjects.size(); s++) {
            int subject = s;
            labelled.passagesOf[s] = java.util.stream.IntStream.range(0, labelled.passages.size())
                    .filter(p -> labelled.subjectOf.get(p) == subject)
                    .toArray();
        }
        return labelled;
    }

    private int subject(Subject subject) {
        subjects.add(subject);
        return subjects.size() - 1;
    }

    private void add(Question question, int subject, int aspect, boolean name) {
        int ordinal = passages.size();
        passages.add(new Passage(ordinal, question));
        subjectOf.add(subject);
        aspectOf.add(aspect);
        isName.add(name);
        if (!name && !question.key().isEmpty()) byKey.putIfAbsent(question.key(), ordinal);
    }

    /** In ordinal order. */
    public List<Passage> passages() {
        return List.copyOf(passages);
    }

    int passageCount() {
        return passages.size();
    }

    Question question(int passage) {
        return passages.get(passage).question();
    }

    int subjectCount() {
        return subjects.size();
    }

    Subject subject(int index) {
        return subjects.get(index);
    }

    int aspectCount() {
        return aspects.size();
    }

    AspectId aspect(int index) {
        return aspects.get(index);
    }

    int subjectOf(int passage) {
        return subjectOf.get(passage);
    }

    /** {@link #NO_ASPECT}, or an index. */
    int aspectOf(int passage) {
        return aspectOf.get(passage);
    }

    boolean isName(int passage) {
        return isName.get(passage);
    }

    int[] passagesOf(int subject) {
        return passagesOf[subject];
    }

    /** The phrasing or way of putting it that is the same question, or -1. */
    int same(Question question) {
        return byKey.getOrDefault(question.key(), -1);
    }
}
