package banshi.corpus.template;

import java.util.Arrays;
import java.util.Optional;

/** A tag that becomes a block of its own (块标签): a checklist, a list of steps, a link … It stands alone in its paragraph. */
public enum BlockTag {
    MATERIALS("materials"),
    CONDITIONS("conditions"),
    STEPS("steps"),
    ONLINE_LINK("online.link"),
    SPECIAL("special"),
    NEIGHBOURS("neighbours");

    private final String tag;

    BlockTag(String tag) {
        this.tag = tag;
    }

    public String tag() {
        return tag;
    }

    static Optional<BlockTag> named(String name) {
        return Arrays.stream(values()).filter(b -> b.tag.equals(name)).findFirst();
    }
}
