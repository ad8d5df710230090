package banshi.eval;

import banshi.corpus.MatterId;
import banshi.eval.cases.CaseSet;
import banshi.eval.cases.EvalCase;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.NotOursResult;
import banshi.eval.metrics.SingleResult;
import banshi.eval.subject.Respondent;
import banshi.eval.subject.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Asks all cases one after the other (评测过程), each in a conversation of its own, and takes the time. */
final class Evaluation {
    private final Respondent respondent;
    private final IntConsumer progress;
    private long[] nanos = {};
    private int asked;

    /** @param progress told the number of cases asked so far */
    Evaluation(Respondent respondent, IntConsumer progress) {
        this.respondent = respondent;
        this.progress = progress;
    }

    Measurement run(CaseSet cases, String release, @Nullable Set<MatterId> content)
            throws IOException, InterruptedException {
        nanos = new long[cases.singles().size() + cases.notOurs().size()];
        asked = 0;
        var singles = new ArrayList<SingleResult>();
        for (var single : cases.singles()) singles.add(new SingleResult(single, ask(single)));
        var notOurs = new ArrayList<NotOursResult>();
        for (var other : cases.notOurs()) notOurs.add(new NotOursResult(other, ask(other)));
        return Measurement.of(release, cases.counts(), singles, notOurs, content);
    }

    /** How long the replies took; of the first ones much is the JVM warming up. */
    Latency latency() {
        return Latency.of(Arrays.copyOf(nanos, asked));
    }

    private Response ask(EvalCase next) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var response = respondent.ask(next.text());
        nanos[asked++] = System.nanoTime() - begin;
        progress.accept(asked);
        return response;
    }
}
