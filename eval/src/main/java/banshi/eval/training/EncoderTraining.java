package banshi.eval.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import banshi.assistant.retrieval.EncoderAdapter;
import banshi.assistant.retrieval.QuantizedWeights;
import banshi.assistant.retrieval.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Tunes the encoder so that a linear reading of its vectors tells what a question is about and what it asks (编码器训练). Two linear
 * heads on the sentence vector, softmax cross-entropy with smoothed labels, AdamW, a rate that rises over the first tenth and then
 * falls to nothing; sentences of like length share a batch. The heads are thrown away: a release learns its own.
 *
 * <p>The subject head begins with the vectors of the subjects' names: worth 17 points over a random start (UNDERSTANDING). The same
 * lessons and seed give the same weights on one kind of processor. Source: Loshchilov and Hutter, arXiv:1711.05101.
 */
final class EncoderTraining {
    /** How strongly an anchor speaks for its subject at the start. */
    private static final float ANCHOR_SCALE = 16;

    private static final float SMOOTHING = 0.05f;
    private static final float DROP = 0.1f;
    private static final double HEAD_RATE = 1e-2;
    private static final double DECAY = 0.01;
    private static final double LARGEST_GRADIENT = 1;
    private static final int LONGEST = 96;
    /** Batches that are cut from one stretch of shuffled lessons, by length. */
    private static final int STRETCH = 20;

    /**
     * A question and its labels.
     *
     * @param text normalised
     * @param subject an index
     * @param aspect an index, or -1
     * @param anchor whether the subject head begins with its vector: a name of a matter, a way of putting a topic
     */
    record Lesson(String text, int subject, int aspect, boolean anchor) {}

    /**
     * How long and how hard to train.
     *
     * @param rank of the adapter
     * @param rate the highest learning rate of the adapter
     */
    record Plan(int epochs, int batch, int rank, double rate, long seed) {
        /** What the published encoder is tuned by. */
        static Plan lasting(int epochs) {
            return new Plan(epochs, 32, 16, 2e-3, 20261122);
        }
    }

    private final List<Lesson> lessons;
    private final int subjects;
    private final int aspects;
    private final Plan plan;
    private final WordPieceTokenizer tokenizer;
    private final Disguise disguise;
    private final Random random;

    /** @param subjects how many there are; likewise {@code aspects} */
    EncoderTraining(
            List<Lesson> lessons,
            int subjects,
            int aspects,
            WordPieceTokenizer tokenizer,
            Disguise disguise,
            Plan plan) {
        this.lessons = List.copyOf(lessons);
        this.subjects = subjects;
        this.aspects = aspects;
        this.tokenizer = tokenizer;
        this.disguise = disguise;
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    /**
     * Trains an adapter. Uses all cores, about 1.3 GB beside the heap.
     *
     * @param model the published one
     */
    EncoderAdapter train(byte[] model, TunedModel.Progress progress) {
        var engine = Engine.getInstance();
        engine.setRandomSeed((int) plan.seed());
        try (var manager = engine.newBaseManager()) {
            var encoder = new TunedEncoder(new QuantizedWeights(model), manager, plan.rank(), random);
            var heads = new Heads(manager, anchors(encoder, manager));
            var optimizer = new AdamW(manager);
            optimizer.add(encoder.parameters(), plan.rate(), DECAY);
            optimizer.add(heads.all(), HEAD_RATE, 0);
            int steps = plan.epochs() * batches().size();
            int step = 0;
            double loss = 0;
            int since = 0;
            for (int epoch = 0; epoch < plan.epochs(); epoch++) {
                for (var batch : batches()) {
                    loss += step(engine, manager, encoder, heads, optimizer, batch, warmth(++step, steps));
                    since++;
                    if (step % 25 != 0 && step != steps) continue;
                    progress.at(step, steps, loss / since);
                    loss = 0;
                    since = 0;
                }
            }
            return encoder.adapter(EncoderAdapter.checksum(model));
        }
    }

    private double step(
            Engine engine,
            NDManager manager,
            TunedEncoder encoder,
            Heads heads,
            AdamW optimizer,
            List<Lesson> batch,
            double warmth) {
        try (var scope = manager.newSubManager()) {
            var tokens = batch.stream()
                    .map(l -> tokenizer.tokenize(disguise.of(l.text(), random), LONGEST))
                    .toList();
            double loss;
            try (var gradients = engine.newGradientCollector()) {
                var sum = heads.loss(encoder.encode(tokens, DROP, scope), batch, scope);
                gradients.backward(sum);
                loss = sum.getFloat();
            }
            optimizer.step(
                    warmth, LARGEST_GRADIENT, scope); // in place, which only works where no gradients are collected
            return loss;
        }
    }

    /** The share of the highest rate: rises over the first tenth of the steps, then falls in a straight line. */
    private static double warmth(int step, int steps) {
        double done = step / (double) steps;
        return done < 0.1 ? done / 0.1 : Math.max(0.02, (1 - done) / 0.9);
    }

    /** All lessons once, in an order of chance, those of a batch about equally long. */
    private List<List<Lesson>> batches() {
        var shuffled = new ArrayList<>(lessons);
        Collections.shuffle(shuffled, random);
        var batches = new ArrayList<List<Lesson>>();
        int stretch = plan.batch() * STRETCH;
        for (int from = 0; from < shuffled.size(); from += stretch) {
            var part = new ArrayList<>(shuffled.subList(from, Math.min(shuffled.size(), from + stretch)));
            part.sort(Comparator.comparingInt(l -> l.text().length()));
            for (int i = 0; i < part.size(); i += plan.batch())
                batches.add(List.copyOf(part.subList(i, Math.min(part.size(), i + plan.batch()))));
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** Where the subject head begins: the mean vector of each subject's anchors, {@code float[512 × subjects]}. */
    private float[] anchors(TunedEncoder encoder, NDManager manager) {
        var means = new float[subjects][TunedEncoder.WIDTH];
        var anchors = lessons.stream().filter(Lesson::anchor).toList();
        for (int from = 0; from < anchors.size(); from += plan.batch()) {
            var part = anchors.subList(from, Math.min(anchors.size(), from + plan.batch()));
            try (var scope = manager.newSubManager()) {
                var tokens = part.stream()
                        .map(l -> tokenizer.tokenize(l.text(), LONGEST))
                        .toList();
                var vectors = encoder.encode(tokens, 0, scope).toFloatArray();
                for (int i = 0; i < part.size(); i++) {
                    var mean = means[part.get(i).subject()];
                    for (int d = 0; d < mean.length; d++) mean[d] += vectors[i * mean.length + d];
                }
            }
        }
        var start = new float[TunedEncoder.WIDTH * subjects];
        for (int s = 0; s < subjects; s++) {
            double norm = 0;
            for (float m : means[s]) norm += m * m;
            double scale = norm == 0 ? 0 : ANCHOR_SCALE / Math.sqrt(norm);
            for (int d = 0; d < TunedEncoder.WIDTH; d++) start[d * subjects + s] = (float) (means[s][d] * scale);
        }
        return start;
    }

    /** The two linear readings. */
    private final class Heads {
        private final NDArray subjectWeights;
        private final NDArray subjectBias;
        private final NDArray aspectWeights;
        private final NDArray aspectBias;

        Heads(NDManager manager, float[] start) {
            subjectWeights = manager.create(start, new Shape(TunedEncoder.WIDTH, subjects));
            subjectBias = manager.zeros(new Shape(subjects));
            aspectWeights = manager.zeros(new Shape(TunedEncoder.WIDTH, aspects));
            aspectBias = manager.zeros(new Shape(aspects));
            all().forEach(p -> p.setRequiresGradient(true));
        }

        List<NDArray> all() {
            return List.of(subjectWeights, subjectBias, aspectWeights, aspectBias);
        }

        NDArray loss(NDArray vectors, List<Lesson> batch, NDManager scope) {
            var bySubject = vectors.matMul(subjectWeights).add(subjectBias).logSoftmax(1);
            var byAspect = vectors.matMul(aspectWeights).add(aspectBias).logSoftmax(1);
            var subject = wanted(batch.stream().mapToInt(Lesson::subject).toArray(), subjects, scope);
            var aspect = wanted(batch.stream().mapToInt(Lesson::aspect).toArray(), aspects, scope);
            return bySubject.mul(subject).sum().add(byAspect.mul(aspect).sum()).neg();
        }

        /** Smoothed labels, each row weighted so that the labelled rows count 1 together; a row of zeros where there is none. */
        private NDArray wanted(int[] labels, int classes, NDManager scope) {
            long labelled = IntStream.of(labels).filter(l -> l >= 0).count();
            var wanted = new float[labels.length * classes];
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] < 0) continue;
                java.util.Arrays.fill(wanted, i * classes, (i + 1) * classes, SMOOTHING / classes / labelled);
                wanted[i * classes + labels[i]] += (1 - SMOOTHING) / labelled;
            }
            return scope.create(wanted, new Shape(labels.length, classes));
        }
    }
}
