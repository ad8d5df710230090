package banshi.channels.shift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what the quality of a call is judged (质检表): data, in {@code checklist.json}. Immutable.
 *
 * @param points in the order in which they come in a call
 */
public record Checklist(List<Point> points) {
    private static final String OURS = "checklist.json";

    /** Checks that no id is there twice. */
    public Checklist {
        points = List.copyOf(points);
        if (points.stream().map(Point::id).distinct().count() != points.size())
            throw new IllegalArgumentException(OURS + ": two points have the same id");
    }

    /**
     * One point (质检项).
     *
     * @param name for the page, short
     * @param how when it is as it should be
     * @param sign what in a transcript speaks for or against it; null where nothing does
     */
    public record Point(
            String id, String name, String how, @Nullable Sign sign) {}

    /** The one that comes with the program. */
    public static Checklist ours() {
        try (InputStream in =
                Objects.requireNonNull(Checklist.class.getResourceAsStream("/banshi/channels/shift/" + OURS))) {
            return JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build()
                    .readValue(in.readAllBytes(), Checklist.class);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + OURS + " of the program", e);
        }
    }
}
