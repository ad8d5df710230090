package banshi.assistant.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Situation;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentQuestionTest {
    private static final Situation HOUSEHOLD =
            situation("hukou", "您的户口在哪里？", List.of(option("local", "本地"), option("else", "外地")));
    private static final Situation LOST =
            situation("lost", "证件还在您手上吗？", List.of(option("have", "还在"), option("lost", "丢了")));

    @Test
    void knowsAQuestionByTheOptionThatItNames() {
        assertThat(AgentQuestion.in("您户口在本地吗", List.of(LOST, HOUSEHOLD)))
                .hasValue(new AgentQuestion(HOUSEHOLD, "local"));
    }

    @Test
    void knowsAQuestionByItsWords() {
        assertThat(AgentQuestion.in("您户口现在在哪里", List.of(LOST, HOUSEHOLD))).hasValue(new AgentQuestion(HOUSEHOLD, null));
    }

    @Test
    void whoNamesTwoOptionsNamesNone() {
        assertThat(AgentQuestion.in("户口是本地的还是外地的", List.of(HOUSEHOLD)).map(AgentQuestion::option))
                .isEmpty();
    }

    @Test
    void whatElseAnAgentSaysAsksNothing() {
        assertThat(AgentQuestion.in("好的请您稍等", List.of(LOST, HOUSEHOLD))).isEmpty();
        assertThat(AgentQuestion.in("", List.of(HOUSEHOLD))).isEmpty();
    }

    private static Situation situation(String id, String question, List<Situation.Option> options) {
        return new Situation(id, question, options, null, null, List.of());
    }

    private static Situation.Option option(String id, String label) {
        return new Situation.Option(id, label);
    }
}
