package banshi.channels.hotline;

import banshi.assistant.Assistant;
import banshi.assistant.Candidate;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.release.Directory;
import banshi.channels.hotline.DeskFrame.CardView;
import banshi.channels.hotline.DeskFrame.MaterialView;
import banshi.corpus.Matter;
import banshi.graph.Circumstances;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds approved answers for words that an agent types (随手查): the best three. Thread-safe; costs some milliseconds of native code. */
final class DeskSearch {
    private static final int MOST = 3;

    private final Assistant assistant;
    private final Directory directory;

    DeskSearch(Assistant assistant, Directory directory) {
        this.assistant = assistant;
        this.directory = directory;
    }

    /** @param ask tells the ids of several searches apart */
    List<CardView> find(int ask, String text, @Nullable String region, LocalDate day) {
        var reply = assistant
                .reply(Dialogue.NEW, new Utterance(text, Utterance.Channel.HOTLINE, region, day))
                .reply();
        var cards = new ArrayList<CardView>();
        if (reply instanceof Reply.Answer answer) cards.add(card(ask, 1, answer));
        for (var candidate : reply.candidates()) {
            if (cards.size() == MOST) break;
            boolean there = cards.stream()
                    .anyMatch(card -> candidate.matter().value().equals(card.matter())
                            && candidate.aspect().value().equals(card.aspect()));
            if (!there) answer(candidate, day).ifPresent(answer -> cards.add(card(ask, cards.size() + 1, answer)));
        }
        var words = PlainText.of(reply.blocks());
        if (cards.isEmpty() && !words.isBlank()) cards.add(phrase(ask, words));
        return cards;
    }

    /** Whether an approved answer is among what was found. */
    static boolean hasFound(List<CardView> cards) {
        return cards.stream().anyMatch(card -> card.kind().equals("answer"));
    }

    private Optional<Reply.Answer> answer(Candidate candidate, LocalDate day) {
        return directory
                .answer(candidate.matter(), candidate.aspect(), Circumstances.NONE, day)
                .map(answer -> answer.readAs(candidate.p(), List.of()));
    }

    private CardView card(int ask, int number, Reply.Answer answer) {
        var materials = answer.materials().stream().map(MaterialView::of).toList();
        return new CardView(
                id(ask, number),
                null,
                List.of(),
                "answer",
                directory.matter(answer.matter()).map(Matter::name).orElse(""),
                answer.spoken(),
                PlainText.of(answer.blocks()),
                answer.citations(),
                materials,
                answer.matter().value(),
                answer.aspect().value(),
                List.of(),
                answer.confidence(),
                null,
                List.of());
    }

    /** What is not ours is passed on in approved words too. */
    private static CardView phrase(int ask, String words) {
        return new CardView(
                id(ask, 1),
                null,
                List.of(),
                "phrase",
                "没有查到事项",
                words,
                "",
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                0,
                null,
                List.of());
    }

    private static String id(int ask, int number) {
        return String.format(Locale.ROOT, "f%d.%d", ask, number);
    }
}
