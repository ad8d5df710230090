package banshi.channels.suggestions;

import java.util.List;

/**
 * The words of a reply template as a model would write them (模型起草的模板). Nobody has taken them yet.
 *
 * @param faults why they may not be taken, in words for editors; empty where they may
 */
public record SuggestedTemplate(String text, String spoken, List<String> faults) {
    public SuggestedTemplate {
        faults = List.copyOf(faults);
    }
}
