package banshi.assistant.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingsTest {
    private static final MatterId CARD = new MatterId("card");
    private static final Reader READER = new Reader(List.of());

    private final Tellings tellings = tellings(
            "reason lost 丢了",
            "reason lost 丢",
            "reason kept 没丢",
            "reason broken 坏了",
            "age child {岁 0-15}",
            "age child 小孩",
            "age grown {岁 16-}",
            "due near 还有{天 0-90}…到期",
            "due over 过期{天 1-365}",
            "due long 过期{天 366-}",
            "hukou away {外省}户口",
            "hukou away 户口…{外省}",
            "hukou near {省内}户口",
            "scratched yes 卡…划花",
            "reported yes =有",
            "reported no =没有",
            "reported no 没…挂失");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "身份证丢了怎么办, reason=lost",
        "没丢，就是坏了, reason=?",
        "证没丢, reason=kept",
        "不小心弄丢了, reason=lost",
        "我儿子十二岁，证丢了, age=child reason=lost",
        "我18岁, age=grown",
        "还有两个月就到期了, due=near",
        "过期三个月了, due=over",
        "过期一年多, due=long",
        "安徽户口, hukou=away",
        "户口在四川成都, hukou=away",
        "户口是湖州的, ''",
        "义乌户口, hukou=near",
        "没去挂失, reported=no",
        "卡上划花了, scratched=yes",
        "卡没划花, ''",
        "卡并没有划花, ''",
        "有没有挂失, ''",
        "有, ''",
        "'', ''",
    })
    void readsWhatIsTold(String said, String told) {
        var expected = new ArrayList<String>();
        for (String one : told.split(" ")) if (!one.isEmpty() && !one.endsWith("?")) expected.add(one);

        assertThat(tellings.told(CARD, READER.read(said)).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()))
                .filteredOn(e -> !told.contains("?") || !e.startsWith(told.substring(0, told.indexOf('='))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "有, yes",
        "有的, yes",
        "没有啊, no",
        "挂失过了, yes",
        "没挂失, no",
        "我没去挂失, no",
        "今天天气好, ''",
        "？, ''",
    })
    void readsAnAnswerToItsQuestion(String said, String option) {
        var asked = new Situation(
                "reported",
                "有没有挂失过？",
                List.of(new Situation.Option("yes", "挂失过了"), new Situation.Option("no", "没有挂失")),
                null,
                null,
                List.of());

        assertThat(tellings.answer(CARD, asked, READER.read(said)).orElse("")).isEqualTo(option);
    }

    @Test
    void knowsNothingOfOtherMatters() {
        assertThat(tellings.told(new MatterId("other"), READER.read("丢了"))).isEqualTo(Map.of());
    }

    private static Tellings tellings(String... rows) {
        var all = new ArrayList<Telling>();
        for (String row : rows) {
            var cells = row.split(" ", 3);
            all.add(new Telling(CARD, cells[0], cells[1], cells[2]));
        }
        return new Tellings(all);
    }
}
