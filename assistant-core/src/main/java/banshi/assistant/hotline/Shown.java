package banshi.assistant.hotline;

import banshi.assistant.hotline.Suggestion.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which cards hold after something was said (卡片取舍): what is new before what was there, danger before all. Stateless. */
final class Shown {
    private Shown() {}

    /**
     * At most {@link CallState#MOST_SHOWN}.
     *
     * @param before those that held
     * @param made by what was said, in order
     */
    static List<Suggestion> after(List<Suggestion> before, List<Suggestion> made) {
        var shown = new ArrayList<Suggestion>();
        made.reversed().stream()
                .filter(c -> c.kind() != Kind.ASK && !has(shown, c))
                .forEach(shown::add);
        made.reversed().stream().filter(c -> c.kind() == Kind.ASK).limit(1).forEach(shown::add);
        for (var card : before) if (!has(shown, card) && !isOutdone(card, made)) shown.add(card);
        shown.sort(Comparator.comparing(card -> card.kind() != Kind.RISK)); // stable: all else stays in order
        return shown.subList(0, Math.min(CallState.MOST_SHOWN, shown.size()));
    }

    private static boolean has(List<Suggestion> cards, Suggestion card) {
        return cards.stream().anyMatch(c -> c.key().equals(card.key()));
    }

    /** A question is asked no more once something new came of the answer; a matter is named no more once it is answered about. */
    private static boolean isOutdone(Suggestion card, List<Suggestion> made) {
        return switch (card.kind()) {
            case ASK -> !made.isEmpty();
            case ITEM -> made.stream().anyMatch(m -> m.kind() == Kind.ANSWER || m.kind() == Kind.ITEM);
            case ANSWER, RISK, PHRASE -> false;
        };
    }
}
