package banshi.eval.simulate;

/**
 * What was said in one turn of a walk (一问一答): by the invented citizen, and in short by the assistant.
 *
 * @param manner how a question about the case was answered: by number, by label …; empty where none was
 */
public record Exchange(String said, String manner, String replied) {}
