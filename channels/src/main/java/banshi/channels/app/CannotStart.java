package banshi.channels.app;

/** Why the program cannot do what it was asked to (无法启动), in one sentence for whoever started it. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotStart(String sentence) {
        super(sentence);
    }

    CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
