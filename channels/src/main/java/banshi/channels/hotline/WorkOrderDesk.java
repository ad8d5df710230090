package banshi.channels.hotline;

import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.hotline.DeskFrame.DraftView;

/** Who makes work orders (工单台). Blocks. */
public interface WorkOrderDesk {
    /**
     * Makes the work order of a call; a second time it is the same one.
     *
     * @param draft as the agent confirms it
     * @return its number
     * @throws Refused if none may be made of it
     */
    String confirm(String callId, AgentView agent, DraftView draft);

    /** The caller was told something more; it is added to what the call's work order says was answered, if there is one. */
    default void answered(String callId, String words) {}

    /** No work order may be made of it (不予建单). */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** @param detail in Chinese, for the agent */
        public Refused(String detail) {
            super(detail);
        }
    }
}
