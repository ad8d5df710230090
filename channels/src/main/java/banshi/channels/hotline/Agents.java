package banshi.channels.hotline;

import banshi.channels.hotline.DeskFrame.AgentView;
import java.util.Optional;

/** Who of the staff takes calls (坐席). Blocks. */
public interface Agents {
    /** The agent who logs in with that name. */
    Optional<AgentView> named(String name);

    /** The one of that id. */
    Optional<AgentView> find(String id);
}
