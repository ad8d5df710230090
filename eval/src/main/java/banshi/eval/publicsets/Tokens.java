package banshi.eval.publicsets;

import banshi.assistant.language.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** How the baselines cut text into tokens (基线分词). */
final class Tokens {
    private Tokens() {}

    /**
     * Overlapping pairs of neighbouring Han characters, a lone one as it is, and runs of letters and digits; NFKC, lower case, and
     * nothing else: the rule of the published figures.
     */
    static List<String> bigrams(String text) {
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var tokens = new ArrayList<String>();
        for (int from = 0; from < folded.length(); ) {
            int kind = kind(folded.charAt(from));
            int to = from + 1;
            while (to < folded.length() && kind(folded.charAt(to)) == kind) to++;
            if (kind == HAN && to > from + 1)
                for (int i = from; i + 1 < to; i++) tokens.add(folded.substring(i, i + 2));
            else if (kind != OTHER) tokens.add(folded.substring(from, to));
            from = to;
        }
        return tokens;
    }

    private static final int OTHER = 0;
    private static final int HAN = 1;
    private static final int WORD = 2;

    private static int kind(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return WORD;
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN ? HAN : OTHER;
    }

    /** HanLP's words as our reader has them without a lexicon: in simplified script. */
    static List<String> words(Reader reader, String text) {
        return reader.read(text).words();
    }

    /** What Lucene's analyzer for simplified Chinese makes of it, stop words left out. */
    static List<String> smartcn(Analyzer analyzer, String text) {
        var tokens = new ArrayList<String>();
        try (var stream = analyzer.tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) tokens.add(term.toString());
            stream.end();
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException("analysing a text with smartcn", e);
        }
    }

    static Analyzer smartcn() {
        return new SmartChineseAnalyzer();
    }
}
