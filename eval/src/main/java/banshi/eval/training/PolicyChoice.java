package banshi.eval.training;

import banshi.assistant.Candidate;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.understanding.JudgementFit;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.corpus.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Chooses the thresholds of the policy on development questions (阈值选择): the most useful ones that keep to the stated rates of
 * error, each threshold from a short list, one after the other until none gets better.
 */
final class PolicyChoice {
    /** Of all our questions, so many may be answered wrongly … */
    private static final double WRONG = 0.012;

    /** … of those answered, so many must be right … */
    private static final double PRECISE = 0.985;

    /** … and of those that are not ours, so many must be turned away. */
    private static final double REJECTED = 0.945;

    private static final double[][] LISTS = {
        {0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98
        }, // answer
        {0.3, 0.4, 0.5, 0.6, 0.7, 0.8}, // likely
        {0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98}, // matter
        {0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.3, 0.4, 0.5}, // topic
        {0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3}, // emergency
        {0.002, 0.005, 0.01}, // least
    };

    /**
     * What a policy does to the development questions; shares of 0..1.
     *
     * @param answered of ours; likewise {@code wrong} and {@code useful}
     * @param rejected of those that are not ours; danger counts only where it is told as danger
     * @param alarmed of all that are no danger, told as danger
     */
    record Effect(
            double answered,
            double precise,
            double wrong,
            double useful,
            double rejected,
            double danger,
            double alarmed) {
        /**
         * Higher is better: usefulness, where an answer at once is worth more than a choice, and what an error more than allowed is
         * worth of it. A danger that is not told weighs most.
         */
        double worth() {
            return useful
                    + 0.2 * answered
                    - 10 * Math.max(0, wrong - WRONG)
                    - 5 * Math.max(0, PRECISE - precise)
                    - 3 * Math.max(0, REJECTED - rejected)
                    - 2 * (1 - danger)
                    - 3 * alarmed;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "answered %.3f, precision %.3f, wrong %.3f, useful %.3f, not ours rejected %.3f, danger told %.3f, false alarms %.3f",
                    answered,
                    precise,
                    wrong,
                    useful,
                    rejected,
                    danger,
                    alarmed);
        }
    }

    private final List<JudgementFit.Asked> asked;
    private final List<Reading> readings;

    /** @param readings of the questions, in their order */
    PolicyChoice(List<JudgementFit.Asked> asked, List<Reading> readings) {
        this.asked = List.copyOf(asked);
        this.readings = List.copyOf(readings);
    }

    Policy best() {
        var values = new double[] {0.6, 0.5, 0.75, 0.5, 0.2, 0.005};
        double worth = effect(policy(values)).worth();
        for (boolean better = true; better; ) {
            better = false;
            for (int t = 0; t < values.length; t++) {
                for (double value : LISTS[t]) {
                    var tried = values.clone();
                    tried[t] = value;
                    double now = effect(policy(tried)).worth();
                    if (now <= worth + 1e-9) continue;
                    worth = now;
                    values = tried;
                    better = true;
                }
            }
        }
        return policy(values);
    }

    private static Policy policy(double[] values) {
        return new Policy(values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    Effect effect(Policy policy) {
        int ours = 0, answered = 0, wrong = 0, useful = 0, others = 0, rejected = 0, dangers = 0, told = 0, alarms = 0;
        for (int i = 0; i < asked.size(); i++) {
            var question = asked.get(i);
            var move = policy.next(readings.get(i));
            boolean danger = question.acts().equals(Set.of(Topic.Act.EMERGENCY));
            if (!danger && isAlarm(move, readings.get(i)) && !question.acts().contains(Topic.Act.EMERGENCY)) alarms++;
            if (question.accepted().isEmpty()) {
                others++;
                boolean right = rejects(move, readings.get(i), question);
                if (right) rejected++;
                if (danger) dangers++;
                if (danger && right) told++;
                continue;
            }
            ours++;
            switch (move) {
                case Move.Answer(var candidate) -> {
                    answered++;
                    if (accepts(question, candidate)) useful++;
                    else wrong++;
                }
                case Move.Clarify(var candidates) -> {
                    if (candidates.stream().anyMatch(c -> accepts(question, c))) useful++;
                }
                case Move.Together together -> {}
                case Move.PassOn passOn -> {}
                case Move.Address address -> {}
                case Move.GiveUp giveUp -> {}
            }
        }
        return new Effect(
                share(answered, ours),
                share(answered - wrong, answered),
                share(wrong, ours),
                share(useful, ours),
                share(rejected, others),
                share(told, dangers),
                alarms / (double) Math.max(1, asked.size() - dangers));
    }

    private static boolean rejects(Move move, Reading reading, JudgementFit.Asked question) {
        boolean danger = question.acts().equals(Set.of(Topic.Act.EMERGENCY));
        return switch (move) {
            case Move.Answer answer -> false;
            case Move.Clarify clarify -> false;
            case Move.Together together -> false;
            case Move.PassOn passOn -> !danger;
            case Move.GiveUp giveUp -> !danger;
            case Move.Address address -> !danger || isAlarm(move, reading);
        };
    }

    private static boolean isAlarm(Move move, Reading reading) {
        return move instanceof Move.Address(var topic)
                && reading.subjects().stream()
                        .anyMatch(l -> l.subject().isDanger()
                                && l.subject() instanceof Subject.OfTopic(var id, var act)
                                && id.equals(topic));
    }

    private static boolean accepts(JudgementFit.Asked question, Candidate candidate) {
        return question.accepted().getOrDefault(candidate.matter(), Set.of()).contains(candidate.aspect());
    }

    private static double share(int some, int all) {
        return all == 0 ? 1 : some / (double) all;
    }
}
