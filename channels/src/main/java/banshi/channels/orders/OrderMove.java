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

import banshi.channels.accounts.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be done with a work order (工单动作): in which states, to which one it leads, by whom, and what has to be said with it. Those that can be done in
 * no state begin an order, or leave its state as it is; nobody asks for them as a step.
 */
public enum OrderMove {
    /** An order is made, to be dispatched. */
    TAKE_DOWN("登记", AWAITING, Need.NOTHING, Role.AGENT),
    /** An order is made of what was answered on the telephone. */
    ANSWER_AT_ONCE("直接答复", CLOSED, Need.NOTHING, Role.AGENT),
    /** An order is made because somebody was not satisfied with what came of another. */
    REOPEN("不满意重办", AWAITING, Need.NOTHING, Role.AGENT),
    /** Two orders are told to be of one incident; both go on. */
    LINK("关联重复", AWAITING, Need.NOTHING, Role.AGENT),
    DISPATCH("派单", DISPATCHED, Need.DEPARTMENT, Role.AGENT),
    ACCEPT("签收", PROCESSING, Need.NOTHING, Role.AGENT),
    RETURN("退回", RETURNED, Need.REASON, Role.AGENT),
    REQUEUE("重新待派", AWAITING, Need.NOTHING, Role.AGENT),
    EXTEND("延期", EXTENDED, Need.REASON_AND_TIME, Role.SUPERVISOR),
    RESUME("继续办理", PROCESSING, Need.NOTHING, Role.AGENT),
    ANSWER("答复", ANSWERED, Need.RESULT, Role.AGENT),
    CLOSE("办结", CLOSED, Need.NOTHING, Role.AGENT),
    REVISIT("回访", REVISITING, Need.NOTHING, Role.AGENT),
    /** What the citizen thinks of it; who is not satisfied gets a new order. */
    RATE("记录评价", ARCHIVED, Need.SATISFACTION, Role.AGENT),
    /** Without asking the citizen, or where he could not be reached. */
    ARCHIVE("归档", ARCHIVED, Need.NOTHING, Role.SUPERVISOR);

    /** Those that somebody asks for by name as a step, as they are written; {@link #RATE} has an address of its own. */
    public static final List<String> STEPS = Arrays.stream(OrderState.values())
            .flatMap(state -> in(state).stream())
            .distinct()
            .filter(move -> move != RATE)
            .sorted()
            .map(OrderMove::word)
            .toList();

    private final String chinese;
    private final OrderState to;
    private final Need need;
    private final Role role;

    OrderMove(String chinese, OrderState to, Need need, Role role) {
        this.chinese = chinese;
        this.to = to;
        this.need = need;
        this.role = role;
    }

    /** What can be done in a state, by whomever. */
    private static Set<OrderMove> in(OrderState state) {
        return switch (state) {
            case AWAITING -> EnumSet.of(DISPATCH);
            case DISPATCHED -> EnumSet.of(ACCEPT, RETURN, EXTEND);
            case PROCESSING -> EnumSet.of(RETURN, EXTEND, ANSWER);
            case EXTENDED -> EnumSet.of(RETURN, EXTEND, RESUME, ANSWER);
            case RETURNED -> EnumSet.of(REQUEUE);
            case ANSWERED -> EnumSet.of(CLOSE);
            case CLOSED -> EnumSet.of(REVISIT, ARCHIVE);
            case REVISITING -> EnumSet.of(RATE, ARCHIVE);
            case ARCHIVED -> EnumSet.noneOf(OrderMove.class);
        };
    }

    /** What has to be said with it (必填). */
    public enum Need {
        NOTHING,
        REASON,
        REASON_AND_TIME,
        DEPARTMENT,
        RESULT,
        SATISFACTION;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** As agents read it. */
    public String chinese() {
        return chinese;
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The move that is written so. */
    public static OrderMove of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    OrderState to() {
        return to;
    }

    /** What has to be said with it. */
    public Need need() {
        return need;
    }

    /** Whether somebody of these roles may do it: who leads the shift may do what agents may. */
    boolean isFor(Set<Role> roles) {
        return roles.contains(Role.SUPERVISOR) || roles.contains(role);
    }

    /** What somebody of these roles may do with an order in that state. */
    public static List<OrderMove> possible(OrderState state, Set<Role> roles) {
        return in(state).stream().filter(move -> move.isFor(roles)).toList();
    }

    /**
     * Holds what is asked against the rules.
     *
     * @throws OrderRefusal if the order is in no state for it, or somebody else has to do it; the message says what is possible
     */
    void require(OrderState state, Set<Role> roles) {
        if (!in(state).contains(this)) throw OrderRefusal.conflict(impossible(state, roles));
        if (!isFor(roles)) throw OrderRefusal.notAllowed(chinese + "要由" + role.chinese() + "来做，请找当班的" + role.chinese());
    }

    private String impossible(OrderState state, Set<Role> roles) {
        var can = possible(state, roles).stream().map(OrderMove::chinese).collect(Collectors.joining("、"));
        return "这张工单现在是“" + state.chinese() + "”，不能" + chinese + "；"
                + (can.isEmpty() ? "您现在没有可以做的，请刷新后再看" : "现在可以：" + can);
    }
}
