package banshi.assistant.replay;

import banshi.corpus.yaml.Complaint;
import java.util.ArrayList;
import java.util.List;

/** Whether a candidate may be published (发布门禁的结论). */
public sealed interface Ruling {
    /** Nothing stands in the way. What moved is still somebody's to look at. */
    record Passes() implements Ruling {}

    /** It may not, as it is; at least one rule. */
    record Blocked(List<Rule> rules) implements Ruling {
        public Blocked {
            rules = List.copyOf(rules);
            if (rules.isEmpty()) throw new IllegalArgumentException("what is blocked is blocked by a rule");
        }
    }

    /** What stands in the way (门禁规则), and where. */
    sealed interface Rule {
        /**
         * More questions are answered wrongly, by more than chance (误答率上升).
         *
         * @param among which questions
         * @param wrong those that were not answered wrongly before
         */
        record WrongAnswersUp(Among among, Comparison.Change change, List<Moved> wrong) implements Rule {
            public WrongAnswersUp {
                wrong = List.copyOf(wrong);
            }
        }

        /** Approved phrasings that were replied to rightly no longer are (审定问法丢失). */
        record ApprovedLost(List<Moved> lost) implements Rule {
            public ApprovedLost {
                lost = List.copyOf(lost);
            }
        }

        /** The candidate fails to reply (答复出错). */
        record BrokenReplies(List<Moved> broken) implements Rule {
            public BrokenReplies {
                broken = List.copyOf(broken);
            }
        }

        /** The content has errors, so that there is no candidate (内容有错). */
        record BrokenContent(List<Complaint> complaints) implements Rule {
            public BrokenContent {
                complaints = List.copyOf(complaints);
            }
        }
    }

    /** Which questions a rule looks at (问题范围). */
    enum Among {
        APPROVED,
        OURS,
        NOT_OURS
    }

    /** Of a candidate that was replayed. */
    static Ruling of(Replay replay) {
        var rules = new ArrayList<Rule>();
        if (!replay.broken().isEmpty()) rules.add(new Rule.BrokenReplies(replay.broken()));
        if (!replay.lost().isEmpty()) rules.add(new Rule.ApprovedLost(replay.lost()));
        for (var among : Among.values()) {
            var change = compared(replay, among).wrong();
            if (change.isUp()) rules.add(new Rule.WrongAnswersUp(among, change, wrong(replay, among)));
        }
        return rules.isEmpty() ? new Passes() : new Blocked(rules);
    }

    /** Of content that cannot be compiled. */
    static Ruling ofFaulty(List<Complaint> complaints) {
        return new Blocked(List.of(new Rule.BrokenContent(complaints)));
    }

    private static Comparison compared(Replay replay, Among among) {
        return switch (among) {
            case APPROVED -> replay.approved();
            case OURS -> replay.ours();
            case NOT_OURS -> replay.notOurs();
        };
    }

    private static List<Moved> wrong(Replay replay, Among among) {
        return replay.moved().stream()
                .filter(m -> among(m.question()) == among)
                .filter(m -> m.after().outcome() == Outcome.WRONG && m.before().outcome() != Outcome.WRONG)
                .toList();
    }

    private static @org.jspecify.annotations.Nullable Among among(ReplayQuestion question) {
        return switch (question) {
            case ReplayQuestion.Approved approved -> Among.APPROVED;
            case ReplayQuestion.Ours ours -> Among.OURS;
            case ReplayQuestion.NotOurs notOurs -> Among.NOT_OURS;
            case ReplayQuestion.Hostile hostile -> Among.NOT_OURS;
            case ReplayQuestion.Real real -> null;
        };
    }
}
