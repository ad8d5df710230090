package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.hotline.AppealType;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.OrderDraft;
import banshi.assistant.hotline.OrderDraft.Found;
import banshi.assistant.hotline.Said;
import banshi.assistant.hotline.Speaker;
import banshi.assistant.hotline.Suggestion;
import banshi.assistant.hotline.Suggestion.Kind;
import banshi.corpus.MatterId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole calls, on the real content. All that is said is made up. */
class ReleaseCallAssistantTest {
    private final ReleaseCallAssistant assistant = new ReleaseCallAssistant(new Releases(TestRelease.release()));
    private final List<Said> transcript = new ArrayList<>();
    private CallState state = CallState.NEW;

    private void caller(String text) {
        hear(Speaker.CALLER, text);
    }

    private void agent(String text) {
        hear(Speaker.AGENT, text);
    }

    private void hear(Speaker speaker, String text) {
        var said = new Said("u" + transcript.size(), speaker, text);
        transcript.add(said);
        state = assistant.hear(state, said, null, TestRelease.DAY);
    }

    private List<String> keys() {
        return state.shown().stream().map(Suggestion::key).toList();
    }

    private Suggestion card(String key) {
        return state.shown().stream()
                .filter(c -> c.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private OrderDraft draft() {
        return assistant.draft(transcript, state, TestRelease.DAY);
    }

    @Test
    void answersInApprovedWordsWhatIsAskedInAStory() {
        agent("您好请讲");
        caller("喂 你好 我这个 嗯 身份证前天在地铁上弄丢了 补一张要多少钱啊");

        var card = card("answer idcard-reissue fee");
        assertThat(card.spoken()).isNotBlank();
        assertThat(card.detail()).isNotBlank();
        assertThat(card.citations()).isNotEmpty();
        assertThat(card.basedOn()).containsExactly("u1");
    }

    @Test
    void aStoryWithoutAQuestionGetsTheMatterAndNoAnswer() {
        agent("您好请讲");
        caller("我护照是明年三月份到期 还剩不到半年了");

        assertThat(state.shown()).extracting(Suggestion::kind).doesNotContain(Kind.ANSWER);
        assertThat(keys()).contains("item crj-passport-renew");
    }

    @Test
    void whatTheAgentNamesAndTheCallerAffirmsCounts() {
        caller("宝宝上个月生的 出生医学证明拿到了");
        agent("您是要给宝宝上户口吗");
        caller("对对对 能不能在手机上弄掉");

        assertThat(keys()).contains("answer huji-birth-registration can-online");
    }

    @Test
    void theAgentsQuestionIsAnsweredByAYes() {
        caller("我身份证到期了 换一张要带什么");
        var asked = TestRelease.release()
                .graph()
                .matter(new banshi.corpus.MatterId("idcard-renew"))
                .orElseThrow()
                .situations()
                .stream()
                .filter(s -> s.options().size() == 2
                        && s.options().stream().allMatch(o -> o.label().length() >= 2))
                .findFirst()
                .orElseThrow();
        agent(asked.question() + asked.options().getLast().label() + "对吗");
        caller("对的");

        assertThat(state.dialogue().current().orElseThrow().known().known())
                .containsEntry(asked.id(), asked.options().getLast().id());
    }

    @Test
    void twoQuestionsInOneBreathGetTwoAnswers() {
        agent("您好请讲");
        caller("我身份证丢了 我要补办");
        agent("身份证补领对吧");
        caller("对 补身份证要多少钱 补身份证要几天");

        assertThat(keys()).contains("answer idcard-reissue fee", "answer idcard-reissue time-limit");
    }

    @Test
    void hearsTwoThingsInOneBreath() {
        caller("我护照到期了 换一本要几天 还有我那个行驶证也泡烂了 补一本多少钱");

        assertThat(keys()).contains("answer crj-passport-renew time-limit", "answer jdc-license-replace fee");
    }

    @Test
    void saysWhoseItIsWhereItIsNotOurs() {
        caller("我想问结婚登记在哪里办 要不要预约");

        assertThat(state.shown()).extracting(Suggestion::kind).containsExactly(Kind.PHRASE);
        assertThat(state.shown().getFirst().spoken()).contains("民政局");
        assertThat(draft().department()).isNotNull();
        assertThat(draft().matter()).isNull();
    }

    @Test
    void dangerIsShownFirstAndMakesNoWorkOrder() {
        caller("快点快点 有人拿刀在砍我家门 我一个人在里面");

        assertThat(state.shown().getFirst().kind()).isEqualTo(Kind.RISK);
        assertThat(state.shown().getFirst().spoken()).contains("110");
        assertThat(draft().acceptable()).isFalse();
    }

    @Test
    void fillersAndSilenceChangeNothing() {
        caller("我身份证丢了 补一张多少钱");
        var before = state.shown();
        caller("嗯 好的");
        caller(" ");

        assertThat(state.shown()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void neverShowsMoreThanThree() {
        caller("护照换发要几天 还有身份证补办多少钱 还有居住证怎么签注 还有驾驶证丢了在哪补");

        assertThat(state.shown()).hasSize(CallState.MOST_SHOWN);
    }

    @Test
    void theSameWordsAreTheSameCall() {
        var said = new Said("u1", Speaker.CALLER, "我驾驶证下个月到期 换证去哪里换");

        assertThat(assistant.hear(CallState.NEW, said, null, TestRelease.DAY))
                .isEqualTo(assistant.hear(CallState.NEW, said, null, TestRelease.DAY));
    }

    @Test
    void draftsAWorkOrderWithWhatShowsEachField() {
        agent("您好");
        caller("我要投诉 出入境那个窗口态度太差了");
        caller("你现在告诉我 第一次办台湾通行证要带什么");

        var draft = draft();
        assertThat(draft.acceptable()).isTrue();
        assertThat(draft.type()).isEqualTo(new Found<>(AppealType.COMPLAINT, List.of("u1")));
        assertThat(draft.matter()).isEqualTo(new Found<>(new banshi.corpus.MatterId("crj-tw-first"), List.of("u2")));
        assertThat(draft.points()).anySatisfy(point -> {
            assertThat(point.value()).contains("态度太差");
            assertThat(point.utterances()).containsExactly("u1");
        });
    }

    @Test
    void aWorkOrderIsAboutWhatTheAgentNamedUnlessTheCallerDeniesIt() {
        caller("我妈前几年跟一个香港的叔叔结婚的 她住在香港 我想去看看她 多住几天 不是旅游那种七天的");
        agent("探亲签注");
        caller("探亲的 我通行证有的 办下来要几天");
        assertThat(draft().matter()).extracting(Found::value).isEqualTo(new MatterId("crj-hkm-visa-family"));

        transcript.clear();
        state = CallState.NEW;
        caller("我儿子去当兵了 前年去的 走的时候户口的事情武装部都弄好了 身份证也没收掉");
        agent("您是咨询参军注销户口吗");
        caller("不是户口 是他的驾照 今年年底到期 他人在部队里 回不来换");
        agent("您是想延期换证");
        caller("对 这个延期网上能不能申请");
        assertThat(draft().matter()).extracting(Found::value).isEqualTo(new MatterId("jsz-delay"));
    }

    @Test
    void aShortAnswerStandsWithItsQuestionAndTheCallerInTheThirdPerson() {
        agent("您好请讲");
        caller("我身份证丢了 补一张要带啥东西伐");
        agent("您户口在临平吗");
        caller("在的");

        assertThat(draft().points())
                .extracting(Found::value)
                .anySatisfy(words -> assertThat(words).startsWith("来电人身份证丢了").contains("什么"));
        assertThat(draft().points()).contains(new Found<>("问“您户口在临平吗”，答“在的”", List.of("u2", "u3")));
    }

    @Test
    void anAddressIsAPlaceWithAName() {
        caller("我想问去派出所还是去车管所啊");
        assertThat(draft().address()).isNull();
        caller("我住南苑街道的 楼下天天停满了车");
        assertThat(draft().address()).isEqualTo(new Found<>("南苑街道", List.of("u1")));
    }

    @Test
    void masksWhatIsPersonalInADraft() {
        caller("我叫张三丰 电话13800138000 身份证丢了怎么补");

        assertThat(draft().toString()).doesNotContain("13800138000", "张三丰");
    }

    @Test
    void aVeryLongBreathIsHeard() {
        caller("我那个房子的事情说来话长 ".repeat(80) + "身份证丢了补一张多少钱");

        assertThat(keys()).contains("answer idcard-reissue fee");
    }
}
