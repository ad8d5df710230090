package banshi.corpus.history;

/**
 * Who did something (署名): an account, never a person's own address.
 *
 * @param name of the account
 * @param address a pseudonymous one, in the form of a mail address
 */
public record Author(String name, String address) {
    public Author {
        check("name", name);
        check("address", address);
    }

    /** As somebody past us may have written it with a program of their own. */
    static Author of(String name, String address) {
        return new Author(known(name), known(address));
    }

    private static String known(String words) {
        var line = words.replaceAll("[<>\\p{Cntrl}]", "").strip();
        return line.isEmpty() ? "unknown" : line;
    }

    private static void check(String what, String words) {
        if (words.isBlank()
                || !words.equals(words.strip())
                || words.chars().anyMatch(c -> c < ' ' || c == '<' || c == '>'))
            throw new IllegalArgumentException(
                    "an author's " + what + " is one line without < and >, not empty: " + words);
    }
}
