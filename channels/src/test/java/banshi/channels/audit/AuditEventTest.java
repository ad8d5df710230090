package banshi.channels.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditEventTest {
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "张三, editor, matter:m, account",
        "li.ming, 采编, matter:m, role",
        "li.ming, editor, 我叫张三, object",
        "li.ming, editor, said:我叫张三, object",
        "li.ming, editor, no kind, object"
    })
    void holdsNamesOfOursOnly(String account, String role, String object, String wrong) {
        assertThatThrownBy(() -> new AuditEvent(account, role, AuditEvent.Type.EDIT, object, AuditEvent.Result.DONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrong)
                .hasMessageNotContaining("张三");
    }
}
