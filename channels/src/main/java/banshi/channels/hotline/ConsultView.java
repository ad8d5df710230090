package banshi.channels.hotline;

import banshi.channels.consult.Published;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consultation as desks are shown it (业务咨询), as docs/hotline.md has it; the names are those of the wire.
 *
 * @param words what the citizen said last
 * @param expires when it is given up if nothing happens before
 * @param seen whether whoever asked is done with what came of it
 * @param published what the assistant says of the matter now
 * @param experts of its department who are there, but for whoever asks and whoever has it
 * @param phone to call where nobody is there
 * @param proposal the number of the proposal that was made of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsultView(
        String id,
        int version,
        String state,
        @Nullable String callId,
        @Nullable String handoff,
        @Nullable String matter,
        @Nullable String matterName,
        @Nullable String aspect,
        @Nullable String department,
        String question,
        List<String> words,
        Person askedBy,
        Instant askedAt,
        @Nullable Person takenBy,
        @Nullable Instant takenAt,
        @Nullable Instant closedAt,
        Instant expires,
        boolean seen,
        List<MessageView> messages,
        @Nullable String published,
        List<Person> experts,
        @Nullable PhoneView phone,
        @Nullable Long proposal) {

    /** For those who only need to know that it waits no more. */
    ConsultView withoutWords() {
        return new ConsultView(
                id,
                version,
                state,
                null,
                null,
                matter,
                matterName,
                aspect,
                department,
                "",
                List.of(),
                askedBy,
                askedAt,
                takenBy,
                takenAt,
                closedAt,
                expires,
                seen,
                List.of(),
                null,
                List.of(),
                null,
                null);
    }

    /** A member of staff. */
    record Person(String id, String displayName) {}

    /** Something said in it; {@code by} is an account. */
    record MessageView(int seq, String by, String text, Instant at) {}

    /** A published telephone. */
    record PhoneView(String number, String label) {
        static @Nullable PhoneView of(Published.@Nullable Phone phone) {
            return phone == null ? null : new PhoneView(phone.number(), phone.label());
        }
    }
}
