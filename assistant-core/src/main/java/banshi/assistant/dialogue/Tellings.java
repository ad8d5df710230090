package banshi.assistant.dialogue;

import banshi.assistant.language.Measures;
import banshi.assistant.language.Places;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Telling;
import banshi.corpus.TellingPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a citizen lets be known of the case (情形识别): the fragments of {@code tellings/}, found in the words. Of fragments of one
 * situation the longest counts (没丢 before 丢); where two options are told in as many letters, neither does. Immutable, thread-safe; some
 * 20 µs a question.
 */
public final class Tellings {
    private static final Pattern CLAUSE = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What turns the words after it round. */
    private static final List<String> NEGATIONS = List.of("没有", "不是", "没", "不", "未", "别");

    /** What may stand before an answer, and what behind it. */
    private static final Pattern BEFORE = Pattern.compile("^(?:嗯+|哦|啊|我是|我|就是|是的?(?=.)|应该是?)");

    private static final Pattern BEHIND = Pattern.compile("(?:的|了|呀|吧|啊|呢|哦|嘛)$");

    private final Map<MatterId, List<Telling>> written = new HashMap<>();

    /** Compiled when a matter is first spoken of: most never are in one run. */
    private final Map<MatterId, OfMatter> compiled = new ConcurrentHashMap<>();

    private record Compiled(String situation, String option, TellingPattern pattern) {}

    private record Found(Compiled telling, int clause, int begin, int end, int letters) {
        boolean isInside(Found other) {
            return clause == other.clause && begin >= other.begin && end <= other.end && letters < other.letters;
        }
    }

    /** Reads by the tellings of checked content. */
    public Tellings(Collection<Telling> tellings) {
        for (var telling : tellings)
            written.computeIfAbsent(telling.matter(), m -> new ArrayList<>()).add(telling);
    }

    private OfMatter of(MatterId matter) {
        return compiled.computeIfAbsent(matter, m -> new OfMatter(written.getOrDefault(m, List.of())));
    }

    /** The tellings of one matter, by the letter that they begin with, so that most of a question's letters cost one look. */
    private static final class OfMatter {
        private final Map<Character, List<Compiled>> byLetter = new HashMap<>();
        private final List<Compiled> bySlot = new ArrayList<>();
        private final List<Compiled> all = new ArrayList<>();

        OfMatter(List<Telling> tellings) {
            for (var telling : tellings)
                TellingPattern.parse(telling.says())
                        .ifPresent(p -> add(new Compiled(telling.situation(), telling.option(), asRead(p))));
        }

        /** Its letters as those of a question are read: 一年 as 1年. */
        private static TellingPattern asRead(TellingPattern written) {
            return new TellingPattern(
                    written.answer(),
                    written.pieces().stream().map(OfMatter::asRead).toList());
        }

        private static TellingPattern.Piece asRead(TellingPattern.Piece piece) {
            if (!(piece instanceof TellingPattern.Letters(var letters))) return piece;
            var read = Reader.key(letters);
            return read.isEmpty() ? piece : new TellingPattern.Letters(read);
        }

        private void add(Compiled telling) {
            all.add(telling);
            if (telling.pattern().answer()) return;
            if (telling.pattern().pieces().getFirst() instanceof TellingPattern.Letters(var letters))
                byLetter.computeIfAbsent(letters.charAt(0), c -> new ArrayList<>())
                        .add(telling);
            else bySlot.add(telling);
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        List<Compiled> all() {
            return all;
        }

        void find(int clause, String text, List<Found> to) {
            var measures = Measures.in(text);
            for (int begin = 0; begin < text.length(); begin++) {
                for (var telling : byLetter.getOrDefault(text.charAt(begin), List.of()))
                    find(telling, clause, text, begin, measures, to);
                for (var telling : bySlot) find(telling, clause, text, begin, measures, to);
            }
        }

        private static void find(
                Compiled telling, int clause, String text, int begin, List<Measures.Measure> measures, List<Found> to) {
            var pieces = telling.pattern().pieces();
            int end = end(pieces, 0, text, begin, measures);
            if (end >= 0 && !isTurnedRound(text, begin))
                to.add(new Found(telling, clause, begin, end, letters(pieces)));
        }
    }

    /** What the words let be known of a case of that matter: situation id → option id; often nothing. */
    public Map<String, String> told(MatterId matter, Question question) {
        var tellings = of(matter);
        if (tellings.isEmpty() || question.key().isEmpty()) return Map.of();
        var found = new ArrayList<Found>();
        var clauses = CLAUSE.split(question.text());
        for (int c = 0; c < clauses.length; c++) {
            if (clauses[c].isEmpty()) continue;
            tellings.find(c, clauses[c], found);
        }
        return certain(found);
    }

    /**
     * The option that the words give in answer to a question: a fragment that counts as an answer, or anywhere, or the option's own
     * label.
     */
    public Optional<String> answer(MatterId matter, Situation asked, Question question) {
        if (question.key().isEmpty()) return Optional.empty();
        var answer = inFull(matter, asked, question).orElse(null);
        if (answer == null) answer = told(matter, question).get(asked.id());
        if (answer == null) answer = named(asked, bare(question.key()));
        return Optional.ofNullable(answer);
    }

    /** The option that is told and nothing besides: by its label, or by a fragment that is the whole answer. */
    public Optional<String> inFull(MatterId matter, Situation asked, Question question) {
        if (question.key().isEmpty()) return Optional.empty();
        var said = bare(question.key());
        for (var option : asked.options())
            if (said.equals(bare(Reader.key(option.label())))) return Optional.of(option.id());
        var whole = new ArrayList<Found>();
        for (var form : forms(question.key())) if (whole.isEmpty()) whole(matter, asked, form, whole);
        return Optional.ofNullable(certain(whole).get(asked.id()));
    }

    /** The fragments of a situation that the words are from beginning to end. */
    private void whole(MatterId matter, Situation asked, String said, List<Found> to) {
        var measures = Measures.in(said);
        for (var telling : of(matter).all()) {
            if (!telling.situation().equals(asked.id())) continue;
            int end = end(telling.pattern().pieces(), 0, said, 0, measures);
            if (end == said.length()) to.add(new Found(telling, 0, 0, end, end));
        }
    }

    /** The only option whose label has the words in it, or is in them. */
    private static @Nullable String named(Situation asked, String said) {
        String named = null;
        if (said.length() < 2) return null;
        for (var option : asked.options()) {
            var label = bare(Reader.key(option.label()));
            if (!label.contains(said) && !(label.length() >= 2 && said.contains(label))) continue;
            if (named != null) return null;
            named = option.id();
        }
        return named;
    }

    private static String bare(String key) {
        return forms(key).getLast();
    }

    /** The answer, and all that is left of it when what stands around it is taken off, the barest last. */
    private static List<String> forms(String key) {
        var forms = new ArrayList<String>(List.of(key));
        for (int i = 0; i < forms.size(); i++)
            for (var around : List.of(BEHIND, BEFORE)) {
                var barer = around.matcher(forms.get(i)).replaceFirst("");
                if (!barer.isEmpty() && !forms.contains(barer)) forms.add(barer);
            }
        forms.sort(Comparator.comparingInt(String::length).reversed());
        return forms;
    }

    private static Map<String, String> certain(List<Found> found) {
        var most = new LinkedHashMap<String, Found>();
        var unclear = new HashSet<String>();
        for (var one : found) {
            var situation = one.telling().situation();
            boolean outdone =
                    found.stream().anyMatch(o -> o.telling().situation().equals(situation) && one.isInside(o));
            if (outdone) continue;
            var other = most.get(situation);
            if (other == null || one.letters() > other.letters()) {
                most.put(situation, one);
                unclear.remove(situation);
            } else if (one.letters() == other.letters()
                    && !one.telling().option().equals(other.telling().option())) unclear.add(situation);
        }
        var told = new LinkedHashMap<String, String>();
        most.forEach((situation, one) -> {
            if (!unclear.contains(situation)) told.put(situation, one.telling().option());
        });
        return told;
    }

    /** Where the pieces from {@code piece} on end if they stand at {@code at}; -1 where they do not. */
    private static int end(
            List<TellingPattern.Piece> pieces, int piece, String text, int at, List<Measures.Measure> measures) {
        if (piece == pieces.size()) return at;
        return switch (pieces.get(piece)) {
            case TellingPattern.Letters(var letters) ->
                text.startsWith(letters, at) ? end(pieces, piece + 1, text, at + letters.length(), measures) : -1;
            case TellingPattern.Gap() -> {
                for (int gap = 0; gap <= TellingPattern.GAP && at + gap <= text.length(); gap++) {
                    if (turnsRound(text, at, at + gap)) continue; // 护照…丢 is not told by 护照没丢
                    int end = end(pieces, piece + 1, text, at + gap, measures);
                    if (end >= 0) yield end;
                }
                yield -1;
            }
            case TellingPattern.Measure(var unit, var least, var most) -> {
                for (var measure : measures)
                    if (measure.begin() == at
                            && measure.unit() == unit
                            && measure.value() >= least
                            && measure.value() <= most) yield end(pieces, piece + 1, text, measure.end(), measures);
                yield -1;
            }
            case TellingPattern.Place(var where) -> {
                int end = Places.end(text, at, where);
                yield end < 0 ? -1 : end(pieces, piece + 1, text, end, measures);
            }
        };
    }

    /** After 没 or 不, and in 有没有 and 是不是, which only ask. */
    private static boolean isTurnedRound(String text, int begin) {
        boolean asks = begin > 0
                && begin + 1 < text.length()
                && (text.charAt(begin) == '没' || text.charAt(begin) == '不')
                && text.charAt(begin - 1) == text.charAt(begin + 1);
        return asks || turnsRound(text, 0, begin);
    }

    /** Whether a negation that does not begin before {@code from} stands just before {@code end}. */
    private static boolean turnsRound(String text, int from, int end) {
        return NEGATIONS.stream().anyMatch(n -> end - n.length() >= from && text.startsWith(n, end - n.length()));
    }

    /** How much is said; a measure or a place counts as two letters. */
    private static int letters(List<TellingPattern.Piece> pieces) {
        int letters = 0;
        for (var piece : pieces)
            letters += switch (piece) {
                case TellingPattern.Letters(var said) -> said.length();
                case TellingPattern.Gap() -> 0;
                case TellingPattern.Measure measure -> 2;
                case TellingPattern.Place place -> 2;
            };
        return letters;
    }
}
