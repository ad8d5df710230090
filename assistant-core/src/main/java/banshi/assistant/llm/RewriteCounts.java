package banshi.assistant.llm;

/**
 * What became of the follow-ups that were not clear (改写计数), since the start.
 *
 * @param used answered by a rewrite
 * @param refused rewrites that said something new, or less
 * @param unclear rewrites that were not clear either
 * @param failed calls without a rewrite
 * @param skipped not asked about, since the model was busy or paused
 * @param failing whether the last call failed
 */
public record RewriteCounts(long used, long refused, long unclear, long failed, long skipped, boolean failing) {}
