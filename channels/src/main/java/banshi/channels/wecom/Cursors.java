package banshi.channels.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far the messages of each 客服账号 have been fetched (拉取位置), one small file each, so that a server that starts again neither answers twice nor
 * leaves out what came meanwhile. Nothing of any citizen stands in them. Thread-safe for different 客服账号; blocks.
 */
final class Cursors {
    private final Path folder;

    /** @param folder made when something is kept */
    Cursors(Path folder) {
        this.folder = folder;
    }

    /** Empty where nothing has been fetched yet. */
    String of(String openKfid) {
        var file = folder.resolve(openKfid);
        try {
            return Files.isRegularFile(file) ? Files.readString(file, UTF_8).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException("reading how far " + openKfid + " was fetched", e);
        }
    }

    void keep(String openKfid, String cursor) {
        try {
            Files.createDirectories(folder);
            var written = Files.writeString(folder.resolve(openKfid + ".new"), cursor, UTF_8);
            Files.move(
                    written,
                    folder.resolve(openKfid),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("keeping how far " + openKfid + " was fetched", e);
        }
    }
}
