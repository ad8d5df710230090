package banshi.assistant;

import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered between two turns of one citizen (对话状态). Immutable; the channel keeps it, as the bytes of {@link
 * banshi.assistant.dialogue.DialogueCodec}, and forgets it when the citizen has been silent for a while.
 *
 * @param offered what the last reply gave to pick from; empty when it gave nothing
 * @param talks the matters that were spoken of, the latest first, at most {@value #MOST_TALKS}
 * @param asked the situation of the latest matter that the last reply asked about; null when it asked nothing
 * @param unclear the words that were not clear enough for an answer, without numbers; null when there are none to go on with
 * @param bundle the event of life that the last reply was about; null where it was about none
 * @param again whether the last reply gave the same choices a second time, for a number that none of them has
 */
public record Dialogue(
        List<Choice> offered,
        List<Talk> talks,
        @Nullable String asked,
        @Nullable String unclear,
        @Nullable BundleId bundle,
        boolean again) {
    /** The beginning. */
    public static final Dialogue NEW = new Dialogue(List.of(), List.of(), null, null);

    /** As many as somebody comes back to. */
    public static final int MOST_TALKS = 4;

    public Dialogue {
        offered = List.copyOf(offered);
        talks = List.copyOf(talks);
    }

    /** The same after a reply that was about no event of life. */
    public Dialogue(List<Choice> offered, List<Talk> talks, @Nullable String asked, @Nullable String unclear) {
        this(offered, talks, asked, unclear, null, false);
    }

    /** Nothing but what was offered. */
    public Dialogue(List<Choice> offered) {
        this(offered, List.of(), null, null);
    }

    /**
     * One matter that was spoken of (话头).
     *
     * @param aspect what was asked of it last
     * @param known what the citizen has let be known of the case
     * @param questions how many times a situation was asked about
     */
    public record Talk(MatterId matter, AspectId aspect, Circumstances known, int questions) {}

    /** What is spoken of now; nothing at the beginning. */
    public Optional<Talk> current() {
        return talks.stream().findFirst();
    }

    /** What was said of a matter before; nothing if it was not spoken of. */
    public Optional<Talk> about(MatterId matter) {
        return talks.stream().filter(t -> t.matter().equals(matter)).findFirst();
    }

    /** What is said of a matter now: what was known of it before, and what is told besides. */
    public Talk talk(MatterId matter, AspectId aspect, Map<String, String> told) {
        var before = about(matter);
        var known = before.map(Talk::known).orElse(Circumstances.NONE);
        for (var one : told.entrySet()) known = known.and(one.getKey(), one.getValue());
        return new Talk(matter, aspect, known, before.map(Talk::questions).orElse(0));
    }

    /** The same with this talk before the others, instead of what was said of its matter before. */
    public Dialogue with(Talk talk, List<Choice> offered, @Nullable String asked) {
        var latest = new ArrayList<Talk>();
        latest.add(talk);
        talks.stream()
                .filter(t -> !t.matter().equals(talk.matter()))
                .limit(MOST_TALKS - 1)
                .forEach(latest::add);
        return new Dialogue(offered, latest, asked, null);
    }

    /**
     * The same after a reply that is about no matter; what was asked is asked no longer.
     *
     * @param unclear words to go on with; null for none
     */
    public Dialogue offering(List<Choice> choices, @Nullable String unclear) {
        return new Dialogue(choices, talks, null, unclear);
    }

    /** The same after a reply about an event of life, whose steps were offered. */
    public Dialogue about(BundleId event, List<Choice> steps) {
        return new Dialogue(steps, talks, null, null, event, false);
    }

    /** The same after the same choices were given again. */
    public Dialogue offeringAgain() {
        return new Dialogue(offered, talks, asked, unclear, bundle, true);
    }

    /** Whether nothing was said that the next words could go on with. */
    public boolean isFresh() {
        return offered.isEmpty() && talks.isEmpty() && unclear == null && bundle == null;
    }

    /** All but the citizen's words. */
    @Override
    public String toString() {
        return "Dialogue[offered=" + offered + ", talks=" + talks + ", asked=" + asked + ", unclear="
                + (unclear == null ? "none" : unclear.length() + " characters") + ", bundle=" + bundle + ", again="
                + again
                + "]";
    }
}
