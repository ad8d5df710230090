package banshi.corpus.xlsx;

/** A cell or a whole file that cannot be taken (读不了), and what is wrong with it in words for the clerk. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String what) {
        super(what);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
