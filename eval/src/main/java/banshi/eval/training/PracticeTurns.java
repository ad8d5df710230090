package banshi.eval.training;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Expectation;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.Releases;
import banshi.assistant.understanding.FollowingFit;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The turns of practice conversations that come after others (练习对话). Each is taken as if all before it had been understood: where the
 * assistant fails a turn, the conversation goes on as if it had answered what was right.
 */
final class PracticeTurns {
    private static final AspectId ANY = new AspectId("process");

    private final Release release;
    private final ReleaseAssistant assistant;
    private final LocalDate day;
    private final List<FollowingFit.Asked> turns = new ArrayList<>();

    private PracticeTurns(Release release) {
        this.release = release;
        assistant = new ReleaseAssistant(new Releases(release), 0);
        day = release.summary().day();
    }

    /** Those that it takes a reading to understand. */
    static List<FollowingFit.Asked> of(List<EvalCase.Conversation> conversations, Release release) {
        var practice = new PracticeTurns(release);
        for (int d = 0; d < conversations.size(); d++) practice.walk(d, conversations.get(d));
        return practice.turns;
    }

    private void walk(int number, EvalCase.Conversation conversation) {
        var dialogue = Dialogue.NEW;
        for (var asked : conversation.turns()) {
            var accepted = accepted(asked.expect());
            if (!dialogue.isFresh())
                release.listener()
                        .toBeRead(dialogue, release.reader().read(asked.user()))
                        .filter(spoken -> !spoken.said().key().isEmpty())
                        .ifPresent(spoken -> turns.add(new FollowingFit.Asked(
                                number,
                                spoken.said(),
                                spoken.together(),
                                spoken.context(),
                                accepted,
                                acts(asked.expect()))));
            dialogue = after(dialogue, asked, accepted);
        }
    }

    /** The matters that are right, the best first, and the aspects of each. */
    private Map<MatterId, Set<AspectId>> accepted(Expectation expect) {
        var accepted = new LinkedHashMap<MatterId, Set<AspectId>>();
        if (expect.matter() != null)
            accepted.put(
                    expect.matter(),
                    expect.aspect() == null
                            ? new HashSet<>(release.understanding().aspects())
                            : new HashSet<>(Set.of(expect.aspect())));
        for (var pair : expect.alsoOk())
            accepted.computeIfAbsent(pair.matter(), m -> new HashSet<>()).add(pair.aspect());
        return accepted;
    }

    private static Set<Topic.Act> acts(Expectation expect) {
        var acts = EnumSet.noneOf(Topic.Act.class);
        for (var act : Topic.Act.values())
            if (!expect.acts().isEmpty() && expect.accepts(DevelopmentQuestions.said(act))) acts.add(act);
        if (acts.contains(Topic.Act.DECLINE)) acts.add(Topic.Act.HANDOFF);
        if (expect.namesSubject()) acts.remove(Topic.Act.CLARIFY); // asking back is fair, and answering better
        return acts;
    }

    private Dialogue after(
            Dialogue dialogue, EvalCase.Conversation.Asked asked, Map<MatterId, Set<AspectId>> accepted) {
        var own = assistant.reply(dialogue, new Utterance(asked.user(), Utterance.Channel.WEB, null, day));
        if (isRight(own, asked.expect(), accepted.keySet())) return own.dialogue();
        var matter = accepted.keySet().stream()
                .filter(m -> release.graph().matter(m).isPresent())
                .findFirst();
        if (matter.isEmpty())
            return dialogue.offering(List.of(), asked.expect().accepts(Act.CLARIFY) ? asked.user() : null);
        var told = release.tellings().told(matter.get(), release.reader().read(asked.user()));
        var aspect = asked.expect().aspect();
        var talk = dialogue.talk(matter.get(), aspect == null ? ANY : aspect, told);
        var situation = Policy.question(release.graph(), talk);
        return dialogue.with(talk, List.of(), situation.map(Situation::id).orElse(null));
    }

    private static boolean isRight(Turn own, Expectation expect, Set<MatterId> accepted) {
        return switch (own.reply()) {
            case Reply.Answer answer -> accepted.contains(answer.matter());
            case Reply.Together together -> !accepted.isEmpty();
            case Reply.Clarify clarify -> expect.accepts(Act.CLARIFY);
            case Reply other -> accepted.isEmpty();
        };
    }
}
