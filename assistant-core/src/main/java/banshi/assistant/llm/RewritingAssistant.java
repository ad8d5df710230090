package banshi.assistant.llm;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.language.Redaction;
import banshi.assistant.release.Release;
import banshi.corpus.Matter;
import banshi.graph.KnowledgeGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An assistant that has follow-ups rewritten which it does not understand (改写助手). The plain assistant answers first; only where it is unsure of words
 * that follow on a matter does a language model make a whole question of them, and the plain assistant reads that. Its turn is taken only if it
 * answers, and tells of the case nothing that the citizen's own words do not tell; else the first turn stays. What is answered are approved
 * words either way.
 *
 * <p>The model gets the citizen's words without what tells who it is ({@link Redaction}), and published names of what is spoken of; never what was said
 * before. Thread-safe. Not pure: a model that is away, slow or busy leaves the first turn as it is. A turn may take the model's timeout
 * longer; one at a time waits for it, so that the others who are asked never do.
 */
public final class RewritingAssistant implements Assistant {
    private static final int MOST_FAILURES = 3;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** What follows on something is short; a story has its own words. */
    private static final int LONGEST_SAID = 60;

    private final Assistant plain;
    private final Supplier<List<Release>> releases;
    private final Rewriter rewriter;
    private final FailurePause pause;
    private final Runnable whenPaused;
    private final Semaphore waiting = new Semaphore(1);
    private final LongAdder used = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unclear = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    /**
     * Asks a language model.
     *
     * @param plain answers first
     * @param releases those that it answers from
     * @param whenPaused told when the model has failed three times in a row and is left alone for a minute
     */
    public RewritingAssistant(
            Assistant plain, Supplier<List<Release>> releases, LlmSettings settings, Runnable whenPaused) {
        this(plain, releases, new ModelRewriter(settings), System::nanoTime, whenPaused);
    }

    RewritingAssistant(
            Assistant plain,
            Supplier<List<Release>> releases,
            Rewriter rewriter,
            LongSupplier nanos,
            Runnable whenPaused) {
        this.plain = plain;
        this.releases = releases;
        this.rewriter = rewriter;
        this.whenPaused = whenPaused;
        pause = new FailurePause(MOST_FAILURES, PAUSE, nanos);
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        var first = plain.reply(dialogue, utterance);
        if (first.dialogue().again() || !isUnsure(first.reply()))
            return first; // a number that no choice has is no riddle
        return dialogue.current()
                .flatMap(talk -> release(talk).flatMap(release -> rewritten(release, talk, dialogue, utterance)))
                .orElse(first);
    }

    /** Since the start. */
    public RewriteCounts counts() {
        return new RewriteCounts(
                used.sum(), refused.sum(), unclear.sum(), failed.sum(), skipped.sum(), pause.isFailing());
    }

    /** Asked back, or not understood at all; what was understood and is not ours stays so. */
    private static boolean isUnsure(Reply reply) {
        return switch (reply) {
            case Reply.Clarify clarify -> true;
            case Reply.Decline decline -> decline.topic() == null;
            case Reply.Answer answer -> false;
            case Reply.Together together -> false;
            case Reply.Handoff handoff -> false;
            case Reply.Smalltalk smalltalk -> false;
            case Reply.Emergency emergency -> false;
        };
    }

    private Optional<Release> release(Dialogue.Talk talk) {
        return releases.get().stream()
                .filter(r -> r.graph().matter(talk.matter()).isPresent())
                .findFirst();
    }

    private Optional<Turn> rewritten(Release release, Dialogue.Talk talk, Dialogue dialogue, Utterance utterance) {
        Stage.REWRITE.begins();
        var said = release.reader().read(utterance.text());
        var words = Redaction.redacted(said.text());
        if (said.key().isEmpty() || words.length() > LONGEST_SAID) return Optional.empty();
        var about = spoken(release, talk);
        var rewrite = rewrite(about, words);
        if (rewrite.isEmpty()) return Optional.empty();
        if (RewriteCheck.fault(release.reader(), about, words, rewrite.get()).isPresent()) {
            refused.increment();
            return Optional.empty();
        }
        if (Reader.key(rewrite.get()).equals(said.key())) {
            unclear.increment();
            return Optional.empty();
        }
        var whole = new Utterance(rewrite.get(), utterance.channel(), utterance.region(), utterance.day());
        var turn = plain.reply(dialogue, whole);
        if (!(turn.reply() instanceof Reply.Answer)) {
            unclear.increment();
            return Optional.empty();
        }
        Stage.REWRITE.begins();
        if (!tellsNoMore(release, dialogue, turn, said)) {
            refused.increment();
            return Optional.empty();
        }
        used.increment();
        return Optional.of(turn.afterRewrite());
    }

    private Optional<String> rewrite(Spoken about, String words) {
        if (pause.isOn() || !waiting.tryAcquire()) {
            skipped.increment();
            return Optional.empty();
        }
        try {
            var rewrite = rewriter.rewrite(about, words);
            pause.succeeded();
            return Optional.of(rewrite);
        } catch (ModelFailure e) {
            failed.increment();
            if (pause.failed()) whenPaused.run();
            return Optional.empty();
        } finally {
            waiting.release();
        }
    }

    private static Spoken spoken(Release release, Dialogue.Talk talk) {
        var matter = release.graph().matter(talk.matter()).orElseThrow();
        var aspect = release.content().aspects().stream()
                .filter(a -> a.id().equals(talk.aspect()))
                .flatMap(a -> List.of(a.name(), a.ask()).stream())
                .toList();
        return new Spoken(
                List.of(matter.name(), matter.shortName()),
                aspect,
                told(matter, talk.known().known()));
    }

    private static List<String> told(Matter matter, Map<String, String> known) {
        var told = new ArrayList<String>();
        for (var situation : matter.situations())
            for (var option : situation.options())
                if (option.id().equals(known.get(situation.id())))
                    told.add(KnowledgeGraph.statement(situation, option));
        return told;
    }

    /** Whether all that is known of the case after the turn was known before, or is told by the citizen's own words. */
    private static boolean tellsNoMore(Release release, Dialogue before, Turn turn, Question said) {
        var now = turn.dialogue().current();
        if (now.isEmpty()) return true;
        var matter = now.get().matter();
        var own = new HashMap<>(release.tellings().told(matter, said));
        before.about(matter).ifPresent(talk -> talk.known().known().forEach(own::putIfAbsent));
        return now.get().known().known().entrySet().stream()
                .allMatch(e -> e.getValue().equals(own.get(e.getKey())));
    }
}
