package banshi.eval.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files that a peer is made of (对照系统安装包), copied out of our class path into a folder where it can be installed.
 *
 * @param folder kept between runs, so that what was downloaded into it is not downloaded again
 */
record Kit(Path folder) {
    /**
     * Copies the files, over older ones.
     *
     * @param name of the folder beside this class that has them
     */
    static Kit unpack(Path work, String name, String... files) throws IOException {
        var folder = Files.createDirectories(work.resolve(name).toAbsolutePath());
        for (var file : files) {
            try (var in = Kit.class.getResourceAsStream(name + "/" + file)) {
                if (in == null) throw new IllegalStateException("no resource " + name + "/" + file);
                Files.write(folder.resolve(file), in.readAllBytes());
            }
        }
        return new Kit(folder);
    }

    /** Whether {@link #done} was said of this very file. */
    boolean isDone(String file) throws IOException {
        var done = folder.resolve(file + ".done");
        return Files.exists(done) && Files.mismatch(folder.resolve(file), done) < 0;
    }

    /** Notes that what this file asks for is installed, so that the next run need not. */
    void done(String file) throws IOException {
        Files.copy(folder.resolve(file), folder.resolve(file + ".done"), StandardCopyOption.REPLACE_EXISTING);
    }
}
