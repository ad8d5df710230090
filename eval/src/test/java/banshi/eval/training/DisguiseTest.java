package banshi.eval.training;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisguiseTest {
    private static final Reader READER = new Reader(List.of());
    private static final String LONG = "我和老婆都是外地人在杭州打工,孩子上个月刚满三岁一直放在老家,现在想接过来上幼儿园,这个居住证到底怎么弄才行呢";

    private final Disguise disguise = new Disguise(
            Stream.of("户口本丢了怎么补", "护照过期了", "互相", "报照片", LONG).map(READER::read).toList());

    @Test
    void writesCharactersOfTheSameSound() {
        var random = new Random(1);
        var seen = new HashSet<String>();
        for (int i = 0; i < 2_000; i++) seen.add(disguise.of("户口本丢了", random));
        assertThat(seen).contains("户口本丢了", "护口本丢了");
    }

    @Test
    void oftenLeavesTheQuestionAlone() {
        var random = new Random(1);
        long same = Stream.generate(() -> disguise.of("户口本丢了怎么补", random))
                .limit(1_000)
                .filter("户口本丢了怎么补"::equals)
                .count();
        assertThat(same).isBetween(400L, 700L);
    }

    @Test
    void tellsSomebodyElsesStoryFirst() {
        var random = new Random(1);
        var seen = new HashSet<String>();
        for (int i = 0; i < 2_000; i++) seen.add(disguise.of("护照过期了", random));
        assertThat(seen).contains("我和老婆都是外地人在杭州打工,护照过期了");
    }

    @Test
    void neverLeavesNothing() {
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) assertThat(disguise.of("照", random)).isNotEmpty();
    }

    @Test
    void takesWhatSaysNothing() {
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++)
            assertThat(disguise.of("", random)).isNotNull(); // a published saying may be a picture
    }

    @Test
    void isTheSameForTheSameChance() {
        assertThat(disguise.of("户口本丢了怎么补", new Random(7))).isEqualTo(disguise.of("户口本丢了怎么补", new Random(7)));
    }
}
