package banshi.corpus;

/**
 * What a citizen may want to know of a matter (问询要素): materials, fee, whether it can be done online …
 *
 * @param name the official short name, e.g. 申请材料
 * @param ask the same as the end of a spoken question, e.g. 要带什么材料; put behind a matter's short name it is a question
 * @param core whether every matter must have a template for it
 */
public record Aspect(AspectId id, String name, String ask, boolean core) {}
