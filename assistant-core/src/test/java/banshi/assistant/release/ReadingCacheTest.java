package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.dialogue.Heard;
import banshi.assistant.understanding.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingCacheTest {
    private static final Object RELEASE = new Object();

    private int made;

    private Heard read(ReadingCache cache, Object by, String said) {
        return cache.of(by, said, () -> {
            made++;
            return new Heard(
                    new Reading(List.of(), List.of(), made % 2 == 0, Reading.Step.MEANING), Map.of(), false, null);
        });
    }

    @Test
    void readsOnceWhatIsAskedTwice() {
        var cache = new ReadingCache(64);
        assertThat(read(cache, RELEASE, "户口本丢了")).isSameAs(read(cache, RELEASE, "户口本丢了"));
        assertThat(made).isEqualTo(1);
    }

    @Test
    void takesNoQuestionForAnother() {
        var cache = new ReadingCache(64);
        assertThat(read(cache, RELEASE, "户口本丢了")).isNotEqualTo(read(cache, RELEASE, "身份证丢了"));
        assertThat(made).isEqualTo(2);
    }

    @Test
    void readsAnewByAnotherRelease() {
        var cache = new ReadingCache(64);
        read(cache, RELEASE, "户口本丢了");
        read(cache, new Object(), "户口本丢了");
        read(cache, RELEASE, "户口本丢了");
        assertThat(made).isEqualTo(3);
    }

    @Test
    void remembersNothingWithoutAPlace() {
        var cache = new ReadingCache(0);
        read(cache, RELEASE, "户口本丢了");
        read(cache, RELEASE, "户口本丢了");
        assertThat(made).isEqualTo(2);
    }
}
