package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTokenizerTest {
    private static final List<String> VOCABULARY = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "身", "份", "证", "app", "ap", "##ple", "##p", "c", "##1", ",", "?", "，");

    private final WordPieceTokenizer tokenizer = new WordPieceTokenizer(ids());

    private static Map<String, Integer> ids() {
        var ids = new HashMap<String, Integer>();
        for (String token : VOCABULARY) ids.put(token, ids.size());
        return ids;
    }

    private String tokens(String text, int longest) {
        return LongStream.of(tokenizer.tokenize(text, longest))
                .mapToObj(id -> VOCABULARY.get((int) id))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "“{0}” gives {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "身份证     | 身 份 证",
                "app        | app",
                "apple      | [UNK]", // greedy: app, and there is no ##le
                "aple       | [UNK]",
                "apple身    | [UNK] 身",
                "appp       | app ##p",
                "c1证       | c ##1 证",
                "c 1        | c [UNK]",
                "身,份?     | 身 , 份 ?",
                "app，app   | app ， app",
                "身  份     | 身 份",
                "户份       | [UNK] 份",
                "𠮷份       | [UNK] 份",
                "👍份       | [UNK] 份",
                "'  '       | ''",
            })
    void cutsTextIntoPieces(String text, String expected) {
        assertThat(tokens(text, 32)).isEqualTo(("[CLS] " + expected + " [SEP]").replace("  ", " "));
    }

    @Test
    void takesAnOverlongWordForUnknown() {
        assertThat(tokens("c" + "1".repeat(99), 512)).startsWith("[CLS] c ##1 ##1");
        assertThat(tokens("c" + "1".repeat(100), 512)).isEqualTo("[CLS] [UNK] [SEP]");
    }

    @Test
    void cutsTheEndOffButKeepsTheMarks() {
        assertThat(tokens("身份证身份证", 5)).isEqualTo("[CLS] 身 份 证 [SEP]");
        assertThat(tokens("身份证", 5)).isEqualTo("[CLS] 身 份 证 [SEP]");
        assertThat(tokenizer.tokenize("身".repeat(600), 512)).hasSize(512).endsWith(VOCABULARY.indexOf("[SEP]"));
    }

    @Test
    void refusesAVocabularyWithoutItsMarks() {
        assertThatThrownBy(() -> new WordPieceTokenizer(Map.of("身", 0, "[UNK]", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[CLS]");
    }
}
