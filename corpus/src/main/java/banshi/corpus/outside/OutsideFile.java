package banshi.corpus.outside;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The outside file, line by line (外部文件): JSON Lines in UTF-8, gzipped or not. */
final class OutsideFile {
    /** More than any catalogue has; a packed file of a few bytes can hold gigabytes. */
    private static final long MOST_CHARACTERS = 400_000_000;

    /** One record of the file. */
    record Line(int number, String text) {}

    private OutsideFile() {}

    /**
     * Its lines that are not blank.
     *
     * @throws IllegalArgumentException if it is no such file; the message is for staff
     * @throws IOException if it cannot be read
     */
    static List<Line> lines(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        long characters = 0;
        try (var raw = new BufferedInputStream(Files.newInputStream(file))) {
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            // malformed UTF-8 is refused, not replaced: the decoder of a plain reader would write � into names
            var decoder = StandardCharsets.UTF_8.newDecoder();
            try (var reader =
                    new BufferedReader(new InputStreamReader(packed ? new GZIPInputStream(raw) : raw, decoder))) {
                int number = 0;
                for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                    number++;
                    characters += text.length();
                    if (characters > MOST_CHARACTERS)
                        throw new IllegalArgumentException("文件 " + file + " 展开以后太大，最多 4 亿个字；请拆成几个文件");
                    if (number == 1 && text.startsWith("\uFEFF")) text = text.substring(1);
                    if (!text.isBlank()) lines.add(new Line(number, text));
                }
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("文件 " + file + " 不是 UTF-8 编码；请另存为 UTF-8", e);
        } catch (ZipException | java.io.EOFException e) {
            throw new IllegalArgumentException("文件 " + file + " 的压缩包坏了；请重新拿一份", e);
        }
        if (lines.isEmpty()) throw new IllegalArgumentException("文件 " + file + " 里一条记录也没有");
        return lines;
    }
}
