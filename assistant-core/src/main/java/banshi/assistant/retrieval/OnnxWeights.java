package banshi.assistant.retrieval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers of a model file, changed in place (模型权重): the file keeps its length and its graph.
 *
 * <p>Reads just so much of the protobuf form as names a tensor and finds its numbers: ModelProto.graph = 7, GraphProto.initializer
 * = 5, TensorProto.dims = 1, data_type = 2, float_data = 4, name = 8, raw_data = 9; little-endian. Source: onnx.proto of ONNX 1.
 * Not thread-safe.
 */
public final class OnnxWeights {
    private static final int FLOAT = 1;
    private static final int INT8 = 3;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final byte[] file;
    private final ByteBuffer buffer;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /**
     * Where a tensor's numbers stand.
     *
     * @param shape as a list of sizes
     * @param offset of the first byte in the file
     * @param length in bytes
     */
    private record Tensor(int type, List<Integer> shape, int offset, int length) {}

    /**
     * Finds the tensors of a file.
     *
     * @param file is changed by {@link #putFloats} and {@link #putRaw}
     * @throws IllegalArgumentException if it is no ONNX file
     */
    public OnnxWeights(byte[] file) {
        this.file = file;
        buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            model(file.length);
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException("the model is cut short or no ONNX file", e);
        }
    }

    /** The names of all tensors that hold numbers, in the order of the file. */
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** The sizes of a tensor, outermost first. */
    public List<Integer> shape(String name) {
        return tensor(name).shape();
    }

    /** Whether a tensor is there. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** Whether a tensor holds bytes with a sign. */
    public boolean isSigned(String name) {
        return tensor(name).type() == INT8;
    }

    /** A copy of the numbers of a tensor of floats. */
    public float[] floats(String name) {
        var tensor = floatsOf(name);
        var floats = new float[tensor.length() / Float.BYTES];
        buffer.slice(tensor.offset(), tensor.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return floats;
    }

    /** Writes a tensor of floats; as many as there were. */
    public void putFloats(String name, float[] floats) {
        var tensor = floatsOf(name);
        checkLength(name, tensor, floats.length * Float.BYTES);
        buffer.slice(tensor.offset(), tensor.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .put(floats);
    }

    /** A copy of the bytes of a tensor, whatever they stand for. */
    public byte[] raw(String name) {
        var tensor = tensor(name);
        return Arrays.copyOfRange(file, tensor.offset(), tensor.offset() + tensor.length());
    }

    /** Writes the bytes of a tensor; as many as there were. */
    public void putRaw(String name, byte[] bytes) {
        var tensor = tensor(name);
        checkLength(name, tensor, bytes.length);
        System.arraycopy(bytes, 0, file, tensor.offset(), bytes.length);
    }

    private static void checkLength(String name, Tensor tensor, int length) {
        if (tensor.length() != length)
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + tensor.length() + " bytes in the model, not " + length);
    }

    private Tensor floatsOf(String name) {
        var tensor = tensor(name);
        if (tensor.type() != FLOAT)
            throw new IllegalArgumentException("tensor " + name + " of the model holds no floats");
        return tensor;
    }

    private Tensor tensor(String name) {
        return Optional.ofNullable(tensors.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the model has no tensor " + name));
    }

    private void model(int end) {
        each(0, end, (field, from, to) -> {
            if (field == 7) each(from, to, this::graph);
        });
    }

    private void graph(int field, int from, int to) {
        if (field == 5) new Initializer().read(from, to);
    }

    private final class Initializer {
        private String name = "";
        private int type;
        private final List<Integer> shape = new ArrayList<>();
        private int offset = -1;
        private int length;

        void read(int from, int to) {
            each(from, to, this::field);
            if (offset >= 0) tensors.put(name, new Tensor(type, List.copyOf(shape), offset, length));
        }

        private void field(int field, int from, int to) {
            switch (field) {
                case 1 -> {
                    buffer.position(from);
                    while (buffer.position() < to) shape.add((int) varint());
                }
                case 2 -> {
                    buffer.position(from);
                    type = (int) varint();
                }
                case 4, 9 -> {
                    offset = from;
                    length = to - from;
                }
                case 8 -> name = new String(file, from, to - from, StandardCharsets.UTF_8);
                default -> {}
            }
        }
    }

    private interface Field {
        /** @param from the first byte of its value; of a number, of the number */
        void found(int number, int from, int to);
    }

    private void each(int from, int to, Field field) {
        for (int at = from; at < to; ) {
            buffer.position(at);
            long key = varint();
            int number = (int) (key >>> 3);
            int start = buffer.position();
            int next = switch ((int) (key & 7)) {
                case VARINT -> {
                    varint();
                    yield buffer.position();
                }
                case FIXED64 -> start + Long.BYTES;
                case FIXED32 -> start + Integer.BYTES;
                case LENGTH_DELIMITED -> {
                    int length = Math.toIntExact(varint());
                    start = buffer.position();
                    yield Math.addExact(start, length);
                }
                default -> throw new IllegalArgumentException("the model is no ONNX file: byte " + at);
            };
            if (next > to || next < start) throw new IllegalArgumentException("the model is no ONNX file: byte " + at);
            field.found(number, start, next);
            at = next;
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = buffer.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) return value;
        }
        throw new IllegalArgumentException("the model is no ONNX file: a number without end");
    }
}
