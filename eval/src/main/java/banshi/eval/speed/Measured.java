package banshi.eval.speed;

/**
 * A section and what was going on while it was measured (测得).
 *
 * @param part that gave it, by its name
 * @param others how many processors others kept busy meanwhile, on average; not a number where that is not known
 */
public record Measured(String part, Section section, double others) {}
