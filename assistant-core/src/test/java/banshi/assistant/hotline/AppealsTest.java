package banshi.assistant.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppealsTest {
    @ParameterizedTest
    @CsvSource({
        "我要投诉你们那个窗口,COMPLAINT",
        "我不是投诉啊 我是提个建议,PROPOSAL",
        "我要举报 名字不要讲出去,REPORT",
        "我要表扬一下那个民警,PRAISE",
        "跑了三趟了 每次都说缺一样,COMPLAINT",
        "求求你们帮帮忙,HELP",
        "房产证一拖再拖,COMPLAINT",
        "工钱一分没拿到 吃饭钱都没了,HELP",
        "报废是自己开过去还是叫他们来拖,CONSULTATION",
        "换证要带什么,CONSULTATION"
    })
    void hearsWhatSortOfThingACallerWants(String said, AppealType type) {
        assertThat(Appeals.of(List.of(new Said("u1", Speaker.CALLER, said)), false)
                        .value())
                .isEqualTo(type);
    }

    @Test
    void showsWhichWordsSaySo() {
        var transcript = List.of(
                new Said("u1", Speaker.AGENT, "您是要投诉吗"),
                new Said("u2", Speaker.CALLER, "嗯"),
                new Said("u3", Speaker.CALLER, "就是投诉"));

        assertThat(Appeals.of(transcript, false).utterances()).containsExactly("u3");
    }

    @Test
    void dangerIsACryForHelp() {
        assertThat(Appeals.of(List.of(new Said("u1", Speaker.CALLER, "我要投诉")), true)
                        .value())
                .isEqualTo(AppealType.HELP);
    }
}
