package banshi.eval.publicsets;

import banshi.assistant.Sha256;
import banshi.assistant.retrieval.SentenceEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A sentence encoder that keeps on disk what it has encoded (句向量缓存), by the content of the text: a second run over the same sets
 * encodes nothing. One file an encoder; thread-safe, for one process at a time.
 *
 * <p>The file: for each text the first 16 bytes of its SHA-256 and its vector, little-endian floats. What a broken run has left
 * half written at the end is cut off.
 */
final class VectorCache implements SentenceEncoder, AutoCloseable {
    private static final int KEY = 16;

    private final SentenceEncoder encoder;
    private final FileChannel file;
    private final int record;
    private final Map<Key, Long> places = new HashMap<>();

    private record Key(long high, long low) {}

    /**
     * Opens or begins the file of this encoder.
     *
     * @throws UncheckedIOException if the folder cannot be written
     */
    VectorCache(SentenceEncoder encoder, Path folder) {
        this.encoder = encoder;
        record = KEY + encoder.dimensions() * Float.BYTES;
        var name = encoder.fingerprint().replaceAll("[^A-Za-z0-9.]+", "-") + ".vectors";
        try {
            Files.createDirectories(folder);
            file = FileChannel.open(
                    folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            file.truncate(file.size() / record * record);
            for (long at = 0; at < file.size(); at += record) places.put(key(read(at, KEY)), at);
        } catch (IOException e) {
            throw new UncheckedIOException("opening the cache of sentence vectors in " + folder, e);
        }
    }

    @Override
    public float[] encode(String text) {
        var key = key(text);
        try {
            synchronized (this) {
                var place = places.get(key);
                if (place != null) return vector(place);
            }
            var vector = encoder.encode(text);
            append(key, vector);
            return vector;
        } catch (IOException e) {
            throw new UncheckedIOException("reading or writing the cache of sentence vectors", e);
        }
    }

    /** Encodes what is not there yet, on all cores, and tells after each hundred how many are left. */
    void encodeAll(Collection<String> texts, IntConsumer left) {
        var missing = new LinkedHashSet<String>();
        synchronized (this) {
            for (String text : texts) if (!places.containsKey(key(text))) missing.add(text);
        }
        var todo = new AtomicInteger(missing.size());
        missing.parallelStream().forEach(text -> {
            encode(text);
            int after = todo.decrementAndGet();
            if (after % 100 == 0) left.accept(after);
        });
    }

    private float[] vector(long place) throws IOException {
        var floats = read(place + KEY, record - KEY).asFloatBuffer();
        var vector = new float[encoder.dimensions()];
        floats.get(vector);
        return vector;
    }

    private ByteBuffer read(long at, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) throw new IOException("the file became shorter");
        }
        return buffer.flip();
    }

    private synchronized void append(Key key, float[] vector) throws IOException {
        if (places.containsKey(key)) return; // another thread was faster
        var buffer = ByteBuffer.allocate(record).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(key.high()).putLong(key.low());
        for (float v : vector) buffer.putFloat(v);
        buffer.flip();
        long place = file.size();
        while (buffer.hasRemaining()) file.write(buffer, place + buffer.position());
        places.put(key, place);
    }

    private static Key key(String text) {
        var hash = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return key(ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static Key key(ByteBuffer bytes) {
        return new Key(bytes.getLong(0), bytes.getLong(Long.BYTES));
    }

    @Override
    public int dimensions() {
        return encoder.dimensions();
    }

    @Override
    public String fingerprint() {
        return encoder.fingerprint();
    }

    /** Closes the file; the encoder is the caller's. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the cache of sentence vectors", e);
        }
    }
}
