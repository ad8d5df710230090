package banshi.channels.orders;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How far a work order is (工单状态). */
public enum OrderState {
    AWAITING("待派单"),
    DISPATCHED("已派单"),
    PROCESSING("办理中"),
    ANSWERED("已答复"),
    CLOSED("已办结"),
    REVISITING("回访中"),
    ARCHIVED("已归档"),
    RETURNED("退回"),
    EXTENDED("延期");

    /** Those in which somebody still owes an answer. */
    static final Set<OrderState> DUE = EnumSet.of(AWAITING, DISPATCHED, PROCESSING, RETURNED, EXTENDED);

    /** All of them, as they are written. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(OrderState::word).toList();

    private final String chinese;

    OrderState(String chinese) {
        this.chinese = chinese;
    }

    /** As agents read it. */
    public String chinese() {
        return chinese;
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As the database has a list of them. */
    static String list(Set<OrderState> states) {
        return states.stream().map(state -> "'" + state.word() + "'").collect(Collectors.joining(", ", "(", ")"));
    }
}
