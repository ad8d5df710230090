package banshi.eval;

import banshi.assistant.cases.AdversarialResult;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.DialogueResult;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.cases.TurnResult;
import banshi.eval.metrics.CallResult;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.ResultSet;
import banshi.eval.metrics.SituationResult;
import banshi.eval.subject.About;
import banshi.eval.subject.Respondent;
import banshi.eval.subject.Respondent.Conversation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Asks all cases one after the other (评测过程), each in a conversation of its own, and takes the time. */
final class Evaluation {
    private final Respondent respondent;
    private final IntConsumer progress;
    private long[] nanos = {};
    private int asked;

    /** @param progress told the number of replies so far */
    Evaluation(Respondent respondent, IntConsumer progress) {
        this.respondent = respondent;
        this.progress = progress;
    }

    Measurement run(CaseSet cases, About about) throws IOException, InterruptedException {
        nanos = new long[cases.questions()];
        asked = 0;
        var singles = singles(cases.singles());
        var notOurs = new ArrayList<NotOursResult>();
        for (var other : cases.notOurs()) notOurs.add(new NotOursResult(other, ask(other.text())));
        var dialogues = new ArrayList<DialogueResult>();
        for (var dialogue : cases.dialogues()) dialogues.add(talk(dialogue));
        var adversarial = new ArrayList<AdversarialResult>();
        for (var hostile : cases.adversarial()) adversarial.add(new AdversarialResult(hostile, ask(hostile.text())));
        var situations = new ArrayList<SituationResult>();
        for (var facts : cases.situations()) situations.add(new SituationResult(facts, ask(facts.text())));
        var calls = new ArrayList<CallResult>();
        for (var call : cases.calls()) calls.add(listen(call));
        return Measurement.of(
                about, cases.counts(), new ResultSet(singles, notOurs, dialogues, adversarial, situations, calls));
    }

    /** How long the replies took; of the first ones much is the JVM warming up. */
    Latency latency() {
        return Latency.of(Arrays.copyOf(nanos, asked));
    }

    private List<SingleResult> singles(List<EvalCase.Single> cases) throws IOException, InterruptedException {
        var singles = new ArrayList<SingleResult>();
        for (var single : cases)
            singles.add(new SingleResult(
                    single, ask(single.text()), respondent.step(single.text()).orElse(null)));
        return singles;
    }

    private DialogueResult talk(EvalCase.Conversation dialogue) throws IOException, InterruptedException {
        var conversation = respondent.open();
        var turns = new ArrayList<TurnResult>();
        for (var turn : dialogue.turns()) {
            var shown = !turns.isEmpty() && turns.getLast().response() instanceof Response.Replied before
                    ? before.choices()
                    : List.<banshi.assistant.Choice>of();
            turns.add(new TurnResult(turn.expect(), ask(conversation, turn.user()), shown));
        }
        return new DialogueResult(dialogue, turns);
    }

    private CallResult listen(EvalCase.Call call) throws IOException, InterruptedException {
        var suggested = new ArrayList<CallResult.Suggested>();
        for (int turn = 0; turn < call.turns().size(); turn++) {
            var said = call.turns().get(turn);
            if (said.byCaller()) suggested.add(new CallResult.Suggested(turn, ask(said.text())));
        }
        return new CallResult(call, suggested);
    }

    private Response ask(String text) throws IOException, InterruptedException {
        return ask(respondent.open(), text);
    }

    private Response ask(Conversation conversation, String text) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var response = conversation.ask(text);
        nanos[asked++] = System.nanoTime() - begin;
        progress.accept(asked);
        return response;
    }
}
