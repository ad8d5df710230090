package banshi.eval.subject;

import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.understanding.Reading;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of an assistant can be seen only in its own process (内部信息).
 *
 * @param answersFrom the least probability of matter and aspect together that it answers at once, 0..1
 * @param step what it takes to read a text
 * @param calls who listens to calls; null where nobody does
 */
public record Inside(
        double answersFrom,
        Function<String, Reading.Step> step,
        @Nullable CallAssistant calls) {}
