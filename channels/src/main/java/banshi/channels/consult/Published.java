package banshi.channels.consult;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is published just now, as far as consultations need it (公布的内容). Thread-safe; may block while the server starts. */
public interface Published {
    /** All departments that published matters name, by name. */
    List<String> departments();

    /** A matter and whose it is; nothing where there is none of that id. */
    Optional<About> matter(String id);

    /** A telephone that is published for a department's matters. */
    Optional<Phone> phone(String department);

    /** What the assistant says of a matter now; nothing where that is nothing. */
    Optional<String> reply(String matter, @Nullable String aspect);

    /** A matter (事项). */
    record About(
            String id,
            String name,
            String department,
            @Nullable Phone phone) {}

    /**
     * A telephone (电话).
     *
     * @param label whose it is
     */
    record Phone(String number, String label) {}
}
