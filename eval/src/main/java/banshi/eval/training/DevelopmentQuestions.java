package banshi.eval.training;

import banshi.assistant.cases.Act;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Pair;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.JudgementFit;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluation cases as questions that weights and thresholds are chosen on (开发集). */
final class DevelopmentQuestions {
    private DevelopmentQuestions() {}

    static List<JudgementFit.Asked> of(CaseSet cases, Reader reader) {
        var asked = new ArrayList<JudgementFit.Asked>();
        for (var single : cases.singles()) {
            var accepted = new HashMap<MatterId, Set<AspectId>>();
            for (Pair pair : single.accepted().toList())
                accepted.computeIfAbsent(pair.matter(), m -> new HashSet<>()).add(pair.aspect());
            asked.add(new JudgementFit.Asked(reader.read(single.text()), accepted, Set.of()));
        }
        for (var notOurs : cases.notOurs()) {
            var question = reader.read(notOurs.text());
            if (!question.key().isEmpty()) asked.add(new JudgementFit.Asked(question, Map.of(), acts(notOurs)));
        }
        return asked;
    }

    /** Danger must be told as such, unless the file says otherwise; any other refusal will do for the rest. */
    private static Set<Topic.Act> acts(EvalCase.NotOurs notOurs) {
        var acts = EnumSet.noneOf(Topic.Act.class);
        for (var act : Topic.Act.values()) if (notOurs.accepts(said(act))) acts.add(act);
        if (notOurs.expect() != Act.EMERGENCY)
            acts.addAll(EnumSet.of(Topic.Act.DECLINE, Topic.Act.HANDOFF, Topic.Act.SMALLTALK));
        return acts;
    }

    /** What the contract calls the act of a topic. */
    static Act said(Topic.Act act) {
        return switch (act) {
            case DECLINE -> Act.DECLINE;
            case HANDOFF -> Act.HANDOFF;
            case SMALLTALK -> Act.SMALLTALK;
            case EMERGENCY -> Act.EMERGENCY;
            case CLARIFY, OPENING -> Act.CLARIFY;
        };
    }
}
