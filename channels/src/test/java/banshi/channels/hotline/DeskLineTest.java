package banshi.channels.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Role;
import banshi.channels.hotline.DeskFrame.AgentView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

class DeskLineTest {
    private final DeskLine line = new DeskLine(new AgentView("a1", "li.ming", "李明"), Set.of(Role.AGENT));

    @Test
    void whatComesMeanwhileIsToldAfterReady() {
        line.tell("transcript 1");
        line.ready(List.of("ready", "summary"));
        line.tell("transcript 2");
        StepVerifier.create(line.frames().take(4))
                .expectNext("ready", "summary", "transcript 1", "transcript 2")
                .verifyComplete();
    }

    @Test
    void aDeskThatTakesNothingIsCutOff() {
        var taken = new CopyOnWriteArrayList<String>();
        line.frames().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(String frame) {
                taken.add(frame);
            }
        });
        line.ready(List.of("ready"));
        for (int i = 0; i < DeskLine.MOST_WAITING; i++) line.tell("frame " + i);
        var cut = new AtomicBoolean();
        line.cut().subscribe(null, null, () -> cut.set(true));
        assertThat(cut).isFalse();
        line.tell("one too many");
        assertThat(cut).isTrue();
        assertThat(taken).containsExactly("ready");
    }

    @Test
    void aDeskThatIsNeverReadyIsCutOff() {
        for (int i = 0; i <= DeskLine.MOST_WAITING; i++) line.tell("frame " + i);
        StepVerifier.create(line.cut()).verifyComplete();
    }
}
