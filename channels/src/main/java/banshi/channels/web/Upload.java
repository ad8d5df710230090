package banshi.channels.web;

import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** A file that somebody sends (上传的文件). Of one that is too large the rest is heard out and dropped: whoever is cut off while sending never reads why. */
final class Upload {
    /** As many times the largest size are heard out. */
    private static final int PATIENCE = 10;

    private final int largest;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long received;

    private Upload(int largest) {
        this.largest = largest;
    }

    /** All of it; fails with 413 if there is more. */
    static Mono<byte[]> of(ServerHttpRequest request, int largest) {
        return request.getBody()
                .reduceWith(() -> new Upload(largest), Upload::with)
                .map(Upload::bytes);
    }

    private Upload with(DataBuffer buffer) {
        try {
            received += buffer.readableByteCount();
            if (received > (long) PATIENCE * largest) throw tooLarge();
            if (received > largest) kept.reset();
            else {
                var bytes = new byte[buffer.readableByteCount()];
                buffer.read(bytes);
                kept.writeBytes(bytes);
            }
            return this;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private byte[] bytes() {
        if (received > largest) throw tooLarge();
        return kept.toByteArray();
    }

    private RuntimeException tooLarge() {
        return Problem.refusal(HttpStatus.CONTENT_TOO_LARGE, "文件太大，没有收；最多 " + (largest >> 20) + " MB");
    }
}
