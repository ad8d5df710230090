package banshi.assistant.understanding;

import banshi.assistant.Candidate;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads matter and aspect apart and joins them (理解): p(matter, aspect) = p(matter) p(aspect | matter), where an aspect that a
 * matter has no template for cannot win. Immutable, thread-safe.
 *
 * <p>A question that was published word for word is known at once; any other costs a sentence vector. Cost: ReplyBenchmark.
 */
public final class Understanding {
    private static final int MOST = 5;
    private static final double CERTAIN = 0.99;

    private final Labels labels;
    private final PassageVectors vectors;
    private final Evidence evidence;
    private final SentenceEncoder encoder;
    private final Learned learned;
    private final Map<MatterId, Set<AspectId>> answerable;

    /**
     * What was learned from the phrasings.
     *
     * @param cosineFloor nearer than this to nothing published, a question is not familiar
     * @param wordsFloor likewise in words
     */
    record Learned(
            ConditionalLogit subjects,
            ConditionalLogit aspects,
            AspectHead head,
            Calibration calibration,
            float cosineFloor,
            float wordsFloor) {}

    private Understanding(
            Labels labels,
            PassageVectors vectors,
            PassageSearch search,
            SentenceEncoder encoder,
            Learned learned,
            Map<MatterId, Set<AspectId>> answerable) {
        this.labels = labels;
        this.vectors = vectors;
        this.evidence = new Evidence(labels, vectors, search);
        this.encoder = encoder;
        this.learned = learned;
        this.answerable = Map.copyOf(answerable);
    }

    /**
     * Learns from the passages and writes what was learned; some seconds.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void train(
            Labelled labelled,
            PassageVectors vectors,
            PassageSearch search,
            Reader reader,
            SentenceEncoder encoder,
            Path file) {
        var learned = new Training(labelled, vectors, search, reader, encoder).learn();
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            write(out, learned.subjects().weights());
            write(out, learned.aspects().weights());
            out.writeDouble(learned.calibration().slope());
            out.writeDouble(learned.calibration().shift());
            out.writeFloat(learned.cosineFloor());
            out.writeFloat(learned.wordsFloor());
            learned.head().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing what was learned to " + file, e);
        }
    }

    /**
     * Opens what {@link #train} has written.
     *
     * @param answerable the aspects that have a template, by matter
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Understanding open(
            Labels labels,
            PassageVectors vectors,
            PassageSearch search,
            SentenceEncoder encoder,
            Path file,
            Map<MatterId, Set<AspectId>> answerable) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            var subjects = new ConditionalLogit(weights(in));
            var aspects = new ConditionalLogit(weights(in));
            var calibration = new Calibration(in.readDouble(), in.readDouble());
            float cosineFloor = in.readFloat();
            float wordsFloor = in.readFloat();
            var learned = new Learned(subjects, aspects, AspectHead.read(in), calibration, cosineFloor, wordsFloor);
            return new Understanding(labels, vectors, search, encoder, learned, answerable);
        } catch (IOException e) {
            throw new UncheckedIOException("reading what was learned from " + file, e);
        }
    }

    private static void write(DataOutputStream out, double[] weights) throws IOException {
        out.writeInt(weights.length);
        for (double w : weights) out.writeDouble(w);
    }

    private static double[] weights(DataInputStream in) throws IOException {
        var weights = new double[in.readInt()];
        for (int i = 0; i < weights.length; i++) weights[i] = in.readDouble();
        return weights;
    }

    /** What the question probably asks; a question with an empty key is unfamiliar. */
    public Reading read(Question question) {
        if (question.key().isEmpty()) return new Reading(List.of(), List.of(), false);
        int same = labels.same(question);
        var vector = same >= 0 ? vectors.vector(same) : encoder.encode(question.text());
        var compared = evidence.compare(question, vector, Evidence.NOTHING);
        var p = Evidence.probabilities(learned.subjects(), compared.subjects());
        if (same >= 0) settle(p, labels.subjectOf(same));
        var best = best(p);
        var subjects = new ArrayList<Reading.Likely>();
        for (int s : best) subjects.add(new Reading.Likely(labels.subject(s), p[s]));
        var scores = learned.head().scores(question, vector);
        var candidates = new ArrayList<Candidate>();
        for (int s : best) {
            if (!(labels.subject(s) instanceof Subject.OfMatter(var matter, var hasContent))) continue;
            var a = learned.aspects().probabilities(compared.aspects(s, scores));
            if (same >= 0 && labels.subjectOf(same) == s && labels.aspectOf(same) != Labels.NO_ASPECT)
                settle(a, labels.aspectOf(same));
            if (hasContent) restrict(a, matter);
            for (int i = 0; i < a.length; i++) {
                if (a[i] > 0) candidates.add(new Candidate(matter, labels.aspect(i), Math.min(1, p[s] * a[i])));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::p).reversed());
        calibrate(candidates);
        boolean familiar = same >= 0
                || compared.bestCosine() >= learned.cosineFloor()
                || compared.bestWords() >= learned.wordsFloor();
        return new Reading(subjects, candidates.subList(0, Math.min(MOST, candidates.size())), familiar);
    }

    /** Makes the best candidate's probability honest; the others share what is left as before. */
    private void calibrate(List<Candidate> candidates) {
        if (candidates.isEmpty()) return;
        double before = candidates.getFirst().p();
        double first = learned.calibration().apply(before);
        double rest = before < 1 ? (1 - first) / (1 - before) : 0;
        candidates.replaceAll(c -> new Candidate(c.matter(), c.aspect(), Math.min(first, c.p() * rest)));
        candidates.set(
                0,
                new Candidate(
                        candidates.getFirst().matter(), candidates.getFirst().aspect(), first));
    }

    /** Gives what was published word for word nearly all probability. */
    private static void settle(double[] p, int index) {
        for (int i = 0; i < p.length; i++) p[i] *= 1 - CERTAIN;
        p[index] += CERTAIN;
    }

    private void restrict(double[] p, MatterId matter) {
        var allowed = answerable.getOrDefault(matter, Set.of());
        double all = 0;
        for (int i = 0; i < p.length; i++) {
            if (!allowed.contains(labels.aspect(i))) p[i] = 0;
            all += p[i];
        }
        for (int i = 0; i < p.length; i++) p[i] = all == 0 ? 0 : p[i] / all;
    }

    private static List<Integer> best(double[] p) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < p.length; i++) order.add(i);
        order.sort(Comparator.<Integer>comparingDouble(i -> -p[i]).thenComparingInt(i -> i));
        return order.subList(0, Math.min(MOST, order.size()));
    }
}
