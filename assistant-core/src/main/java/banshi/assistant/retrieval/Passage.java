package banshi.assistant.retrieval;

import banshi.assistant.language.Question;

/**
 * A text of the release that a question can be near to (片段): a phrasing, a name, a way of putting a topic.
 *
 * @param ordinal its number within the release, from 0; what searches give back
 */
public record Passage(int ordinal, Question question) {}
