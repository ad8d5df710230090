package banshi.assistant;

/**
 * A material as it applies to this citizen (所需材料).
 *
 * @param required in any case that is still possible
 * @param reason why it is wanted, or only in which case, in words
 */
public record RequiredMaterial(String id, String name, boolean required, String reason) {}
