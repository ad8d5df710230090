package banshi.eval.subject;

import banshi.assistant.hotline.CallAssistant;
import java.time.LocalDate;

/**
 * Who listens to calls (通话被测方).
 *
 * @param day on which answers must be valid
 */
public record Listening(CallAssistant assistant, LocalDate day) {}
