package banshi.assistant.hotline;

import banshi.assistant.understanding.Subject;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.ArrayList;
import java.util.List;

/** What a call was about, while one more breath of it is heard (通话主题). Not thread-safe. */
final class SpokenOf {
    /** How much is left of what the caller denied, and of what turned out to be another matter. */
    private static final double LEFT = .5;

    private final List<CallState.SpokenOf> all;
    private final String utterance;

    SpokenOf(List<CallState.SpokenOf> before, String utterance) {
        all = new ArrayList<>(before);
        this.utterance = utterance;
    }

    /** It is spoken of. */
    void named(Subject subject, double p) {
        add(subject, p, List.of(), 0);
    }

    /** The agent spoke of it, and the caller did not say no. */
    void affirmed(CallState.Named named, double weight) {
        add(named.subject(), 0, List.of(), named.p() * weight);
    }

    /** The agent spoke of it, and the caller said that it is not that. */
    void denied(Subject subject) {
        all.replaceAll(there -> there.subject().equals(subject)
                ? new CallState.SpokenOf(subject, there.p() * LEFT, there.aspects(), there.utterances(), 0)
                : there);
    }

    /** Something is asked of it. */
    void asked(MatterId matter, AspectId aspect, double p) {
        add(new Subject.OfMatter(matter, true), p, List.of(aspect), 0);
    }

    /** Not the one, as it turns out, but the other: what was asked stays. */
    void replaced(MatterId one, MatterId other) {
        for (int i = 0; i < all.size(); i++) {
            var there = all.get(i);
            if (!there.subject().equals(new Subject.OfMatter(one, true))) continue;
            all.set(
                    i,
                    new CallState.SpokenOf(
                            there.subject(), there.p() * LEFT, List.of(), there.utterances(), there.named()));
            add(new Subject.OfMatter(other, true), there.p(), there.aspects(), 0);
        }
    }

    List<CallState.SpokenOf> all() {
        return all.subList(0, Math.min(CallState.MOST_SPOKEN_OF, all.size()));
    }

    private void add(Subject subject, double p, List<AspectId> aspects, double named) {
        for (int i = 0; i < all.size(); i++) {
            var there = all.get(i);
            if (!there.subject().equals(subject)) continue;
            all.set(
                    i,
                    new CallState.SpokenOf(
                            subject,
                            Math.max(p, there.p()),
                            with(there.aspects(), aspects),
                            with(there.utterances(), List.of(utterance)),
                            Math.max(named, there.named())));
            return;
        }
        all.add(new CallState.SpokenOf(subject, p, aspects, List.of(utterance), named));
    }

    private static <T> List<T> with(List<T> before, List<T> more) {
        var all = new ArrayList<>(before);
        for (var one : more) if (!all.contains(one)) all.add(one);
        return all;
    }
}
