package banshi.assistant.llm;

/** The language model gave no rewrite (改写失败). Its message is for operators: it holds nobody's words and no key. */
public final class RewriteFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param sentence what was being done and what came of it */
    RewriteFailure(String sentence) {
        super(sentence);
    }
}
