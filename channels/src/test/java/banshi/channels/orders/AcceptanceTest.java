package banshi.channels.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.hotline.AppealType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest {
    private final Acceptance acceptance = new Acceptance(sentence -> sentence.contains("着火了"));

    private static NewOrder said(AppealType type, String content) {
        return TestOrders.order(type, null, "市民来电反映", content, null, null, null, null, false);
    }

    private static NewOrder refusedByTheDraft() {
        var order = said(AppealType.HELP, "有人在砸门");
        return new NewOrder(
                order.source(),
                null,
                null,
                null,
                false,
                order.appealType(),
                null,
                null,
                order.title(),
                order.content(),
                null,
                null,
                null,
                Urgency.URGENT,
                null,
                null,
                null,
                null,
                List.of(),
                "draft",
                false,
                false);
    }

    @Test
    void makesNoOrderOfDanger() {
        for (var order : List.of(refusedByTheDraft(), said(AppealType.CONSULTATION, "问个事。楼下着火了！快来人")))
            assertThatThrownBy(() -> acceptance.require(order))
                    .hasMessageContaining("110")
                    .hasMessageContaining("119")
                    .hasMessageContaining("120")
                    .isInstanceOfSatisfying(
                            OrderRefusal.class,
                            refusal -> assertThat(refusal.why()).isEqualTo(OrderRefusal.Why.NOT_ACCEPTED));
    }

    @Test
    void asksAboutEachSentenceAsShortAsItCanBeRead() {
        var asked = new ArrayList<String>();
        new Acceptance(sentence -> {
                    asked.add(sentence);
                    return false;
                })
                .require(said(AppealType.HELP, "一句。两句！\n两句；" + "长".repeat(3000)));
        assertThat(asked).startsWith("市民来电反映", "一句", "两句").allMatch(sentence -> sentence.length() <= 400);
        assertThat(asked).hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "我不服法院的判决，要求重新处理, 12368",
        "这个事情已经在起诉了，法院还没开庭, 12368",
        "劳动仲裁正在仲裁，想让你们催一下, 仲裁",
        "我要举报村干部受贿, 12388",
        "我要申请行政复议，罚款罚错了, 复议",
        "我申请政府信息公开，要拆迁的批文, 信息公开",
        "信访局已受理了，就是不给答复, 信访",
        "反映一份涉密文件的内容, 国家秘密"
    })
    void saysWhereToGoWithWhatOthersDecide(String content, String where) {
        assertThatThrownBy(() -> acceptance.require(said(AppealType.COMPLAINT, content)))
                .hasMessageContaining(where);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "法院门口有人违停",
                "小区门口信访局旁边的路灯坏了",
                "楼上漏水，物业不管",
                "仲裁委旁边的井盖没了",
                "派出所民警态度不好",
                "公交公司的信息公开栏坏了",
                "户口本丢了三个月还没补到"
            })
    void takesWhatOnlySoundsAlike(String content) {
        assertThatCode(() -> acceptance.require(said(AppealType.COMPLAINT, content)))
                .doesNotThrowAnyException();
    }

    @Test
    void answersWhoOnlyAsksHowItGoes() {
        assertThatCode(() -> acceptance.require(said(AppealType.CONSULTATION, "想申请行政复议，去哪里办")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> acceptance.require(said(AppealType.CONSULTATION, "问一下这份涉密文件里写的")))
                .hasMessageContaining("国家秘密");
    }
}
