package banshi.channels.orders;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * An order that may be of the same incident (疑似重复工单). Somebody looks at both and links them, or not.
 *
 * @param score 0 to 1; what is not above {@link #LEAST} is not told
 * @param reasons in words for the agent
 */
public record Duplicate(WorkOrder order, double score, List<String> reasons) {
    /** The least score that is worth a look. */
    static final double LEAST = 0.55;

    private static final int MOST = 5;
    private static final double SAME_MATTER = 0.6;
    private static final double ALIKE = 0.35;
    private static final double NEAR = 0.6;
    private static final double CALLER = 0.9;

    public Duplicate {
        reasons = List.copyOf(reasons);
    }

    /** Those of the other orders that are likely, the likeliest first; what was answered at once is of no incident. */
    static List<Duplicate> of(WorkOrder order, List<WorkOrder> others) {
        return others.stream()
                .filter(other -> !other.orderNo().equals(order.orderNo()) && other.dueAt() != null)
                .map(other -> compared(order, other))
                .filter(duplicate -> duplicate.score() >= LEAST)
                .sorted(Comparator.comparingDouble(Duplicate::score)
                        .reversed()
                        .thenComparing(duplicate -> duplicate.order().orderNo()))
                .limit(MOST)
                .toList();
    }

    /** What it is about and where it is, or who calls, must both speak for it: the product of the two. */
    private static Duplicate compared(WorkOrder order, WorkOrder other) {
        var reasons = new ArrayList<String>();
        double what = what(order, other, reasons);
        double where = what == 0 ? 0 : where(order, other, reasons);
        return new Duplicate(other, Math.sqrt(what * where), reasons);
    }

    private static double what(WorkOrder order, WorkOrder other, List<String> reasons) {
        double text =
                Math.max(Likeness.of(order.title(), other.title()), Likeness.of(order.content(), other.content()));
        boolean sameMatter = order.itemCode() != null && order.itemCode().equals(other.itemCode());
        if (sameMatter) reasons.add("同一事项");
        if (text >= ALIKE) reasons.add("内容相近（" + Math.round(text * 100) + "%）");
        else if (!sameMatter) return 0;
        return sameMatter ? SAME_MATTER + (1 - SAME_MATTER) * text : text;
    }

    private static double where(WorkOrder order, WorkOrder other, List<String> reasons) {
        double where = 0;
        if (order.caller() != null && order.caller().equals(other.caller())) {
            reasons.add("同一个来电号码");
            where = CALLER;
        }
        if (order.incidentAddress() == null || other.incidentAddress() == null) return where;
        // a street of the same name in another district is another street
        if (order.district() != null
                && other.district() != null
                && !order.district().equals(other.district())) return where;
        double near = Likeness.ofAddresses(
                Objects.requireNonNull(order.incidentAddress()), Objects.requireNonNull(other.incidentAddress()));
        if (near < NEAR) return where;
        reasons.add(near == 1 ? "地点相同" : "地点相近");
        return Math.max(where, near);
    }
}
