package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
    private final AtomicLong nanos = new AtomicLong();
    private final KeptAnswers kept = new KeptAnswers(Duration.ofHours(24), () -> Instant.ofEpochSecond(1), nanos::get);

    private String keep(String user, CompletableFuture<Answer> answer) {
        var id = kept.newId();
        kept.keep(user, id, answer);
        return id;
    }

    private static CompletableFuture<Answer> words(String words) {
        return CompletableFuture.completedFuture(new Answer.Fixed(words));
    }

    @Test
    void givesAnAnswerAwayOnce() {
        var id = keep("u", words("好"));

        assertThat(kept.take("u", id)).isPresent();
        assertThat(kept.take("u", id)).isEmpty();
        assertThat(kept.ready("u")).isEmpty();
    }

    @Test
    void givesAnAnswerToNobodyElse() {
        var id = keep("u", words("好"));

        assertThat(kept.take("v", id)).isEmpty();
        assertThat(kept.take("u", id + "x")).isEmpty();
        assertThat(kept.take("u", id)).isPresent();
    }

    @Test
    void givesAnAnswerAwayOnceHoweverManyAskAtOnce() {
        var id = keep("u", words("好"));

        long given = IntStream.range(0, 1_000)
                .parallel()
                .filter(_ -> kept.take("u", id).isPresent())
                .count();

        assertThat(given).isEqualTo(1);
    }

    @Test
    void isReadyWhenTheAnswerIs() {
        var later = new CompletableFuture<Answer>();
        keep("u", later);
        assertThat(kept.ready("u")).isEmpty();

        later.complete(new Answer.Fixed("好"));

        assertThat(kept.ready("u")).hasSize(1);
    }

    @Test
    void keepsEachForADayWhateverComesAfterIt() {
        var first = keep("u", words("一"));
        nanos.addAndGet(Duration.ofHours(23).toNanos());
        var second = keep("u", words("二"));
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(kept.ready("u")).extracting(KeptAnswers.Kept::id).containsExactly(second);
        assertThat(kept.take("u", first)).isEmpty();
        nanos.addAndGet(Duration.ofHours(23).toNanos());
        assertThat(kept.take("u", second)).isEmpty();
    }

    @Test
    void keepsTheLastFive() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 7; i++) ids.add(keep("u", words("" + i)));

        assertThat(kept.ready("u")).extracting(KeptAnswers.Kept::id).isEqualTo(ids.subList(2, 7));
    }

    @Test
    void forgetsACitizen() {
        keep("u", words("好"));
        keep("v", words("好"));
        kept.forget("u");

        assertThat(kept.ready("u")).isEmpty();
        assertThat(kept.ready("v")).hasSize(1);
    }
}
