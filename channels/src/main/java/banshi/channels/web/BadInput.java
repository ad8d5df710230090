package banshi.channels.web;

import java.util.List;

/** A request that breaks the contract (无效请求): which fields, and what is allowed. */
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem.Field> fields;

    BadInput(List<Problem.Field> fields) {
        super("bad input: " + fields);
        this.fields = List.copyOf(fields);
    }

    BadInput(String field, String message) {
        this(List.of(new Problem.Field(field, message)));
    }

    List<Problem.Field> fields() {
        return fields;
    }
}
