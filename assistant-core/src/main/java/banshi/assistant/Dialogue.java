package banshi.assistant;

import java.util.List;

/**
 * What must be remembered between two turns of one citizen (对话状态). Immutable; the channel keeps it.
 *
 * @param offered what the last reply gave to pick from; empty when it gave nothing
 */
public record Dialogue(List<Choice> offered) {
    /** The beginning. */
    public static final Dialogue NEW = new Dialogue(List.of());

    public Dialogue {
        offered = List.copyOf(offered);
    }
}
