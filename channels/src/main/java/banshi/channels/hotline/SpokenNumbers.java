package banshi.channels.hotline;

import java.util.ArrayList;
import java.util.List;

/**
 * Covers numbers that somebody reads out piece by piece (分段读出的号码), which {@link banshi.assistant.language.Masking} cannot see in one utterance: the run at the end of a partial, which
 * may go on growing, and runs that follow each other in utterances of one speaker. A run is digits, in figures or in words, with nothing but separators between them; fillers at
 * the ends of an utterance do not break it (三三零一零六啊 · 嗯一九九零). Stateless.
 */
final class SpokenNumbers {
    /** So many letters at the end of a partial may be the beginning of a number. */
    private static final int MAY_GROW = 4;

    /** So many over several utterances are a telephone's, a card's or a person's. */
    private static final int PERSONAL = 7;

    /** Of the one digit that a word begins with (一个月), nothing is made. */
    private static final int LEAST_BESIDE_WORDS = 2;

    private static final char COVER = '*';
    private static final String DIGITS = "0123456789０１２３４５６７８９零〇一幺二两三四五六七八九";
    private static final String SEPARATORS = " 　-－,，、.。";
    private static final String FILLERS = "啊呃嗯哦额呢吧哈对是的呀嘛诶欸喂好行那这个然后就再面接着下" + SEPARATORS + "；;：:？！?!";

    private SpokenNumbers() {}

    /**
     * Digits that belong together.
     *
     * @param end after the last
     */
    private record Run(int start, int end, int digits) {}

    /** What may be a piece of a longer number. */
    private record Ends(List<Run> runs, boolean leads, boolean trails) {
        boolean whole() {
            return leads && trails && runs.size() == 1;
        }

        static Ends of(String text) {
            var runs = SpokenNumbers.runs(text);
            if (runs.isEmpty()) return new Ends(runs, false, false);
            boolean first = isFiller(text, 0, runs.getFirst().start());
            boolean last = isFiller(text, runs.getLast().end(), text.length());
            if (first && last && runs.size() == 1) return new Ends(runs, true, true);
            return new Ends(
                    runs,
                    first && runs.getFirst().digits() >= LEAST_BESIDE_WORDS,
                    last && runs.getLast().digits() >= LEAST_BESIDE_WORDS);
        }
    }

    /** A partial with what may be the beginning of a number covered. */
    static String beginningCovered(String partial) {
        var ends = Ends.of(partial);
        if (!ends.trails() || ends.runs().getLast().digits() < MAY_GROW) return partial;
        return covered(partial, ends.runs().getLast());
    }

    /**
     * Utterances of one speaker, in order, with the numbers that are spread over them covered.
     *
     * @return as many, each the same instance where nothing is covered
     */
    static List<String> covered(List<String> utterances) {
        var covered = new ArrayList<>(utterances);
        var chain = new ArrayList<Piece>();
        for (int i = 0; i < utterances.size(); i++) {
            var ends = Ends.of(utterances.get(i));
            if (ends.leads()) chain.add(new Piece(i, ends.runs().getFirst()));
            if (ends.whole()) continue;
            cover(chain, covered);
            chain.clear();
            if (ends.trails()) chain.add(new Piece(i, ends.runs().getLast()));
        }
        cover(chain, covered);
        return covered;
    }

    private record Piece(int utterance, Run run) {}

    private static void cover(List<Piece> chain, List<String> utterances) {
        if (chain.size() < 2) return;
        if (chain.stream().mapToInt(piece -> piece.run().digits()).sum() < PERSONAL) return;
        for (var piece : chain)
            utterances.set(piece.utterance(), covered(utterances.get(piece.utterance()), piece.run()));
    }

    private static String covered(String text, Run run) {
        var letters = new StringBuilder(text);
        for (int i = run.start(); i < run.end(); i++) if (isDigit(text.charAt(i))) letters.setCharAt(i, COVER);
        return letters.toString().equals(text) ? text : letters.toString();
    }

    private static List<Run> runs(String text) {
        var runs = new ArrayList<Run>();
        int at = 0;
        while (at < text.length()) {
            if (!isDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            int end = at;
            int digits = 0;
            while (at < text.length() && (isDigit(text.charAt(at)) || SEPARATORS.indexOf(text.charAt(at)) >= 0)) {
                if (isDigit(text.charAt(at))) {
                    digits++;
                    end = at + 1;
                }
                at++;
            }
            runs.add(new Run(start, end, digits));
        }
        return runs;
    }

    private static boolean isDigit(char letter) {
        return letter == COVER || DIGITS.indexOf(letter) >= 0;
    }

    private static boolean isFiller(String text, int from, int to) {
        for (int i = from; i < to; i++) if (FILLERS.indexOf(text.charAt(i)) < 0) return false;
        return true;
    }
}
