package banshi.eval.metrics;

import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Pair;
import banshi.assistant.hotline.Suggestion;
import banshi.assistant.hotline.Suggestion.Kind;
import banshi.corpus.MatterId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A telephone call, what the agent was shown while it went on, and the work order that was drafted (通话结果).
 *
 * @param shown after each turn, in order
 * @param order null where none was drafted
 * @param failed whether some turn got no reply
 */
public record CallResult(
        EvalCase.Call asked, List<Shown> shown, @Nullable Drafted order, boolean failed) {
    private static final int AT_ONCE = 3;
    private static final Set<String> TROUBLED = Set.of("求助", "投诉", "举报");

    public CallResult {
        shown = List.copyOf(shown);
    }

    /**
     * The cards that held after one turn (屏上卡片), the first three count.
     *
     * @param turn from 0, the agent's turns counted
     */
    public record Shown(int turn, List<Card> cards) {
        public Shown {
            cards = List.copyOf(cards);
        }

        List<Card> first() {
            return cards.stream().limit(AT_ONCE).toList();
        }
    }

    /**
     * What a card says it is about (卡片).
     *
     * @param key the same key is the same card
     * @param pairs that it answers, or asks which of them is meant
     * @param matters that it is about, whatever of them
     */
    public record Card(Kind kind, String key, List<Pair> pairs, Set<MatterId> matters) {
        public Card {
            pairs = List.copyOf(pairs);
            matters = Set.copyOf(matters);
        }

        /** What an agent sees. The usual questions to pick from beside a matter are a menu, and no suggestion of one of them. */
        public static Card of(Suggestion suggestion) {
            var own = suggestion.matter() != null && suggestion.aspect() != null
                    ? Stream.of(new Pair(suggestion.matter(), suggestion.aspect()))
                    : Stream.<Pair>empty();
            var asked = suggestion.kind() == Kind.ASK && suggestion.key().startsWith("which")
                    ? suggestion.choices().stream()
                            .filter(c -> c.matter() != null && c.aspect() != null)
                            .map(c -> new Pair(Objects.requireNonNull(c.matter()), Objects.requireNonNull(c.aspect())))
                    : Stream.<Pair>empty();
            return new Card(
                    suggestion.kind(),
                    suggestion.key(),
                    Stream.concat(own, asked).toList(),
                    Stream.concat(
                                    Stream.ofNullable(suggestion.matter()),
                                    suggestion.choices().stream().flatMap(c -> Stream.ofNullable(c.matter())))
                            .collect(Collectors.toSet()));
        }
    }

    /**
     * A work order as it was drafted (工单草稿).
     *
     * @param type in Chinese
     * @param matter null where it is none of ours
     * @param summary its points, a line each
     * @param covered which of the points that an agent would write are in it, in order
     */
    public record Drafted(String type, @Nullable MatterId matter, String summary, List<Boolean> covered) {
        public Drafted {
            covered = List.copyOf(covered);
        }
    }

    /** How many needs were found in time. */
    public int found() {
        return (int) asked.needs().stream().filter(this::isFound).count();
    }

    /** How many by an answer, not by a question which is meant. */
    int answered() {
        return (int) asked.needs().stream()
                .filter(need -> inTime(need)
                        .anyMatch(c -> c.kind() == Kind.ANSWER && c.pairs().contains(need.pair())))
                .count();
    }

    /** Whether the need was among the first three suggestions no later than the turn after it became clear. */
    public boolean isFound(EvalCase.Call.Need need) {
        return inTime(need).anyMatch(c -> c.pairs().contains(need.pair()));
    }

    private Stream<Card> inTime(EvalCase.Call.Need need) {
        return shown.stream().filter(s -> s.turn() <= need.clearAt() + 1).flatMap(s -> s.first().stream());
    }

    /** The cards that were shown and have to do with none of the needs, each once: an answer to what was not asked, a matter that it was not about. */
    public List<Card> falseCards() {
        var seen = new LinkedHashSet<String>();
        return shown.stream()
                .flatMap(s -> s.first().stream())
                .filter(c -> !isRight(c) && seen.add(c.key()))
                .toList();
    }

    private boolean isRight(Card card) {
        var needs = asked.needs().stream().map(EvalCase.Call.Need::pair).collect(Collectors.toSet());
        var matters = Stream.concat(needs.stream().map(Pair::matter), Stream.ofNullable(orderMatter()))
                .collect(Collectors.toSet());
        return switch (card.kind()) {
            case ANSWER -> card.pairs().stream().anyMatch(needs::contains);
            case ASK, ITEM -> card.matters().stream().anyMatch(matters::contains);
            case PHRASE -> needs.isEmpty();
            case RISK ->
                asked.order() != null && TROUBLED.contains(asked.order().type());
        };
    }

    private @Nullable MatterId orderMatter() {
        return asked.order() == null ? null : asked.order().matter();
    }

    /** Whether there is a draft, and what it should have said. */
    boolean isOrdered() {
        return order != null && asked.order() != null;
    }

    boolean isTypeRight() {
        return isOrdered()
                && Objects.requireNonNull(order)
                        .type()
                        .equals(Objects.requireNonNull(asked.order()).type());
    }

    boolean isMatterRight() {
        return isOrdered() && Objects.equals(Objects.requireNonNull(order).matter(), orderMatter());
    }

    int points() {
        return order == null ? 0 : order.covered().size();
    }

    int covered() {
        return order == null ? 0 : (int) order.covered().stream().filter(c -> c).count();
    }
}
