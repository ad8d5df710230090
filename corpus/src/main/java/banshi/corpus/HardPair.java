package banshi.corpus;

/**
 * Two questions that look alike and are not (易混问法对): a small difference decides whether a matter or its neighbour is meant.
 *
 * @param ours asks of the matter
 * @param theirs asks the same of the neighbour
 */
public record HardPair(MatterId matter, MatterId neighbour, AspectId aspect, String ours, String theirs) {}
