package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {
    private static String normalize(String raw) {
        return Normalizer.normalize(raw, LanguageStep.ALL);
    }

    @ParameterizedTest(name = "without {0}, {1} becomes {2}")
    @CsvSource({
        "WIDTH,   ＡＢ證,              ＡＢ证",
        "NOISE,   '身​份證',      '身​份证'",
        "SCRIPT,  戶口ＡＢ,            戶口ab",
        "FILLERS, 嗯請問護照怎麼辦,    嗯请问护照怎么办",
        "NUMBERS, 滿十六歲,            满十六岁",
    })
    void leavesOutAStep(LanguageStep step, String raw, String expected) {
        assertThat(Normalizer.normalize(raw, LanguageStep.without(step))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource({
        "full width,            ＡＢＣ１２３，身份证？,          'abc123,身份证?'",
        "circled and squared,   ①㈠㎡ⅷ,                        1(一)m2viii",
        "half-width kana,       ｶﾞ,                            ガ",
        "Kangxi radicals,       ⾝份証⼾⼝,                     身份证户口",
        "radicals that NFKC leaves, 居⺠⻔牌驾驶⻋,              居民门牌驾驶车",
        "traditional,           戶口簿補領,                    户口簿补领",
        "traditional,           護照到期換發要帶什麼,          护照到期换发要带什么",
        "traditional variant,   身分證,                        身分证",
        "old character,         怎麽办,                        怎么办",
        "Cantonese,             喺边度补咗冇嘅,                在边度补了没的",
        "polite you,            妳好,                          你好",
        "upper case,            浙里办APP,                     浙里办app",
        "combining marks,       'e\u0301te a\u0323',           'éte ạ'",
        "loose marks,           '办\u0336证\u0489\u20DD',      办证",
        "surnames stay,         于谦和余杭著名乾隆,            于谦和余杭著名乾隆",
    })
    void bringsTextIntoOneForm(String what, String raw, String expected) {
        assertThat(normalize(raw)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "zero-width space,     '身\u200B份\u200D证\uFEFF'",
        "direction marks,      '\u202E身份\u2066证\u2069'",
        "soft hyphen,          '身\u00AD份证'",
        "variation selector,   '身\uFE0F份证\uFE0E'",
        "private use,          '身\uE000份证'",
        "unassigned,           '身\u0378份证'",
        "lone high surrogate,  '身份证\uD83D'",
        "lone low surrogate,   '\uDE00身份证'",
    })
    void dropsWhatCannotBeSeen(String what, String raw) {
        assertThat(normalize(raw)).isEqualTo("身份证");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CR LF,             '身份证\r\n过期'",
        "tab and NUL,       '身份证\t\u0000过期'",
        "bell and escape,   '身份证\u0007\u001B过期'",
        "ideographic space, '　身份证　　过期　'",
        "no-break spaces,   '\u00A0身份证\u202F\u2003过期\u2028'",
    })
    void makesOneSpaceOfWhiteSpaceAndControlCharacters(String what, String raw) {
        assertThat(normalize(raw)).isEqualTo("身份证 过期");
    }

    @Test
    void keepsCharactersOutsideTheBasicPlaneWhole() {
        assertThat(normalize("𠮷先生的證😀")).isEqualTo("𠮷先生的证");
        assertThat(Normalizer.key("𠮷先生的证😀!")).isEqualTo("𠮷先生的证");
    }

    @Test
    void returnsPlainTextItself() {
        var plain = "abc123";

        assertThat(normalize(plain)).isSameAs(plain);
        assertThat(Normalizer.key(plain)).isSameAs(plain);
        assertThat(normalize("")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'身份证, 过期了?',   身份证过期了",
        "'“身份证”(过期)!…', 身份证过期",
        "👨‍👩‍👧 🏠 ,            ''",
        "'。。。?!-_',        ''",
    })
    void keysWithoutSpaceAndPunctuation(String text, String key) {
        assertThat(Normalizer.key(normalize(text))).isEqualTo(key);
    }

    @Test
    void leavesNothingUnseenWideOrUpperCaseInAnyText() {
        long seed = Long.getLong("test.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var raw = new StringBuilder();
            for (int i = 0; i < 12; i++) raw.appendCodePoint(anyCodePoint(random));
            var text = normalize(raw.toString());
            assertThat(text)
                    .as("-Dtest.seed=%d, %s", seed, hex(raw))
                    .doesNotContainPattern(
                            "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Mn}\\p{Me}]|  |^ | $|[\\uFF01-\\uFF5E\\u3000]")
                    .isEqualTo(text.toLowerCase(Locale.ROOT));
        }
    }

    private static int anyCodePoint(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0x4E00 + random.nextInt(0x5200);
            case 1 -> random.nextInt(0x3400);
            case 2 -> 0xF900 + random.nextInt(0x700);
            default -> random.nextInt(Character.MAX_CODE_POINT + 1);
        };
    }

    private static String hex(CharSequence text) {
        return text.codePoints().mapToObj(Integer::toHexString).toList().toString();
    }
}
