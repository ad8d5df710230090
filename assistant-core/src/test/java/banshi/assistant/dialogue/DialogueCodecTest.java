package banshi.assistant.dialogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Dialogue.Talk;
import banshi.assistant.dialogue.DialogueCodec.Read;
import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dtest.seed=…} repeats a run. {@code -Dgolden.rewrite=true} writes the golden file anew: only ever together with a new {@link
 * DialogueCodec#VERSION}, under whose name it then lies.
 */
class DialogueCodecTest {
    private static final byte[] KEY = "a key of the tests and of nobody".getBytes(UTF_8);
    private static final DialogueCodec CODEC = new DialogueCodec(KEY);
    private static final int BODY = 17;
    private static final Path GOLDEN = Path.of("src/test/resources/dialogue/state-v" + DialogueCodec.VERSION + ".txt");
    private static final Dialogue TOLD = new Dialogue(
            List.of(
                    new Choice("1", "丢了", new MatterId("huji-hukoubu-reissue"), new AspectId("materials"), "lost"),
                    new Choice("2", "补办户口本要多少钱？", new MatterId("huji-hukoubu-reissue"), new AspectId("fee")),
                    new Choice("3", "都不是", null, null)),
            List.of(
                    new Talk(
                            new MatterId("huji-hukoubu-reissue"),
                            new AspectId("materials"),
                            Circumstances.NONE.and("who", "proxy").and("age", "under-16"),
                            1),
                    new Talk(new MatterId("sfz-lost-reissue"), new AspectId("fee"), Circumstances.NONE, 0)),
            "why",
            "那个\t本子“不见”了😀",
            new BundleId("bundle-newborn"),
            true);
    private static final String EMPTY =
            "{\"offered\":[],\"talks\":[],\"asked\":null,\"unclear\":null,\"bundle\":null,\"again\":false}";

    private static final long SEED = Long.getLong("test.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @BeforeAll
    static void nameTheSeed() {
        System.out.println("DialogueCodecTest -Dtest.seed=" + SEED);
    }

    // ---- what was written is read

    @Test
    void readsWhatItWrote() {
        assertThat(CODEC.read(CODEC.write(TOLD))).isEqualTo(new Read.Sound(TOLD));
        assertThat(CODEC.read(CODEC.write(Dialogue.NEW))).isEqualTo(new Read.Sound(Dialogue.NEW));
    }

    @Test
    void readsWhateverDialogueItWrote() {
        for (int i = 0; i < 2_000; i++) {
            var dialogue = dialogue();
            var read = CODEC.read(CODEC.write(dialogue));
            assertThat(read).as("round %d", i).isEqualTo(new Read.Sound(dialogue));
            // in the same order too, which Map.equals does not look at
            assertThat(CODEC.write(((Read.Sound) read).dialogue())).isEqualTo(CODEC.write(dialogue));
        }
    }

    @Test
    void writesTheBytesOfItsVersion() throws IOException {
        var state = CODEC.write(TOLD);
        var written = HexFormat.of().formatHex(state, 0, BODY) + "\n"
                + new String(state, BODY, state.length - BODY, UTF_8) + "\n";
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, written);
        }
        assertThat(written)
                .as("what is written has changed: raise DialogueCodec.VERSION, then -Dgolden.rewrite=true")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void readsTheBytesOfItsVersion() throws IOException {
        var lines = Files.readAllLines(GOLDEN);
        var state = new ByteArrayOutputStream();
        state.writeBytes(HexFormat.of().parseHex(lines.getFirst()));
        state.writeBytes(lines.get(1).getBytes(UTF_8));
        assertThat(CODEC.read(state.toByteArray())).isEqualTo(new Read.Sound(TOLD));
    }

    // ---- what was not

    @Test
    void tellsEveryOtherVersion() {
        var state = CODEC.write(TOLD);
        for (int version = 0; version < 256; version++) {
            if (version == DialogueCodec.VERSION) continue;
            state[0] = (byte) version;
            assertThat(CODEC.read(state)).isEqualTo(new Read.OtherVersion(version));
            assertThat(CODEC.read(new byte[] {(byte) version})).isEqualTo(new Read.OtherVersion(version));
        }
    }

    @Test
    void believesNoStateWithASingleBitChanged() {
        var state = CODEC.write(TOLD);
        for (int bit = 8; bit < state.length * 8; bit++) {
            state[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(CODEC.read(state)).as("bit %d", bit).isEqualTo(new Read.Forged());
            state[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(CODEC.read(state)).isInstanceOf(Read.Sound.class);
    }

    @Test
    void believesNoStateThatIsLongerOrShorter() {
        var state = CODEC.write(TOLD);
        assertThat(CODEC.read(new byte[0])).isEqualTo(new Read.Corrupt("no bytes at all"));
        for (int length = 1; length < state.length; length++) {
            var read = CODEC.read(Arrays.copyOf(state, length));
            if (length <= BODY) assertThat(read).isEqualTo(new Read.Corrupt("cut short after " + length + " bytes"));
            else assertThat(read).as("%d bytes", length).isEqualTo(new Read.Forged());
        }
        assertThat(CODEC.read(Arrays.copyOf(state, state.length + 1))).isEqualTo(new Read.Forged());
    }

    @Test
    void believesNoStateUnderAnotherKey() {
        for (int i = 0; i < KEY.length; i++) {
            var other = KEY.clone();
            other[i] ^= 1;
            assertThat(new DialogueCodec(other).read(CODEC.write(TOLD))).isEqualTo(new Read.Forged());
        }
    }

    @Test
    void throwsOnNoBytes() {
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) bytes[0] = DialogueCodec.VERSION;
            assertThat(CODEC.read(bytes)).as("round %d", i).isNotInstanceOf(Read.Sound.class);
        }
    }

    @Test
    void throwsOnNoBytesThatAreSealedRightly() {
        for (int i = 0; i < 20_000; i++) {
            var body = body(CODEC.write(random.nextInt(3) == 0 ? dialogue() : TOLD));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) body = changed(body);
            switch (CODEC.read(sealed(body))) {
                case Read.Sound(var dialogue) ->
                    assertThat(CODEC.read(CODEC.write(dialogue))) // another, but one that is one
                            .as("round %d", i)
                            .isEqualTo(new Read.Sound(dialogue));
                case Read.Corrupt(var why) -> assertThat(why).isNotBlank();
                case Read.OtherVersion other -> throw new AssertionError(other);
                case Read.Forged forged -> throw new AssertionError(forged);
            }
        }
    }

    @Test
    void keepsAsManyAsItMayAndNoMore() {
        var choices = Collections.nCopies(64, new Choice("1", "好", null, null));
        var talk = new Talk(new MatterId("m"), new AspectId("a"), Circumstances.NONE, 99);
        var most = new Dialogue(choices, Collections.nCopies(4, talk), null, null);
        assertThat(CODEC.read(CODEC.write(most))).isEqualTo(new Read.Sound(most));

        refusesToWrite(new Dialogue(Collections.nCopies(65, choices.getFirst())), "choices is 65; allowed: 0 to 64");
        refusesToWrite(
                new Dialogue(List.of(), Collections.nCopies(5, talk), null, null), "talks is 5; allowed: 0 to 4");
        refusesToWrite(
                new Dialogue(
                        List.of(), List.of(new Talk(talk.matter(), talk.aspect(), Circumstances.NONE, -1)), null, null),
                "questions is -1; allowed: 0 to 99");
        refusesToWrite(
                new Dialogue(List.of(), List.of(), "说的话", null),
                "asked has no id of a-z, 0-9 and hyphens, at most 128");
    }

    @Test
    void refusesToWriteWhatIsTooLong() {
        var room = DialogueCodec.MOST_BYTES - CODEC.write(unclear("")).length;
        assertThat(CODEC.write(unclear("a".repeat(room)))).hasSize(DialogueCodec.MOST_BYTES);
        refusesToWrite(unclear("a".repeat(room + 1)), "a dialogue's state of 16385 bytes; allowed: 16384");

        var body = EMPTY.replace("\"unclear\":null", "\"unclear\":\"" + "a".repeat(room + 1) + "\"");
        assertThat(CODEC.read(sealed(body)))
                .isEqualTo(new Read.Corrupt("a dialogue's state of 16385 bytes; allowed: 16384"));
    }

    private static Dialogue unclear(String words) {
        return new Dialogue(List.of(), List.of(), null, words);
    }

    private static void refusesToWrite(Dialogue dialogue, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.write(dialogue))
                .withMessage(why);
    }

    /** A body that is read, what to put for what in it, and why it is read no longer. */
    static List<Arguments> changes() {
        return List.of(
                change("{\"offered\"", "{\"more\":1,\"offered\"", "no offered where it belongs"),
                change("\"asked\":\"why\",", "", "no asked where it belongs"),
                change("\"asked\":\"why\"", "\"asked\":7", "asked is none"),
                change("\"asked\":\"why\"", "\"asked\":\"\"", "asked has no id"),
                change("\"asked\":\"why\"", "\"asked\":\"-why\"", "asked has no id"),
                change("\"asked\":\"why\"", "\"asked\":\"why-\"", "asked has no id"),
                change("\"asked\":\"why\"", "\"asked\":\"why--not\"", "asked has no id"),
                change("\"asked\":\"why\"", "\"asked\":\"Why\"", "asked has no id"),
                change("\"asked\":\"why\"", "\"asked\":\"" + "a".repeat(129) + "\"", "asked has no id"),
                change("\"id\":\"1\"", "\"id\":null", "id is none"),
                change("\"label\":\"丢了\"", "\"label\":null", "label is none"),
                change("\"label\":\"丢了\"", "\"label\":[\"丢了\"]", "label is none"),
                change("\"option\":\"lost\"", "\"option\":\"lost\",\"more\":null", "the end of a choice is none"),
                change("\"option\":\"lost\"", "\"options\":\"lost\"", "no option where it belongs"),
                change("\"matter\":\"sfz-lost-reissue\"", "\"matter\":null", "matter is none"),
                change("\"matter\":\"sfz-lost-reissue\"", "\"matter\":\" \"", "matter has no id"),
                change("\"known\":{\"who\"", "\"known\":[\"who\"", "what is known is none"),
                change("\"who\":\"proxy\"", "\"who\":true", "an option is none"),
                change("\"who\":\"proxy\"", "\"who is it\":\"proxy\"", "known has no id"),
                change("\"who\":\"proxy\"", "\"age\":\"proxy\"", "known has a situation twice"),
                change("\"questions\":1", "\"questions\":1.0", "a number of questions is none"),
                change("\"questions\":1", "\"questions\":\"1\"", "a number of questions is none"),
                change("\"questions\":1", "\"questions\":-1", "questions is -1; allowed: 0 to 99"),
                change("\"questions\":1", "\"questions\":100", "questions is 100; allowed: 0 to 99"),
                change("\"questions\":1", "\"questions\":99999999999", "no JSON at byte "),
                change("\"talks\":[", "\"talks\":[null,", "a talk is none"),
                change("\"unclear\":\"", "\"unclear\":张三\"", "no JSON at byte "),
                change("}$", "} {}", "something stands behind the end"),
                change("}$", "}}", "no JSON at byte "),
                change("}$", "", "no JSON at byte "),
                change("^\\{", "[{", "a dialogue is none"),
                change("^.*$", "null", "a dialogue is none"),
                change("^.*$", " ", "a dialogue is none"));
    }

    private static Arguments change(String what, String by, String why) {
        return Arguments.of(what, by, why);
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @MethodSource("changes")
    void saysWhyABodyIsNoneWithoutAWordOfIt(String what, String by, String why) {
        var body = new String(body(CODEC.write(TOLD)), UTF_8);
        var regex = what.startsWith("^") || what.endsWith("$");
        var changed = regex ? body.replaceFirst(what, Matcher.quoteReplacement(by)) : body.replace(what, by);
        assertThat(changed).isNotEqualTo(body);

        assertThat(CODEC.read(sealed(changed)))
                .isInstanceOfSatisfying(
                        Read.Corrupt.class,
                        corrupt -> assertThat(corrupt.why()).startsWith(why).doesNotContain("张三", "丢了"));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource({"talks, 5", "offered, 65"})
    void readsNoMoreThanItMay(String list, int count) {
        var one = list.equals("talks")
                ? "{\"matter\":\"m\",\"aspect\":\"a\",\"known\":{},\"questions\":0}"
                : "{\"id\":\"1\",\"label\":\"\",\"matter\":null,\"aspect\":null,\"option\":null}";
        assertThat(CODEC.read(sealed(filled(list, one, count - 1)))).isInstanceOf(Read.Sound.class);
        assertThat(CODEC.read(sealed(filled(list, one, count))))
                .isEqualTo(new Read.Corrupt(list + " is " + count + "; allowed: 0 to " + (count - 1)));
    }

    private static String filled(String list, String one, int count) {
        return EMPTY.replace(
                "\"" + list + "\":[]", "\"" + list + "\":[" + String.join(",", Collections.nCopies(count, one)) + "]");
    }

    @Test
    void wantsAKeyThatNobodyGuesses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DialogueCodec(new byte[15]))
                .withMessage("the key of dialogue states has 15 bytes; allowed: 16 or more");
    }

    @Test
    void tellsNobodyWhatTheCitizenSaid() {
        assertThat(CODEC.read(CODEC.write(TOLD)).toString()).doesNotContain("不见");
    }

    // ---- made for the tests

    private static byte[] body(byte[] state) {
        return Arrays.copyOfRange(state, BODY, state.length);
    }

    private static byte[] sealed(String body) {
        return sealed(body.getBytes(UTF_8));
    }

    /** As the codec's Javadoc says, by hand. */
    private static byte[] sealed(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            mac.update((byte) DialogueCodec.VERSION);
            var state = new ByteArrayOutputStream();
            state.write(DialogueCodec.VERSION);
            state.write(mac.doFinal(body), 0, 16);
            state.writeBytes(body);
            return state.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One byte set, left out or doubled, or a stretch moved. */
    private byte[] changed(byte[] body) {
        if (body.length == 0) return body;
        int at = random.nextInt(body.length);
        var out = new ByteArrayOutputStream();
        switch (random.nextInt(4)) {
            case 0 -> {
                out.writeBytes(body);
                var set = out.toByteArray();
                set[at] = random.nextBoolean()
                        ? (byte) random.nextInt()
                        : (byte) "{}[]\",:\\0-9nu".charAt(random.nextInt(13));
                return set;
            }
            case 1 -> {
                out.write(body, 0, at);
                out.write(body, at + 1, body.length - at - 1);
            }
            case 2 -> {
                out.write(body, 0, at + 1);
                out.write(body, at, body.length - at);
            }
            default -> {
                int length = random.nextInt(body.length - at);
                out.write(body, at, length);
                out.write(body, 0, at);
                out.write(body, at + length, body.length - at - length);
            }
        }
        return out.toByteArray();
    }

    private Dialogue dialogue() {
        var offered = new ArrayList<Choice>();
        for (int i = random.nextInt(8); i > 0; i--)
            offered.add(new Choice(
                    id(),
                    words(),
                    random.nextBoolean() ? null : new MatterId(id()),
                    random.nextBoolean() ? null : new AspectId(id()),
                    idOrNull()));
        var talks = new ArrayList<Talk>();
        for (int i = random.nextInt(Dialogue.MOST_TALKS + 1); i > 0; i--) {
            Map<String, String> known = new LinkedHashMap<>();
            for (int j = random.nextInt(6); j > 0; j--) known.put(id(), id());
            talks.add(new Talk(new MatterId(id()), new AspectId(id()), new Circumstances(known), random.nextInt(100)));
        }
        return new Dialogue(
                offered,
                talks,
                idOrNull(),
                random.nextBoolean() ? null : words(),
                random.nextBoolean() ? null : new BundleId(id()),
                random.nextBoolean());
    }

    private @Nullable String idOrNull() {
        return random.nextBoolean() ? null : id();
    }

    private String id() {
        var id = new StringBuilder();
        for (int words = 1 + random.nextInt(3); words > 0; words--) {
            if (!id.isEmpty()) id.append('-');
            for (int i = 1 + random.nextInt(6); i > 0; i--)
                id.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
        }
        return id.toString();
    }

    /** Any characters at all, halves of characters and control characters among them. */
    private String words() {
        var words = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--)
            words.append(
                    switch (random.nextInt(6)) {
                        case 0 -> (char) random.nextInt(0x80);
                        case 1 -> (char) random.nextInt(0x10000);
                        case 2 -> (char) (0xd800 + random.nextInt(0x800));
                        default -> "丢了户口本，要多少钱？".charAt(random.nextInt(11));
                    });
        return words.toString();
    }
}
