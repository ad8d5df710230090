package banshi.channels.consult;

import banshi.channels.accounts.Account;
import org.jspecify.annotations.Nullable;

/** Where an answer is proposed as published words (提议口径), for editors to decide. Blocks; takes part in the transaction of whoever calls it. */
@FunctionalInterface
public interface Proposing {
    /**
     * Proposes it.
     *
     * @param question masked
     * @param answer masked
     * @return the number of the proposal
     */
    long propose(@Nullable String matter, @Nullable String aspect, String question, String answer, Account by);
}
