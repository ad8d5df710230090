package banshi.assistant.release;

import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.understanding.Explanation;

/**
 * Why a question is answered as it is (解释), for staff: how it was read, and what the policy made of that.
 *
 * @param release its id
 * @param why it was read as it was
 * @param thresholds of the policy that decided
 */
public record Explained(String release, Explanation why, Move move, Policy thresholds) {}
