package banshi.channels.wecom;

import static banshi.channels.wechat.SentenceCut.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.channels.wecom.KfText.Part;
import banshi.corpus.BundleId;
import banshi.corpus.TopicId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KfTextTest {
    private static final String SENTENCE = "请带上身份证原件，到户籍所在地派出所的窗口去办理，工作日都可以。";

    @Test
    void writesAShortReplyAsOneText() {
        assertThat(parts(new Block.Text("可以。"), new Block.Phone("热线", "12345")))
                .containsExactly(new Part.Text("可以。\n\n热线：12345"));
    }

    @Test
    void cutsALongReplyAtSentenceEndsAndLosesNothing() {
        var parts = parts(new Block.Text(SENTENCE.repeat(60)));

        assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> {
            assertThat(bytes(((Part.Text) part).words())).isLessThanOrEqualTo(KfText.LONGEST);
            assertThat(((Part.Text) part).words()).endsWith("。");
        });
        assertThat(String.join(
                        "", parts.stream().map(p -> ((Part.Text) p).words()).toList()))
                .isEqualTo(SENTENCE.repeat(60));
    }

    @Test
    void sendsNoMoreMessagesThanWeComTakesAndSaysThatThereIsMore() {
        var parts = parts(new Block.Text(SENTENCE.repeat(300)), choices("还想问？", 12));

        assertThat(parts).hasSize(KfText.MOST);
        assertThat(parts.get(2)).isInstanceOfSatisfying(Part.Text.class, text -> {
            assertThat(text.words()).endsWith(Words.MORE_BY_ASKING);
            assertThat(bytes(text.words())).isLessThanOrEqualTo(KfText.LONGEST);
        });
        assertThat(parts.subList(3, 5)).allMatch(Part.Menu.class::isInstance);
    }

    @Test
    void writesWhatThereIsToPickAsMenusOfTenUnderTheWordsBeforeThem() {
        var parts = parts(new Block.Text("您想办哪一件？"), choices("请选：", 12));

        assertThat(parts).hasSize(2);
        var first = (Part.Menu) parts.getFirst();
        assertThat(first.head()).isEqualTo("您想办哪一件？\n\n请选：");
        assertThat(first.items()).hasSize(10);
        assertThat(((Part.Menu) parts.getLast()).items())
                .containsExactly(new KfText.Item("t1:11", "第11件"), new KfText.Item("t1:12", "第12件"));
    }

    @Test
    void leavesWordsThatAreTooLongForAMenuInAMessageOfTheirOwn() {
        var parts = parts(new Block.Text(SENTENCE.repeat(15)), choices("请选：", 2));

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).isEqualTo(new Part.Text(SENTENCE.repeat(15)));
    }

    @Test
    void namesWhatAnAnswerRestsOn() {
        var answer = new Reply.Together(
                new BundleId("newborn"),
                0.9,
                List.of(new Block.Text("可以。")),
                List.of(),
                List.of(new Citation("户口登记条例", "第七条", null)),
                List.of());

        assertThat(KfText.parts(answer, "t1", null)).containsExactly(new Part.Text("可以。\n\n依据：户口登记条例第七条"));
    }

    @Test
    void addsTheGuide() {
        assertThat(KfText.parts(reply(new Block.Text("可以。")), "t1", "https://ask.example.test/guide/x"))
                .containsExactly(new Part.Text("可以。\n\n" + Words.GUIDE + "：https://ask.example.test/guide/x"));
    }

    private static List<Part> parts(Block... blocks) {
        return KfText.parts(reply(blocks), "t1", null);
    }

    private static Reply reply(Block... blocks) {
        return new Reply.Smalltalk(new TopicId("hello"), List.of(blocks), List.of());
    }

    private static Block.Choices choices(String prompt, int count) {
        return new Block.Choices(
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> new Choice("c" + i, "第" + i + "件", null, null))
                        .toList(),
                prompt);
    }
}
