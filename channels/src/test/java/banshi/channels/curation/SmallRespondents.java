package banshi.channels.curation;

import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.Composer;
import banshi.assistant.cases.Response;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.release.Explained;
import banshi.assistant.replay.Moved;
import banshi.assistant.replay.Replay;
import banshi.assistant.replay.ReplayQuestion;
import banshi.assistant.replay.Rereading;
import banshi.assistant.understanding.Explanation;
import banshi.assistant.understanding.Reading;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.Term;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Understand one thing: what the renewal of an identity card costs, and that 多少钱 alone goes on with it (小答者). What they say is composed of the content that they are given. */
public final class SmallRespondents implements Respondents {
    /** What they understand. */
    public static final String ASKED = "换身份证多少钱";

    private static final Candidate FEE = new Candidate(new MatterId("idcard-renew"), new AspectId("fee"), 0.93);

    private final Content published;
    private final Map<String, Respondent> releases = new ConcurrentHashMap<>();

    /** Answering as {@code r-0}. */
    public SmallRespondents(Content published) {
        this.published = published;
        keep("r-0", published);
    }

    /** Keeps a release. */
    void keep(String release, Content content) {
        releases.put(release, respondent(release, content));
    }

    /** As when its folder was deleted. */
    public void lose(String release) {
        releases.remove(release);
    }

    @Override
    public Respondent current() {
        return respondent("r-0", published);
    }

    @Override
    public Optional<Respondent> of(String release) {
        return Optional.ofNullable(releases.get(release));
    }

    @Override
    public Respondent saying(Content content) {
        return respondent("r-0", content);
    }

    /** All that they are asked is {@link #ASKED}; with a lexicon that has a word for all of it, it is not understood any more. */
    @Override
    public Rereading rereading(List<Term> terms, List<String> real, LocalDate day) {
        return terms.stream()
                .filter(term -> term.term().equals(ASKED))
                .findFirst()
                .map(term -> new Rereading(
                        1,
                        1,
                        List.of(new Rereading.Example(ASKED, List.of(ASKED), List.of(term.canonical()))),
                        replay(List.of(new Moved(
                                new ReplayQuestion.Real(ASKED),
                                Set.of(Moved.Difference.ACT),
                                told(ASKED, day),
                                told(term.canonical(), day))))))
                .orElseGet(() -> new Rereading(1, 0, List.of(), replay(List.of())));
    }

    private Moved.Side told(String text, LocalDate day) {
        var utterance = new Utterance(text, Utterance.Channel.WEB, null, day);
        var reply = current().assistant().reply(Dialogue.NEW, utterance).reply();
        return new Moved.Side(Response.of(reply), reply.blocks(), null);
    }

    private static Replay replay(List<Moved> moved) {
        return new Replay("r-0", "r-0", moved.size(), moved, Comparisons.NONE, Comparisons.NONE, Comparisons.NONE);
    }

    private static Respondent respondent(String release, Content content) {
        var composer = new Composer(content, KnowledgeGraph.compile(content));
        return new Respondent(
                (dialogue, utterance) -> reply(release, composer, dialogue, utterance),
                utterance -> explained(release, utterance));
    }

    private static Turn reply(String release, Composer composer, Dialogue dialogue, Utterance utterance) {
        boolean understood = utterance.text().contains("多少钱")
                && (utterance.text().contains("身份证") || dialogue.current().isPresent());
        if (!understood)
            return new Turn(
                    dialogue, new Reply.Decline(null, List.of(new Block.Text("没听懂，请换个说法。")), List.of()), release);
        var answer = composer.answer(FEE, Circumstances.NONE, utterance.day()).orElseThrow();
        var talk = new Dialogue.Talk(FEE.matter(), FEE.aspect(), Circumstances.NONE, 0);
        return new Turn(dialogue.with(talk, List.of(), null), answer, release);
    }

    private static Explained explained(String release, Utterance utterance) {
        var near = new Explanation.Near("身份证换领收费多少", "idcard-renew", "fee", 0.9);
        return new Explained(
                release,
                new Explanation(
                        utterance.text(),
                        List.of("换领", "身份证"),
                        List.of(new Explanation.Expansion("换", "换领")),
                        new Reading(List.of(), List.of(FEE), true, Reading.Step.MEANING),
                        0.5,
                        0.9,
                        List.of(near),
                        List.of(near),
                        List.of(new Explanation.Weighed(
                                "idcard-renew", 0.9, Map.of("meaning", 2.0, "words", 1.5, "topic", -1.0), Map.of())),
                        List.of()),
                new Move.Answer(FEE),
                new Policy(0.8, 0.9, 0.85, 0.5, 0.2, 0.05));
    }
}
