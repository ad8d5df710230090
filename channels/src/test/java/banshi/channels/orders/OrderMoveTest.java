package banshi.channels.orders;

import static banshi.channels.orders.OrderState.ANSWERED;
import static banshi.channels.orders.OrderState.ARCHIVED;
import static banshi.channels.orders.OrderState.AWAITING;
import static banshi.channels.orders.OrderState.CLOSED;
import static banshi.channels.orders.OrderState.DISPATCHED;
import static banshi.channels.orders.OrderState.EXTENDED;
import static banshi.channels.orders.OrderState.PROCESSING;
import static banshi.channels.orders.OrderState.RETURNED;
import static banshi.channels.orders.OrderState.REVISITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.accounts.Role;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderMoveTest {
    private static final Set<Role> AGENT = Set.of(Role.AGENT);
    private static final Set<Role> SUPERVISOR = Set.of(Role.SUPERVISOR);

    /** Written down a second time, by hand: from each state, what who leads the shift may do, and where that leads. */
    private static final Map<OrderState, Map<OrderMove, OrderState>> RULES = Map.of(
            AWAITING, Map.of(OrderMove.DISPATCH, DISPATCHED),
            DISPATCHED,
                    Map.of(
                            OrderMove.ACCEPT, PROCESSING,
                            OrderMove.RETURN, RETURNED,
                            OrderMove.EXTEND, EXTENDED),
            PROCESSING,
                    Map.of(
                            OrderMove.RETURN, RETURNED,
                            OrderMove.EXTEND, EXTENDED,
                            OrderMove.ANSWER, ANSWERED),
            EXTENDED,
                    Map.of(
                            OrderMove.RETURN, RETURNED,
                            OrderMove.EXTEND, EXTENDED,
                            OrderMove.RESUME, PROCESSING,
                            OrderMove.ANSWER, ANSWERED),
            RETURNED, Map.of(OrderMove.REQUEUE, AWAITING),
            ANSWERED, Map.of(OrderMove.CLOSE, CLOSED),
            CLOSED,
                    Map.of(
                            OrderMove.REVISIT, REVISITING,
                            OrderMove.ARCHIVE, ARCHIVED),
            REVISITING,
                    Map.of(
                            OrderMove.RATE, ARCHIVED,
                            OrderMove.ARCHIVE, ARCHIVED),
            ARCHIVED, Map.of());

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void allowsWhatTheRulesAllowAndNothingElse(OrderState state) {
        var rules = RULES.get(state);
        for (var move : OrderMove.values()) {
            if (rules.containsKey(move)) {
                move.require(state, SUPERVISOR);
                assertThat(move.to()).isEqualTo(rules.get(move));
            } else
                assertThatThrownBy(() -> move.require(state, SUPERVISOR))
                        .as("%s in %s", move, state)
                        .isInstanceOfSatisfying(
                                OrderRefusal.class,
                                refusal -> assertThat(refusal.why()).isEqualTo(OrderRefusal.Why.CONFLICT))
                        .hasMessageContaining(state.chinese())
                        .hasMessageContaining(move.chinese());
        }
    }

    @Test
    void saysWhatIsPossibleInstead() {
        assertThatThrownBy(() -> OrderMove.DISPATCH.require(PROCESSING, SUPERVISOR))
                .hasMessage("这张工单现在是“办理中”，不能派单；现在可以：退回、延期、答复");
        assertThatThrownBy(() -> OrderMove.DISPATCH.require(PROCESSING, AGENT))
                .hasMessage("这张工单现在是“办理中”，不能派单；现在可以：退回、答复");
    }

    @Test
    void leavesExtendingAndArchivingToWhoLeadsTheShift() {
        assertThatThrownBy(() -> OrderMove.EXTEND.require(PROCESSING, AGENT))
                .hasMessageContaining("值班长")
                .isInstanceOfSatisfying(
                        OrderRefusal.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(OrderRefusal.Why.NOT_ALLOWED));
        for (var state : OrderState.values())
            assertThat(OrderMove.possible(state, AGENT)).doesNotContain(OrderMove.EXTEND, OrderMove.ARCHIVE);
        assertThat(OrderMove.possible(PROCESSING, Set.of(Role.EDITOR))).isEmpty();
    }

    @Test
    void returningAndExtendingNeedAReason() {
        assertThat(OrderMove.RETURN.need()).isEqualTo(OrderMove.Need.REASON);
        assertThat(OrderMove.EXTEND.need()).isEqualTo(OrderMove.Need.REASON_AND_TIME);
    }

    @Test
    void everyStateCanBeReachedAndLeadsToTheArchive() {
        assertThat(reached(AWAITING)).isEqualTo(EnumSet.allOf(OrderState.class));
        for (var state : OrderState.values()) assertThat(reached(state)).contains(ARCHIVED);
    }

    private static Set<OrderState> reached(OrderState start) {
        var reached = EnumSet.of(start);
        var next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty())
            for (var move : OrderMove.possible(next.pop(), SUPERVISOR)) if (reached.add(move.to())) next.add(move.to());
        return reached;
    }

    @ParameterizedTest
    @EnumSource(OrderMove.class)
    void isReadAsItIsWritten(OrderMove move) {
        assertThat(OrderMove.of(move.word())).isEqualTo(move);
        assertThat(move.word()).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void nobodyAsksForABeginningAsAStep() {
        assertThat(OrderMove.STEPS)
                .containsExactly(
                        "dispatch",
                        "accept",
                        "return",
                        "requeue",
                        "extend",
                        "resume",
                        "answer",
                        "close",
                        "revisit",
                        "archive");
    }
}
