package banshi.channels.consult;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has asked the experts of a department (业务咨询). All words are masked.
 *
 * @param version goes up with each change
 * @param callId the call that it is about; null where it is about none
 * @param handoff the hand-off that it is about; null where it is about none
 * @param department whose experts are asked; null for all experts
 * @param words what the citizen said last, in order
 * @param askedBy the id of an account, as is {@code takenBy}
 * @param expires when it is given up if nothing happens before
 * @param seen whether whoever asked is done with what came of it
 * @param proposal the number of the proposal that was made of it
 */
public record Consultation(
        String id,
        State state,
        int version,
        @Nullable String callId,
        @Nullable String handoff,
        @Nullable String matter,
        @Nullable String aspect,
        @Nullable String department,
        String question,
        List<String> words,
        String askedBy,
        Instant askedAt,
        @Nullable String takenBy,
        @Nullable Instant takenAt,
        @Nullable Instant closedAt,
        Instant expires,
        boolean seen,
        @Nullable Long proposal,
        List<Message> messages) {
    /** Keeps the lists as they are. */
    public Consultation {
        words = List.copyOf(words);
        messages = List.copyOf(messages);
    }

    /** How far it is (咨询状态). */
    public enum State {
        /** For somebody to take it. */
        WAITING,
        /** An expert has it. */
        TAKEN,
        /** The expert is done. */
        ANSWERED,
        /** Whoever asked does not need it any more. */
        WITHDRAWN,
        /** Nobody took it, or nothing more was said in it. */
        EXPIRED;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Something said in it, in the order of {@code seq}, from 1.
     *
     * @param by the id of an account
     */
    public record Message(int seq, String by, String text, Instant at) {}

    /** Whether something may still come of it. */
    public boolean isOpen() {
        return state == State.WAITING || state == State.TAKEN;
    }

    /** What the expert has said, in paragraphs; empty where he has said nothing. */
    public String answer() {
        return String.join(
                "\n",
                messages.stream()
                        .filter(message -> message.by().equals(takenBy))
                        .map(Message::text)
                        .toList());
    }

    Consultation with(List<Message> said) {
        return new Consultation(
                id,
                state,
                version,
                callId,
                handoff,
                matter,
                aspect,
                department,
                question,
                words,
                askedBy,
                askedAt,
                takenBy,
                takenAt,
                closedAt,
                expires,
                seen,
                proposal,
                said);
    }

    /** As it is named in the audit log. */
    String object() {
        return "consultation:" + id;
    }
}
