package banshi.assistant.release;

import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.Validity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** A part of the real content, and an encoder of no meaning: a release is compiled in a second (小样内容). */
public final class SmallContent {
    private static final List<String> MATTERS = List.of("huji-hukoubu-reissue", "idcard-renew");
    private static final int PHRASINGS_EACH = 5;

    private SmallContent() {}

    /** Two matters, some topics. */
    public static Content of(String mark) {
        var all = TestRelease.content();
        var counts = new HashMap<String, Integer>();
        var phrasings = new ArrayList<Phrasing>();
        for (var phrasing : all.phrasings()) {
            if (!MATTERS.contains(phrasing.matter().value())) continue;
            if (counts.merge(phrasing.matter() + "/" + phrasing.aspect(), 1, Integer::sum) <= PHRASINGS_EACH)
                phrasings.add(phrasing);
        }
        return new Content(
                all.aspects(),
                all.matters().stream()
                        .filter(m -> MATTERS.contains(m.id().value()))
                        .toList(),
                all.matters().stream()
                        .filter(m -> !MATTERS.contains(m.id().value()))
                        .limit(5)
                        .map(TestRelease::known)
                        .toList(),
                all.templates().stream()
                        .filter(t -> MATTERS.contains(t.matter().value()))
                        .map(t -> marked(t, mark))
                        .toList(),
                phrasings,
                List.of(),
                all.tellings().stream()
                        .filter(t -> MATTERS.contains(t.matter().value()))
                        .toList(),
                List.of(),
                all.topics().subList(0, 8),
                all.terms(),
                all.allowList());
    }

    /** Answers begin with the mark. */
    private static ReplyTemplate marked(ReplyTemplate t, String mark) {
        return new ReplyTemplate(
                t.id(),
                t.matter(),
                t.aspect(),
                t.verdict(),
                t.when(),
                t.region(),
                t.audience(),
                t.valid(),
                mark + "\n\n" + t.text(),
                t.spoken(),
                t.cites());
    }

    /** The same template, valid at another time. */
    static ReplyTemplate valid(ReplyTemplate t, Validity valid) {
        return new ReplyTemplate(
                t.id(),
                t.matter(),
                t.aspect(),
                t.verdict(),
                t.when(),
                t.region(),
                t.audience(),
                valid,
                t.text(),
                t.spoken(),
                t.cites());
    }

    /** Texts that share characters are near. */
    public static class CharacterEncoder implements SentenceEncoder {
        @Override
        public float[] encode(String text) {
            var vector = new float[64];
            vector[0] = 0.1f;
            text.codePoints().forEach(c -> vector[(c * 31 & 0x7fffffff) % 64]++);
            double sum = 0;
            for (float v : vector) sum += v * v;
            for (int i = 0; i < vector.length; i++) vector[i] /= (float) Math.sqrt(sum);
            return vector;
        }

        @Override
        public int dimensions() {
            return 64;
        }

        @Override
        public String fingerprint() {
            return "characters:1";
        }
    }
}
