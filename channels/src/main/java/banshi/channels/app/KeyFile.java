package banshi.channels.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Function;

/**
 * A secret of this installation (密钥文件): drawn at the first start, then kept in the data folder, readable by its owner.
 *
 * @param name what it is, for operators
 */
record KeyFile(Path file, String name) {
    private static final int BYTES = 24;

    /** What records are kept under. */
    static KeyFile ofRecords(Path data) {
        return new KeyFile(data.resolve("secret.key"), "安装密钥文件");
    }

    /**
     * What the file holds; draws and writes it where there is none.
     *
     * @param key makes it of the text, and throws {@link IllegalArgumentException} if it is none
     * @throws CannotStart if the file can be neither read nor written, or holds no key
     */
    <T> T read(Function<String, T> key) {
        try {
            if (!Files.exists(file)) draw();
            return key.apply(Files.readString(file));
        } catch (IOException e) {
            throw new CannotStart(name + " " + file + " 读写不了（" + e.getClass().getSimpleName() + "），请改成可读写，或删掉后重启", e);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(name + " " + file + "：" + e.getMessage() + "；删掉这个文件，下次启动会重新生成", e);
        }
    }

    private void draw() throws IOException {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
        Files.createDirectories(file.toAbsolutePath().getParent());
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".key-", "", forOwner());
        Files.writeString(draft, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        try {
            Files.createLink(file, draft); // fails where somebody else was faster: then theirs is the key
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.copy(draft, file);
        } finally {
            Files.delete(draft);
        }
    }

    private static FileAttribute<?>[] forOwner() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
