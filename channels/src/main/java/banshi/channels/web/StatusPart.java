package banshi.channels.web;

import java.util.Map;

/** Something that may be on, off or failing (运行状况的一项), for staff. Implementations are thread-safe. */
public interface StatusPart {
    /** Short, unique among the parts. */
    String name();

    /** How it is now, as JSON has it: {@code state}, and what was counted since the start. */
    Map<String, Object> now();
}
