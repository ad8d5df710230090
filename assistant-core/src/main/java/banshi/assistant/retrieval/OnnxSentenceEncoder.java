package banshi.assistant.retrieval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * BGE-small-zh-v1.5, int8, tuned on the questions of the corpus, on ONNX Runtime (本地句向量). One session for all callers, one thread within a call, no spinning, and no
 * more than {@value #AT_ONCE} calls at once: on two cores more callers only make each other slower (docs/adr/0004).
 *
 * <p>Cost: StageBenchmark. Source: Xiao et al., "C-Pack", arXiv:2309.07597; the model file is that of LangChain4j's
 * {@code embeddings-bge-small-zh-v15-q} (MIT).
 */
public final class OnnxSentenceEncoder implements SentenceEncoder, AutoCloseable {
    private static final String MODEL = "/bge-small-zh-v1.5-q.onnx";
    private static final String ADAPTER = "encoder.adapter";
    private static final int DIMENSIONS = 512;
    private static final int LONGEST = 512;
    private static final int AT_ONCE = 2;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieceTokenizer tokenizer;
    private final String fingerprint;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    private OnnxSentenceEncoder(
            OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer, String fingerprint) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
        this.fingerprint = fingerprint;
    }

    /**
     * Loads the encoder that was tuned on the corpus; about 0.4 s.
     *
     * @throws IllegalStateException if the native runtime cannot be loaded or the model is not on the class path
     */
    public static OnnxSentenceEncoder open() {
        return of(tuned());
    }

    /** Loads the encoder as it was published, before any tuning: the baseline. */
    public static OnnxSentenceEncoder openPublished() {
        return of(publishedModel());
    }

    /**
     * Loads a model of the same graph.
     *
     * @param model the bytes of an ONNX file
     * @throws IllegalStateException if the native runtime cannot be loaded
     */
    public static OnnxSentenceEncoder of(byte[] model) {
        try (var options = new OrtSession.SessionOptions()) {
            var environment = OrtEnvironment.getEnvironment();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            var session = environment.createSession(model, options);
            return new OnnxSentenceEncoder(environment, session, WordPieceTokenizer.published(), fingerprint(model));
        } catch (OrtException | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "loading the sentence encoder: ONNX Runtime does not start on this machine; it needs 64-bit Linux with"
                            + " glibc, macOS or Windows and a writable temporary folder",
                    e);
        }
    }

    /**
     * The bytes of the int8 model as published.
     *
     * @throws IllegalStateException if it is not on the class path
     */
    public static byte[] publishedModel() {
        try (var in = OnnxSentenceEncoder.class.getResourceAsStream(MODEL)) {
            if (in == null) throw new IllegalStateException("the model file " + MODEL + " is not on the class path");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + MODEL + " from the class path", e);
        }
    }

    private static byte[] tuned() {
        try (var in = OnnxSentenceEncoder.class.getResourceAsStream(ADAPTER)) {
            return in == null
                    ? publishedModel()
                    : EncoderAdapter.read(new BufferedInputStream(in)).applyTo(publishedModel());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + ADAPTER + " from the class path", e);
        }
    }

    @Override
    public float[] encode(String text) {
        var ids = tokenizer.tokenize(text, LONGEST);
        var ones = new long[ids.length];
        java.util.Arrays.fill(ones, 1);
        var shape = new long[] {1, ids.length};
        permits.acquireUninterruptibly();
        try (var input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                var result = session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            var states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            var vector = new float[DIMENSIONS];
            states.get(vector); // the first token's state is the sentence (CLS pooling)
            return PassageVectors.normalized(vector);
        } catch (OrtException e) {
            throw new IllegalStateException("encoding a sentence of " + ids.length + " tokens", e);
        } finally {
            permits.release();
        }
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("closing the sentence encoder", e);
        }
    }

    /** A checksum, not a signature: it tells apart models that were exchanged, and Maven has checked the file. */
    private static String fingerprint(byte[] model) {
        return "bge-small-zh-v1.5-int8:%d:%08x".formatted(model.length, EncoderAdapter.checksum(model));
    }
}
