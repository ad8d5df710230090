package banshi.assistant.retrieval;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * What training added to the published encoder (编码器适配器): to each weight matrix a product of two narrow ones, W + A B, and new biases
 * and norms. Small enough for Git, where the whole int8 model is 24 MB and its difference to the published one 7. Immutable,
 * thread-safe.
 *
 * <p>The narrow matrices are kept in half precision. Source: Hu et al., "LoRA", arXiv:2106.09685.
 *
 * @param base the checksum of the model that it was trained on
 * @param products one for each weight matrix of the model, in the order of the file
 * @param vectors the biases and norms that changed
 */
public record EncoderAdapter(int base, List<Product> products, List<Vector> vectors) {
    private static final int MAGIC = 0x42534131; // BSA1

    public EncoderAdapter {
        products = List.copyOf(products);
        vectors = List.copyOf(vectors);
    }

    /**
     * A matrix as a product.
     *
     * @param down row by row, {@code in × rank}
     * @param up row by row, {@code rank × out}
     */
    @SuppressWarnings("ArrayRecordComponent") // weights, never compared
    public record Product(int rank, float[] down, float[] up) {}

    /** A tensor of floats by the name it has in the model. */
    @SuppressWarnings("ArrayRecordComponent") // weights, never compared
    public record Vector(String name, float[] values) {}

    /** The checksum of a model, for {@code base}. */
    public static int checksum(byte[] model) {
        var checksum = new CRC32();
        checksum.update(model);
        return (int) checksum.getValue();
    }

    /**
     * The tuned model; some tenths of a second.
     *
     * @param published stays as it is
     * @throws IllegalArgumentException if the adapter was trained on another one
     */
    public byte[] applyTo(byte[] published) {
        if (checksum(published) != base)
            throw new IllegalArgumentException(
                    "the encoder adapter was trained on model %08x, this is %08x: train again (./banshi train)"
                            .formatted(base, checksum(published)));
        var model = published.clone();
        var weights = new QuantizedWeights(model);
        var matrices = weights.matrices();
        if (matrices.size() != products.size())
            throw new IllegalArgumentException("the encoder adapter has " + products.size() + " products, the model "
                    + matrices.size() + " matrices: train again (./banshi train)");
        var sums = new float[matrices.size()][];
        IntStream.range(0, sums.length).parallel().forEach(i -> {
            var values = weights.values(matrices.get(i));
            add(products.get(i), weights.shape(matrices.get(i)).getLast(), values);
            sums[i] = values;
        });
        for (int i = 0; i < sums.length; i++) weights.put(matrices.get(i), sums[i]);
        for (var vector : vectors) weights.put(vector.name(), vector.values());
        return model;
    }

    private static void add(Product product, int columns, float[] to) {
        int rank = product.rank();
        for (int row = 0, at = 0; at < to.length; row++, at += columns) {
            for (int r = 0; r < rank; r++) {
                float share = product.down()[row * rank + r];
                for (int c = 0; c < columns; c++) to[at + c] += share * product.up()[r * columns + c];
            }
        }
    }

    /** Writes it; {@link #read} reads it, its products rounded to half precision. */
    public void write(OutputStream out) throws IOException {
        var data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeInt(base);
        data.writeInt(products.size());
        for (var product : products) {
            data.writeInt(product.rank());
            writeHalves(data, product.down());
            writeHalves(data, product.up());
        }
        data.writeInt(vectors.size());
        for (var vector : vectors) {
            data.writeUTF(vector.name());
            data.writeInt(vector.values().length);
            for (float value : vector.values()) data.writeFloat(value);
        }
        data.flush();
    }

    private static void writeHalves(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) out.writeShort(Float.floatToFloat16(value));
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if it is no adapter
     */
    public static EncoderAdapter read(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        try {
            if (data.readInt() != MAGIC) throw new IllegalArgumentException("this is no encoder adapter");
            int base = data.readInt();
            var products = new ArrayList<Product>();
            for (int left = data.readInt(); left > 0; left--)
                products.add(new Product(data.readInt(), readHalves(data), readHalves(data)));
            var vectors = new ArrayList<Vector>();
            for (int left = data.readInt(); left > 0; left--) {
                var name = data.readUTF();
                var values = new float[data.readInt()];
                for (int i = 0; i < values.length; i++) values[i] = data.readFloat();
                vectors.add(new Vector(name, values));
            }
            return new EncoderAdapter(base, products, vectors);
        } catch (EOFException e) {
            throw new IllegalArgumentException("the encoder adapter is cut short", e);
        }
    }

    private static float[] readHalves(DataInputStream in) throws IOException {
        var values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) values[i] = Float.float16ToFloat(in.readShort());
        return values;
    }
}
