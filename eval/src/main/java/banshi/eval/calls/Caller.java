package banshi.eval.calls;

import banshi.assistant.cases.EvalCase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Calls one after the other over one telephone, as fast as people speak (通话流): partials of what is said so far, then all of it. */
final class Caller {
    /** Letters in a second. */
    private static final int SPEED = 5;

    private static final Duration PARTIAL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final String name;
    private final String agent;
    private final List<EvalCase.Call> calls;
    private final Line line;
    private final CallTally tally;
    private final Random random;

    /** @param agent the log-in name of who takes them */
    Caller(String name, String agent, List<EvalCase.Call> calls, Line line, CallTally tally, long seed) {
        this.name = name;
        this.agent = agent;
        this.calls = calls;
        this.line = line;
        this.tally = tally;
        random = new Random(seed);
    }

    void callUntil(long deadline, Duration beginning) throws InterruptedException {
        Thread.sleep(random.nextLong(beginning.toMillis() + 1)); // they do not call all at once
        for (int n = 1; System.nanoTime() < deadline; n++)
            call(name + "-" + n, calls.get(random.nextInt(calls.size())), deadline);
    }

    private void call(String id, EvalCase.Call call, long deadline) throws InterruptedException {
        line.send(Map.of("v", 1, "type", "call.started", "callId", id, "agentId", agent, "district", "330113"));
        int seq = 0;
        for (int i = 0; i < call.turns().size() && System.nanoTime() < deadline; i++) {
            var said = call.turns().get(i);
            int step = (int) (SPEED * PARTIAL.toMillis() / 1000);
            for (int to = step; to < said.text().length(); to += step + 1) {
                say(id, ++seq, "u" + i, said, said.text().substring(0, to), false);
                Thread.sleep(PARTIAL);
            }
            say(id, ++seq, "u" + i, said, said.text(), true);
            Thread.sleep(PAUSE);
        }
        line.send(Map.of("v", 1, "type", "call.ended", "callId", id, "reason", "hangup"));
    }

    private void say(String id, int seq, String utterance, EvalCase.Call.Said said, String text, boolean isFinal) {
        var event = new LinkedHashMap<String, Object>();
        event.put("v", 1);
        event.put("type", "transcript");
        event.put("callId", id);
        event.put("seq", seq);
        event.put("utteranceId", utterance);
        event.put("speaker", said.byCaller() ? "caller" : "agent");
        event.put("text", text);
        event.put("final", isFinal);
        tally.sent(id, utterance, seq, isFinal && said.byCaller());
        line.send(event);
    }
}
