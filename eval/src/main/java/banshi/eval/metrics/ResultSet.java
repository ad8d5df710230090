package banshi.eval.metrics;

import banshi.assistant.cases.AdversarialResult;
import banshi.assistant.cases.DialogueResult;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.cases.TurnResult;
import java.util.List;
import java.util.stream.Stream;

/** All cases with what came back (结果集), by kind, in the order of the files and their lines. */
public record ResultSet(
        List<SingleResult> singles,
        List<NotOursResult> notOurs,
        List<DialogueResult> dialogues,
        List<AdversarialResult> adversarial,
        List<SituationResult> situations,
        List<CallResult> calls) {
    public ResultSet {
        singles = List.copyOf(singles);
        notOurs = List.copyOf(notOurs);
        dialogues = List.copyOf(dialogues);
        adversarial = List.copyOf(adversarial);
        situations = List.copyOf(situations);
        calls = List.copyOf(calls);
    }

    /** How many cases got no reply, or none to one of their turns. */
    int failures() {
        return (int) Stream.of(
                                singles.stream().map(r -> List.of(r.response())),
                                notOurs.stream().map(r -> List.of(r.response())),
                                dialogues.stream()
                                        .map(r -> r.turns().stream()
                                                .map(TurnResult::response)
                                                .toList()),
                                adversarial.stream().map(r -> List.of(r.response())),
                                situations.stream().map(r -> List.of(r.response())))
                        .flatMap(responses -> responses)
                        .filter(responses -> responses.stream().anyMatch(Response.Failed.class::isInstance))
                        .count()
                + (int) calls.stream().filter(CallResult::failed).count();
    }
}
