package banshi.eval.subject;

import java.util.Map;

/** The assistant whole, and with parts left out (变体): what an ablation compares. */
@FunctionalInterface
public interface Variants {
    /** How to open each, by name; the first is the whole one, which the others are compared with. At least one. */
    Map<String, OpenedAssistant.Opener> openers();
}
