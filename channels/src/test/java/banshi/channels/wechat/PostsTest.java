package banshi.channels.wechat;

import static banshi.channels.wechat.Replies.answer;
import static banshi.channels.wechat.Replies.choice;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.channels.once.CaffeineOnce;
import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.corpus.TopicId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class PostsTest {
    private static final List<Block> BLOCKS = List.of(
            new Block.Text("可以"),
            new Block.Checklist("材料", List.of(new Block.Checklist.Item("id", "身份证", "", true))),
            new Block.Steps("步骤", List.of(new Block.Steps.Step("带上材料", ""))),
            new Block.Points("要点", List.of(new Block.Points.Point("费用", "20 元"))),
            new Block.Link("办事指南", "https://www.example.gov.cn/", ""),
            new Block.Phone("咨询", "12345"),
            new Block.Choices(List.of(choice("换证"), choice("补证")), null));

    private final CaffeineOnce once = new CaffeineOnce(Duration.ofSeconds(90), 1 << 20, () -> 0);

    private Posts posts() {
        return new Posts(once, "u", "message 1");
    }

    static Stream<Answer> answers() {
        var candidates = List.of(new Candidate(new MatterId("idcard-renew"), new AspectId("fee"), 0.4));
        var topic = new TopicId("greeting");
        return Stream.concat(
                Stream.of(new Answer.Fixed("好")),
                Stream.of(
                                answer(List.of(new Citation("办法", "第三条", null)), BLOCKS.toArray(Block[]::new)),
                                new Reply.Together(
                                        new BundleId("newborn"), 0.9, BLOCKS, List.of(), List.of(), candidates),
                                new Reply.Clarify(BLOCKS, List.of(choice("换证"), choice("补证")), candidates),
                                new Reply.Decline(null, BLOCKS, candidates),
                                new Reply.Handoff(topic, null, BLOCKS, candidates),
                                new Reply.Smalltalk(topic, BLOCKS, candidates),
                                new Reply.Emergency(topic, BLOCKS))
                        .map(reply -> new Answer.Replied("话", "您好", reply, null)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void giveAnAnswerToAnotherServerAsItWasMade(Answer answer) {
        assertThat(posts().answer(Mono.just(answer)).block()).isEqualTo(answer);
        assertThat(posts().answer(Mono.error(new AssertionError("it was made"))).block())
                .isEqualTo(answer);
    }

    static Stream<@Nullable Passive> replies() {
        return Stream.of(new Passive.Text("好"), new Passive.Transfer("desk@gh_a"), new Passive.Transfer(null), null);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void areDecidedOnce(@Nullable Passive reply) {
        assertThat(posts().decided().block()).isNull();
        assertThat(posts().decide(() -> reply).block()).isEqualTo(new Posts.Decision(reply));
        assertThat(posts().decide(() -> new Passive.Text("不")).block()).isEqualTo(new Posts.Decision(reply));
        assertThat(posts().decided().block()).isEqualTo(new Posts.Decision(reply));
    }

    @Test
    void areCounted() {
        assertThat(posts().number().block()).isEqualTo(1);
        assertThat(posts().isLast(1).block()).isTrue();
        assertThat(posts().number().block()).isEqualTo(2);
        assertThat(posts().isLast(1).block()).isFalse();
        assertThat(posts().isLast(2).block()).isTrue();
        assertThat(new Posts(once, "u", "message 2").number().block()).isEqualTo(1);
    }
}
