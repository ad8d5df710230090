package banshi.eval.cases;

/** What a case of an evaluation file tests (用例类型). */
public enum CaseKind {
    SINGLE("single", true),
    OOS("oos", true),
    DIALOGUES("dialogues", false),
    ADVERSARIAL("adversarial", false),
    SITUATIONS("situations", false),
    HOTLINE("hotline", false);

    private final String word;
    private final boolean measured;

    CaseKind(String word, boolean measured) {
        this.word = word;
        this.measured = measured;
    }

    /** The evaluation contract's word. */
    public String word() {
        return word;
    }

    /** Whether this version measures it; the others are only recognised and counted. */
    public boolean isMeasured() {
        return measured;
    }
}
