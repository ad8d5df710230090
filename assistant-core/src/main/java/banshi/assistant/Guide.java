package banshi.assistant;

import banshi.corpus.MatterId;
import java.util.List;

/**
 * What somebody needs who applies (导办): approved words and facts for one case, in the order in which they are needed.
 *
 * @param name of the matter, short
 * @param summary what it is
 * @param told what is known of the case, as it is said: 12岁
 * @param lists what to bring in the usual case; at most one
 * @param remarks what other cases need, and what this one does not
 * @param steps what happens in which order; may be empty
 * @param entry where one applies, an address on the allow-list
 * @param release the id of the release that it is from
 */
public record Guide(
        MatterId matter,
        String name,
        String summary,
        List<String> told,
        List<Block.Checklist> lists,
        List<Block.Points> remarks,
        List<Block.Steps.Step> steps,
        Block.Link entry,
        String release) {
    public Guide {
        told = List.copyOf(told);
        lists = List.copyOf(lists);
        remarks = List.copyOf(remarks);
        steps = List.copyOf(steps);
    }
}
