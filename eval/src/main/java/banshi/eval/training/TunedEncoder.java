package banshi.eval.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import banshi.assistant.retrieval.EncoderAdapter;
import banshi.assistant.retrieval.QuantizedWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The sentence encoder as something that can learn (可训练编码器): BGE-small-zh-v1.5, a BERT of four layers, its int8 weights taken as
 * the floats they stand for and kept, and a low-rank product added to each, y = x W + s (x A) B + b. Biases and layer norms learn too, embeddings do not.
 *
 * <p>Sizes: 512 wide, 8 heads of 64, 2,048 within. A starts at random, B at zero, so that learning begins with the encoder as it is.
 * Source: Devlin et al., "BERT", arXiv:1810.04805; Hu et al., "LoRA", arXiv:2106.09685. Not thread-safe.
 */
final class TunedEncoder {
    static final int WIDTH = 512;

    private static final int LAYERS = 4;
    private static final int HEADS = 8;
    private static final int HEAD_WIDTH = WIDTH / HEADS;
    private static final float ADAPTER_SCALE = 2;
    private static final float EPSILON = 1e-12f;
    private static final float HIDDEN = -1e9f;

    /** The matrices of a layer in the order of the file, which does not name them. */
    private static final List<String> MATRICES = List.of(
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "intermediate.dense",
            "output.dense");

    private static final List<String> NORMS = List.of("attention.output.LayerNorm", "output.LayerNorm");

    private final QuantizedWeights weights;
    private final int rank;
    /** Factors that gradients flow through: given as Java numbers, DJL would free them before the way back needs them. */
    private final NDArray narrowing;

    private final NDArray adapterScale;
    private final NDArray words;
    private final NDArray positions;
    private final NDArray type;
    private final NDArray embeddingNorm;
    private final NDArray embeddingShift;

    /** By name: those of the file, or {@code layer.matrix}. */
    private final Map<String, NDArray> fixed = new LinkedHashMap<>();

    private final Map<String, NDArray> learned = new LinkedHashMap<>();

    /**
     * Begins with the encoder as it is.
     *
     * @param weights of the published model
     * @param manager keeps the numbers
     * @param rank of the product that is added to each matrix
     */
    TunedEncoder(QuantizedWeights weights, NDManager manager, int rank, Random random) {
        this.weights = weights;
        this.rank = rank;
        narrowing = manager.create((float) (1 / Math.sqrt(HEAD_WIDTH)));
        adapterScale = manager.create(ADAPTER_SCALE);
        words = array(manager, "embeddings.word_embeddings.weight");
        positions = array(manager, "embeddings.position_embeddings.weight");
        type = array(manager, "embeddings.token_type_embeddings.weight").get("0:1");
        embeddingNorm = array(manager, "embeddings.LayerNorm.weight");
        embeddingShift = array(manager, "embeddings.LayerNorm.bias");
        var unnamed = weights.matrices().iterator();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (String matrix : MATRICES) {
                var name = unnamed.next();
                var key = layer + "." + matrix;
                var shape = weights.shape(name);
                fixed.put(key, array(manager, name));
                int in = shape.getFirst();
                var down = new float[in * rank];
                for (int i = 0; i < down.length; i++) down[i] = (float) (random.nextGaussian() / Math.sqrt(in));
                learned.put(key + ".down", manager.create(down, new Shape(in, rank)));
                learned.put(key + ".up", manager.zeros(new Shape(rank, shape.getLast())));
                learn(manager, bias(layer, matrix));
            }
            for (String norm : NORMS) {
                learn(manager, inLayer(layer, norm) + ".weight");
                learn(manager, inLayer(layer, norm) + ".bias");
            }
        }
        learned.values().forEach(p -> p.setRequiresGradient(true));
    }

    private static String inLayer(int layer, String name) {
        return "encoder.layer." + layer + "." + name;
    }

    private static String bias(int layer, String matrix) {
        return inLayer(layer, matrix) + ".bias";
    }

    private void learn(NDManager manager, String name) {
        learned.put(name, array(manager, name));
    }

    private NDArray array(NDManager manager, String name) {
        var shape = weights.shape(name).stream().mapToLong(Integer::longValue).toArray();
        return manager.create(weights.values(name), new Shape(shape));
    }

    /** What learns, in an order that is always the same. */
    List<NDArray> parameters() {
        return List.copyOf(learned.values());
    }

    /**
     * Sentence vectors of norm 1.
     *
     * @param tokens of each sentence, [CLS] first
     * @param drop the share of numbers left out while learning; 0 to encode
     * @param manager of this step
     * @return {@code float[sentences, 512]}
     */
    NDArray encode(List<long[]> tokens, float drop, NDManager manager) {
        int rows = tokens.size();
        int longest = tokens.stream().mapToInt(t -> t.length).max().orElseThrow();
        var ids = new long[rows * longest];
        var hidden = new float[rows * longest];
        for (int r = 0; r < rows; r++) {
            var sentence = tokens.get(r);
            System.arraycopy(sentence, 0, ids, r * longest, sentence.length);
            java.util.Arrays.fill(hidden, r * longest + sentence.length, (r + 1) * longest, HIDDEN);
        }
        var mask = manager.create(hidden, new Shape(rows, 1, 1, longest));
        var indices = manager.create(ids, new Shape(rows, longest));
        var x = words.getNDArrayInternal()
                .embedding(indices, words, ai.djl.ndarray.types.SparseFormat.DENSE)
                .singletonOrThrow()
                .add(positions.get(manager, new NDIndex("0:" + longest)))
                .add(type);
        x = dropped(normed(x, embeddingNorm, embeddingShift), drop);
        for (int layer = 0; layer < LAYERS; layer++) x = layer(layer, x, mask, rows, longest, drop);
        return x.get(":,0").normalize(2, 1);
    }

    private NDArray layer(int layer, NDArray x, NDArray mask, int rows, int length, float drop) {
        var query = heads(linear(layer, MATRICES.get(0), x), rows, length);
        var key = heads(linear(layer, MATRICES.get(1), x), rows, length);
        var value = heads(linear(layer, MATRICES.get(2), x), rows, length);
        var weight =
                query.matMul(key.transpose(0, 1, 3, 2)).mul(narrowing).add(mask).softmax(-1);
        var seen = weight.matMul(value).transpose(0, 2, 1, 3).reshape(rows, length, WIDTH);
        if (layer == LAYERS - 1) { // only the first state is the sentence
            seen = seen.get(":,0:1");
            x = x.get(":,0:1");
        }
        var norm = inLayer(layer, NORMS.get(0));
        x = normed(x.add(dropped(linear(layer, MATRICES.get(3), seen), drop)), norm);
        var within = ai.djl.nn.Activation.gelu(linear(layer, MATRICES.get(4), x));
        return normed(x.add(dropped(linear(layer, MATRICES.get(5), within), drop)), inLayer(layer, NORMS.get(1)));
    }

    private static NDArray heads(NDArray x, int rows, int length) {
        return x.reshape(rows, length, HEADS, HEAD_WIDTH).transpose(0, 2, 1, 3);
    }

    private NDArray linear(int layer, String matrix, NDArray x) {
        var key = layer + "." + matrix;
        var added =
                x.matMul(learned(key + ".down")).matMul(learned(key + ".up")).mul(adapterScale);
        return x.matMul(fixed(key)).add(added).add(learned(bias(layer, matrix)));
    }

    private NDArray learned(String name) {
        return java.util.Objects.requireNonNull(learned.get(name));
    }

    private NDArray fixed(String name) {
        return java.util.Objects.requireNonNull(fixed.get(name));
    }

    private NDArray normed(NDArray x, String name) {
        return normed(x, learned(name + ".weight"), learned(name + ".bias"));
    }

    private static NDArray normed(NDArray x, NDArray scale, NDArray shift) {
        return x.getNDArrayInternal()
                .layerNorm(x, new Shape(WIDTH), scale, shift, EPSILON)
                .singletonOrThrow();
    }

    private static NDArray dropped(NDArray x, float drop) {
        return drop == 0 ? x : x.getNDArrayInternal().dropout(x, drop, true).singletonOrThrow();
    }

    /** What was learned; {@code base} as in {@link EncoderAdapter}. */
    EncoderAdapter adapter(int base) {
        var products = new ArrayList<EncoderAdapter.Product>();
        for (String key : fixed.keySet()) {
            var down = learned(key + ".down").toFloatArray();
            for (int i = 0; i < down.length; i++) down[i] *= ADAPTER_SCALE;
            products.add(
                    new EncoderAdapter.Product(rank, down, learned(key + ".up").toFloatArray()));
        }
        var vectors = learned.keySet().stream()
                .filter(weights::has)
                .map(name -> new EncoderAdapter.Vector(name, learned(name).toFloatArray()))
                .toList();
        return new EncoderAdapter(base, products, vectors);
    }
}
