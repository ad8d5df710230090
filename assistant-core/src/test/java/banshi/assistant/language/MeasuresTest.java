package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.TellingPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresTest {
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "儿子16岁, AGE, 16",
        "十六周岁了, AGE, 16",
        "三岁半, AGE, 3",
        "不满16周岁, AGE, 15",
        "刚满18岁, AGE, 18",
        "七十多岁, AGE, 70",
        "过期3天, DAYS, 3",
        "还有两个月到期, DAYS, 60",
        "过期半年, DAYS, 182",
        "过期一年半, DAYS, 547",
        "过期一年多, DAYS, 366",
        "超过一年, DAYS, 366",
        "不到一年, DAYS, 364",
        "半个月前, DAYS, 15",
        "几个月了, DAYS, 90",
        "一个星期, DAYS, 7",
        "扣了9分, POINTS, 9",
        "扣了十二分, POINTS, 12",
        "两千多人, PEOPLE, 2001",
        "800人, PEOPLE, 800",
        "三万人, PEOPLE, 30000",
        "一年两次, TIMES, 2",
        "7座的车, SEATS, 7",
    })
    void readsWhatIsMeasured(String said, String unit, int value) {
        assertThat(Measures.in(said))
                .filteredOn(m -> m.unit().name().equals(unit))
                .singleElement()
                .satisfies(m -> assertThat(m.value()).isEqualTo(value));
    }

    @Test
    void whatIsSaidInYearsCountsInDaysToo() {
        assertThat(Measures.in("车龄6年"))
                .extracting(m -> m.unit() + " " + m.value())
                .containsExactly("DAYS 2190", "YEARS 6");
    }

    @ParameterizedTest
    @CsvSource({"2019年的车", "三月去办", "第三次", "等10分钟", "分局", "今年"})
    void whatNamesOrOrdersIsNoMeasure(String said) {
        assertThat(Measures.in(said)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "我爸72了,72",
        "我爸今年72,72",
        "女儿才9,9",
        "岳母都76了想学车,76",
        "本人虚岁63,63",
    })
    void readsAnAgeWithoutItsUnit(String said, int age) {
        assertThat(Measures.in(said))
                .filteredOn(m -> m.unit() == TellingPattern.Unit.AGE)
                .singleElement()
                .satisfies(m -> assertThat(m.value()).isEqualTo(age));
    }

    @ParameterizedTest
    @CsvSource({"哥给我300", "我爸2号来", "弟弟考了80分", "妹妹的车牌6"})
    void whatIsNoAgeIsNone(String said) {
        assertThat(Measures.in(said)).noneMatch(m -> m.unit() == TellingPattern.Unit.AGE);
    }

    @ParameterizedTest
    @CsvSource({"过期1年零2个月了,425", "1年2个月,425", "1年又3个月,455", "十几天,13", "几十天,30", "两个多月,61"})
    void readsLengthsThatArePutTogether(String said, int days) {
        assertThat(Measures.in(said))
                .filteredOn(m -> m.unit() == TellingPattern.Unit.DAYS)
                .singleElement()
                .satisfies(m -> assertThat(m.value()).isEqualTo(days));
    }

    @Test
    void tellsWhereItStands() {
        assertThat(Measures.in("孩子3岁了")).singleElement().satisfies(m -> {
            assertThat(m.begin()).isEqualTo(2);
            assertThat(m.end()).isEqualTo(4);
        });
    }
}
