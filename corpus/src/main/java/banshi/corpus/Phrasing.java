package banshi.corpus;

/** A question as a citizen would put it (相似问), labelled with what it asks; what understanding learns from. */
public record Phrasing(MatterId matter, AspectId aspect, String text) {}
