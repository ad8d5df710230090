package banshi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {
    @ParameterizedTest(name = "{0} to {1} on {2}: {3}")
    @CsvSource({
        "2026-03-01, 2026-03-31, 2026-02-28, false",
        "2026-03-01, 2026-03-31, 2026-03-01, true",
        "2026-03-01, 2026-03-31, 2026-03-31, true",
        "2026-03-01, 2026-03-31, 2026-04-01, false",
        "2026-03-01, 2026-03-01, 2026-03-01, true",
        ", 2026-03-31, 1949-10-01, true",
        ", 2026-03-31, 2026-04-01, false",
        "2026-03-01, , 2099-01-01, true",
        "2026-03-01, , 2026-02-28, false",
        ", , 2026-01-01, true",
    })
    void holdsFromTheFirstDayToTheLast(LocalDate from, LocalDate until, LocalDate day, boolean holds) {
        assertThat(new Validity(from, until).holds(day)).isEqualTo(holds);
    }

    @Test
    void isExpiredOnlyAfterItsLastDay() {
        var validity = new Validity(null, LocalDate.of(2026, 3, 31));

        assertThat(validity.expiredBefore(LocalDate.of(2026, 3, 31))).isFalse();
        assertThat(validity.expiredBefore(LocalDate.of(2026, 4, 1))).isTrue();
        assertThat(Validity.OPEN.expiredBefore(LocalDate.MAX)).isFalse();
        assertThat(new Validity(LocalDate.of(2027, 1, 1), null).expiredBefore(LocalDate.of(2026, 1, 1)))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} to {1} and {2} to {3}: {4}")
    @CsvSource({
        "2026-01-01, 2026-06-30, 2026-07-01, 2026-12-31, false",
        "2026-01-01, 2026-06-30, 2026-06-30, 2026-12-31, true",
        ", 2026-06-30, 2026-07-01, , false",
        ", 2026-07-01, 2026-07-01, , true",
        "2026-02-01, 2026-02-02, 2026-01-01, 2026-12-31, true",
        ", , , , true",
    })
    void overlapsWhereBothHoldOnOneDay(
            LocalDate from, LocalDate until, LocalDate from2, LocalDate until2, boolean overlap) {
        var one = new Validity(from, until);
        var other = new Validity(from2, until2);

        assertThat(one.overlaps(other)).isEqualTo(overlap);
        assertThat(other.overlaps(one)).isEqualTo(overlap);
    }

    @Test
    void refusesToEndBeforeItBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Validity(LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 1)))
                .withMessage("结束日期 2026-02-01 早于开始日期 2026-02-02；valid 里的 until 不能比 from 早");
    }
}
