package banshi.assistant.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * BERT's tokenizer (分词为词片): Han characters one by one, other words by greedy longest match in the vocabulary. Input must be
 * NFKC and lower case, as the vocabulary is. Thread-safe.
 *
 * <p>Source: Devlin et al., "BERT", arXiv:1810.04805; the vocabulary is that of BGE-small-zh-v1.5.
 */
public final class WordPieceTokenizer {
    private static final String PUBLISHED = "/bge-small-zh-v1.5-q-tokenizer.json";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int start;
    private final int end;

    WordPieceTokenizer(Map<String, Integer> vocabulary) {
        this.vocabulary = new HashMap<>(vocabulary);
        unknown = id("[UNK]");
        start = id("[CLS]");
        end = id("[SEP]");
    }

    /**
     * The tokenizer of the published encoder.
     *
     * @throws IllegalStateException if its vocabulary is not on the class path
     */
    public static WordPieceTokenizer published() {
        try (var in = WordPieceTokenizer.class.getResourceAsStream(PUBLISHED)) {
            if (in == null)
                throw new IllegalStateException("the vocabulary " + PUBLISHED + " is not on the class path");
            return new WordPieceTokenizer(vocabulary(in));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the vocabulary of the sentence encoder", e);
        }
    }

    /** {"model": {"vocab": {"[PAD]": 0, …}}}, streamed: as a tree it costs a quarter of a second of every start. */
    private static Map<String, Integer> vocabulary(InputStream in) {
        var vocabulary = new HashMap<String, Integer>(40_000);
        try (var json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            for (String name = json.nextName(); !"vocab".equals(name); name = json.nextName()) {
                if (json.currentToken() == null) throw new IllegalStateException(PUBLISHED + " has no vocabulary");
            }
            json.nextToken(); // {
            for (String token = json.nextName(); token != null; token = json.nextName())
                vocabulary.put(token, json.nextIntValue(-1));
            return vocabulary;
        }
    }

    private int id(String token) {
        var id = vocabulary.get(token);
        if (id == null) throw new IllegalArgumentException("the vocabulary has no " + token);
        return id;
    }

    /** Token ids with [CLS] and [SEP], at most {@code longest}. */
    public long[] tokenize(String text, int longest) {
        var ids = new ArrayList<Integer>(text.length() + 2);
        ids.add(start);
        int wordStart = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean alone = Character.isIdeographic(c) || isPunctuation(c);
            boolean space = Character.isWhitespace(c);
            if (alone || space) {
                if (wordStart >= 0) word(text.substring(wordStart, i), ids);
                wordStart = -1;
                if (alone) ids.add(vocabulary.getOrDefault(text.substring(i, next), unknown));
            } else if (wordStart < 0) wordStart = i;
            i = next;
        }
        if (wordStart >= 0) word(text.substring(wordStart), ids);
        return pack(ids, longest);
    }

    private long[] pack(List<Integer> ids, int longest) {
        int length = Math.min(ids.size(), longest - 1);
        var packed = new long[length + 1];
        for (int i = 0; i < length; i++) packed[i] = ids.get(i);
        packed[length] = end;
        return packed;
    }

    private void word(String word, List<Integer> ids) {
        if (word.length() > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        int before = ids.size();
        for (int from = 0; from < word.length(); ) {
            int to = word.length();
            Integer id = null;
            for (; to > from; to--) {
                var piece = word.substring(from, to);
                id = vocabulary.get(from == 0 ? piece : "##" + piece);
                if (id != null) break;
            }
            if (id == null) {
                while (ids.size() > before) ids.removeLast();
                ids.add(unknown);
                return;
            }
            ids.add(id);
            from = to;
        }
    }

    private static boolean isPunctuation(int c) {
        if ((c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126)) return true;
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
