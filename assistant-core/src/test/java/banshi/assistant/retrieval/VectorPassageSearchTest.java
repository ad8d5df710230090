package banshi.assistant.retrieval;

import static banshi.assistant.retrieval.KnownVectors.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.language.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorPassageSearchTest {
    private static final Reader READER = new Reader(List.of());
    private static final String ASKED = "怎么办";

    @Test
    void ranksATextByTheNearestOfItsWindows() {
        var encoder = new KnownVectors(
                Map.of(ASKED, at(1), "开头。", at(.1), "正题。", at(.9), "结尾。", at(.2), "一般。", at(.6), "无关。", at(.3)));
        var search = VectorPassageSearch.overWindows(
                encoder, List.of(List.of("一般。"), List.of("开头。", "正题。", "结尾。"), List.of(), List.of("无关。")));

        var hits = search.search(READER.read("怎么办"), 10);

        assertThat(hits).extracting(PassageSearch.Hit::ordinal).containsExactly(1, 0, 3);
        assertThat(hits.getFirst().score()).isEqualTo(.9f, within(1e-5f));
        assertThat(search.search(READER.read("怎么办"), 1)).hasSize(1);
    }

    @Test
    void findsNothingForNothing() {
        var search = VectorPassageSearch.overWindows(new KnownVectors(Map.of("可以。", at(.5))), List.of(List.of("可以。")));

        assertThat(search.search(READER.read("？！"), 3)).isEmpty();
        assertThat(VectorPassageSearch.overWindows(new KnownVectors(Map.of(ASKED, at(1))), List.of())
                        .search(READER.read("怎么办"), 3))
                .isEmpty();
    }

    @Test
    void leavesOutWhatPointsTheOtherWay() {
        var encoder = new KnownVectors(Map.of("怎么办", at(1), "反义", at(-.5), "近义", at(.5)));
        var search = VectorPassageSearch.overWindows(encoder, List.of(List.of("反义"), List.of("近义")));

        assertThat(search.search(READER.read("怎么办"), 5))
                .extracting(PassageSearch.Hit::ordinal)
                .containsExactly(1);
    }

    @Test
    void ordersByExactCosinesAndEqualOnesAsTheyStand() {
        var random = new Random(3);
        var known = new HashMap<String, float[]>();
        known.put("怎么办", at(1));
        var windows = new ArrayList<List<String>>();
        var cosines = new double[400];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = i % 7 == 0 ? .95 : .94 + random.nextDouble() * .01; // too near for int8 to tell apart
            known.put("文" + i, at(cosines[i]));
            windows.add(List.of("文" + i));
        }
        var search = VectorPassageSearch.overWindows(new KnownVectors(known), windows);

        var hits = search.search(READER.read("怎么办"), 20);

        assertThat(hits).extracting(PassageSearch.Hit::score).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        var equal = hits.stream().filter(h -> h.ordinal() % 7 == 0).map(PassageSearch.Hit::ordinal);
        assertThat(equal).isNotEmpty().isSorted();
    }

    @Test
    void comparesQuestionsWithThePassagesOfARelease() {
        var encoder = new KnownVectors(Map.of("怎么办", at(1)));
        var vectors = new PassageVectors(new float[][] {at(.2), at(.8)});

        assertThat(VectorPassageSearch.over(encoder, vectors).search(READER.read("怎么办"), 2))
                .extracting(PassageSearch.Hit::ordinal)
                .containsExactly(1, 0);
    }
}
