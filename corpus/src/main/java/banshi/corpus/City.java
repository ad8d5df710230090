package banshi.corpus;

import java.time.LocalDate;
import java.util.List;

/**
 * Where imported content comes from and whom it is for (城市); its presence says that nobody has curated the content.
 *
 * @param name as a citizen reads it, e.g. 广东
 * @param region a GB/T 2260 code or its beginning
 * @param says place names that tell a question is about it, the name among them or not
 * @param profile the mapping that it was imported by
 * @param source the outside file's name
 * @param imported the day of the import
 */
public record City(String name, String region, List<String> says, String profile, String source, LocalDate imported) {
    /** What a fact says that the outside source does not give; no template may use such a fact. */
    public static final String NOT_GIVEN = "来源没有提供";

    public City {
        says = List.copyOf(says);
    }

    /** Whether it serves a region, given by its six-digit code. */
    public boolean serves(String code) {
        return code.startsWith(region);
    }

    /** Whether a text names it. */
    public boolean isNamedIn(String text) {
        return text.contains(name) || says.stream().anyMatch(text::contains);
    }
}
