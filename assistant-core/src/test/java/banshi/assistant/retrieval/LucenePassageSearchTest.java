package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.Utterance;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.corpus.Term;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LucenePassageSearchTest {
    private static final Reader READER = new Reader(List.of(
            new Term("户口本", "户口簿", Term.Kind.THING),
            new Term("身份证", "居民身份证", Term.Kind.THING),
            new Term("补办", "补领", Term.Kind.ACTION)));

    @TempDir
    Path folder;

    private LucenePassageSearch searchIn(String... texts) {
        return searchIn(Arrays.stream(texts).map(READER::read).toList());
    }

    private LucenePassageSearch searchIn(List<Question> questions) {
        var passages = new ArrayList<Passage>();
        for (var question : questions) passages.add(new Passage(passages.size(), question));
        LucenePassageSearch.write(folder, passages);
        return LucenePassageSearch.open(folder);
    }

    private static final List<String> TEXTS =
            List.of("护照过期了", "户口簿怎么补领", "身份证在哪里办", "无犯罪记录证明", "补办身份证要多少钱", "身份证丢了", "居住证到期", "户口本丢了怎么办");

    /** Texts of an index after others were taken from it, put to it or put elsewhere. */
    private static List<List<String>> otherStates() {
        var many = new ArrayList<String>();
        for (int i = 0; i < 30; i++) many.addAll(List.of("窗口" + i + "在哪里", TEXTS.get(i % TEXTS.size())));
        return List.of(
                TEXTS,
                TEXTS.subList(2, 6),
                Stream.of(List.of("新的第一句"), TEXTS).flatMap(List::stream).toList(),
                Stream.of(TEXTS, List.of("新的最后一句", "护照过期了"))
                        .flatMap(List::stream)
                        .toList(),
                Stream.of(TEXTS.subList(0, 3), List.of("证件在哪里办", "又一句"), TEXTS.subList(4, 8))
                        .flatMap(List::stream)
                        .toList(),
                TEXTS.reversed(),
                List.of("全是新的", "没有一句一样"),
                many);
    }

    private static List<Passage> passages(List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Passage(i, READER.read(texts.get(i))))
                .toList();
    }

    private static List<List<PassageSearch.Hit>> found(Path index) {
        try (var search = LucenePassageSearch.open(index)) {
            return Stream.concat(TEXTS.stream(), Stream.of("新的一句", "窗口在哪里"))
                    .map(text -> search.search(READER.read(text), 100))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("otherStates")
    void findsTheSameWhetherItIsWrittenAnewOrTakenFromAnother(List<String> texts) {
        var earlier = folder.resolve("earlier");
        LucenePassageSearch.write(earlier, passages(TEXTS));
        var keys = folder.resolve("texts.bin");
        VectorsByText.write(keys, TEXTS);
        var standing = VectorsByText.read(keys, new PassageVectors(new float[TEXTS.size()][2]))
                .standing(texts);

        LucenePassageSearch.write(folder.resolve("taken"), passages(texts), earlier, standing);

        LucenePassageSearch.write(folder.resolve("anew"), passages(texts));
        assertThat(found(folder.resolve("taken"))).isEqualTo(found(folder.resolve("anew")));
    }

    @Test
    void writesAnewWhereTheOtherIsNotToBeRead() {
        var none = folder.resolve("none");

        LucenePassageSearch.write(folder.resolve("taken"), passages(TEXTS), none, new int[TEXTS.size()]);

        LucenePassageSearch.write(folder.resolve("anew"), passages(TEXTS));
        assertThat(found(folder.resolve("taken"))).isEqualTo(found(folder.resolve("anew")));
    }

    private static List<Integer> ordinals(List<PassageSearch.Hit> hits) {
        return hits.stream().map(PassageSearch.Hit::ordinal).toList();
    }

    @Test
    void findsAPassageByItsWordsWhateverFormTheyHave() {
        try (var search = searchIn("护照过期了", "户口簿怎么补领", "身份证在哪里办")) {
            assertThat(ordinals(search.search(READER.read("我的户口本要补办"), 3)))
                    .first()
                    .isEqualTo(1);
        }
    }

    @Test
    void findsATypoByItsSound() {
        try (var search = searchIn("身份证在哪里办", "无犯罪记录证明", "护照过期")) {
            var question = READER.read("吴饭最计路正名");

            assertThat(ordinals(search.search(question, 3))).containsExactly(1);
        }
    }

    @Test
    void searchesOnlyTheFieldsThatWeighSomething() {
        try (var all = searchIn("身份证在哪里办", "无犯罪记录证明", "护照过期");
                var noPinyin = LucenePassageSearch.open(folder, FieldWeights.ALL.withoutPinyin());
                var onlyPinyin = LucenePassageSearch.open(
                        folder, FieldWeights.ALL.withoutWords().withoutBigrams())) {
            var misheard = READER.read("吴饭最计路正名");

            assertThat(ordinals(all.search(misheard, 3))).containsExactly(1);
            assertThat(noPinyin.search(misheard, 3)).isEmpty();
            assertThat(ordinals(onlyPinyin.search(misheard, 3))).containsExactly(1);
        }
    }

    @Test
    void findsALongTextByAFewOfItsWords() {
        var answer = "办理补领的，应当由本人到户籍所在地派出所提出申请。".repeat(20) + "收取工本费四十元。";
        try (var search = searchIn(answer, "护照过期了怎么换发", "签证延期")) {
            assertThat(ordinals(search.search(READER.read("工本费多少"), 3))).containsExactly(0);
        }
    }

    @Test
    void findsACommonPairOfCharactersWhereTheWordsDiffer() {
        var passage = new Question("", "甲乙丙", "甲乙丙", List.of("甲乙丙"), List.of("jia", "yi", "bing"), List.of());
        var other = new Question("", "丁戊己", "丁戊己", List.of("丁戊己"), List.of("ding", "wu", "ji"), List.of());
        var asked = new Question("", "寅甲乙", "寅甲乙", List.of("寅", "甲乙"), List.of("yin", "x", "y"), List.of());
        try (var search = searchIn(List.of(other, passage))) {
            assertThat(ordinals(search.search(asked, 3))).containsExactly(1);
        }
    }

    @Test
    void scoresBetweenNothingAndOneAndTheSamePassageHighest() {
        try (var search = searchIn("户口本丢了", "户口本丢了怎么补办", "身份证丢了", "护照丢了怎么办", "怎么办")) {
            for (String asked : List.of("户口本丢了", "丢了丢了丢了户口本", "户口本丢了怎么补办要带什么材料去哪里", "怎么办")) {
                var hits = search.search(READER.read(asked), 5);

                assertThat(hits)
                        .isNotEmpty()
                        .allSatisfy(h -> assertThat(h.score())
                                .as(asked)
                                .isGreaterThan(0f)
                                .isLessThanOrEqualTo(1f));
                assertThat(hits)
                        .extracting(PassageSearch.Hit::score)
                        .isSortedAccordingTo((a, b) -> Float.compare(b, a));
            }
            assertThat(search.search(READER.read("户口本丢了"), 1).getFirst().ordinal())
                    .isZero();
        }
    }

    @Test
    void scoresLowerWhatSharesLessOfALongQuestion() {
        try (var search = searchIn("户口本丢了", "护照过期了", "身份证换领")) {
            var whole = search.search(READER.read("户口本丢了"), 1).getFirst();
            var part = search.search(READER.read("前天搬家的时候把全家的户口本弄得不知去向"), 1).getFirst();

            assertThat(part.ordinal()).isEqualTo(whole.ordinal());
            assertThat(part.score()).isLessThan(whole.score() / 2);
        }
    }

    @Test
    void putsEquallyGoodPassagesInTheirOrder() {
        try (var search = searchIn("护照过期", "身份证丢了", "身份证丢了", "身份证丢了", "身份证丢了")) {
            for (int round = 0; round < 5; round++)
                assertThat(ordinals(search.search(READER.read("身份证丢了"), 3))).containsExactly(1, 2, 3);
        }
    }

    @ParameterizedTest(name = "“{0}”")
    @ValueSource(strings = {"", "？！", "zzz", "ガス", "AND OR NOT *:* ~2^5", "\uD842"})
    void findsNothingWhereNothingIsShared(String said) {
        try (var search = searchIn("身份证丢了", "护照过期")) {
            assertThat(search.search(READER.read(said), 10)).isEmpty();
        }
    }

    @Test
    void findsNothingAmongNothing() {
        try (var search = searchIn(List.of())) {
            assertThat(search.search(READER.read("身份证"), 10)).isEmpty();
        }
    }

    @Test
    void readsTheLongestUtteranceToItsEnd() {
        var story = new StringBuilder();
        for (int i = 0; story.length() < Utterance.LONGEST - 6; i++) story.appendCodePoint(0x4E00 + 7 * i);
        story.append("户口本丢了");
        try (var search = searchIn(story.toString(), "护照过期", "户口本丢了")) {
            assertThat(ordinals(search.search(READER.read(story.toString()), 3)))
                    .containsExactly(0, 2);
        }
    }

    /** More than Lucene keeps in memory; the first part compresses well, so that the parts differ in size on disk. */
    @Test
    void keepsTheOrdinalsOfALargeRelease() {
        var random = new Random(7);
        var questions = new ArrayList<Question>();
        for (int i = 0; i < 10_000; i++) {
            var words = new ArrayList<String>();
            for (int w = 0; w < 8; w++) words.add(i < 6_000 ? "w".repeat(240) + (i * 8 + w) : anyWord(random, 250));
            questions.add(new Question("", "", "", words, List.of(), List.of()));
        }
        try (var search = searchIn(questions)) {
            for (int i = 0; i < questions.size(); i += 97)
                assertThat(ordinals(search.search(questions.get(i), 1))).containsExactly(i);
        }
    }

    /** Rare words name the candidates, common ones then decide among them, as they do where all passages are looked at. */
    @Test
    void findsTheSameByRareWordsFirstAsAmongAll() {
        var random = new Random(11);
        var questions = new ArrayList<Question>();
        for (int i = 0; i < 400; i++) {
            var words = new ArrayList<String>();
            for (int w = 0; w < 2; w++) words.add("common" + random.nextInt(3));
            words.add("rare" + i / 8); // eight passages share it
            questions.add(new Question("", "", "", words, List.of(), List.of()));
        }
        try (var exact = searchIn(questions);
                var rareFirst = LucenePassageSearch.open(folder, FieldWeights.ALL, 100, 20)) {
            for (var question : questions) {
                var best = exact.search(question, 5);
                var found = rareFirst.search(question, 5);

                assertThat(ordinals(found)).isEqualTo(ordinals(best));
                for (int h = 0; h < best.size(); h++)
                    assertThat(found.get(h).score()).isCloseTo(best.get(h).score(), within(1e-5f));
            }
        }
    }

    @Test
    void findsByTheRarestWordAloneHoweverCommonItIs() {
        var texts = new String[300];
        Arrays.setAll(texts, i -> i % 2 == 0 ? "身份证丢了" : "护照过期");
        searchIn(texts).close();
        try (var rareFirst = LucenePassageSearch.open(folder, FieldWeights.ALL, 100, 20)) {
            assertThat(ordinals(rareFirst.search(READER.read("护照过期"), 3))).containsExactly(1, 3, 5);
        }
    }

    private static String anyWord(Random random, int length) {
        var word = new StringBuilder(length);
        while (word.length() < length) word.append((char) ('a' + random.nextInt(26)));
        return word.toString();
    }

    @Test
    void findsTheSameForFourCallersAsForOne() throws Exception {
        try (var search = searchIn("护照过期", "身份证丢了怎么办", "户口本补办", "身份证换领");
                var threads = Executors.newFixedThreadPool(4)) {
            var question = READER.read("身份证丢了去哪里补办");
            var alone = search.search(question, 4);
            Callable<Boolean> often = () -> {
                for (int i = 0; i < 500; i++) if (!search.search(question, 4).equals(alone)) return false;
                return true;
            };
            for (var same : threads.invokeAll(List.of(often, often, often, often)))
                assertThat(same.get()).isTrue();
        }
    }

    @Test
    void isClosedForGoodAndOnlyOnce() {
        var search = searchIn("身份证丢了");
        search.close();
        search.close();

        assertThatThrownBy(() -> search.search(READER.read("身份证"), 1)).isInstanceOf(AlreadyClosedException.class);
    }

    @Test
    void saysWhereTheIndexShouldHaveBeen() {
        assertThatThrownBy(() -> LucenePassageSearch.open(folder.resolve("nowhere")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nowhere");
    }
}
