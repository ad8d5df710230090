package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said over several turns, on the real content. */
class ConversationTest {
    private final ReleaseAssistant assistant = new ReleaseAssistant(new Releases(TestRelease.release()));

    @ParameterizedTest(name = "身份证丢了怎么补 … {0}: {1}")
    @CsvSource({
        "多少钱, fee",
        "那要带什么材料, materials",
        "去哪里办, where-when",
        "几天能好, time-limit",
        "能寄到家吗, result-delivery",
        "这个能找人代办吗, agent-proxy",
    })
    void goesOnWithTheMatterThatWasSpokenOf(String said, String aspect) {
        var answer = answer(talk("身份证丢了怎么补办", said));

        assertThat(answer.matter().value()).isEqualTo("idcard-reissue");
        assertThat(answer.aspect().value()).isEqualTo(aspect);
    }

    @Test
    void whoNamesSomethingElseIsBelieved() {
        var answer = answer(talk("身份证丢了怎么补办", "多少钱", "机动车抵押登记要带什么材料"));

        assertThat(answer.matter().value()).isEqualTo("jdc-mortgage");
    }

    @Test
    void whoSwearsAndAsksIsAnswered() {
        var abuse = new TopicId("abuse");

        assertThat(answer(talk("傻逼，身份证丢了到底怎么补")).matter().value()).isEqualTo("idcard-reissue");
        assertThat(answer(talk("身份证丢了怎么补办", "傻，逼，多少钱")).aspect().value()).isEqualTo("fee");
        assertThat(talk("你个傻逼").reply())
                .isInstanceOfSatisfying(
                        Reply.Decline.class, r -> assertThat(r.topic()).isEqualTo(abuse));
        assertThat(talk("身份证丢了怎么补办", "滚蛋").reply())
                .isInstanceOfSatisfying(
                        Reply.Decline.class, r -> assertThat(r.topic()).isEqualTo(abuse));
    }

    @Test
    void turnsToWhatIsNear() {
        var answer = answer(talk("剧毒化学品购买许可证要什么材料", "运输呢"));

        assertThat(answer.matter().value()).contains("transport");
    }

    @Test
    void whatTheCitizenTellsIsSaidBackAndKept() {
        var told = answer(talk("驾驶证丢了，我在外地，怎么补"));
        assertThat(words(told)).contains("您说的是：");

        var later = talk("驾驶证丢了，我在外地，怎么补", "多少钱");
        assertThat(later.dialogue().current().orElseThrow().known().known()).isNotEmpty();
    }

    @Test
    void whatIsNotPossibleIsSaidFirstWithWhereToGoInstead() {
        var answer = answer(talk("我是想期满换证，驾照已经过期两年了"));

        assertThat(answer.matter().value()).isEqualTo("jsz-renew");
        assertThat(answer.verdict()).isEqualTo(Verdict.NO);
        assertThat(words(answer)).contains("您说的是：", "恢复");
        assertThat(answer.blocks().getLast())
                .isInstanceOfSatisfying(
                        Block.Choices.class,
                        choices -> assertThat(choices.items())
                                .extracting(c -> String.valueOf(c.matter()))
                                .contains("jsz-restore"));
    }

    @Test
    void asksWhatDecidesAndTakesTheAnswerByNumberLabelOrInOwnWords() {
        var first = TestRelease.content().matters().stream()
                .map(m -> talk(m.shortName() + "要带什么材料"))
                .filter(t -> t.dialogue().asked() != null)
                .findFirst()
                .orElseThrow();
        var asked = first.dialogue().asked();
        var options = offered(first);
        assertThat(options).allSatisfy(c -> assertThat(c.option()).isNotNull());

        for (String said : List.of("1", "嗯，1", "1，谢谢", options.getFirst().label())) {
            var next = say(first.dialogue(), said);
            assertThat(next.dialogue().current().orElseThrow().known().known())
                    .containsEntry(asked, options.getFirst().option());
            assertThat(next.dialogue().asked()).isNotEqualTo(asked);
        }
    }

    @Test
    void givesTheChoicesAgainOnceForANumberThatNoneHas() {
        var first = talk("补身份证要带什么材料");
        var choices = offered(first);
        assertThat(choices).isNotEmpty();

        for (String said : List.of("9", "第9个", "选0")) {
            var again = say(first.dialogue(), said);

            assertThat(again.reply()).isInstanceOf(Reply.Clarify.class);
            assertThat(offered(again)).isEqualTo(choices);
            assertThat(again.dialogue().talks()).isEqualTo(first.dialogue().talks());
            var picked = say(again.dialogue(), "1");
            assertThat(answer(picked).aspect()).isEqualTo(choices.getFirst().aspect());
            assertThat(say(again.dialogue(), said).dialogue().again()).isFalse();
        }
    }

    @Test
    void neverAsksMoreThanThreeTimesNorTwiceTheSame() {
        for (var matter : TestRelease.content().matters()) {
            var turn = talk(matter.shortName() + "要带什么材料");
            var asked = new java.util.ArrayList<String>();
            for (int i = 0; i < 5 && turn.dialogue().asked() != null; i++) {
                assertThat(asked)
                        .as("%s", matter.id())
                        .doesNotContain(turn.dialogue().asked());
                asked.add(turn.dialogue().asked());
                turn = say(turn.dialogue(), "1");
            }
            assertThat(asked).as("%s", matter.id()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest(name = "… {0}")
    @CsvSource({"真的吗", "你确定？", "再说一遍"})
    void whoDoubtsHearsItAgain(String said) {
        var first = answer(talk("身份证丢了补办多少钱"));
        var again = answer(talk("身份证丢了补办多少钱", said));

        assertThat(again.blocks()).isEqualTo(first.blocks());
    }

    @Test
    void whoCorrectsHimselfIsBelieved() {
        var answer = answer(talk("护照到期了怎么换", "不是护照，是港澳通行证"));

        assertThat(answer.matter().value()).startsWith("crj-hkm-");
    }

    @ParameterizedTest(name = "{0} … {1}")
    @CsvSource({
        "第一次办台湾通行证多少钱, 签注呢, crj-tw-visa",
        "护照到期了怎么换, 材料, crj-passport-renew",
        "驾驶证丢了去哪补, 几块钱, jsz-reissue",
    })
    void whatIsSaidInPassingIsSaidOfWhatWasSpokenOf(String first, String said, String matter) {
        assertThat(answer(talk(first, said)).matter().value()).isEqualTo(matter);
    }

    @ParameterizedTest(name = "… {0}")
    @CsvSource({"烦死了给我转个真人, handoff", "嗯嗯再见, smalltalk", "好的谢谢, smalltalk"})
    void whoWantsAPersonOrTakesLeaveIsHeard(String said, String act) {
        var reply = talk("身份证丢了怎么补办", said).reply();

        assertThat(reply.getClass().getSimpleName()).isEqualToIgnoringCase(act);
    }

    @Test
    void anEventOfLifeIsAnsweredWithAllThatItBringsAlong() {
        var turn = talk("孩子刚出生，要办哪些手续");

        assertThat(turn.reply()).isInstanceOfSatisfying(Reply.Together.class, together -> {
            assertThat(together.bundle().value()).isEqualTo("bundle-newborn");
            assertThat(PlainText.of(together.blocks())).contains("出生医学证明", "社会保障卡");
        });
        var next = answer(say(turn.dialogue(), "1"));
        assertThat(next.matter()).isEqualTo(offered(turn).getFirst().matter());
    }

    @Test
    void whoOnlyNamesAThingIsAskedWhatIsWanted() {
        assertThat(talk("身份证要弄一下").reply())
                .isInstanceOfSatisfying(
                        Reply.Clarify.class,
                        clarify -> assertThat(clarify.choices())
                                .hasSizeGreaterThan(1)
                                .allSatisfy(c ->
                                        assertThat(String.valueOf(c.matter())).startsWith("idcard-")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"问个事", "想问下我女儿的", "我这种情况怎么办"})
    void whoHasSaidNothingYetIsAskedWhatItIs(String said) {
        assertThat(talk(said).reply())
                .isInstanceOfSatisfying(
                        Reply.Clarify.class,
                        clarify -> assertThat(clarify.choices()).isEmpty());
    }

    @Test
    void asksAnewAfterAReplyThatWasAboutNoMatter() {
        var turn = talk("孩子办护照要带什么材料", "今天天气怎么样");

        assertThat(turn.dialogue().asked()).isNull();
        assertThat(turn.dialogue().current()).isPresent();
    }

    @Test
    void saysHowLongWhatOneGetsIsValid() {
        assertThat(words(answer(talk("第一次办护照要多少钱", "有效期几年")))).contains("有效期：");
    }

    private Turn talk(String... said) {
        var dialogue = Dialogue.NEW;
        Turn turn = null;
        for (String words : said) {
            turn = say(dialogue, words);
            dialogue = turn.dialogue();
        }
        return java.util.Objects.requireNonNull(turn);
    }

    private Turn say(Dialogue dialogue, String words) {
        return assistant.reply(dialogue, new Utterance(words, Utterance.Channel.WEB, null, TestRelease.DAY));
    }

    private static Reply.Answer answer(Turn turn) {
        assertThat(turn.reply()).isInstanceOf(Reply.Answer.class);
        return (Reply.Answer) turn.reply();
    }

    private static String words(Reply.Answer answer) {
        return PlainText.of(answer.blocks());
    }

    private static List<Choice> offered(Turn turn) {
        return turn.dialogue().offered();
    }
}
