package banshi.assistant.hotline;

/**
 * Something said in a call (话段), as speech recognition has it: without punctuation, with fillers, words said twice and the wrong letters for the right sounds.
 *
 * @param utterance its id within the call; what is said with the same id later stands instead
 */
public record Said(String utterance, Speaker speaker, String text) {}
