package banshi.eval;

import banshi.assistant.Candidate;
import banshi.assistant.cases.AdversarialResult;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.DialogueResult;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.cases.TurnResult;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.OrderDraft;
import banshi.assistant.hotline.Said;
import banshi.assistant.hotline.Speaker;
import banshi.assistant.hotline.Suggestion;
import banshi.eval.metrics.CallResult;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.PointCoverage;
import banshi.eval.metrics.ResultSet;
import banshi.eval.metrics.SituationResult;
import banshi.eval.subject.About;
import banshi.eval.subject.Listening;
import banshi.eval.subject.Respondent;
import banshi.eval.subject.Respondent.Conversation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

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
        var listening = respondent.listening();
        return listening.isPresent() ? listen(call, listening.get()) : chat(call);
    }

    private CallResult listen(EvalCase.Call call, Listening listening) {
        var state = CallState.NEW;
        var transcript = new ArrayList<Said>();
        var shown = new ArrayList<CallResult.Shown>();
        for (int turn = 0; turn < call.turns().size(); turn++) {
            var one = call.turns().get(turn);
            var said = new Said("u" + turn, one.byCaller() ? Speaker.CALLER : Speaker.AGENT, one.text());
            transcript.add(said);
            long begin = System.nanoTime();
            state = listening.assistant().hear(state, said, null, listening.day());
            if (one.byCaller()) count(begin);
            shown.add(new CallResult.Shown(
                    turn, state.shown().stream().map(CallResult.Card::of).toList()));
        }
        return new CallResult(call, shown, drafted(call, listening, transcript, state), false);
    }

    private static CallResult.Drafted drafted(
            EvalCase.Call call, Listening listening, List<Said> transcript, CallState state) {
        var draft = listening.assistant().draft(transcript, state, listening.day());
        var summary = draft.points().stream().map(OrderDraft.Found::value).collect(Collectors.joining("\n"));
        var matter = draft.matter();
        var wanted = call.order();
        return new CallResult.Drafted(
                draft.type().value().chinese(),
                matter == null ? null : matter.value(),
                summary,
                PointCoverage.of(summary, wanted == null ? List.of() : wanted.points()));
    }

    /** Where nobody listens to calls, the caller's turns are put as questions of one conversation. */
    private CallResult chat(EvalCase.Call call) throws IOException, InterruptedException {
        var conversation = respondent.open();
        var shown = new ArrayList<CallResult.Shown>();
        boolean failed = false;
        for (int turn = 0; turn < call.turns().size(); turn++) {
            var said = call.turns().get(turn);
            if (!said.byCaller()) continue;
            switch (ask(conversation, said.text())) {
                case Response.Failed _ -> failed = true;
                case Response.Replied replied ->
                    shown.add(new CallResult.Shown(
                            turn,
                            replied.candidates().stream()
                                    .limit(3)
                                    .map(Evaluation::card)
                                    .toList()));
            }
        }
        return new CallResult(call, shown, null, failed);
    }

    private static CallResult.Card card(Candidate candidate) {
        var pair = new Pair(candidate.matter(), candidate.aspect());
        return new CallResult.Card(Suggestion.Kind.ANSWER, "answer " + pair, List.of(pair), Set.of(candidate.matter()));
    }

    private Response ask(String text) throws IOException, InterruptedException {
        return ask(respondent.open(), text);
    }

    private Response ask(Conversation conversation, String text) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var response = conversation.ask(text);
        count(begin);
        return response;
    }

    private void count(long begin) {
        nanos[asked++] = System.nanoTime() - begin;
        progress.accept(asked);
    }
}
