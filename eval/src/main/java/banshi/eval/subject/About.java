package banshi.eval.subject;

import banshi.corpus.MatterId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the release that is asked (版本信息).
 *
 * @param release its id
 * @param matters those with content, or null where that is not known
 * @param answersFrom the least probability of matter and aspect together that is answered at once, or null where that is not known
 */
public record About(
        String release,
        @Nullable Set<MatterId> matters,
        @Nullable Double answersFrom) {
    public About {
        if (matters != null) matters = Set.copyOf(matters);
    }
}
