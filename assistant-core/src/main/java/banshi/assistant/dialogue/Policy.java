package banshi.assistant.dialogue;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import banshi.corpus.yaml.ContentJson;
import banshi.graph.KnowledgeGraph;
import banshi.graph.Narrowing;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides by expected harm (应对策略): a wrong answer costs most, a needless question little. Pure.
 *
 * @param answer answer at once from this probability of matter and aspect together …
 * @param likely … and this probability of the matter alone: a wrong aspect costs a second question, a wrong matter a journey
 * @param matter from this probability the matter is taken for granted and only the aspect is asked, unless it has but one
 * @param topic the likeliest topic is addressed from this probability of all topics together, whatever matter is likelier
 * @param emergency danger is addressed from this probability of all dangers together, whatever else is likelier
 * @param least a reading below this is not offered
 */
public record Policy(double answer, double likely, double matter, double topic, double emergency, double least) {
    private static final String RESOURCE = "policy.json";

    /**
     * The one that belongs to this version of the program: chosen on development questions for stated rates of error
     * (docs/adr/0011).
     *
     * @throws UncheckedIOException if it is not on the class path
     */
    public static Policy published() {
        return ContentJson.resource(Policy.class, RESOURCE);
    }

    private static final String HAN_DIGITS = "一二三四五六七八九";

    /** The choice that the citizen picked by its number or by its words. */
    public static Optional<Choice> picked(Dialogue dialogue, Question question) {
        if (question.key().isEmpty()) return Optional.empty();
        for (int i = 0; i < dialogue.offered().size(); i++) {
            var choice = dialogue.offered().get(i);
            if (isOrdinal(question.key(), i) || question.key().equals(Reader.key(choice.label())))
                return Optional.of(choice);
        }
        return Optional.empty();
    }

    /** 2, 二, 第二, 第2个, 选2 … for the second. */
    private static boolean isOrdinal(String key, int index) {
        var bare = key.startsWith("第") || key.startsWith("选") ? key.substring(1) : key;
        if (key.startsWith("第") && bare.endsWith("个")) bare = bare.substring(0, bare.length() - 1);
        return bare.equals(String.valueOf(index + 1))
                || (index < HAN_DIGITS.length() && bare.equals(HAN_DIGITS.substring(index, index + 1)));
    }

    /** Of what is open an answer must be expected to settle so much that it is asked for. */
    private static final double WORTH_ASKING = .3;

    /** No citizen is asked more than this about one case. */
    private static final int MOST_QUESTIONS = 3;

    /**
     * The situation to ask about behind an answer: one that settles much of what it leaves open.
     *
     * @param talk with what is known by now
     */
    public static Optional<Situation> question(KnowledgeGraph graph, Dialogue.Talk talk) {
        if (talk.questions() >= MOST_QUESTIONS || graph.matter(talk.matter()).isEmpty()) return Optional.empty();
        boolean told = !talk.known().known().isEmpty();
        boolean narrow = NARROW.contains(talk.aspect().value());
        if (narrow && !told) return Optional.empty(); // one fact was asked for: what is asked next is offered instead
        return graph.nextQuestion(talk.matter(), talk.known(), told && !narrow ? null : talk.aspect())
                .filter(q -> q.settles() >= WORTH_ASKING)
                .map(Narrowing::situation);
    }

    /** Where a matter of ours comes first, nobody is turned away unless the topics together have this share of its probability. */
    private static final double AGAINST_OURS = .5;

    /** An event of life is taken for granted from this probability. */
    private static final double TOGETHER = .5;

    /** Where only a thing is named, its likeliest matter is answered if it has this share of what its matters have together. */
    private static final double NEARLY_ALL = .95;

    /** Aspects that tell whether it can be done, and in which cases: to ask which of them is meant is splitting hairs. */
    private static final Set<String> WHETHER = Set.of("conditions", "special");

    /** Aspects whose answer is one fact. */
    private static final Set<String> NARROW =
            Set.of("fee", "time-limit", "where-when", "result-delivery", "progress", "can-online", "agent-proxy");

    /** Where something was spoken of before, its matter is taken for granted from this probability: who asks on wants an answer. */
    private static final double GOES_ON = .25;

    /** After other words, what is not ours is turned away from this probability, and danger believed from the other. */
    private static final double TURNS_AWAY = .5;

    private static final double IS_DANGER = .2;

    /**
     * The same of somebody who tells the case, where what he asks is likely enough too: the answer says what that case needs. Who tells much of it
     * wants to know what it needs, whichever aspect was meant; a fact or two stand in many a plain question.
     */
    private static final double TELLS_THE_CASE = .7;

    private static final int MUCH_TOLD = 3;
    private static final double ASKS_WITH_MUCH = .5;
    private static final double ASKS_WITH_LITTLE = .8;

    /**
     * What to do about what was heard.
     *
     * @param spokenOf whether anything was said before
     */
    public Move next(Heard heard, boolean spokenOf) {
        var reading = heard.reading();
        var strict = spokenOf ? goingOn() : this;
        var move = strict.next(reading);
        if (heard.topic() != null && strict.danger(reading).isEmpty() && !isOurs(move, reading))
            return new Move.Address(heard.topic());
        if (!(move instanceof Move.Clarify) || reading.subjects().isEmpty()) return move;
        double enough = spokenOf ? GOES_ON : heard.told().isEmpty() ? 1 : TELLS_THE_CASE;
        var first = reading.subjects().getFirst();
        if (first.p() < enough || !(first.subject() instanceof Subject.OfMatter(var matter, var answerable)))
            return move;
        double asks = spokenOf ? 0 : heard.told().size() >= MUCH_TOLD ? ASKS_WITH_MUCH : ASKS_WITH_LITTLE;
        return reading.candidates().stream()
                .filter(c -> c.matter().equals(matter))
                .findFirst()
                .filter(c -> withAlike(c, reading) >= asks)
                .<Move>map(Move.Answer::new)
                .orElse(move);
    }

    /** For words that come after others: nearly all go on with what is ours, and few that sound like danger are. */
    private Policy goingOn() {
        return new Policy(answer, likely, matter, Math.max(topic, TURNS_AWAY), Math.max(emergency, IS_DANGER), least);
    }

    /** What to do about a reading. */
    public Move next(Reading reading) {
        var danger = danger(reading); // also in words that nobody has published
        if (danger.isPresent()) return address(danger.get());
        if (!reading.familiar() || reading.subjects().isEmpty()) return new Move.GiveUp();
        var first = reading.subjects().getFirst();
        return switch (first.subject()) {
            case Subject.OfTopic(var topic, var act)
            when act == Topic.Act.CLARIFY ->
                onlyOneMeant(reading.candidates())
                        .<Move>map(Move.Answer::new)
                        .orElseGet(() -> clarify(reading.candidates(), Reply.Clarify.MOST, new Move.Address(topic)));
            case Subject.OfTopic(var topic, var act) when act == Topic.Act.OPENING -> new Move.Address(topic);
            case Subject.OfTopic(var topic, var act) ->
                topicsTogether(reading) >= this.topic
                        ? new Move.Address(topic)
                        : clarifyOr(reading.candidates(), new Move.GiveUp());
            case Subject.OfBundle(var bundle) ->
                first.p() >= TOGETHER
                        ? new Move.Together(bundle)
                        : clarifyOr(reading.candidates(), new Move.Together(bundle));
            case Subject.OfMatter(var matter, var answerable)
            when !answerable ->
                first.p() >= this.topic
                        ? new Move.PassOn(matter)
                        : clarifyOr(reading.candidates(), new Move.PassOn(matter));
            case Subject.OfMatter(var matter, var answerable) -> answerOrAsk(reading, matter, first.p());
        };
    }

    /**
     * Whether what is likeliest is answered, whatever else is likely.
     *
     * @param least the probability of the likeliest matter and aspect, at least
     * @param leastOfMatter the probability of the matter, at least; it is ours
     */
    public boolean answers(double least, double leastOfMatter) {
        return least >= answer && leastOfMatter >= likely && 1 - leastOfMatter < emergency;
    }

    private Move answerOrAsk(Reading reading, MatterId matter, double p) {
        if (reading.candidates().isEmpty()) return new Move.GiveUp();
        var best = reading.candidates().getFirst();
        if (best.matter().equals(matter) && withAlike(best, reading) >= answer && p >= likely)
            return new Move.Answer(best);
        var topic = firstTopic(reading);
        if (topic.isPresent() && topicsTogether(reading) >= Math.max(this.topic, AGAINST_OURS * p))
            return new Move.Address(topic.get());
        if (p >= this.matter) {
            var own = reading.candidates().stream()
                    .filter(c -> c.matter().equals(matter))
                    .toList();
            return own.size() == 1 ? new Move.Answer(own.getFirst()) : clarifyOr(own, new Move.GiveUp());
        }
        return clarifyOr(reading.candidates(), new Move.GiveUp());
    }

    /** The probability of a reading together with those that ask for the same in other words: 过期了还能换吗. */
    private static double withAlike(Candidate best, Reading reading) {
        if (!WHETHER.contains(best.aspect().value())) return best.p();
        return reading.candidates().stream()
                .filter(c -> c.matter().equals(best.matter())
                        && WHETHER.contains(c.aspect().value()))
                .mapToDouble(Candidate::p)
                .sum();
    }

    /** Asks which of the likeliest is meant; where there is nothing to choose, the other move. */
    private Move clarifyOr(List<Candidate> candidates, Move otherwise) {
        long likely = candidates.stream().filter(c -> c.p() >= least).count();
        // one alone is no choice: the next best beside it, however unlikely
        return clarify(candidates, Math.clamp(likely, 2, Reply.Clarify.MOST), otherwise);
    }

    /** The one that nearly all who name the thing like this mean: 我想办居住证. */
    private static Optional<Candidate> onlyOneMeant(List<Candidate> candidates) {
        double all = candidates.stream().mapToDouble(Candidate::p).sum();
        return candidates.stream().findFirst().filter(first -> first.p() >= NEARLY_ALL * all);
    }

    /** Offers so many; where there is nothing to choose, the other move. */
    private static Move clarify(List<Candidate> candidates, int most, Move otherwise) {
        var offered = candidates.stream().limit(most).toList();
        return offered.size() >= 2 ? new Move.Clarify(offered) : otherwise;
    }

    private static Move address(Subject subject) {
        return subject instanceof Subject.OfTopic(var topic, var act) ? new Move.Address(topic) : new Move.GiveUp();
    }

    /** The likeliest danger, where all dangers together are likely enough. */
    private Optional<Subject> danger(Reading reading) {
        var dangers =
                reading.subjects().stream().filter(l -> l.subject().isDanger()).toList();
        double all = dangers.stream().mapToDouble(Reading.Likely::p).sum();
        return all < emergency ? Optional.empty() : dangers.stream().findFirst().map(Reading.Likely::subject);
    }

    /** Whether a matter of ours is asked about, whatever words it is asked in. */
    private boolean isOurs(Move move, Reading reading) {
        return switch (move) {
            case Move.Answer answer -> true;
            case Move.Together together -> true;
            case Move.PassOn passOn -> true;
            case Move.Clarify clarify -> {
                var first = reading.subjects().getFirst();
                yield first.subject() instanceof Subject.OfMatter && first.p() >= matter;
            }
            case Move.Address address -> false;
            case Move.GiveUp giveUp -> false;
        };
    }

    private static Optional<TopicId> firstTopic(Reading reading) {
        return reading.subjects().stream()
                .flatMap(l -> l.subject() instanceof Subject.OfTopic(var id, var act) ? Stream.of(id) : Stream.empty())
                .findFirst();
    }

    private static double topicsTogether(Reading reading) {
        return reading.subjects().stream()
                .filter(l -> l.subject() instanceof Subject.OfTopic)
                .mapToDouble(Reading.Likely::p)
                .sum();
    }
}
