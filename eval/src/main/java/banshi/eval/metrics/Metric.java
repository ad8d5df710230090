package banshi.eval.metrics;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One metric of the evaluation contract (指标).
 *
 * @param name as in the table and in {@code --fail-under}
 * @param chinese the same for a Chinese reader
 * @param definition in one sentence
 * @param lessIsBetter whether a smaller figure is a better one
 * @param counts which cases the figure rests on
 */
record Metric<R>(
        String name,
        String chinese,
        String definition,
        boolean lessIsBetter,
        Predicate<R> counts,
        Function<List<R>, Statistic> statistic) {

    private static <R> Metric<R> share(
            String name,
            String chinese,
            String definition,
            boolean lessIsBetter,
            Predicate<R> counts,
            Predicate<R> hits) {
        return new Metric<>(
                name, chinese, definition, lessIsBetter, counts, results -> Statistic.share(results, counts, hits));
    }

    /** Of questions about our matters, in the order of the contract. */
    static final List<Metric<SingleResult>> SINGLE = List.of(
            share(
                    "forced-top1",
                    "首选准确率",
                    "share of cases whose best candidate is the gold pair or one that is right too",
                    false,
                    r -> true,
                    SingleResult::isTop1Right),
            share(
                    "forced-top1-matter",
                    "首选事项准确率",
                    "the same, of the matter alone",
                    false,
                    r -> true,
                    SingleResult::isTop1MatterRight),
            share(
                    "forced-top1-aspect",
                    "首选要素准确率",
                    "the same, of the aspect alone",
                    false,
                    r -> true,
                    SingleResult::isTop1AspectRight),
            share("coverage", "作答率", "share of cases that are answered", false, r -> true, SingleResult::isAnswered),
            share(
                    "precision",
                    "作答正确率",
                    "of those answered, the share that is about the gold pair or one that is right too",
                    false,
                    SingleResult::isAnswered,
                    SingleResult::isAnsweredRight),
            share(
                    "wrong-answer-rate",
                    "误答率",
                    "share of all cases that are answered and wrong: the figure that harms a citizen",
                    true,
                    r -> true,
                    SingleResult::isAnsweredWrong),
            share(
                    "useful",
                    "有用率",
                    "share of all cases answered right, or clarified with the gold pair among the choices",
                    false,
                    r -> true,
                    SingleResult::isUseful),
            new Metric<>(
                    "ece",
                    "校准误差",
                    "expected calibration error of the confidence in 15 equal-mass bins over the answered cases",
                    true,
                    SingleResult::isAnswered,
                    Calibration::of));

    /** Of questions that are not ours. */
    static final List<Metric<NotOursResult>> NOT_OURS = List.of(
            share(
                    "not-ours-rejection",
                    "超范围拒答率",
                    "share of cases whose act is one that the case names, or decline, handoff, smalltalk or emergency;"
                            + " where an emergency is expected, only one that the case names",
                    false,
                    r -> true,
                    NotOursResult::isRejected),
            share(
                    "not-answered",
                    "未误答率",
                    "the same, but a question back (clarify, ask-situation) is no miss either: only an answer is",
                    false,
                    r -> true,
                    NotOursResult::isNotAnswered),
            share(
                    "exact-act",
                    "应答方式准确率",
                    "share of cases whose act is one that the case names (expect, also_ok)",
                    false,
                    r -> true,
                    NotOursResult::isActRight),
            share(
                    "mentions",
                    "指引到位率",
                    "of the cases that ask for a number or a place, the share whose reply names one of them",
                    false,
                    NotOursResult::wantsMention,
                    NotOursResult::isMentioned));
}
