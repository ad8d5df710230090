package banshi.assistant.hotline;

import banshi.assistant.Candidate;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.AllowedOnly;
import banshi.assistant.answer.Composer;
import banshi.assistant.dialogue.Heard;
import banshi.assistant.dialogue.Listener;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.corpus.AspectId;
import banshi.corpus.Bundle;
import banshi.corpus.BundleId;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import banshi.graph.KnowledgeGraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what is said in a call what an agent is shown (通话理解), with the parts of one release. Immutable, thread-safe.
 *
 * <p>What a caller says in one breath is cut where it goes over to something else; each part is read by itself and in the light of the call, and both readings count. An answer
 * is shown where something is asked and the reading is likely enough; where somebody only tells a story, the matter is shown and no answer, for half of a story is often about
 * something else than what is asked in the end. The constants were chosen on calls that no figure is reported on (docs/adr/0033).
 */
public final class CallListener {
    /** An answer is shown from these probabilities of matter and aspect together, and of the matter. */
    private static final double ANSWER = .4;

    private static final double SUBJECT = .3;

    /** A matter is shown, without an answer, from this probability … */
    private static final double ITEM = .7;

    /** … and remembered without being shown from this one, while nothing else is spoken of. */
    private static final double REMEMBERED = .4;

    /** What is not ours is said to be whose it is from this probability, or from the other if nothing was asked yet. */
    private static final double TOPIC = .6;

    private static final double TOPIC_UNASKED = .9;

    /** What is asked besides, of the same matter in the same breath, is answered from this probability. */
    private static final double BESIDES = .87;

    /** Danger is shown from this probability: a person hears the caller too. */
    private static final double DANGER = .4;

    /** The agent is taken to speak of something from this probability; it counts less where the caller neither affirms nor denies it. */
    private static final double NAMED = .7;

    private static final double LET_PASS = .8;

    /** How much a part that goes over to something else is read by itself, and how much any other. */
    private static final double SHIFTED = .6;

    private static final double STAYED = .25;

    /** Which of some readings is meant is asked where they have as much together. */
    private static final double WHICH = .5;

    private static final int MOST_CHOICES = 3;
    private static final int MOST_WORDS = 80;

    /** As long as what only answers a question. */
    private static final int SHORT_ANSWER = 14;

    /** Another matter turns out to be the right one from this probability. */
    private static final double TURNED_OUT = .6;

    /** Callers who swear, complain about us, or are being cheated. */
    private static final Set<TopicId> RISKS = topics("angry", "abuse", "police-complaint", "fraud-suspected");

    private final Reader reader;
    private final Listener listener;
    private final KnowledgeGraph graph;
    private final Composer composer;
    private final AllowedOnly allowed;
    private final Cards cards;
    private final Map<BundleId, String> bundles;
    private final Map<MatterId, Set<AspectId>> answerable;

    /** Listens with the parts of one release. */
    public CallListener(
            Content content,
            Reader reader,
            Listener listener,
            KnowledgeGraph graph,
            Composer composer,
            AllowedOnly allowed) {
        this.reader = reader;
        this.listener = listener;
        this.graph = graph;
        this.composer = composer;
        this.allowed = allowed;
        cards = new Cards(graph, content.aspects(), content.topics());
        bundles = content.bundles().stream().collect(Collectors.toMap(Bundle::id, Bundle::name));
        answerable = composer.answerable();
    }

    private static Set<TopicId> topics(String... ids) {
        return Set.of(ids).stream().map(TopicId::new).collect(Collectors.toUnmodifiableSet());
    }

    /** See {@link CallAssistant#hear}. */
    public CallState hear(CallState state, Said said, @Nullable String region, LocalDate day) {
        if (Reader.key(said.text()).isEmpty()) return state;
        return switch (said.speaker()) {
            case AGENT -> agent(state, said);
            case CALLER -> new Breath(state, said, region, day).heard();
        };
    }

    /** What the agent asks is what the caller may answer next. */
    private CallState agent(CallState state, Said said) {
        var text = said.text();
        var dialogue = state.dialogue();
        var asked = dialogue.current()
                .flatMap(talk -> graph.matter(talk.matter()))
                .flatMap(matter -> AgentQuestion.in(text, matter.situations()));
        return new CallState(
                asking(dialogue, asked.map(AgentQuestion::situation).orElse(null)),
                state.shown(),
                text,
                named(said),
                asked.map(AgentQuestion::option).orElse(null),
                state.open(),
                state.openWords(),
                state.spokenOf());
    }

    private CallState.@Nullable Named named(Said said) {
        return listener.first(said.text()).reading().subjects().stream()
                .findFirst()
                .filter(likely -> likely.p() >= NAMED && OrderDrafting.isABusiness(likely.subject()))
                .map(likely -> new CallState.Named(likely.subject(), likely.p(), said.utterance()))
                .orElse(null);
    }

    private static Dialogue asking(Dialogue dialogue, @Nullable Situation asked) {
        if (asked == null) return new Dialogue(List.of(), dialogue.talks(), null, null);
        var talk = dialogue.current().orElseThrow();
        var once = new Dialogue.Talk(talk.matter(), talk.aspect(), talk.known(), talk.questions() + 1);
        return dialogue.with(once, List.of(), asked.id());
    }

    /** Whether somebody who wants the one may be sent to the other. */
    private boolean leads(MatterId from, MatterId to) {
        return graph.matter(from)
                .map(m -> m.outcomes().stream().anyMatch(o -> to.equals(o.redirect())))
                .orElse(false);
    }

    /** What the caller says in one breath. */
    private final class Breath {
        private final CallState state;
        private final Said said;
        private final Utterance utterance;
        private final List<Suggestion> made = new ArrayList<>();
        private final SpokenOf spokenOf;
        private Dialogue dialogue;
        private @Nullable AspectId open;
        private @Nullable String openWords;

        Breath(CallState state, Said said, @Nullable String region, LocalDate day) {
            this.state = state;
            this.said = said;
            utterance = new Utterance(
                    said.text().substring(0, Math.min(said.text().length(), Utterance.LONGEST)),
                    Utterance.Channel.HOTLINE,
                    region,
                    day);
            dialogue = state.dialogue();
            open = state.open();
            openWords = state.openWords();
            spokenOf = new SpokenOf(state.spokenOf(), said.utterance());
        }

        CallState heard() {
            reacted();
            boolean answered = answered();
            var segments = Segments.of(said.text());
            for (int i = 0; i < segments.size(); i++)
                if (i > 0 || !answered || Segments.asks(segments.get(0))) part(segments.get(i), i == 0);
            return new CallState(
                    new Dialogue(List.of(), dialogue.talks(), null, null),
                    Shown.after(state.shown(), made),
                    null,
                    null,
                    null,
                    open,
                    openWords,
                    spokenOf.all());
        }

        /** What the agent spoke of counts unless the caller denies it or says that it is done. */
        private void reacted() {
            var named = state.named();
            if (named == null) return;
            switch (Affirmation.toNaming(said.text())) {
                case YES -> spokenOf.affirmed(named, 1);
                case NEITHER -> spokenOf.affirmed(named, LET_PASS);
                case NO -> spokenOf.denied(named.subject());
            }
        }

        /** What the agent asked, answered by a yes or no; other answers are heard in the words. */
        private boolean answered() {
            var asked = dialogue.asked();
            var talk = dialogue.current();
            if (asked == null || talk.isEmpty()) return false;
            var option = option(talk.get().matter(), asked);
            if (option.isEmpty()) return false;
            var told = dialogue.talk(talk.get().matter(), talk.get().aspect(), Map.of(asked, option.get()));
            dialogue = dialogue.with(told, List.of(), null);
            again(told);
            return true;
        }

        private Optional<String> option(MatterId matter, String asked) {
            var situation = graph.matter(matter)
                    .flatMap(m -> m.situations().stream()
                            .filter(s -> s.id().equals(asked))
                            .findFirst());
            var expected = state.expected();
            if (situation.isEmpty() || expected == null) return Optional.empty();
            return switch (Affirmation.of(said.text())) {
                case YES -> Optional.of(expected);
                case NO ->
                    situation.get().options().size() == 2
                            ? situation.get().options().stream()
                                    .map(Situation.Option::id)
                                    .filter(o -> !o.equals(expected))
                                    .findFirst()
                            : Optional.empty();
                case NEITHER -> Optional.empty();
            };
        }

        /** What was answered about this matter before, now that more is known of the case. */
        private void again(Dialogue.Talk talk) {
            if (open != null) answer(new Candidate(talk.matter(), open, 1), null, Map.of());
        }

        private void part(String text, boolean first) {
            var evidence = evidence(text, first);
            double danger = evidence.danger();
            if (danger >= DANGER) {
                risk(evidence, danger);
                return;
            }
            boolean asks = Segments.asks(text);
            if (first && !asks && turnsOut(text)) return;
            var top = evidence.subject();
            if (top.isEmpty()) return;
            switch (top.get().subject()) {
                case Subject.OfTopic(var topic, var act) ->
                    topic(topic, act, top.get().p(), asks, evidence);
                case Subject.OfBundle(var bundle) -> together(bundle, top.get().p(), evidence);
                case Subject.OfMatter(var matter, var has) -> {
                    if (has) matter(text, evidence, asks);
                    else if (asks && top.get().p() >= TOPIC)
                        passOn(matter, top.get().p(), evidence);
                }
            }
        }

        private Evidence evidence(String text, boolean first) {
            boolean fresh = dialogue.isFresh();
            var agent = state.agentSaid();
            boolean affirms = first && agent != null && Affirmation.of(text) == Affirmation.YES;
            var words = affirms ? agent + "，" + text : text;
            var anew = listener.first(words);
            var next = fresh ? anew : listener.next(dialogue, reader.read(words));
            return new Evidence(anew, next, Segments.shifts(text) ? SHIFTED : STAYED);
        }

        private void matter(String text, Evidence evidence, boolean asks) {
            var pairs = evidence.pairs();
            if (pairs.isEmpty()) return;
            var best = pairs.getFirst();
            double p = evidence.matter(best.matter());
            var told = evidence.told(best.matter());
            var before = dialogue.current().map(Dialogue.Talk::matter).orElse(null);
            if (asks && p >= SUBJECT && best.p() >= ANSWER) {
                if (before != null && p >= ITEM && isSentTo(before, best.matter()))
                    spokenOf.replaced(before, best.matter());
                answer(best, evidence.next(), told);
                besides(text, best);
                open = best.aspect();
                openWords = words(text);
            } else if (p >= ITEM && goesOnWith(before, best.matter())) {
                spokenOf.replaced(Objects.requireNonNull(before), best.matter());
                answer(new Candidate(best.matter(), Objects.requireNonNull(open), p), null, told);
            } else if (p >= ITEM) {
                item(best, p, told);
            } else if (asks && pairs.size() > 1) {
                which(pairs);
            } else if (p >= REMEMBERED && before == null) {
                dialogue = dialogue.with(dialogue.talk(best.matter(), best.aspect(), told), List.of(), null);
            }
        }

        /** What else is asked of the matter in the same breath: 开不开门 … 要不要先约. */
        private void besides(String text, Candidate answered) {
            var questions = Segments.questions(text);
            if (questions.size() < 2) return;
            var aspects = new HashSet<>(Set.of(answered.aspect()));
            for (var question : questions)
                listener.next(dialogue, reader.read(question)).reading().candidates().stream()
                        .findFirst()
                        .filter(best -> best.matter().equals(answered.matter())
                                && best.p() >= BESIDES
                                && aspects.add(best.aspect()))
                        .ifPresent(best -> answer(best, null, Map.of()));
        }

        /** Whether what is known of the case by now belongs to another matter. */
        private boolean isSentTo(MatterId from, MatterId to) {
            return dialogue.about(from).stream()
                    .flatMap(talk -> graph.requirements(from, talk.known()).outcomes(Verdict.NO).stream())
                    .anyMatch(outcome -> to.equals(outcome.redirect()));
        }

        /** Whether a short answer to the agent's question makes of what was asked before something about another matter: 护照要重新弄一本 … 到期. */
        private boolean turnsOut(String text) {
            var before = dialogue.current().map(Dialogue.Talk::matter).orElse(null);
            if (open == null || openWords == null || state.agentSaid() == null || before == null) return false;
            if (Reader.key(text).length() > SHORT_ANSWER) return false;
            var together = listener.first(openWords + "，" + text);
            var candidates = together.reading().candidates();
            if (candidates.isEmpty()) return false;
            var best = candidates.getFirst();
            if (best.matter().equals(before) || best.p() < TURNED_OUT) return false;
            spokenOf.replaced(before, best.matter());
            answer(new Candidate(best.matter(), open, best.p()), null, together.told());
            return true;
        }

        private static String words(String text) {
            return text.substring(Math.max(0, text.length() - MOST_WORDS));
        }

        /** Whether what was asked of the matter before is to be answered for this one, to which the case belongs as it turns out. */
        private boolean goesOnWith(@Nullable MatterId before, MatterId now) {
            return open != null
                    && state.agentSaid() != null
                    && before != null
                    && !before.equals(now)
                    && leads(before, now);
        }

        private void answer(Candidate pair, @Nullable Heard heard, Map<String, String> told) {
            var talk = dialogue.talk(pair.matter(), pair.aspect(), told);
            var reading =
                    heard == null ? new Reading(List.of(), List.of(pair), true, Reading.Step.PICKED) : heard.reading();
            var reply = allowed.of(composer.compose(
                    new Move.Answer(pair), reading, utterance, talk.known(), null, heard != null && heard.lasting()));
            if (!(reply instanceof Reply.Answer answer)) return;
            dialogue = dialogue.with(talk, List.of(), null);
            spokenOf.asked(pair.matter(), pair.aspect(), pair.p());
            made.add(cards.answer(answer, pair.p(), said.utterance()));
            Policy.question(graph, talk)
                    .ifPresent(s -> made.add(cards.ask(pair.matter(), pair.aspect(), s, said.utterance())));
        }

        private void item(Candidate best, double p, Map<String, String> told) {
            var aspect =
                    dialogue.about(best.matter()).map(Dialogue.Talk::aspect).orElse(best.aspect());
            dialogue = dialogue.with(dialogue.talk(best.matter(), aspect, told), List.of(), null);
            spokenOf.named(new Subject.OfMatter(best.matter(), true), p);
            made.add(cards.item(best.matter(), answerable.getOrDefault(best.matter(), Set.of()), p, said.utterance()));
        }

        private void which(List<Candidate> pairs) {
            var likely = pairs.subList(0, Math.min(MOST_CHOICES, pairs.size()));
            if (likely.stream().mapToDouble(Candidate::p).sum() >= WHICH)
                made.add(cards.which(likely, said.utterance()));
        }

        private void topic(TopicId topic, Topic.Act act, double p, boolean asks, Evidence evidence) {
            boolean turnsAway = act == Topic.Act.DECLINE || act == Topic.Act.HANDOFF;
            if (!turnsAway || p < TOPIC) return;
            spokenOf.named(new Subject.OfTopic(topic, act), p);
            var reply = compose(new Move.Address(topic), evidence);
            if (RISKS.contains(topic)) made.add(cards.risk(topic, reply, p, said.utterance()));
            else if (asks || (p >= TOPIC_UNASKED && dialogue.isFresh()))
                made.add(cards.phrase(topic, reply, p, said.utterance()));
        }

        private void risk(Evidence evidence, double danger) {
            for (var likely : evidence.anew().reading().subjects()) {
                if (!(likely.subject() instanceof Subject.OfTopic(var topic, var act))
                        || !likely.subject().isDanger()) continue;
                spokenOf.named(new Subject.OfTopic(topic, act), danger);
                made.add(cards.risk(topic, compose(new Move.Address(topic), evidence), danger, said.utterance()));
                return;
            }
        }

        private void together(BundleId bundle, double p, Evidence evidence) {
            if (p >= WHICH && compose(new Move.Together(bundle), evidence) instanceof Reply.Together reply)
                made.add(cards.together(reply, bundles.getOrDefault(bundle, bundle.value()), said.utterance()));
        }

        private void passOn(MatterId matter, double p, Evidence evidence) {
            spokenOf.named(new Subject.OfMatter(matter, false), p);
            made.add(cards.passOn(matter, compose(new Move.PassOn(matter), evidence), p, said.utterance()));
        }

        private Reply compose(Move move, Evidence evidence) {
            return allowed.of(composer.compose(move, evidence.next().reading(), utterance));
        }
    }
}
