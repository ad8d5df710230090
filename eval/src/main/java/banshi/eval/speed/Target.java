package banshi.eval.speed;

/**
 * What the project asks of a measurement, and whether it was met (目标).
 *
 * @param asked in words with numbers and units
 * @param measured likewise
 */
public record Target(String asked, String measured, boolean met) {
    /** One line: what was asked, what was measured, met or missed. */
    public String line() {
        return asked + ": " + measured + ", " + (met ? "met" : "missed");
    }
}
