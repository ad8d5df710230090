package banshi.corpus;

/**
 * How citizens let it be known that an option of a situation holds (情形说法): a fragment of what they say. Written in {@link TellingPattern}.
 *
 * @param situation id of a situation of the matter
 * @param option id of one of its options
 * @param says enough by itself, in any message that is about the matter; after {@code =} only as the whole answer to the question
 */
public record Telling(MatterId matter, String situation, String option, String says) {}
