package banshi.assistant.understanding;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import banshi.assistant.Candidate;
import banshi.assistant.Stage;
import banshi.assistant.language.Question;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads matter and aspect apart and joins them (理解): p(matter, aspect) = p(matter) p(aspect | matter), where an aspect that a
 * matter has no template for cannot win. Immutable, thread-safe.
 *
 * <p>A cascade: a question that was published word for word is known; one whose words are clear is read from them alone; any other
 * costs a sentence vector. Cost: StageBenchmark.
 */
public final class Understanding {
    private static final int MOST = 5;
    private static final int MOST_SUBJECTS = 12;
    /** What is published word for word is about its matter with at least this probability, and of that about its aspect. */
    public static final double CERTAIN = 0.99;

    /** More than is lost where such a probability is computed. */
    private static final double ROUNDING = 1e-6;

    private static final Reading NOTHING = new Reading(List.of(), List.of(), false, Reading.Step.NOTHING);

    /** What is asked of a matter that is only named, the commonest first. */
    private static final List<AspectId> AT_FIRST = Stream.of("process", "materials", "where-when", "fee")
            .map(AspectId::new)
            .toList();

    /** The words alone never decide where danger is this likely. */
    static final double DANGER = 0.02;

    private final Labels labels;
    private final PassageVectors vectors;
    private final SentenceEncoder encoder;
    private final Learned learned;
    private final Judgement judgement;
    private final AllLogits logits;
    private final Map<MatterId, Set<AspectId>> answerable;

    /** What was learned from the passages. */
    record Learned(
            WordsHead subjectWords, WordsHead aspectWords, MeaningHead subjectMeaning, MeaningHead aspectMeaning) {}

    private Understanding(
            Labels labels,
            PassageVectors vectors,
            SentenceEncoder encoder,
            Learned learned,
            Judgement judgement,
            Map<MatterId, Set<AspectId>> answerable) {
        this.labels = labels;
        this.vectors = vectors;
        this.encoder = encoder;
        this.learned = learned;
        this.judgement = judgement;
        logits = AllLogits.of(judgement);
        this.answerable = Map.copyOf(answerable);
    }

    /**
     * Learns from the passages, on two processors, and writes what was learned; some ten to fifteen seconds for 60,000.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void train(Labelled labelled, PassageVectors vectors, Path file) {
        var learned = Lessons.learn(labelled, vectors);
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            learned.subjectWords().write(out);
            learned.aspectWords().write(out);
            learned.subjectMeaning().write(out);
            learned.aspectMeaning().write(out);
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
            SentenceEncoder encoder,
            Path file,
            Judgement judgement,
            Map<MatterId, Set<AspectId>> answerable) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            var learned =
                    new Learned(WordsHead.read(in), WordsHead.read(in), MeaningHead.read(in), MeaningHead.read(in));
            return new Understanding(labels, vectors, encoder, learned, judgement, answerable);
        } catch (IOException e) {
            throw new UncheckedIOException("reading what was learned from " + file, e);
        }
    }

    /** The same, with other weights of the evidence. */
    public Understanding with(Judgement other) {
        return new Understanding(labels, vectors, encoder, learned, other, answerable);
    }

    /** The same, with another encoder that makes the same vectors. */
    public Understanding with(SentenceEncoder other) {
        return new Understanding(labels, vectors, other, learned, judgement, answerable);
    }

    /** The same, where other aspects have a template; by matter. */
    public Understanding with(Map<MatterId, Set<AspectId>> others) {
        return new Understanding(labels, vectors, encoder, learned, judgement, others);
    }

    /** All aspects. */
    public List<AspectId> aspects() {
        return labels.aspects();
    }

    Labels labels() {
        return labels;
    }

    Judgement judgement() {
        return judgement;
    }

    /** What the question probably asks; a question with an empty key is unfamiliar. */
    public Reading read(Question question) {
        if (question.key().isEmpty()) return NOTHING;
        Stage.WORDS.begins();
        return read(question, byWords(question));
    }

    /**
     * What the question probably asks where something was said before it: it is read by itself and together with what was spoken of, and
     * {@link Following} weighs both. Costs up to two sentence vectors.
     *
     * @param together the same question with what was spoken of named before it, or after the words that it goes on with; null where there
     *     is nothing to name
     */
    public Reading read(Question question, @Nullable Question together, Context context) {
        if (question.key().isEmpty()) return NOTHING;
        Stage.WORDS.begins();
        var turned = turned(question, together, context);
        var words = followed(turned, logits.words(), logits.followingWords());
        if (words.sureness() >= judgement.following().clear() && words.danger() < DANGER)
            return words.reading(true, Reading.Step.WORDS);
        addMeaning(turned);
        boolean familiar = turned.following().goesOn() || isFamiliar(question, turned.alone());
        return followed(turned, logits.meaning(), logits.followingMeaning()).reading(familiar, Reading.Step.MEANING);
    }

    /**
     * What words that are published word for word are read as, however they are weighed: this comes out first, with at least this probability,
     * its matter with at least {@link #CERTAIN}. A microsecond.
     *
     * @param key of the question
     * @return nothing where they are not published, or not as an aspect of a matter that has a template
     */
    public Optional<Candidate> published(String key) {
        int same = labels.same(key);
        if (same == Labels.NONE || labels.aspectOf(same) == Labels.NO_ASPECT) return Optional.empty();
        var aspect = labels.aspect(labels.aspectOf(same));
        double least = logits.words().calibration().apply(CERTAIN * CERTAIN - ROUNDING);
        return labels.subject(labels.subjectOf(same)) instanceof Subject.OfMatter(var matter, var hasContent)
                        && hasContent
                        && answerable.getOrDefault(matter, Set.of()).contains(aspect)
                ? Optional.of(new Candidate(matter, aspect, least))
                : Optional.empty();
    }

    /** Adds the meaning to the evidence where the words are not clear. */
    private Reading read(Question question, Evidence evidence) {
        int same = labels.same(question);
        var words = judged(evidence, logits.words(), same);
        if (same >= 0) return words.reading(true, Reading.Step.KNOWN);
        if (words.sureness() >= judgement.clear() && words.danger() < DANGER)
            return words.reading(true, Reading.Step.WORDS);
        addMeaning(evidence, question);
        return judged(evidence, logits.meaning(), same).reading(isFamiliar(question, evidence), Reading.Step.MEANING);
    }

    private boolean isFamiliar(Question question, Evidence evidence) {
        return familiarity(question) >= judgement.leastWords()
                || evidence.bestCosine() >= judgement.leastCosine(); // compares with every passage: rarely needed
    }

    /**
     * Why a question is read as it is; costs a sentence vector.
     *
     * @param search over the passages that were learned from
     */
    public Explanation explain(Question question, PassageSearch search) {
        if (question.key().isEmpty()) return Explanation.ofNothing(question.text(), NOTHING, judgement.clear());
        var evidence = byWords(question);
        double sureness = judged(evidence, logits.words(), Labels.NONE).sureness();
        var reading = read(question, evidence);
        if (!evidence.knowsMeaning()) addMeaning(evidence, question);
        var rivals = evidence.rivals();
        var subjects = weighed(
                judgement.meaning().subjects(),
                Evidence.SUBJECT_BY_MEANING,
                evidence.subjects(rivals),
                i -> id(labels.subject(rivals[i])));
        var aspects = rivals.length == 0
                ? List.<Explanation.Weighed>of()
                : aspects(evidence, rivals, subjects.getFirst().id());
        return new Explanation(
                question.text(),
                question.words(),
                question.terms().stream()
                        .filter(t -> !t.term().equals(t.canonical()))
                        .map(t -> new Explanation.Expansion(t.term(), t.canonical()))
                        .toList(),
                reading,
                sureness,
                judgement.clear(),
                search.search(question, MOST).stream()
                        .map(hit -> near(hit.ordinal(), hit.score()))
                        .toList(),
                nearest(evidence),
                subjects.subList(0, Math.min(MOST, subjects.size())),
                aspects.subList(0, Math.min(MOST, aspects.size())));
    }

    /** Those of the likeliest subject, none of a topic. */
    private List<Explanation.Weighed> aspects(Evidence evidence, int[] rivals, String likeliest) {
        for (int s : rivals) {
            if (labels.subject(s) instanceof Subject.OfMatter(var id, var hasContent)
                    && id.value().equals(likeliest))
                return weighed(
                        judgement.meaning().aspects(),
                        Evidence.ASPECT_BY_MEANING,
                        evidence.aspects(s),
                        i -> labels.aspect(i).value());
        }
        return List.of();
    }

    private static String id(Subject subject) {
        return switch (subject) {
            case Subject.OfMatter(var id, var answerable) -> id.value();
            case Subject.OfBundle(var id) -> id.value();
            case Subject.OfTopic(var id, var act) -> id.value();
        };
    }

    private List<Explanation.Near> nearest(Evidence evidence) {
        var cosines = evidence.cosines();
        var nearest = new ArrayList<Explanation.Near>();
        for (int p : Best.of(cosines, MOST)) nearest.add(near(p, cosines[p]));
        return nearest;
    }

    private Explanation.Near near(int passage, float score) {
        int aspect = labels.aspectOf(passage);
        return new Explanation.Near(
                labels.key(passage),
                id(labels.subject(labels.subjectOf(passage))),
                aspect == Labels.NO_ASPECT ? "" : labels.aspect(aspect).value(),
                score);
    }

    /** All alternatives with what each kind of evidence adds to their score, the likeliest first. */
    private static List<Explanation.Weighed> weighed(
            List<Double> weights, List<String> names, float[][] features, IntFunction<String> ids) {
        var p = new ConditionalLogit(weights).probabilities(features);
        var order = Best.of(p, p.length);
        var weighed = new ArrayList<Explanation.Weighed>();
        for (int i : order) {
            var contributions = new LinkedHashMap<String, Double>();
            var behind = new LinkedHashMap<String, Double>();
            for (int f = 0; f < names.size(); f++) {
                contributions.put(names.get(f), weights.get(f) * features[i][f]);
                double less = weights.get(f) * (features[order[0]][f] - features[i][f]);
                if (less > 0) behind.put(names.get(f), less);
            }
            weighed.add(new Explanation.Weighed(ids.apply(i), p[i], contributions, mostFirst(behind)));
        }
        return weighed;
    }

    private static Map<String, Double> mostFirst(Map<String, Double> behind) {
        var sorted = new LinkedHashMap<String, Double>();
        behind.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    Evidence byWords(Question question) {
        return new Evidence(
                labels,
                question,
                learned.subjectWords().read(question),
                learned.aspectWords().read(question));
    }

    /** Costs a sentence vector, and comparing it with all passages. */
    void addMeaning(Evidence evidence, Question question) {
        addMeaning(evidence, () -> encoder.encode(question.text()));
    }

    private void addMeaning(Evidence evidence, Supplier<float[]> encoding) {
        Stage.ENCODE.begins();
        var vector = encoding.get();
        Stage.MEANING.begins();
        evidence.add(
                learned.subjectMeaning().read(vector), learned.aspectMeaning().read(vector), vectors.rounded(vector));
    }

    float familiarity(Question question) {
        return learned.subjectWords().familiarity(question);
    }

    /** Subjects and candidates, best first. */
    record Judged(List<Reading.Likely> subjects, List<Candidate> candidates) {
        Reading reading(boolean familiar, Reading.Step step) {
            return new Reading(
                    subjects.subList(0, Math.min(MOST_SUBJECTS, subjects.size())),
                    candidates.subList(0, Math.min(MOST, candidates.size())),
                    familiar,
                    step);
        }

        /** How sure the best reading is: of a matter and its aspect, or of a topic. */
        double sureness() {
            if (subjects.isEmpty()) return 0;
            var best = subjects.getFirst();
            if (!(best.subject() instanceof Subject.OfMatter)) return best.p();
            return candidates.isEmpty() ? 0 : candidates.getFirst().p();
        }

        /** The probability of danger, where danger is not the best reading itself. */
        double danger() {
            double danger = 0;
            for (var likely : subjects) if (likely.subject().isDanger()) danger += likely.p();
            return danger;
        }
    }

    /** Weights ready for use. */
    record Logits(ConditionalLogit subjects, ConditionalLogit aspects, Calibration calibration) {
        static Logits of(Judgement.Weights weights) {
            return new Logits(
                    new ConditionalLogit(weights.subjects()),
                    new ConditionalLogit(weights.aspects()),
                    new Calibration(weights.slope(), weights.shift()));
        }
    }

    /** All of a judgement's. */
    private record AllLogits(Logits words, Logits meaning, Logits followingWords, Logits followingMeaning) {
        static AllLogits of(Judgement judgement) {
            return new AllLogits(
                    Logits.of(judgement.words()),
                    Logits.of(judgement.meaning()),
                    Logits.of(judgement.following().words()),
                    Logits.of(judgement.following().meaning()));
        }
    }

    Judged judged(Evidence evidence, Logits by, int same) {
        var rivals = rivals(evidence, same);
        var p = probabilities(evidence, by, same, rivals);
        return judged(rivals, p, evidence, by.calibration(), s -> aspects(evidence, by, same, s));
    }

    private int[] rivals(Evidence evidence, int same) {
        return same >= 0 ? including(evidence.rivals(), labels.subjectOf(same)) : evidence.rivals();
    }

    /** Of the rivals. */
    private double[] probabilities(Evidence evidence, Logits by, int same, int[] rivals) {
        var p = by.subjects().probabilities(evidence.subjects(rivals));
        if (same >= 0) settle(p, Arrays.binarySearch(rivals, labels.subjectOf(same)));
        return p;
    }

    /** Of every aspect of a subject, whether it has a template or not. */
    private double[] aspects(Evidence evidence, Logits by, int same, int subject) {
        var p = by.aspects().probabilities(evidence.aspects(subject));
        if (same >= 0 && labels.subjectOf(same) == subject && labels.aspectOf(same) != Labels.NO_ASPECT)
            settle(p, labels.aspectOf(same));
        return p;
    }

    /**
     * A question that comes after others, and what speaks for its readings.
     *
     * @param whole of the question together with what was spoken of; the same as {@code alone} where there is no such
     */
    record Turned(
            Following following,
            Question question,
            Evidence alone,
            @Nullable Question together,
            Evidence whole,
            int same) {
        boolean standsAlone() {
            return together == null;
        }
    }

    Turned turned(Question question, @Nullable Question together, Context context) {
        var following = new Following(labels, context, question, familiarity(question));
        var alone = byWords(question);
        int same = following.isInPassing() ? Labels.NONE : labels.same(question);
        return new Turned(following, question, alone, together, together == null ? alone : byWords(together), same);
    }

    /** Up to two sentence vectors, at the same time where a processor is free. */
    void addMeaning(Turned turned) {
        var together = turned.together();
        var whole = together == null ? null : supplyAsync(() -> encoder.encode(together.text()));
        addMeaning(turned.alone(), turned.question());
        if (whole != null) addMeaning(turned.whole(), whole::join);
    }

    /** The subjects that are in question after others, in ascending order, with their features. */
    @SuppressWarnings("ArrayRecordComponent") // numbers of one reading, never compared
    record Rivals(int[] subjects, float[][] features) {}

    Rivals rivals(Turned turned, Logits read) {
        var alone = spread(turned.alone(), read, turned.same());
        var together = turned.standsAlone() ? alone : spread(turned.whole(), read, Labels.NONE);
        var in = new boolean[labels.subjectCount()];
        turned.following().mark(in);
        var subjects = IntStream.range(0, in.length)
                .filter(s -> (in[s] || alone[s] > 0 || together[s] > 0) && Following.canFollow(labels.subject(s)))
                .toArray();
        return new Rivals(subjects, turned.following().subjects(subjects, alone, together));
    }

    float[][] aspects(Turned turned, Logits read, int subject) {
        var alone = aspects(turned.alone(), read, turned.same(), subject);
        var together = turned.standsAlone() ? alone : aspects(turned.whole(), read, Labels.NONE, subject);
        return turned.following().aspects(subject, alone, together);
    }

    /** The probability of every subject, 0 of those that are out of the question. */
    private double[] spread(Evidence evidence, Logits by, int same) {
        var rivals = rivals(evidence, same);
        var p = probabilities(evidence, by, same, rivals);
        var spread = new double[labels.subjectCount()];
        for (int i = 0; i < rivals.length; i++) spread[rivals[i]] = p[i];
        return spread;
    }

    Judged followed(Turned turned, Logits read, Logits by) {
        var rivals = rivals(turned, read);
        return judged(
                rivals.subjects(),
                by.subjects().probabilities(rivals.features()),
                turned.alone(),
                by.calibration(),
                s -> by.aspects().probabilities(aspects(turned, read, s)));
    }

    private Judged judged(
            int[] rivals, double[] p, Evidence evidence, Calibration calibration, IntFunction<double[]> aspects) {
        var subjects = new ArrayList<Reading.Likely>(rivals.length);
        var candidates = new ArrayList<Candidate>();
        var order = Best.of(p, rivals.length);
        for (int rank = 0; rank < order.length; rank++) {
            int i = order[rank];
            var subject = labels.subject(rivals[i]);
            subjects.add(new Reading.Likely(subject, p[i]));
            if (rank >= MOST || !(subject instanceof Subject.OfMatter(var matter, var hasContent))) continue;
            var a = aspects.apply(rivals[i]);
            if (hasContent) restrict(a, matter);
            for (int j = 0; j < a.length; j++)
                if (a[j] > 0) candidates.add(new Candidate(matter, labels.aspect(j), Math.min(1, p[i] * a[j])));
        }
        if (isOnlyNamed(subjects.getFirst().subject())) return new Judged(subjects, toChoose(evidence, rivals, p));
        candidates.sort(Comparator.comparingDouble(Candidate::p).reversed());
        calibrate(candidates, calibration);
        return new Judged(subjects, candidates);
    }

    private static boolean isOnlyNamed(Subject subject) {
        return subject instanceof Subject.OfTopic(var id, var act) && act == Topic.Act.CLARIFY;
    }

    /**
     * What may be meant where only a thing is named: how to go about each of its matters, or of the likeliest where the thing is not in the
     * lexicon; what is usually asked where it has but one.
     */
    private List<Candidate> toChoose(Evidence evidence, int[] rivals, double[] p) {
        var likeliest = new ArrayList<Candidate>();
        var named = new ArrayList<Candidate>();
        for (int i : Best.of(p, rivals.length)) {
            if (!(labels.subject(rivals[i]) instanceof Subject.OfMatter(var matter, var hasContent))) continue;
            var how = new Candidate(matter, AT_FIRST.getFirst(), Math.min(1, p[i]));
            likeliest.add(how);
            if (evidence.namesThingOf(rivals[i])) named.add(how);
        }
        if (named.size() != 1) return named.isEmpty() ? likeliest : named;
        var only = named.getFirst();
        return AT_FIRST.stream()
                .map(aspect -> new Candidate(only.matter(), aspect, only.p()))
                .toList();
    }

    private static int[] including(int[] sorted, int one) {
        int at = Arrays.binarySearch(sorted, one);
        if (at >= 0) return sorted;
        var more = Arrays.copyOf(sorted, sorted.length + 1);
        more[sorted.length] = one;
        Arrays.sort(more);
        return more;
    }

    /** Makes the best candidate's probability honest; the others share what is left as before. */
    private static void calibrate(List<Candidate> candidates, Calibration calibration) {
        if (candidates.isEmpty()) return;
        double before = candidates.getFirst().p();
        double first = calibration.apply(before);
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
}
