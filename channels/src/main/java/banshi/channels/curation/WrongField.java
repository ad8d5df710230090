package banshi.channels.curation;

/** Something filled in that cannot stand (填写有误): which field, and what is allowed; for who filled it in, in Chinese. */
public final class WrongField extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    WrongField(String field, String message) {
        super(message);
        this.field = field;
    }

    /** As the request calls it. */
    public String field() {
        return field;
    }
}
