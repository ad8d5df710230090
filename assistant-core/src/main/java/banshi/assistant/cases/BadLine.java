package banshi.assistant.cases;

/** What is wrong with one line (行错误). */
final class BadLine extends Exception {
    BadLine(String what) {
        super(what);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
