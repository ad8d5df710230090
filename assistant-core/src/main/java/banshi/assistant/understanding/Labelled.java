package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.Passage;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

    /** Collects and reads the texts of checked content, on all processors; some 30 µs each. */
    public static Labelled of(Content content, Reader reader) {
        var collected = new Collected();
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
        return collected.read(reader, aspects);
    }

    private static final class Collected {
        private final List<Subject> subjects = new ArrayList<>();
        private final List<Text> texts = new ArrayList<>();

        private record Text(String text, int subject, int aspect, boolean name) {
            Labels.Label label(Question read) {
                return new Labels.Label(read.key(), subject, aspect, name);
            }
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
            texts.add(new Text(text, subjects.size() - 1, aspect, name));
        }

        Labelled read(Reader reader, List<AspectId> aspects) {
            var questions =
                    texts.parallelStream().map(t -> reader.read(t.text())).toList();
            var passages = new ArrayList<Passage>();
            var labels = new ArrayList<Labels.Label>();
            for (var question : questions) {
                labels.add(texts.get(passages.size()).label(question));
                passages.add(new Passage(passages.size(), question));
            }
            return new Labelled(passages, Labels.of(subjects, aspects, labels, questions));
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

    /**
     * Tells apart what different things would be learned from (学习指纹): everything of the passages that is ever looked at. Who learns from
     * the same learns the same.
     *
     * @param digest is given it
     */
    public void feed(MessageDigest digest) {
        var text = new StringBuilder();
        for (var passage : passages) {
            var question = passage.question();
            int p = passage.ordinal();
            text.setLength(0);
            text.append(labels.subject(labels.subjectOf(p)))
                    .append('\t')
                    .append(labels.aspectOf(p))
                    .append('\t')
                    .append(labels.isName(p))
                    .append('\t')
                    .append(question.text())
                    .append('\t')
                    .append(question.key())
                    .append('\t')
                    .append(question.canonical())
                    .append('\t')
                    .append(question.syllables())
                    .append('\t')
                    .append(question.terms())
                    .append('\n');
            digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        digest.update(labels.aspects().toString().getBytes(StandardCharsets.UTF_8));
        for (int s = 0; s < labels.subjectCount(); s++)
            digest.update(labels.subject(s).toString().getBytes(StandardCharsets.UTF_8));
    }

    Question question(int passage) {
        return passages.get(passage).question();
    }
}
