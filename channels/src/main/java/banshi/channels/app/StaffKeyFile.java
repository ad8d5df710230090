package banshi.channels.app;

import banshi.channels.web.StaffKey;
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

/** The staff key of this installation (职员密钥文件): drawn at the first start, then kept in the data folder, readable by its owner. */
record StaffKeyFile(Path file) {
    private static final int BYTES = 24;

    static StaffKeyFile in(Path data) {
        return new StaffKeyFile(data.resolve("staff.key"));
    }

    /**
     * The key; draws and writes it where there is none.
     *
     * @throws CannotStart if the file can be neither read nor written, or holds no key
     */
    StaffKey read() {
        try {
            if (!Files.exists(file)) draw();
            return new StaffKey(Files.readString(file));
        } catch (IOException e) {
            throw new CannotStart("职员密钥文件 " + file + " 读写不了（" + e.getClass().getSimpleName() + "），请改成可读写，或删掉后重启", e);
        } catch (IllegalArgumentException e) {
            throw new CannotStart("职员密钥文件 " + file + "：" + e.getMessage() + "；删掉这个文件，下次启动会重新生成", e);
        }
    }

    private void draw() throws IOException {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
        Files.createDirectories(file.toAbsolutePath().getParent());
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".staff-", "", forOwner());
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
