package banshi.eval.subject;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.understanding.Reading;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.TemplateId;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssistantRespondentTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final MatterId MATTER = new MatterId("m");
    private static final AspectId ASPECT = new AspectId("a");
    private static final List<Candidate> CANDIDATES = List.of(new Candidate(MATTER, ASPECT, .7));
    private static final List<Block> WORDS = List.of(new Block.Text("您好"), new Block.Text("请带身份证"));
    private static final List<Choice> CHOICES =
            List.of(new Choice("1", "甲", MATTER, ASPECT), new Choice("2", "乙", null, null));

    static List<Arguments> replies() {
        var topic = new TopicId("t");
        return List.of(
                Arguments.of(new Reply.Clarify(WORDS, CHOICES, CANDIDATES), Act.CLARIFY),
                Arguments.of(new Reply.Decline(null, WORDS, CANDIDATES), Act.DECLINE),
                Arguments.of(new Reply.Handoff(topic, null, WORDS, CANDIDATES), Act.HANDOFF),
                Arguments.of(new Reply.Smalltalk(topic, WORDS, CANDIDATES), Act.SMALLTALK),
                Arguments.of(new Reply.Emergency(topic, WORDS), Act.EMERGENCY));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void namesEveryActAsTheContractDoes(Reply reply, Act act) throws Exception {
        var replied = (Response.Replied) respondent(reply).ask("问");

        assertThat(replied.act()).isEqualTo(act);
        assertThat(replied.about()).isEmpty();
        assertThat(replied.text()).isEqualTo("您好\n\n请带身份证");
        assertThat(replied.candidates()).isEqualTo(reply.candidates());
        assertThat(replied.choices()).isEqualTo(act == Act.CLARIFY ? CHOICES : List.of());
    }

    @Test
    void keepsWhatAnAnswerIsAboutAndHowSureItIs() throws Exception {
        var answer = new Reply.Answer(
                MATTER,
                ASPECT,
                .93,
                Verdict.DEPENDS,
                WORDS,
                List.of(new RequiredMaterial("id", "身份证", true, "")),
                List.of(new Citation("户口登记条例", null, null)),
                new TemplateId("m.a"),
                "短",
                CANDIDATES);

        var replied = (Response.Replied) respondent(answer).ask("问");

        assertThat(replied.act()).isEqualTo(Act.ANSWER);
        assertThat(replied.about()).contains(new Pair(MATTER, ASPECT));
        assertThat(replied.confidence()).isEqualTo(.93);
        assertThat(replied.verdict()).isEqualTo(Verdict.DEPENDS);
        assertThat(replied.materials()).extracting(RequiredMaterial::name).containsExactly("身份证");
        assertThat(replied.template()).isEqualTo("m.a");
    }

    @Test
    void asksEachQuestionInAFreshConversationOnTheDayGiven() throws Exception {
        var dialogues = new ArrayList<Dialogue>();
        var utterances = new ArrayList<Utterance>();
        Assistant assistant = (dialogue, utterance) -> {
            dialogues.add(dialogue);
            utterances.add(utterance);
            return new Turn(new Dialogue(CHOICES), new Reply.Decline(null, WORDS, CANDIDATES), "r");
        };
        var respondent = new AssistantRespondent(assistant, DAY, null);

        respondent.ask("一");
        respondent.ask("二");

        assertThat(dialogues).containsExactly(Dialogue.NEW, Dialogue.NEW);
        assertThat(utterances).extracting(Utterance::day).containsExactly(DAY, DAY);
        assertThat(utterances).extracting(Utterance::text).containsExactly("一", "二");
    }

    @Test
    void givesEachTurnOfAConversationWhatTheOneBeforeItLeft() throws Exception {
        var dialogues = new ArrayList<Dialogue>();
        Assistant assistant = (dialogue, utterance) -> {
            dialogues.add(dialogue);
            if (utterance.text().equals("坏")) throw new IllegalStateException("out of order");
            return new Turn(new Dialogue(CHOICES), new Reply.Decline(null, WORDS, CANDIDATES), "r");
        };
        var conversation = new AssistantRespondent(assistant, DAY, null).open();

        conversation.ask("一");
        conversation.ask("坏");
        conversation.ask("三");

        var left = new Dialogue(CHOICES);
        assertThat(dialogues).containsExactly(Dialogue.NEW, left, left); // a turn that broke leaves nothing behind
    }

    @Test
    void tellsWhatItTakesToReadAQuestionWhereThatCanBeSeen() {
        var inside = new Inside(.9, text -> text.isEmpty() ? Reading.Step.NOTHING : Reading.Step.WORDS, null);
        Assistant silent = (dialogue, utterance) -> {
            throw new AssertionError("nobody asks");
        };

        assertThat(new AssistantRespondent(silent, DAY, inside).step("问")).contains(Reading.Step.WORDS);
        assertThat(new AssistantRespondent(silent, DAY, null).step("问")).isEmpty();
    }

    @Test
    void countsRefusedInputAndABrokenAssistantAsFailed() throws Exception {
        Assistant broken = (dialogue, utterance) -> {
            throw new IllegalStateException("out of order");
        };

        assertThat(new AssistantRespondent(broken, DAY, null).ask("问"))
                .isInstanceOfSatisfying(
                        Response.Failed.class, f -> assertThat(f.what()).contains("out of order"));
        assertThat(respondent(new Reply.Decline(null, WORDS, CANDIDATES)).ask(""))
                .isInstanceOf(Response.Failed.class);
    }

    private static AssistantRespondent respondent(Reply reply) {
        return new AssistantRespondent((dialogue, utterance) -> new Turn(dialogue, reply, "r"), DAY, null);
    }
}
