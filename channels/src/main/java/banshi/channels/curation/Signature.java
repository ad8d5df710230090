package banshi.channels.curation;

import banshi.channels.accounts.Account;
import banshi.corpus.history.Author;

/** How an account stands in the history of content (署名): the name that colleagues read, and its id where Git wants an address. */
final class Signature {
    private static final String DOMAIN = "@banshi.invalid";

    private Signature() {}

    static Author of(Account account) {
        return new Author(account.displayName().strip().replaceAll("[<>]", ""), account.id() + DOMAIN);
    }

    /** The id of the account; something that is none where no account of ours did it. */
    static String account(Author author) {
        var address = author.address();
        return address.endsWith(DOMAIN) ? address.substring(0, address.length() - DOMAIN.length()) : "";
    }
}
