package banshi.corpus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several matters of several offices that one event of life brings along and that are applied for together (一件事).
 *
 * @param summary what it brings together, answer first
 * @param says how people put it
 * @param steps in the order in which they are done
 * @param sharedMaterials what is handed in once for all
 */
public record Bundle(
        BundleId id,
        String name,
        List<String> audience,
        String summary,
        List<String> says,
        List<Step> steps,
        List<Shared> sharedMaterials,
        List<Source> sources) {
    public Bundle {
        audience = List.copyOf(audience);
        says = List.copyOf(says);
        steps = List.copyOf(steps);
        sharedMaterials = List.copyOf(sharedMaterials);
        sources = List.copyOf(sources);
    }

    /**
     * One matter of it (环节).
     *
     * @param matter ours, or null where another office does it
     * @param name what is done
     * @param department who does it
     * @param note when it is needed, or how
     */
    public record Step(
            @Nullable MatterId matter,
            String name,
            String department,
            boolean optional,
            @Nullable String note) {}

    /** A material that serves several of the matters (共用材料). */
    public record Shared(String name, @Nullable String note) {}
}
