package banshi.corpus;

import java.util.List;

/**
 * A matter of the catalogue (事项目录) that has no approved content yet: it is recognised, so that nobody is given a
 * neighbour's answer, and passed on to a hotline.
 */
public record KnownMatter(
        MatterId id, String name, String shortName, String category, String hotline, List<String> says) {
    public KnownMatter {
        says = List.copyOf(says);
    }
}
