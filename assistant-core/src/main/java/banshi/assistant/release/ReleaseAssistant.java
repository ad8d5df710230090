package banshi.assistant.release;

import banshi.assistant.Application;
import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Guide;
import banshi.assistant.Reply;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.Composer;
import banshi.assistant.dialogue.Heard;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.understanding.Reading;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.graph.Circumstances;
import banshi.graph.Narrowing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers from the current release (版本助手). */
public final class ReleaseAssistant implements Assistant, Explainer, Guides, Directory {
    private static final int REMEMBERED = 1 << 15;

    private final Releases releases;
    private final ReadingCache readings;

    /** Answers by the policy of the release, and remembers the readings of some thirty thousand questions: up to 30 MB. */
    public ReleaseAssistant(Releases releases) {
        this(releases, REMEMBERED);
    }

    /**
     * Answers by the policy of the release.
     *
     * @param remembered how many readings are kept for questions asked again, under 1 kB each; 0 for none
     */
    public ReleaseAssistant(Releases releases, int remembered) {
        this.releases = releases;
        readings = new ReadingCache(remembered);
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        Stage.READ.begins();
        var release = releases.current(); // one release for the whole turn, however long it takes
        var composer = release.composer();
        var id = release.summary().id();
        Heard heard; // 事项 × 要素, a probability; 情形
        if (dialogue.isFresh()) heard = first(release, utterance.text());
        else {
            var question = release.reader().read(utterance.text());
            // 没有这个选项，再问一次
            if (!dialogue.again() && release.listener().picksNone(dialogue, question)) {
                Stage.COMPOSE.begins();
                return new Turn(dialogue.offeringAgain(), release.allowed().of(composer.again(dialogue.offered())), id);
            }
            heard = release.listener().next(dialogue, question);
        }
        Stage.POLICY.begins();
        var move = heard.reading().step() == Reading.Step.PICKED
                ? new Move.Answer(heard.reading().candidates().getFirst())
                : release.policy()
                        .next(heard, !dialogue.isFresh()); // sealed: answer, clarify, pass on, address a topic, give up
        if (!(move instanceof Move.Answer(var meant))) {
            Stage.COMPOSE.begins();
            var reply = release.allowed().of(composer.compose(move, heard.reading(), utterance));
            var next = move instanceof Move.Together(var bundle)
                    ? dialogue.about(bundle, offered(reply))
                    : dialogue.offering(
                            offered(reply), release.listener().toGoOnWith(dialogue, utterance.text(), move));
            return new Turn(next, reply, id);
        }
        var talk = dialogue.talk(meant.matter(), meant.aspect(), heard.told());
        var asked = Policy.question(release.graph(), talk).orElse(null); // 情形追问
        Stage.COMPOSE.begins();
        var reply = release.allowed()
                .of(composer.compose(move, heard.reading(), utterance, talk.known(), asked, heard.lasting()));
        return new Turn(
                dialogue.with(asked == null ? talk : asking(talk), offered(reply), asked == null ? null : asked.id()),
                reply,
                id,
                application(composer, reply, talk, utterance),
                false);
    }

    /** What the answer may be the beginning of; null where it is not. */
    private static @Nullable Application application(
            Composer composer, Reply reply, Dialogue.Talk talk, Utterance utterance) {
        var application = new Application(talk.matter(), talk.known());
        return reply instanceof Reply.Answer && composer.canStart(application, utterance.day()) ? application : null;
    }

    @Override
    public Optional<Guide> guide(Application application, LocalDate day) {
        var release = releases.current();
        return release.composer().guide(application, day, release.summary().id());
    }

    @Override
    public Optional<Matter> matter(MatterId id) {
        return releases.current().graph().matter(id);
    }

    @Override
    public Optional<Reply.Answer> answer(MatterId matter, AspectId aspect, Circumstances known, LocalDate day) {
        var release = releases.current();
        return release.composer()
                .answer(new Candidate(matter, aspect, 1), known, day)
                .map(answer -> (Reply.Answer) release.allowed().of(answer));
    }

    @Override
    public Optional<Situation> open(MatterId matter, Circumstances known) {
        var graph = releases.current().graph();
        return graph.matter(matter)
                .flatMap(there -> graph.nextQuestion(matter, known, null))
                .map(Narrowing::situation);
    }

    /** What the first words of a conversation mean. */
    private Heard first(Release release, String said) {
        return readings.of(release, said, () -> release.listener().first(said));
    }

    private static Dialogue.Talk asking(Dialogue.Talk talk) {
        return new Dialogue.Talk(talk.matter(), talk.aspect(), talk.known(), talk.questions() + 1);
    }

    /**
     * The approved answers of the likeliest readings, at the beginning of a conversation.
     *
     * @return none where the policy would neither answer nor ask which is meant
     */
    public Approved approved(Utterance utterance) {
        var release = releases.current();
        var reading = first(release, utterance.text()).reading();
        var answers = new ArrayList<Reply.Answer>();
        switch (release.policy().next(reading)) {
            case Move.Answer answer -> addAnswers(release, reading, utterance, answers);
            case Move.Clarify clarify -> addAnswers(release, reading, utterance, answers);
            case Move.Together together -> {}
            case Move.PassOn passOn -> {}
            case Move.Address address -> {}
            case Move.GiveUp giveUp -> {}
        }
        return new Approved(release.summary().id(), answers);
    }

    private static void addAnswers(Release release, Reading reading, Utterance utterance, List<Reply.Answer> to) {
        for (var candidate : reading.candidates())
            if (release.composer().compose(new Move.Answer(candidate), reading, utterance) instanceof Reply.Answer one)
                to.add(one);
    }

    /**
     * Answers from one release (已审答复).
     *
     * @param answers at most five, the likeliest first; the confidence of each is the probability of its reading
     */
    public record Approved(String release, List<Reply.Answer> answers) {
        public Approved {
            answers = List.copyOf(answers);
        }
    }

    @Override
    public Explained explain(Utterance utterance) {
        var release = releases.current();
        var question = release.reader().read(utterance.text());
        var explanation = release.understanding().explain(question, release.search());
        return new Explained(
                release.summary().id(), explanation, release.policy().next(explanation.reading()), release.policy());
    }

    private static List<Choice> offered(Reply reply) {
        return reply.blocks().stream()
                .filter(Block.Choices.class::isInstance)
                .flatMap(b -> ((Block.Choices) b).items().stream())
                .toList();
    }
}
