package banshi.assistant.llm;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import banshi.assistant.release.TestRelease;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteCheckTest {
    private static final Reader READER = new Reader(TestRelease.content().terms());
    private static final Spoken LOST_CARD =
            new Spoken(List.of("居民身份证丢失补领", "身份证丢失补领"), List.of("收费标准", "要多少钱"), List.of("没满16岁", "户口在外省"));

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "那孩子的呢 | 孩子的身份证丢失补领要多少钱？",
                "那孩子的呢 | 孩子身份证补办要多少钱",
                "要是16岁呢 | 16岁补领身份证要多少钱？",
                "要是十六岁呢 | 16岁补领身份证要多少钱？",
                "我妈不去行吗 | 补领身份证我妈不去行吗？",
                "不去派出所呢 | 不去派出所能办理身份证丢失补领吗",
                "在杭州呢 | 在杭州办理身份证丢失补领要多少钱",
                "我替我妈呢 | 我替我妈办理身份证丢失补领要多少钱",
                "要带啥 | 身份证丢失补领要带什么",
                "能不能寄 | 身份证丢失补领能不能寄？",
                "没满16岁的呢 | 没满16岁的身份证补领要多少钱",
                "我想问下那个费用 | 身份证补领的费用",
            })
    void letsPassWhatWasSaid(String said, String rewrite) {
        assertThat(fault(said, rewrite)).isEqualTo("fine");
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // numbers
                "要是16岁呢 | 18岁补领身份证要多少钱 | NUMBER",
                "要是16岁呢 | 身份证补领要多少钱 | NUMBER",
                "那多久 | 身份证补领20天多久 | NUMBER",
                "过期1年了 | 过期1年半了身份证补领要多少钱 | NUMBER",
                "不满16岁呢 | 16岁的身份证补领要多少钱 | NUMBER",
                "要是16岁呢 | 不满16岁补领身份证要多少钱 | NUMBER",
                "那孩子的呢 | 孩子16岁身份证补领要多少钱 | NUMBER",
                // places
                "那外地的呢 | 杭州外地的身份证补领要多少钱 | PLACE",
                "在杭州呢 | 在宁波身份证补领要多少钱 | PLACE",
                "在杭州呢 | 身份证补领要多少钱 | PLACE",
                // the trade
                "那孩子的呢 | 孩子的护照要多少钱 | TERM",
                "驾驶证呢 | 身份证补领要多少钱 | TERM",
                // negations
                "不去行吗 | 身份证补领去行吗 | NEGATION",
                "我去行吗 | 我不去身份证补领行吗 | NEGATION",
                "没带照片呢 | 身份证补领带照片要多少钱 | NEGATION",
                "没带照片，带了户口簿 | 带了照片，没带户口簿，身份证补领要多少钱 | NEGATION",
                "能不能寄 | 身份证补领不能寄吗 | NEGATION",
                "要寄不 | 身份证补领不要寄吗 | NEGATION",
                // people
                "我妈能去吗 | 我爸能去补领身份证吗 | PERSON",
                "我替我妈呢 | 我妈替我补领身份证要多少钱 | PERSON",
                "我妈的呢 | 身份证补领要多少钱 | PERSON",
                "多少钱 | 我补领身份证要多少钱 | PERSON",
                // what is asked
                "那孩子的呢 | 孩子的身份证怎么补领 | QUESTION",
                "那孩子的呢 | 孩子的身份证多久补领 | QUESTION",
                // other words
                "那孩子的呢 | 孩子的身份证加急补领要多少钱 | WORD",
                "那孩子的呢 | 孩子的身份证当场补领要多少钱 | WORD",
                "那孩子的呢 | 好的，孩子的身份证补领要多少钱 | WORD",
            })
    void refusesWhatWasNotSaid(String said, String rewrite, String fault) {
        assertThat(fault(said, rewrite)).isEqualTo(fault);
    }

    @Test
    void aCaseThatIsKnownIsNotTurnedRound() {
        assertThat(fault("那多少钱", "满16岁的身份证补领多少钱")).isIn("NUMBER", "NEGATION");
    }

    @Test
    void refusesWhatIsNoQuestion() {
        assertThat(fault("多少钱", "")).isEqualTo("LENGTH");
        assertThat(fault("多少钱", "？！")).isEqualTo("LENGTH");
        assertThat(fault("多少钱", "身份证补领要多少钱\n身份证补领要多少钱")).isEqualTo("LENGTH");
        assertThat(fault("多少钱", "多少钱".repeat(27))).isEqualTo("LENGTH");
    }

    private static String fault(String said, String rewrite) {
        return RewriteCheck.fault(READER, LOST_CARD, said, rewrite)
                .map(Enum::name)
                .orElse("fine");
    }
}
