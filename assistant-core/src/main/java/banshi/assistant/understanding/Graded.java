package banshi.assistant.understanding;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.Map;
import java.util.Set;

/** Words of which it is known what is right (标注). */
interface Graded {
    /** Matters and the aspects of each that are right; empty where the words are not about ours. */
    Map<MatterId, Set<AspectId>> accepted();

    /** What else may be done about them. */
    Set<Topic.Act> acts();

    /** Whether a subject is right. */
    default boolean isRight(Subject subject) {
        return switch (subject) {
            case Subject.OfMatter(var matter, var answerable) -> accepted().containsKey(matter);
            case Subject.OfBundle bundle -> false;
            case Subject.OfTopic(var topic, var act) -> acts().contains(act);
        };
    }

    /** Whether the best reading is right: the subject, and the aspect of a matter. */
    default boolean isRight(Understanding.Judged judged) {
        var first = judged.subjects().getFirst().subject();
        if (!(first instanceof Subject.OfMatter)) return isRight(first);
        if (judged.candidates().isEmpty()) return false;
        var best = judged.candidates().getFirst();
        return accepted().getOrDefault(best.matter(), Set.of()).contains(best.aspect());
    }
}
