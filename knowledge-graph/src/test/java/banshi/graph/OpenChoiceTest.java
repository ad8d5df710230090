package banshi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Situation;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenChoiceTest {
    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource({
        "孩子一出生有没有外国国籍？, 有, 孩子一出生有外国国籍",
        "孩子一出生有没有外国国籍？, 没有, 孩子一出生没有外国国籍",
        "孩子一出生有没有外国国籍？, 有，但爸爸妈妈都没有定居国外, 孩子一出生有外国国籍，但爸爸妈妈都没有定居国外",
        "您是不是现役军人？, 不是, 您不是现役军人",
        "爸爸妈妈的民族一样吗？, 不一样, 爸爸妈妈的民族不一样",
        "爸爸妈妈的民族一样吗？, 一样, 爸爸妈妈的民族一样",
        "换证的人满16周岁了吗？, 没满16周岁, 换证的人没满16周岁",
        "是那批二十年期的证吗？, 不是, 不是那批二十年期的证",
        "是那批二十年期的证吗, 是, 是那批二十年期的证",
        "想让孩子的户口随谁？, 随爸爸, 想让孩子的户口随爸爸",
        "孩子打算姓什么？, 姓别的姓, 孩子打算姓别的姓",
        "您打算在哪里办？, 在外省, 您打算在外省办",
        "孩子在哪里出生的？, 国外, 孩子在国外出生",
    })
    void questionAndLabelBecomeAStatementWhereTheyFitTogether(String question, String label, String words) {
        assertThat(words(question, label)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "由谁来报户口？, 托别人去办",
        "孩子打算姓什么？, 随爸爸姓",
        "爸爸妈妈现在是什么婚姻状况？, 是初婚",
        "户口在浙江还是外省？, 浙江户口",
        "您急着用吗？, 不急",
        "以前有没有被法院判过刑？, 没有任何记录",
        "有没有哪条法律写明？, 有，说得出是哪一条",
        "您的户口在哪里？, 外国人",
        "您在哪里办？, 网上办",
        "您想在哪里办？, 人在外省，想就近办",
        "跟谁的户口一起迁？, 跟爸爸的",
        "在什么地方生的？, 在家里",
    })
    void elsewhereTheyStayQuestionAndAnswer(String question, String label) {
        assertThat(words(question, label)).isEqualTo(question + label);
    }

    @Test
    void severalOptionsSayTheirQuestionOnce() {
        assertThat(words("户口本是怎么了？", "丢了", "破损了")).isEqualTo("户口本是怎么了？丢了或破损了");
        assertThat(words("想让孩子的户口随谁？", "随爸爸", "随妈妈")).isEqualTo("想让孩子的户口随爸爸或随妈妈");
        assertThat(words("民族一样吗？", "一样", "不一样")).isEqualTo("民族一样或不一样");
    }

    @Test
    void longOptionsAreHeldApart() {
        assertThat(words("您的户口在哪里？", "没开放的城市，但有居住证", "深圳")).isEqualTo("您的户口在哪里？没开放的城市，但有居住证；或者深圳");
        assertThat(words("哪里变了？", "姓名或住址变了", "号码变了")).isEqualTo("哪里变了？姓名或住址变了；或者号码变了");
    }

    @Test
    void ifOneOptionMakesNoStatementAllAreAnswers() {
        assertThat(words("您以前有没有护照？", "没有", "丢了")).isEqualTo("您以前有没有护照？没有或丢了");
    }

    @Test
    void noOptionOfTheContentLosesItsQuestion() {
        var content =
                ((CheckedContent.Sound) ContentReader.read(Path.of("../corpus/content"), LocalDate.now())).content();
        for (var matter : content.matters()) {
            for (var situation : matter.situations()) {
                for (var option : situation.options()) {
                    var words = OpenChoice.words(situation, List.of(option.id()));
                    var question = situation.question().replace("？", "");
                    assertThat(words)
                            .as("%s, %s, %s", matter.id(), situation.id(), option.id())
                            .hasSizeGreaterThanOrEqualTo(option.label().length());
                    if (!words.equals(question + "？" + option.label()))
                        assertThat(words).as("a statement").doesNotContain("？", "有没有", "是不是", "吗", "谁", "哪里");
                }
            }
        }
    }

    private static String words(String question, String... labels) {
        var options = new ArrayList<Situation.Option>();
        IntStream.range(0, labels.length).forEach(i -> options.add(new Situation.Option("o" + i, labels[i])));
        var situation = new Situation("s", question, options, null, null, List.of());
        return OpenChoice.words(
                situation, options.stream().map(Situation.Option::id).toList());
    }
}
