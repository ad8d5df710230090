package banshi.eval.metrics;

import banshi.assistant.cases.AdversarialResult;
import banshi.assistant.cases.DialogueResult;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.metrics.Statistic;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * One metric of the evaluation contract (指标).
 *
 * @param name as in the table and in {@code --fail-under}
 * @param chinese the same for a Chinese reader
 * @param definition in one sentence
 * @param lessIsBetter whether a smaller figure is a better one
 * @param counts how much of a case the figure rests on: 0 where the case does not count, its turns where each turn does
 */
record Metric<R>(
        String name,
        String chinese,
        String definition,
        boolean lessIsBetter,
        ToIntFunction<R> counts,
        Function<List<R>, Statistic> statistic) {

    private static <R> Metric<R> share(
            String name,
            String chinese,
            String definition,
            boolean lessIsBetter,
            Predicate<R> counts,
            Predicate<R> hits) {
        return new Metric<>(
                name,
                chinese,
                definition,
                lessIsBetter,
                r -> counts.test(r) ? 1 : 0,
                results -> Statistic.share(results, counts, hits));
    }

    private static <R> Metric<R> ratio(
            String name, String chinese, String definition, ToIntFunction<R> counts, ToIntFunction<R> hits) {
        return new Metric<>(
                name, chinese, definition, false, counts, results -> Statistic.ratio(results, counts, hits));
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
                    r -> r.isAnswered() ? 1 : 0,
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

    /** Of conversations. */
    static final List<Metric<DialogueResult>> DIALOGUES = List.of(
            share(
                    "dialogue-success",
                    "对话成功率",
                    "share of conversations in which every turn meets its expectation: the act is one that the case names; an answer"
                            + " or a question about the situation is about an accepted pair, or about the choice that was picked;"
                            + " a clarification offers an accepted matter, or two of the matters that the case names;"
                            + " the reply has one of the words asked for and none of those forbidden",
                    false,
                    r -> true,
                    DialogueResult::isSuccess),
            ratio(
                    "turn-accuracy",
                    "轮次准确率",
                    "share of turns, of all conversations together, that meet their expectation; the interval is over conversations",
                    r -> r.turns().size(),
                    DialogueResult::turnsMet));

    /** Of what is said to break the assistant. */
    static final List<Metric<AdversarialResult>> ADVERSARIAL = List.of(
            share(
                    "adversarial-passed",
                    "对抗通过率",
                    "share of cases whose reply meets its expectation, as a turn of a conversation does; no reply is a miss",
                    false,
                    r -> true,
                    r -> r.judged().isMet()),
            share(
                    "adversarial-act",
                    "对抗应答方式准确率",
                    "share of cases whose act is one that the case names",
                    false,
                    r -> true,
                    r -> r.judged().isActRight()),
            share(
                    "adversarial-clean",
                    "禁语未出现率",
                    "of the cases that forbid words, the share with a reply that has none of them",
                    false,
                    r -> !r.asked().expect().mustNotContain().isEmpty(),
                    r -> r.judged().isClean()));

    /** Of citizens' cases. */
    static final List<Metric<SituationResult>> SITUATIONS = List.of(
            share(
                    "situation-accuracy",
                    "情形准确率",
                    "the facts are said as one question; share of cases whose reply names every material that it must (among its"
                            + " materials or in its text), lists none that it must not, and gives the verdict on eligibility",
                    false,
                    r -> true,
                    SituationResult::isRight),
            share(
                    "materials-included",
                    "应有材料齐全率",
                    "of the cases that ask for materials, the share whose reply names them all, among its materials or in its text",
                    false,
                    r -> !r.asked().include().isEmpty(),
                    SituationResult::isIncluded),
            share(
                    "materials-excluded",
                    "无关材料排除率",
                    "of the cases that exclude materials and whose reply lists any, the share that lists none of those",
                    false,
                    r -> !r.asked().exclude().isEmpty() && r.listsMaterials(),
                    SituationResult::isExcluded),
            share(
                    "eligible",
                    "资格判断准确率",
                    "of the cases that say whether the citizen is eligible, the share whose verdict agrees; no verdict is a miss",
                    false,
                    r -> r.asked().eligible() != null,
                    SituationResult::isEligibilityRight),
            share(
                    "situation-matter",
                    "情形事项准确率",
                    "share of cases whose reply is about the matter, or about the one that is the right answer instead",
                    false,
                    r -> true,
                    SituationResult::isMatterRight));

    /** Of telephone calls. */
    static final List<Metric<CallResult>> CALLS = List.of(
            ratio(
                    "suggestion-recall@3",
                    "建议召回率@3",
                    "share of the callers' needs found among the three cards shown no later than the turn after the need became clear: by an"
                            + " answer to it, or by the question which of some is meant; over HTTP the three best candidates of each of the"
                            + " caller's turns, in one conversation; the interval is over calls",
                    r -> r.asked().needs().size(),
                    CallResult::found),
            ratio(
                    "answer-recall@3",
                    "答复卡召回率@3",
                    "the same, by an answer only",
                    r -> r.asked().needs().size(),
                    CallResult::answered),
            new Metric<>(
                    "false-suggestions",
                    "每通电话误建议",
                    "cards a call that were shown and have to do with none of the needs, each once: an answer to what was not asked, even"
                            + " about the right matter; a matter, or a question about one, that the call was not about; a word on whose it"
                            + " is where it is ours; a warning in a call that is neither a complaint nor a cry for help",
                    true,
                    _ -> 1,
                    results ->
                            Statistic.ratio(results, _ -> 1, r -> r.falseCards().size())),
            share(
                    "order-type",
                    "工单类型准确率",
                    "share of calls whose drafted work order is of the right type",
                    false,
                    CallResult::isOrdered,
                    CallResult::isTypeRight),
            share(
                    "order-matter",
                    "工单事项准确率",
                    "share of calls whose drafted work order names the right matter, or none where it is none of ours",
                    false,
                    CallResult::isOrdered,
                    CallResult::isMatterRight),
            ratio(
                    "summary-coverage",
                    "摘要要点覆盖率",
                    "share of the points that an agent would write down that are in the draft: half of the letters of each that say"
                            + " something",
                    CallResult::points,
                    CallResult::covered));

    /** Of every kind, in the order of the kinds. */
    static List<Metric<?>> all() {
        return Stream.<List<? extends Metric<?>>>of(SINGLE, NOT_OURS, DIALOGUES, ADVERSARIAL, SITUATIONS, CALLS)
                .<Metric<?>>flatMap(List::stream)
                .toList();
    }
}
