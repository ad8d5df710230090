package banshi.assistant.retrieval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * BGE-small-zh-v1.5, int8, on ONNX Runtime (本地句向量). One session for all callers, one thread within a call, no spinning, and no
 * more than {@value #AT_ONCE} calls at once: on two cores more callers only make each other slower (docs/adr/0004).
 *
 * <p>Cost: EncoderBenchmark. Source: Xiao et al., "C-Pack", arXiv:2309.07597; the model file is that of LangChain4j's
 * {@code embeddings-bge-small-zh-v15-q} (MIT).
 */
public final class OnnxSentenceEncoder implements SentenceEncoder, AutoCloseable {
    private static final String MODEL = "/bge-small-zh-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-zh-v1.5-q-tokenizer.json";
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
     * Loads the model from the class path; about 0.3 s.
     *
     * @throws IllegalStateException if the native runtime cannot be loaded or the model is not on the class path
     */
    public static OnnxSentenceEncoder open() {
        try (var options = new OrtSession.SessionOptions()) {
            var environment = OrtEnvironment.getEnvironment();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            var model = resource(MODEL);
            var session = environment.createSession(model, options);
            return new OnnxSentenceEncoder(
                    environment, session, new WordPieceTokenizer(vocabulary()), fingerprint(model));
        } catch (OrtException | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "loading the sentence encoder: ONNX Runtime does not start on this machine; it needs 64-bit Linux with"
                            + " glibc, macOS or Windows and a writable temporary folder",
                    e);
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
            return normalized(vector);
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

    private static float[] normalized(float[] vector) {
        double sum = 0;
        for (float v : vector) sum += (double) v * v;
        float scale = (float) (1 / Math.sqrt(Math.max(sum, 1e-12)));
        for (int i = 0; i < vector.length; i++) vector[i] *= scale;
        return vector;
    }

    private static byte[] resource(String name) {
        try (var in = stream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the class path", e);
        }
    }

    private static InputStream stream(String name) {
        var in = OnnxSentenceEncoder.class.getResourceAsStream(name);
        if (in == null) throw new IllegalStateException("the model file " + name + " is not on the class path");
        return in;
    }

    /** {"model": {"vocab": {"[PAD]": 0, …}}}, streamed: as a tree it costs a quarter of a second of every start. */
    private static Map<String, Integer> vocabulary() {
        var vocabulary = new HashMap<String, Integer>(40_000);
        try (var in = stream(TOKENIZER);
                var json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            for (String name = json.nextName(); !"vocab".equals(name); name = json.nextName()) {
                if (json.currentToken() == null) throw new IllegalStateException(TOKENIZER + " has no vocabulary");
            }
            json.nextToken(); // {
            for (String token = json.nextName(); token != null; token = json.nextName())
                vocabulary.put(token, json.nextIntValue(-1));
            return vocabulary;
        } catch (IOException e) {
            throw new UncheckedIOException("reading the vocabulary of the sentence encoder", e);
        }
    }

    /** A checksum, not a signature: it tells apart models that were exchanged, and Maven has checked the file. */
    private static String fingerprint(byte[] model) {
        var checksum = new CRC32();
        checksum.update(model);
        return "bge-small-zh-v1.5-int8:%d:%08x".formatted(model.length, checksum.getValue());
    }
}
