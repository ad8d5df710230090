package banshi.assistant.cases;

/** What a case of an evaluation file tests (用例类型). */
public enum CaseKind {
    SINGLE("single", "单轮"),
    OOS("oos", "超范围"),
    DIALOGUES("dialogues", "多轮对话"),
    ADVERSARIAL("adversarial", "对抗输入"),
    SITUATIONS("situations", "情形"),
    HOTLINE("hotline", "热线通话");

    private final String word;
    private final String chinese;

    CaseKind(String word, String chinese) {
        this.word = word;
        this.chinese = chinese;
    }

    /** The evaluation contract's word. */
    public String word() {
        return word;
    }

    /** The same for a Chinese reader. */
    public String chinese() {
        return chinese;
    }
}
