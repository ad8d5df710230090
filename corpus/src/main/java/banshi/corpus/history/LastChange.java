package banshi.corpus.history;

/** Who changed a field last (追溯): what it says since that revision. */
public record LastChange(Field field, String words, Revision revision) {}
