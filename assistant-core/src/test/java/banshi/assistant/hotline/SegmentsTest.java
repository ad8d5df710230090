package banshi.assistant.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    @Test
    void cutsWhereSomebodyGoesOverToSomethingElse() {
        assertThat(Segments.of("好 护照要收走吗 还有我那辆车 怎么过到我妹妹名下")).containsExactly("好 护照要收走吗", "还有我那辆车 怎么过到我妹妹名下");
    }

    @Test
    void cutsAfterAQuestionWhereSomethingNewIsToldAndAskedAbout() {
        assertThat(Segments.of("换一张要几天 户口簿也寻不着了 补一本要钱吗")).containsExactly("换一张要几天", "户口簿也寻不着了 补一本要钱吗");
    }

    @Test
    void whatIsToldLastBelongsToTheQuestionBeforeIt() {
        assertThat(Segments.of("换一张要几天 我下个月要出门")).containsExactly("换一张要几天 我下个月要出门");
    }

    @Test
    void severalQuestionsInARowAreOne() {
        assertThat(Segments.of("到底去哪里 体检去哪里体 是不是什么医院都行")).hasSize(1);
    }

    @Test
    void silenceHasNone() {
        assertThat(Segments.of(" ，。 ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"要带什么", "网上弄得了伐", "这个收不收钱", "我就想知道总共要多长时间", "电脑上填一填就算数 还是非要跑一趟", "最好有个地方一次弄完"})
    void hearsQuestionsWithoutAMark(String text) {
        assertThat(Segments.asks(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"银行给了个什么结清证明", "我昨天刚把车开回来 系统坏了还是怎么的", "就在公园边上", "不晓得是掉了"})
    void hearsNoneWhereNothingIsAsked(String text) {
        assertThat(Segments.asks(text)).isFalse();
    }

    @Test
    void findsTheClausesThatAsk() {
        assertThat(Segments.questions("对 我六十五了 是先到社区还是先到派出所 要带什么 好的")).containsExactly("是先到社区还是先到派出所", "要带什么");
    }
}
