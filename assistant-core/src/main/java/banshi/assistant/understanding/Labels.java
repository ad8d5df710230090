package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.corpus.Term;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What each passage of a release is about (标签), without its words: all that answering needs of them. Immutable, thread-safe.
 *
 * <p>Kept in a file of its own, because reading thousands of passages anew would be most of a server's start.
 */
public final class Labels {
    /** No aspect: a name, a topic. */
    public static final int NO_ASPECT = -1;

    private final List<Subject> subjects;
    /** A thing is a subject's own if so many of its questions name it. */
    static final float OWNED = .1f;

    /** What more subjects have for their own tells none of them from the others. */
    private static final int MOST_OWNERS = 12;

    private final List<AspectId> aspects;
    private final List<Label> labels;
    private final List<Map<String, Float>> things;
    private final int[][] passagesOf;
    private final Map<String, Integer> byKey = new HashMap<>();
    private final Map<String, Integer> owners = new HashMap<>();
    private final Map<MatterId, Integer> byMatter = new HashMap<>();

    // what a subject is, in the file
    private static final int MATTER = 0;
    private static final int BUNDLE = 1;
    private static final int TOPIC = 2;

    /** @param key of its question */
    record Label(String key, int subject, int aspect, boolean name) {}

    private Labels(
            List<Subject> subjects, List<AspectId> aspects, List<Label> labels, List<Map<String, Float>> things) {
        this.subjects = List.copyOf(subjects);
        this.aspects = List.copyOf(aspects);
        this.labels = List.copyOf(labels);
        this.things = things.stream().map(Map::copyOf).toList();
        for (var of : things)
            of.forEach((thing, share) -> {
                if (share >= OWNED) owners.merge(thing, 1, Integer::sum);
            });
        for (int i = 0; i < subjects.size(); i++)
            if (subjects.get(i) instanceof Subject.OfMatter(var id, var answerable)) byMatter.put(id, i);
        var passages = new ArrayList<List<Integer>>();
        for (int s = 0; s < subjects.size(); s++) passages.add(new ArrayList<>());
        for (int p = 0; p < labels.size(); p++) {
            var label = labels.get(p);
            passages.get(label.subject()).add(p);
            if (!label.name() && !label.key().isEmpty()) byKey.putIfAbsent(label.key(), p);
        }
        passagesOf = passages.stream()
                .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** @param questions those that the labels are of, in the same order */
    static Labels of(List<Subject> subjects, List<AspectId> aspects, List<Label> labels, List<Question> questions) {
        var things = new ArrayList<Map<String, Float>>();
        for (int s = 0; s < subjects.size(); s++) {
            int subject = s;
            var passages = IntStream.range(0, labels.size())
                    .filter(p -> labels.get(p).subject() == subject)
                    .toArray();
            var shares = new HashMap<String, Float>();
            for (int p : passages)
                for (String thing : things(questions.get(p))) shares.merge(thing, 1f / passages.length, Float::sum);
            things.add(shares);
        }
        return new Labels(subjects, aspects, labels, things);
    }

    /** The things of the trade that a question names, in their canonical form. */
    static Set<String> things(Question question) {
        var things = new HashSet<String>();
        for (var term : question.terms()) if (term.kind() == Term.Kind.THING) things.add(term.canonical());
        return things;
    }

    /** The things among these that tell a subject: those that a few subjects have for their own; 材料 is nobody's. */
    Set<String> telling(Set<String> things) {
        var telling = new HashSet<String>();
        for (String thing : things) {
            int own = owners.getOrDefault(thing, 0);
            if (own > 0 && own <= MOST_OWNERS) telling.add(thing);
        }
        return telling;
    }

    /** How many passages there are. */
    public int passageCount() {
        return labels.size();
    }

    /** How many subjects there are. */
    public int subjectCount() {
        return subjects.size();
    }

    /** A subject by its index. */
    public Subject subject(int index) {
        return subjects.get(index);
    }

    /** The index of a matter, or {@link #NONE}. */
    int indexOf(MatterId matter) {
        return byMatter.getOrDefault(matter, NONE);
    }

    /** All aspects, by index. */
    List<AspectId> aspects() {
        return aspects;
    }

    /** How many aspects there are. */
    public int aspectCount() {
        return aspects.size();
    }

    /** An aspect by its index. */
    public AspectId aspect(int index) {
        return aspects.get(index);
    }

    /** The question of a passage without white space and punctuation. */
    String key(int passage) {
        return labels.get(passage).key();
    }

    /** The index of the subject of a passage. */
    public int subjectOf(int passage) {
        return labels.get(passage).subject();
    }

    /** The index of the aspect of a passage, or {@link #NO_ASPECT}. */
    public int aspectOf(int passage) {
        return labels.get(passage).aspect();
    }

    /** Whether a passage is a name of its subject. */
    public boolean isName(int passage) {
        return labels.get(passage).name();
    }

    int[] passagesOf(int subject) {
        return passagesOf[subject];
    }

    /** For each thing named in the subject's passages, the share of them that name it. */
    Map<String, Float> thingsOf(int subject) {
        return things.get(subject);
    }

    /** No phrasing, no subject. */
    static final int NONE = -1;

    /** The phrasing or way of putting it that is the same question, or {@link #NONE}. */
    int same(Question question) {
        return same(question.key());
    }

    int same(String key) {
        return byKey.getOrDefault(key, NONE);
    }

    /**
     * Writes them.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(Path file) {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(aspects.size());
            for (var aspect : aspects) out.writeUTF(aspect.value());
            out.writeInt(subjects.size());
            for (int s = 0; s < subjects.size(); s++) {
                write(out, subjects.get(s));
                out.writeInt(things.get(s).size());
                for (var thing : new TreeMap<>(things.get(s)).entrySet()) {
                    out.writeUTF(thing.getKey());
                    out.writeFloat(thing.getValue());
                }
            }
            out.writeInt(labels.size());
            for (var label : labels) {
                out.writeUTF(label.key());
                out.writeInt(label.subject());
                out.writeByte(label.aspect());
                out.writeBoolean(label.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing the labels to " + file, e);
        }
    }

    private static void write(DataOutputStream out, Subject subject) throws IOException {
        switch (subject) {
            case Subject.OfMatter(var id, var answerable) -> {
                out.writeByte(MATTER);
                out.writeUTF(id.value());
                out.writeBoolean(answerable);
            }
            case Subject.OfBundle(var id) -> {
                out.writeByte(BUNDLE);
                out.writeUTF(id.value());
            }
            case Subject.OfTopic(var id, var act) -> {
                out.writeByte(TOPIC);
                out.writeUTF(id.value());
                out.writeUTF(act.name());
            }
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Labels read(Path file) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            var aspects = new ArrayList<AspectId>();
            for (int left = in.readInt(); left > 0; left--) aspects.add(new AspectId(in.readUTF()));
            var subjects = new ArrayList<Subject>();
            var things = new ArrayList<Map<String, Float>>();
            for (int left = in.readInt(); left > 0; left--) {
                subjects.add(subject(in));
                var shares = new HashMap<String, Float>();
                for (int more = in.readInt(); more > 0; more--) shares.put(in.readUTF(), in.readFloat());
                things.add(shares);
            }
            var labels = new ArrayList<Label>();
            for (int left = in.readInt(); left > 0; left--)
                labels.add(new Label(in.readUTF(), in.readInt(), in.readByte(), in.readBoolean()));
            return new Labels(subjects, aspects, labels, things);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the labels from " + file, e);
        }
    }

    private static Subject subject(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case MATTER -> new Subject.OfMatter(new MatterId(in.readUTF()), in.readBoolean());
            case BUNDLE -> new Subject.OfBundle(new BundleId(in.readUTF()));
            default -> new Subject.OfTopic(new TopicId(in.readUTF()), Topic.Act.valueOf(in.readUTF()));
        };
    }
}
