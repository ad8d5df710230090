package banshi.assistant.retrieval;

import static banshi.assistant.retrieval.KnownVectors.at;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HybridPassageSearchTest {
    private static final Reader READER = new Reader(List.of());

    @TempDir
    Path folder;

    private final List<LucenePassageSearch> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(LucenePassageSearch::close);
    }

    private HybridPassageSearch over(Map<String, Double> cosineOfEachText, List<String> texts, String asked) {
        var passages = new ArrayList<Passage>();
        var windows = new ArrayList<List<String>>();
        var known = new HashMap<String, float[]>();
        known.put(asked, at(1));
        for (String text : texts) {
            passages.add(new Passage(passages.size(), READER.read(text)));
            windows.add(List.of(text));
            known.put(text, at(cosineOfEachText.getOrDefault(text, 0.)));
        }
        LucenePassageSearch.write(folder, passages);
        var words = LucenePassageSearch.open(folder);
        opened.add(words);
        return new HybridPassageSearch(words, VectorPassageSearch.overWindows(new KnownVectors(known), windows));
    }

    private static List<Integer> ordinals(List<PassageSearch.Hit> hits) {
        return hits.stream().map(PassageSearch.Hit::ordinal).toList();
    }

    @Test
    void findsByMeaningWhatSharesNoWord() {
        var search = over(Map.of("开饭馆须办许可", .7, "天气预报", .2), List.of("天气预报", "开饭馆须办许可"), "想做餐厅生意");

        assertThat(ordinals(search.search(READER.read("想做餐厅生意"), 2))).first().isEqualTo(1);
    }

    @Test
    void findsByWordsWhereMeaningsAreAlike() {
        var texts = List.of("护照过期了怎么换", "身份证过期了怎么换", "签证过期了怎么换");
        var search = over(Map.of(texts.get(0), .81, texts.get(1), .80, texts.get(2), .81), texts, "身份证过期");

        assertThat(ordinals(search.search(READER.read("身份证过期"), 3))).first().isEqualTo(1);
    }

    @Test
    void givesWhatOnlyWordsFoundItsOwnMeaningToo() {
        var texts = new ArrayList<String>();
        var cosines = new HashMap<String, Double>();
        for (int i = 0; i < 300; i++) {
            texts.add("无关" + i);
            cosines.put("无关" + i, .4);
        }
        texts.add("工本费四十元");
        cosines.put("工本费四十元", .3); // not among the nearest
        texts.add("工本费免收");
        cosines.put("工本费免收", .1);
        var search = over(cosines, texts, "工本费");

        assertThat(ordinals(search.search(READER.read("工本费"), 2))).containsExactly(300, 301);
    }

    @Test
    void scoresBetweenNothingAndOneBestFirst() {
        var texts = List.of("身份证丢了", "护照丢了", "身份证过期");
        var search = over(Map.of("身份证丢了", 1., "护照丢了", .6), texts, "身份证丢了");

        var hits = search.search(READER.read("身份证丢了"), 3);

        assertThat(ordinals(hits)).startsWith(0);
        assertThat(hits).allSatisfy(h -> assertThat(h.score()).isBetween(0f, 1f));
        assertThat(hits).extracting(PassageSearch.Hit::score).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(search.search(READER.read("身份证丢了"), 1)).hasSize(1);
    }

    @Test
    void findsNothingForNothing() {
        assertThat(over(Map.of(), List.of("护照"), "护照").search(READER.read("……"), 3))
                .isEmpty();
    }
}
