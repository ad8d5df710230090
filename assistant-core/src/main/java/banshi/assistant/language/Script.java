package banshi.assistant.language;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.corpus.io.IOUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/**
 * Traditional characters in simplified ones (繁简转换), by HanLP's table. Most citizens write simplified ones, and to find out that
 * nothing is to be changed cost more than all else that is done to their words: HanLP is asked only where something of its table
 * can begin. Stateless, thread-safe.
 */
final class Script {
    private static final String TABLE = HanLP.Config.tcDictionaryRoot + "t2s.txt";

    /** The characters that an entry of the table begins with, by UTF-16 unit. */
    private static final BitSet BEGINNINGS = beginnings();

    /** What single characters become; 0 for those that stay. */
    private static final char[] SINGLE = singles();

    private Script() {}

    static String simplified(String text) {
        return mayChange(text) ? HanLP.convertToSimplifiedChinese(text) : text;
    }

    /** The simplified form of one character, whatever stands around it. */
    static char simplified(char c) {
        char simplified = SINGLE[c];
        return simplified == 0 ? c : simplified;
    }

    private static boolean mayChange(String text) {
        for (int i = 0; i < text.length(); i++) if (BEGINNINGS.get(text.charAt(i))) return true;
        return false;
    }

    private static BitSet beginnings() {
        var beginnings = new BitSet(1 << Character.SIZE);
        for (var line : table()) beginnings.set(line.charAt(0));
        return beginnings;
    }

    private static char[] singles() {
        var singles = new char[1 << Character.SIZE];
        for (var line : table())
            if (line.length() == 3 && line.charAt(1) == '=') singles[line.charAt(0)] = line.charAt(2);
        return singles;
    }

    private static List<String> table() {
        try (var table =
                new BufferedReader(new InputStreamReader(IOUtil.newInputStream(TABLE), StandardCharsets.UTF_8))) {
            return table.lines().filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading HanLP's table " + TABLE + ", which is part of its jar", e);
        }
    }
}
