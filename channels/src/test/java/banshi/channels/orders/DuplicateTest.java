package banshi.channels.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.hotline.AppealType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateTest {
    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource({
        "西湖区文三路100号, 文三路**号",
        "杭州市西湖区文三路与学院路口, 文三路学院路交叉口",
        "浙江省杭州市滨江区江南大道星光大道二期, 江南大道星光大道二期东门",
        "翠苑三区12幢, 翠苑三区12幢楼下",
        "地铁2号线学院路站, 学院路站附近"
    })
    void takesNearAddressesForOne(String one, String other) {
        assertThat(Likeness.ofAddresses(one, other)).isGreaterThanOrEqualTo(0.6);
        assertThat(Likeness.ofAddresses(other, one)).isCloseTo(Likeness.ofAddresses(one, other), within(1e-9));
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource({"西湖区文三路100号, 西湖区文二路100号", "杭州市西湖区文三路, 杭州市西湖区教工路", "中山北路**号, 中山南路**号", "翠苑三区, 古荡新村", "滨江区, 西湖区"})
    void tellsOtherAddressesApart(String one, String other) {
        assertThat(Likeness.ofAddresses(one, other)).isLessThan(0.6);
    }

    @Test
    void comparesTextsByWhatIsSaid() {
        assertThat(Likeness.of("路灯不亮了！", "路灯　不亮了")).isEqualTo(1);
        assertThat(Likeness.of("ＡＢＣ小区停水", "abc小区停水")).isEqualTo(1);
        assertThat(Likeness.of("小区夜间施工噪音扰民", "工地夜里施工噪音太大扰民")).isGreaterThanOrEqualTo(0.35);
        assertThat(Likeness.of("小区夜间施工噪音扰民", "公交车司机不停站")).isEqualTo(0);
        assertThat(Likeness.of("", "")).isEqualTo(0);
        assertThat(Likeness.of("哈哈哈", "哈哈哈哈哈哈")).isLessThan(1);
    }

    private static WorkOrder order(
            String number,
            String title,
            @Nullable String address,
            @Nullable String district,
            @Nullable String item,
            @Nullable String caller) {
        var at = Instant.parse("2026-03-02T01:00:00Z");
        return new WorkOrder(
                number,
                1,
                OrderState.AWAITING,
                "phone",
                null,
                at,
                "a1",
                null,
                null,
                caller,
                false,
                AppealType.COMPLAINT,
                null,
                item,
                title,
                title,
                address,
                district,
                null,
                Urgency.NORMAL,
                null,
                null,
                null,
                null,
                at,
                null,
                List.of(),
                "agent",
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static final WorkOrder NOISE =
            order("GD20260302-000001", "文三路工地夜间施工噪音扰民", "文三路100号工地", "330106", null, "c1");

    private static List<Duplicate> found(WorkOrder other) {
        return Duplicate.of(NOISE, List.of(other));
    }

    @Test
    void findsTheSameIncidentInOtherWords() {
        var duplicates = found(order("GD20260302-000002", "工地夜里施工噪音太大扰民", "西湖区文三路100号", "330106", null, "c2"));
        assertThat(duplicates).hasSize(1);
        assertThat(duplicates.getFirst().score()).isBetween(Duplicate.LEAST, 1.0);
        assertThat(duplicates.getFirst().reasons()).hasSize(2).last().isEqualTo("地点相近");
    }

    @Test
    void findsACallerWhoCallsAgain() {
        var duplicates = found(order("GD20260302-000002", "工地夜间施工噪音扰民没人管", null, null, null, "c1"));
        assertThat(duplicates).hasSize(1);
        assertThat(duplicates.getFirst().reasons()).contains("同一个来电号码");
    }

    @Test
    void findsTheSameMatterAtTheSamePlace() {
        var one = order("GD20260302-000003", "反映发证慢", "城西派出所", "330106", "huji-hukoubu-reissue", null);
        var other = order("GD20260302-000004", "窗口排队太久", "城西派出所", "330106", "huji-hukoubu-reissue", null);
        assertThat(Duplicate.of(one, List.of(other)))
                .singleElement()
                .satisfies(duplicate -> assertThat(duplicate.reasons()).containsExactly("同一事项", "地点相同"));
    }

    @Test
    void leavesOtherIncidentsAlone() {
        assertThat(found(order("GD20260302-000002", "工地夜间施工噪音扰民", "教工路8号工地", "330106", null, "c2")))
                .as("somewhere else")
                .isEmpty();
        assertThat(found(order("GD20260302-000002", "文三路工地夜间施工噪音扰民", "文三路100号", "330108", null, "c2")))
                .as("in another district")
                .isEmpty();
        assertThat(found(order("GD20260302-000002", "路灯不亮", "文三路100号", "330106", null, "c2")))
                .as("about something else")
                .isEmpty();
        assertThat(found(order("GD20260302-000002", "工地夜间施工噪音扰民", null, "330106", null, null)))
                .as("nobody knows where")
                .isEmpty();
        assertThat(found(NOISE)).as("itself").isEmpty();
    }
}
