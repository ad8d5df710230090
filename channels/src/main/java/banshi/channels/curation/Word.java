package banshi.channels.curation;

import banshi.corpus.history.Draft;
import banshi.corpus.history.Revision;
import java.time.Instant;

/**
 * What somebody said of a draft (审核意见).
 *
 * @param head the revision that it is said of
 * @param deed {@link Deed#SUBMIT}, {@link Deed#RETURN} or {@link Deed#APPROVE}
 * @param account id of whose word it is
 * @param remark empty for none
 */
public record Word(Draft.Id draft, Revision.Id head, Deed deed, String account, Instant at, String remark) {}
