package banshi.assistant;

/**
 * One step of a conversation (轮次).
 *
 * @param dialogue to be given with the citizen's next words
 * @param release the id of the release that answered
 */
public record Turn(Dialogue dialogue, Reply reply, String release) {}
