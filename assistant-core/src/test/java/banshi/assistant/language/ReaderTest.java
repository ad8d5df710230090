package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {
    private static final List<Term> TERMS = List.of(
            thing("户口本", "户口簿"),
            thing("户口簿", "户口簿"),
            thing("身份证", "居民身份证"),
            thing("居民身份证", "居民身份证"),
            thing("临时身份证", "临时居民身份证"),
            thing("身分证", "居民身份证"),
            thing("驾照C1", "驾驶证"),
            thing("l签", "签证"),
            thing("visa", "签证"),
            new Term("补办", "补领", Term.Kind.ACTION),
            new Term("咋弄", "怎么办理", Term.Kind.PHRASE));

    private final Reader reader = new Reader(TERMS);

    private static Term thing(String term, String canonical) {
        return new Term(term, canonical, Term.Kind.THING);
    }

    @Test
    void neverCutsHowToApplyApart() {
        assertThat(reader.read("户口本怎么办理").words()).containsExactly("户口簿", "怎么办理");
        assertThat(new Reader(List.of()).read("居住证怎么办理").words()).endsWith("怎么办理");
    }

    @Test
    void keepsWordsOfTheTradeWhole() {
        assertThat(reader.read("补领户口簿").words()).containsExactly("补领", "户口簿");
        assertThat(reader.read("补办居民身份证").words()).containsExactly("补领", "居民身份证");
    }

    @ParameterizedTest(name = "{0} is read as {1}")
    @CsvSource({
        "办L签,                  办签证",
        "annual签,               annual签",
        "my visa expired,        my签证expired",
        "我要补办户口本!,        我要补领户口簿",
        "身份证咋弄,             居民身份证怎么办理",
        "補辦戶口簿,             补领户口簿",
        "身分證過期,             居民身份证过期",
        "⾝份証过期,             居民身份证过期",
        "居民身份证过期,         居民身份证过期",
        "临时身份证,             临时居民身份证",
        "驾照ｃ１过期,           驾驶证过期",
        "护照过期,               护照过期",
    })
    void bringsWordsOfTheTradeIntoTheirCanonicalForm(String said, String canonical) {
        assertThat(reader.read(said).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest(name = "{0} is read as {1}")
    @CsvSource({
        "户扣本丢了,             户口簿丢了", // of the same sound
        "户囗本丢了,             户口簿丢了", // of a like shape
        "居民身分正丢了,         居民身份证丢了",
        "林时身份证几天,         临时身份证几天",
        "户口也要带吗,           户口也要带吗", // 也 is a word by itself
        "护照本子,               护照本子",
    })
    void findsTermsWithWrongCharactersInThem(String said, String canonical) {
        var reader = new Reader(
                List.of(thing("户口本", "户口簿"), thing("户口页", "户口页"), thing("居民身份证", "居民身份证"), thing("临时身份证", "临时身份证")));
        assertThat(reader.read(said).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest(name = "without {0}")
    @CsvSource({"TERMS", "SLIPS", "SOUNDS"})
    void leavesOutAStep(LanguageStep step) {
        var question = new Reader(TERMS, LanguageStep.without(step)).read("户口本和临时身份怔");
        assertThat(question.canonical())
                .isEqualTo(
                        switch (step) {
                            case TERMS -> "户口本和临时居民身份证";
                            case SLIPS -> "户口簿和临时身份怔";
                            default -> "户口簿和临时居民身份证";
                        });
        assertThat(question.syllables().isEmpty()).isEqualTo(step == LanguageStep.SOUNDS);
    }

    @Test
    void findsTermsInOrderAndTheLongestAtEachPlace() {
        var question = reader.read("补办临时身份证还是居民身份证");

        assertThat(question.terms()).extracting(Term::term).containsExactly("补办", "临时身份证", "居民身份证");
    }

    @Test
    void findsTermsAcrossSpacesAndPunctuation() {
        assertThat(reader.read("户 口，本").terms()).extracting(Term::canonical).containsExactly("户口簿");
    }

    @Test
    void spellsOneSyllableForEachCharacterOfTheKey() {
        var question = reader.read("补办 C1 驾照, 12367 重庆");

        assertThat(question.key()).isEqualTo("补办c1驾照12367重庆");
        assertThat(question.syllables())
                .containsExactly("bu", "ban", "c", "1", "jia", "zhao", "1", "2", "3", "6", "7", "chong", "qing");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"abc", "123", "a", "没", "𠮷先生", "ガス", "户口本a1户口本", "〇一二", "한국어"})
    void alignsSyllablesWithTheKey(String said) {
        var question = reader.read(said);

        assertThat(question.syllables()).hasSize(question.key().length());
    }

    @ParameterizedTest(name = "“{0}”")
    @CsvSource({"''", "' '", "'?!。…'", "👍", "'\u200B\uFEFF'"})
    void readsNothingWhereNothingWasSaid(String said) {
        var question = reader.read(said);

        assertThat(question.key()).isEmpty();
        assertThat(question.canonical()).isEmpty();
        assertThat(question.words()).isEmpty();
        assertThat(question.syllables()).isEmpty();
        assertThat(question.terms()).isEmpty();
    }

    @Test
    void readsWithAnEmptyLexicon() {
        var question = new Reader(List.of()).read("补办户口本");

        assertThat(question.terms()).isEmpty();
        assertThat(question.canonical()).isEqualTo("补办户口本");
        assertThat(String.join("", question.words())).isEqualTo("补办户口本");
    }

    @Test
    void keysLikeAQuestionThatWasRead() {
        assertThat(Reader.key("户口本補辦：在哪里办、要不要预约？ＡＢ"))
                .isEqualTo(reader.read("户口本補辦：在哪里办、要不要预约？ＡＢ").key())
                .isEqualTo("户口本补办在哪里办要不要预约ab");
    }

    @Test
    void readsTheSameInFourThreadsAsInOne() throws Exception {
        var texts = new ArrayList<String>();
        for (int i = 0; i < 400; i++)
            texts.add("我要补办" + TERMS.get(i % TERMS.size()).term() + "，" + i + "天能不能办好，重庆的身份证怎么办理");
        var alone = texts.stream().map(reader::read).toList();
        Callable<List<Question>> all = () -> texts.stream().map(reader::read).toList();

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var together : threads.invokeAll(List.of(all, all, all, all)))
                assertThat(together.get()).isEqualTo(alone);
        }
    }
}
