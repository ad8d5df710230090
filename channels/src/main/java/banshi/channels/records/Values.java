package banshi.channels.records;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands for the question marks of a statement, in order (语句参数); null is SQL's null. */
public final class Values {
    private Values() {}

    /** Those, in order. */
    public static List<@Nullable Object> of(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
