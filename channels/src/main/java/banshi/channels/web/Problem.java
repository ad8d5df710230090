package banshi.channels.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * What went wrong with a request, as RFC 9457 has it (问题说明).
 *
 * @param errors one for each field that is wrong; may be empty
 */
record Problem(String type, String title, int status, String detail, List<Field> errors) {
    Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(HttpStatus status, String detail, List<Field> errors) {
        return new Problem("about:blank", status.getReasonPhrase(), status.value(), detail, errors);
    }

    /** To be thrown where a request cannot be granted; the detail is told. */
    static ErrorResponseException refusal(HttpStatus status, String detail) {
        var error = new ErrorResponseException(status);
        error.setDetail(detail);
        return error;
    }

    /** A field and what is allowed in it; never what was in it. */
    record Field(String field, String message) {}
}
