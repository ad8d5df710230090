package banshi.eval.page;

/**
 * One load of the page by a browser that has never seen it (首次打开).
 *
 * @param millis from the navigation until what is typed shows and can be sent
 * @param bytes over the wire, headers included
 */
record Load(double millis, long bytes) {
    /** As a browser's process prints it. */
    static Load of(String line) {
        var parts = line.split(" ");
        return new Load(Double.parseDouble(parts[0]), Long.parseLong(parts[1]));
    }
}
