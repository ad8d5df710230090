package banshi.channels.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.curation.SmallFolder;
import banshi.corpus.MatterId;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWordsTest {
    private static final String SOUND = "带上旧证去派出所就行";

    @TempDir
    private static Path folder;

    private static OwnWords check;

    @BeforeAll
    static void read() {
        var content = SmallFolder.content(SmallFolder.in(folder));
        var matter = content.matters().stream()
                .filter(one -> one.id().equals(new MatterId("idcard-renew")))
                .findFirst()
                .orElseThrow();
        check = new OwnWords(matter, content.allowList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "要交的，{{fee}}。带上旧证去窗口，跟工作人员说一声就行。",
                "可以，{{online}}。打开{{online.platform}}搜“{{online.entry}}”，一步步照着填。",
                "办好要{{time-limit}}，十分方便，第一时间会通知您。\n\n{{materials}}",
                "不放心的话，先拨{{hotline}}问一句，免得白跑。"
            })
    void factsByTheirNamesAreTaken(String text) {
        assertThat(check.faults(text, SOUND)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "数字, 带20块去窗口",
        "数字, 带２０块去窗口",
        "数字, 带上两张照片",
        "数字, 满十六周岁才行",
        "数字, 第三条写了",
        "数字, 交半价就行",
        "收费, 这个免费",
        "收费, 换证不要钱",
        "收费, 不用交费",
        "时间, 当场就能拿",
        "时间, 周末也能办",
        "时间, 今年还没有开",
        "网址, 打开 www.example.gov.cn 填表",
        "网址, 打开 example.com/a 填表",
        "网址, 点 HTTP://x 进去",
        "电话, 打 12345 问",
        "法律依据, 看《居民身份证法》",
        "法律依据, 根据居民身份证法要本人来",
        "平台, 打开浙里办搜一搜",
        "没有的事实, 收{{fact.discount}}",
        "没有的事实, 收{{price}}",
        "标签, {{#fee}}收{{/fee}}",
        "标签, 收{{fee",
        "是空的, ''"
    })
    void whatIsItsOwnIsRefused(String kind, String words) {
        assertThat(check.faults(words, SOUND))
                .anySatisfy(fault -> assertThat(fault).contains(kind));
        assertThat(check.faults(SOUND, words))
                .as("read out, likewise")
                .anySatisfy(fault -> assertThat(fault).contains(kind));
    }

    @Test
    void blocksAreNotReadOut() {
        assertThat(check.faults("带这些：\n\n{{materials}}", "带{{fee}}")).isEmpty();
        assertThat(check.faults(SOUND, "{{materials}}"))
                .anySatisfy(fault -> assertThat(fault).contains("口播"));
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(check.faults("好".repeat(OwnWords.LONGEST_TEXT + 1), SOUND)).hasSize(1);
        assertThat(check.faults(SOUND, "好".repeat(OwnWords.LONGEST_SPOKEN + 1))).hasSize(1);
    }
}
