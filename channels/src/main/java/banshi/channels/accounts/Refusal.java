package banshi.channels.accounts;

/** What somebody asked for cannot be (拒绝): the message is for him, in Chinese, and repeats nothing that he typed. */
public final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
