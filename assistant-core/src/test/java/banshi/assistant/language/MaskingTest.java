package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.release.TestRelease;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All people, numbers and places here are made up. {@code -Dtest.seed=…} repeats a run. */
class MaskingTest {
    private static final String PARTED = " \\| ";
    private static final List<String> UNMASKED = lines("unmasked.txt");
    private static final List<String> MASKED = lines("masked.txt");
    private static final int LONGEST = 5_000;

    /** What of the published content is covered all the same, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("女儿现在叫欧可", "a made-up child, rightly covered"),
            Map.entry("我叫李强", "a made-up citizen, rightly covered"),
            Map.entry("改名叫陈若溪", "a made-up child, rightly covered"),
            Map.entry("主角叫“沈砚秋”", "a name in a novel; nothing tells that it is"),
            Map.entry("一个叫赵小兰的", "a made-up friend, rightly covered"),
            Map.entry("战友叫陈国平", "a made-up friend, rightly covered"),
            Map.entry("上叫“林小妹”", "a made-up citizen, rightly covered"),
            Map.entry("叫牛嚼了", "叫 for 被, as in Henan: eaten by an ox; 牛 is a surname"),
            Map.entry("叫白车", "to call an ambulance, in Cantonese; 白 is a surname"),
            Map.entry("叫管钥匙的", "who keeps the keys; 管 is a surname"),
            Map.entry("asd哈哈噶", "nonsense to test with, in which ten digits are dictated"));

    private static final long SEED = Long.getLong("test.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @BeforeAll
    static void printSeed() {
        System.out.println("MaskingTest -Dtest.seed=" + SEED);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("MASKED")
    void coversWhatIsPersonal(String line) {
        var cells = line.split(PARTED, 2);

        assertThat(Masking.masked(cells[0])).isEqualTo(cells[1]);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("UNMASKED")
    void leavesTheRest(String said) {
        assertThat(Masking.masked(said)).isSameAs(said);
    }

    @Test
    void leavesAllThatIsPublished() {
        var covered =
                published().filter(line -> !Masking.masked(line).equals(line)).toList();

        assertThat(covered).allMatch(line -> EXCEPTIONS.keySet().stream().anyMatch(line::contains));
        assertThat(EXCEPTIONS.keySet())
                .as("an exception that is none any more goes from the list")
                .allMatch(part -> covered.stream().anyMatch(line -> line.contains(part)));
    }

    @Test
    void coversNumbersWhateverStandsAroundThem() {
        for (int i = 0; i < 5_000; i++) {
            var number = number();
            var said = anyOf(UNMASKED) + "，" + number + "。" + anyOf(UNMASKED);

            assertThat(Masking.masked(said))
                    .as("-Dtest.seed=%d: %s", SEED, said)
                    .doesNotContain(number);
            assertHolds(said);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES) // what never ends
    void holdsForWhateverIsSaid() {
        for (int i = 0; i < 300; i++) assertHolds(said());
    }

    /** What makes patterns slow, or leaves behind what looks like the next number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0571 8888 ",
                "1 ",
                "8 - ",
                "零，",
                "幺",
                "86 ",
                "330199 19990230 0016 ",
                "1234",
                "6222 ",
                "138 0000 0000 ",
                "微信号是",
                "qq:",
                "加v",
                "a@",
                ".b",
                "a",
                "浙A",
                "浙A1",
                "护照E1",
                "路1号",
                "3幢",
                "1室",
                "小区1-1-1",
                "叫王一",
                "姓王叫",
                "我叫王·",
                "我叫a ",
                "姓名：",
                "⑴",
                "🚗",
                "\ud83d",
                "\u200b",
                "\u0301"
            })
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void holdsForWhatIsSaidOverAndOver(String unit) {
        for (var before : List.of("", "微信", "我叫", "a@b", "3幢"))
            assertHolds(before + unit.repeat(LONGEST / unit.length()));
    }

    @Test
    void manyMayAskAtOnce() {
        IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> MASKED.get(i * 37 % MASKED.size()).split(PARTED, 2))
                .forEach(cells -> assertThat(Masking.masked(cells[0])).isEqualTo(cells[1]));
    }

    /** That nothing is left to cover, and that what is covered is a letter or a digit and all else is what it was. */
    private void assertHolds(String said) {
        var masked = Masking.masked(said);

        assertThat(Masking.masked(masked)).as("-Dtest.seed=%d", SEED).isEqualTo(masked);
        int[] before = said.codePoints().toArray();
        int[] after = masked.codePoints().toArray();
        assertThat(after).as("-Dtest.seed=%d", SEED).hasSameSizeAs(before);
        for (int i = 0; i < before.length; i++) {
            boolean covered = after[i] == '*' && before[i] != '*';
            if (covered ? isSpaceOrPoint(before[i]) : after[i] != before[i])
                throw new AssertionError(
                        "-Dtest.seed=%d: character %d of %s became that of %s".formatted(SEED, i, said, masked));
        }
    }

    private static boolean isSpaceOrPoint(int c) {
        return Character.isWhitespace(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || ",.，。·()".indexOf(c) >= 0;
    }

    private String said() {
        var said = new StringBuilder();
        int length = 1 + random.nextInt(LONGEST);
        while (said.length() < length)
            switch (random.nextInt(6)) {
                case 0 -> said.append(anyOf(UNMASKED));
                case 1 -> said.append(anyOf(MASKED));
                case 2 -> said.append(number());
                case 3 -> said.append((char) random.nextInt(Character.MAX_VALUE + 1));
                case 4 -> said.append(anyIn("0123456789零幺x叉 -.·，*"));
                default -> said.append(anyIn("叫姓名王张一路号幢室村浙Aa@.微信qq护照电话"));
            }
        return said.toString();
    }

    /** A mobile, an identity card's or a bank card's, in one of the ways to write it. */
    private String number() {
        int last = random.nextInt(10_000);
        var plain = switch (random.nextInt(3)) {
            case 0 -> "1%d%09d".formatted(3 + random.nextInt(7), random.nextInt(1_000_000_000));
            case 1 -> "3301991999023%05d".formatted(last); // 30 February and later
            default -> "622202%012d".formatted(random.nextLong(1_000_000_000_000L));
        };
        if (plain.startsWith("6222")) plain += luhn(plain);
        return switch (random.nextInt(4)) {
            case 0 -> plain;
            case 1 -> plain.replaceAll("(.{4})(?=.)", random.nextBoolean() ? "$1 " : "$1-");
            case 2 ->
                plain.chars()
                        .collect(StringBuilder::new, (s, c) -> s.append((char) (c - '0' + '０')), StringBuilder::append)
                        .toString();
            default -> plain.replaceAll("(?=.)", "\u200b");
        };
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = digits.length() - 1, twice = 2; i >= 0; i--, twice = 3 - twice) {
            int product = twice * (digits.charAt(i) - '0');
            sum += product / 10 + product % 10;
        }
        return (10 - sum % 10) % 10;
    }

    private char anyIn(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private String anyOf(List<String> lines) {
        return lines.get(random.nextInt(lines.size()));
    }

    /** Every line of the content files: facts, templates, questions and all else. */
    private static Stream<String> published() {
        var lines = new ArrayList<String>();
        try (var files = Files.walk(TestRelease.CONTENT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) lines.addAll(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the content under " + TestRelease.CONTENT, e);
        }
        return lines.stream().distinct();
    }

    private static List<String> lines(String resource) {
        var stream = Objects.requireNonNull(MaskingTest.class.getResourceAsStream(resource), resource);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }
}
