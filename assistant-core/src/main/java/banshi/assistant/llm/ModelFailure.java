package banshi.assistant.llm;

/** The language model gave nothing that can be used (大模型没有答成). Its message is for operators: it holds nobody's words and no key. */
public final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What sort of failure it is. */
    public enum Kind {
        /** Nobody listens, or the call broke. */
        UNREACHABLE,
        /** It answered with another status than 200. */
        REFUSED,
        /** It took too long. */
        LATE,
        /** It answered with nothing, or with what is not of the form that was asked for. */
        NONSENSE
    }

    private final Kind kind;

    /** @param sentence what was being done and what came of it */
    ModelFailure(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** What sort it is. */
    public Kind kind() {
        return kind;
    }
}
