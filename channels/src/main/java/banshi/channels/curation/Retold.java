package banshi.channels.curation;

import banshi.assistant.Turn;
import banshi.assistant.release.Explained;

/**
 * What a respondent replies to words (重答).
 *
 * @param turn the reply, after what was said before
 * @param why the words alone are read as they are, as if nothing had been said before
 */
public record Retold(Turn turn, Explained why) {}
