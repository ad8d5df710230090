package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.Passage;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * All texts a question is compared with, and what each is about (带标签的片段), in an order that follows from the content alone: what
 * a release is compiled from. Immutable, thread-safe.
 */
public final class Labelled {
    private final List<Passage> passages;
    private final Labels labels;

    private Labelled(List<Passage> passages, Labels labels) {
        this.passages = List.copyOf(passages);
        this.labels = labels;
    }

    /** Collects and reads the texts of checked content; some 0.1 ms each. */
    public static Labelled of(Content content, Reader reader) {
        var collected = new Collected(reader);
        var aspects = new ArrayList<AspectId>();
        content.aspects().forEach(a -> aspects.add(a.id()));
        for (var matter : content.matters()) {
            collected.begin(new Subject.OfMatter(matter.id(), true));
            var names = new LinkedHashSet<String>(matter.aliases());
            names.add(matter.name());
            names.add(matter.shortName());
            names.forEach(collected::name);
            content.phrasings().stream()
                    .filter(p -> p.matter().equals(matter.id()))
                    .forEach(p -> collected.add(p.text(), aspects.indexOf(p.aspect()), false));
            for (var pair : content.pairs()) {
                int aspect = aspects.indexOf(pair.aspect());
                if (pair.matter().equals(matter.id())) collected.add(pair.ours(), aspect, false);
                if (pair.neighbour().equals(matter.id())) collected.add(pair.theirs(), aspect, false);
            }
        }
        for (var known : content.catalogue()) {
            collected.begin(new Subject.OfMatter(known.id(), false));
            collected.name(known.name());
            collected.name(known.shortName());
            known.says().forEach(collected::saying);
            content.pairs().stream()
                    .filter(p -> p.neighbour().equals(known.id()))
                    .forEach(p -> collected.saying(p.theirs()));
        }
        for (var bundle : content.bundles()) {
            collected.begin(new Subject.OfBundle(bundle.id()));
            collected.name(bundle.name());
            bundle.says().forEach(collected::saying);
        }
        for (var topic : content.topics()) {
            collected.begin(new Subject.OfTopic(topic.id(), topic.act()));
            topic.says().forEach(collected::saying);
        }
        var questions = collected.passages.stream().map(Passage::question).toList();
        return new Labelled(collected.passages, Labels.of(collected.subjects, aspects, collected.labels, questions));
    }

    private static final class Collected {
        private final Reader reader;
        private final List<Passage> passages = new ArrayList<>();
        private final List<Subject> subjects = new ArrayList<>();
        private final List<Labels.Label> labels = new ArrayList<>();

        Collected(Reader reader) {
            this.reader = reader;
        }

        void begin(Subject subject) {
            subjects.add(subject);
        }

        void name(String text) {
            add(text, Labels.NO_ASPECT, true);
        }

        void saying(String text) {
            add(text, Labels.NO_ASPECT, false);
        }

        void add(String text, int aspect, boolean name) {
            var question = reader.read(text);
            passages.add(new Passage(passages.size(), question));
            labels.add(new Labels.Label(question.key(), subjects.size() - 1, aspect, name));
        }
    }

    /** In ordinal order. */
    public List<Passage> passages() {
        return passages;
    }

    /** What they are about. */
    public Labels labels() {
        return labels;
    }

    Question question(int passage) {
        return passages.get(passage).question();
    }
}
