package banshi.eval.training;

import banshi.assistant.cases.CaseSet;
import banshi.assistant.language.LanguageStep;
import banshi.assistant.release.Release;
import banshi.assistant.understanding.Judgement;
import banshi.assistant.understanding.JudgementFit;
import banshi.eval.subject.OpenedAssistant;
import banshi.eval.subject.Variants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the assistant can be asked without (消融变体): the cascade, kinds of evidence, steps of language. Where evidence is left out, what
 * is left is weighed anew on the development questions; steps of language are left out when questions are read, of a release that was
 * compiled with all of them.
 */
public final class PublishedVariants implements Variants {
    private static final double ALWAYS = 0;
    private static final double NEVER = 2;

    private static final Set<String> OF_NEIGHBOURS =
            Set.of("topic", "danger", "nearest", "nearest-three", "nearest-name", "topic-nearest");
    private static final Set<String> OF_VECTOR = Set.of(
            "topic", "danger", "meaning", "nearest", "nearest-three", "nearest-name", "topic-meaning", "topic-nearest");

    private final CaseSet development;

    /** @param development what judgement is fitted to where evidence is left out; without single questions no evidence is left out */
    public PublishedVariants(CaseSet development) {
        this.development = development;
    }

    @Override
    public Map<String, OpenedAssistant.Opener> openers() {
        var openers = new LinkedHashMap<String, OpenedAssistant.Opener>();
        openers.put("full", OpenedAssistant::open);
        openers.put("a vector for every question", judging(own -> own.clearFrom(NEVER)));
        openers.put("words alone", judging(own -> own.clearFrom(ALWAYS)));
        if (!development.singles().isEmpty()) {
            openers.put("nearest passages alone", hearing(OF_NEIGHBOURS::contains));
            openers.put("vector alone: head and passages", hearing(OF_VECTOR::contains));
            openers.put("vector and words, no things named", hearing(kind -> !kind.startsWith("things")));
        }
        for (var step : LanguageStep.values())
            openers.put(
                    "without " + step.name().toLowerCase(Locale.ROOT),
                    directory -> opened(directory, LanguageStep.without(step), UnaryOperator.identity()));
        return openers;
    }

    private static OpenedAssistant.Opener judging(UnaryOperator<Judgement> judgement) {
        return directory -> opened(directory, LanguageStep.ALL, judgement);
    }

    /** Weighs what is heard anew, and asks for the vector every time. */
    private OpenedAssistant.Opener hearing(Predicate<String> heard) {
        return directory -> {
            var whole = release(directory, LanguageStep.ALL, UnaryOperator.identity());
            var asked = DevelopmentQuestions.of(development, whole.reader());
            var fitted = JudgementFit.fit(whole.understanding(), asked, heard);
            return opened(directory, LanguageStep.ALL, own -> fitted.clearFrom(NEVER));
        };
    }

    private static OpenedAssistant opened(
            @Nullable Path directory, Set<LanguageStep> steps, UnaryOperator<Judgement> judgement) throws IOException {
        return OpenedAssistant.of(release(directory, steps, judgement));
    }

    private static Release release(
            @Nullable Path directory, Set<LanguageStep> steps, UnaryOperator<Judgement> judgement) throws IOException {
        if (directory == null) throw new IOException("no release is named: give --release DIR");
        return Release.open(directory, OpenedAssistant.encoderOf(directory), steps, judgement);
    }
}
