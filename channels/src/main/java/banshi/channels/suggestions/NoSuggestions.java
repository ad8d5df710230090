package banshi.channels.suggestions;

/** There are no suggestions (没有草稿); the message is for the editor, in Chinese. */
public final class NoSuggestions extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuggestions(String message) {
        super(message);
    }
}
