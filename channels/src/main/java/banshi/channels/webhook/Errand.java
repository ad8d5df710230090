package banshi.channels.webhook;

import java.util.Optional;

/** What a courier is sent for (投递事项). Called on the courier's thread; may block. */
public interface Errand {
    /** What is sent, made at the last moment; nothing where there is nobody to send it to any more. */
    Optional<String> body(Outbox.Leased row);

    /** It has arrived; within the transaction that says so. */
    void arrived(Outbox.Leased row);

    /** Nobody tries any more. */
    void givenUp(Outbox.Leased row, int tries, String failure);
}
