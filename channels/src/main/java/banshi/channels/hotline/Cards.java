package banshi.channels.hotline;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import banshi.assistant.hotline.Suggestion;
import banshi.channels.hotline.DeskFrame.CardView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cards of a call (建议卡): which are up, and under which ids. The same words about the same keep their id; other words about it get another that takes its place; what was used or
 * refused does not come again. For the mailbox of its call.
 */
final class Cards {
    /** How long a card holds that no hearing renews. */
    static final Duration HOLDS = Duration.ofMinutes(3);

    /** By which it must be renewed before the desk is told so. */
    private static final Duration WORTH_TELLING = Duration.ofMinutes(1);

    private static final int MOST_FOUND = 300;
    private static final int LONGEST_WRITTEN = 100_000;

    private final String callId;
    private final JsonMapper json;

    /** By what they are about. */
    private final Map<String, Card> up = new LinkedHashMap<>();

    /** By id, with those that hold no more. */
    private final Map<String, Card> ever = new LinkedHashMap<>();

    private final Set<String> settled = new HashSet<>();
    private int last;

    Cards(String callId, JsonMapper json) {
        this.callId = callId;
        this.json = json;
    }

    /**
     * One card.
     *
     * @param about the suggestion's key
     * @param words tells other words about the same apart
     */
    record Card(int number, String about, String words, Instant shownAt, CardView view) {
        String id() {
            return view.id();
        }

        private String settling() {
            return about + "\n" + words;
        }

        /** What the caller had said when it came, the latest last. */
        List<String> basedOn() {
            return view.basedOn();
        }

        private Instant expires() {
            var expires = view.expires();
            return expires == null ? Instant.MAX : expires;
        }
    }

    /**
     * What a hearing changes.
     *
     * @param shown new ones, or such as hold longer
     * @param isNew whether there is one among them that was not up before
     * @param replaced by one of {@code shown}
     * @param withdrawn by none
     */
    record Change(List<Card> shown, boolean isNew, List<Card> replaced, List<Card> withdrawn) {}

    Change show(List<Suggestion> suggestions, Instant now) {
        var shown = new ArrayList<Card>();
        var replaced = new ArrayList<Card>();
        boolean isNew = false;
        var former = new LinkedHashMap<>(up);
        up.clear();
        for (var suggestion : suggestions) {
            var words = words(suggestion);
            var before = former.remove(suggestion.key());
            var expires = now.plus(HOLDS);
            if (before != null && before.words().equals(words)) {
                boolean told = expires.isAfter(before.expires().plus(WORTH_TELLING));
                var view = CardView.of(before.id(), callId, suggestion, told ? expires : before.expires(), List.of());
                // what is not worth telling is renewed all the same, here
                var card = new Card(before.number(), before.about(), words, before.shownAt(), view.until(expires));
                hold(card);
                if (told) shown.add(card);
                continue;
            }
            if (before != null) replaced.add(before);
            if (settled.contains(suggestion.key() + "\n" + words)) continue;
            int number = ++last;
            var card = new Card(
                    number,
                    suggestion.key(),
                    words,
                    now,
                    CardView.of(
                            "s" + number,
                            callId,
                            suggestion,
                            expires,
                            before == null ? List.of() : List.of(before.id())));
            hold(card);
            shown.add(card);
            isNew = true;
        }
        var withdrawn = new ArrayList<>(former.values());
        for (var card : List.copyOf(replaced))
            if (shown.stream().noneMatch(by -> by.view().supersedes().contains(card.id()))) {
                replaced.remove(card);
                withdrawn.add(card);
            }
        return new Change(shown, isNew, replaced, withdrawn);
    }

    private void hold(Card card) {
        up.put(card.about(), card);
        ever.remove(card.id());
        ever.put(card.id(), card);
        if (ever.size() > MOST_FOUND) ever.remove(ever.keySet().iterator().next());
    }

    List<Card> withdrawAll() {
        var all = List.copyOf(up.values());
        up.clear();
        return all;
    }

    List<Card> withdrawExpired(Instant now) {
        var expired = up.values().stream()
                .filter(card -> !now.isBefore(card.expires()))
                .toList();
        for (var card : expired) up.remove(card.about());
        return expired;
    }

    /** It is not shown any more, and not again in these words. */
    void settle(Card card) {
        settled.add(card.settling());
        up.remove(card.about(), card);
    }

    /** Those that hold, in order. */
    List<Card> up() {
        return List.copyOf(up.values());
    }

    /** What a card that is up, or was, offers to pick; null where none offers that. */
    @Nullable
    String choice(String matter, @Nullable String aspect, @Nullable String choice) {
        for (var card : List.copyOf(ever.values()).reversed())
            for (var offered : card.view().choices()) {
                var about = offered.matter() == null ? card.view().matter() : offered.matter();
                if (!matter.equals(about)) continue;
                if (choice != null ? offered.id().equals(choice) : aspect != null && aspect.equals(offered.aspect()))
                    return offered.label();
            }
        return null;
    }

    @Nullable
    Card find(String id) {
        return ever.get(id);
    }

    /** As they were before a restart. */
    void restore(List<CallJournal.CardEntry> entries, List<CallJournal.FeedbackEntry> feedback) {
        var used = new HashSet<Integer>();
        for (var given : feedback) if (!given.action().equals("copied")) used.add(given.suggestion());
        for (var entry : entries) {
            last = Math.max(last, entry.number());
            CardView view;
            try {
                view = json.readValue(entry.card(), CardView.class);
            } catch (JacksonException e) {
                continue; // of another version
            }
            var card = new Card(entry.number(), entry.about(), entry.words(), entry.shownAt(), view);
            hold(card);
            if (used.contains(entry.number())) settle(card);
            if (entry.withdrawnAt() != null) up.remove(card.about(), card);
        }
    }

    /**
     * As it is kept.
     *
     * @param asked what the caller had said when it came; null where that was nothing
     * @param why it is withdrawn; null while it holds
     */
    CallJournal.CardEntry entry(Card card, @Nullable String asked, @Nullable String why, Instant now) {
        var view = card.view();
        return new CallJournal.CardEntry(
                callId,
                card.number(),
                view.kind(),
                card.about(),
                card.words(),
                view.matter(),
                view.aspect(),
                asked,
                written(view),
                card.shownAt(),
                why == null ? null : now,
                why);
    }

    /** Without the long form where it is longer than anybody reads, and than the column. */
    private String written(CardView view) {
        var whole = json.writeValueAsString(view);
        return whole.length() <= LONGEST_WRITTEN ? whole : json.writeValueAsString(view.withoutDetail());
    }

    private static String words(Suggestion suggestion) {
        var all = String.join(
                "\0",
                suggestion.kind().word(),
                suggestion.title(),
                suggestion.spoken(),
                suggestion.detail(),
                suggestion.citations().toString(),
                suggestion.choices().toString());
        return HexFormat.of().formatHex(Sha256.digest().digest(all.getBytes(UTF_8)));
    }
}
