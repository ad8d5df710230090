package banshi.eval.simulate;

import banshi.assistant.dialogue.Tellings;
import banshi.assistant.language.Reader;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.TellingPattern;
import banshi.graph.KnowledgeGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/**
 * Sends invented citizens to the assistant (行走者), one matter after the other. Thread-safe; a walk takes some milliseconds, most of them the
 * assistant's.
 */
public final class Walker {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final WalkedRelease release;
    private final KnowledgeGraph graph;
    private final long seed;
    private final List<Matter> matters;
    private final Map<MatterId, Citizen.Voice> voices = new HashMap<>();

    /**
     * Prepares for walks through every matter with situations.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Walker(WalkedRelease release, long seed) {
        this.release = release;
        this.seed = seed;
        var content = release.content();
        graph = KnowledgeGraph.compile(content);
        matters = content.matters().stream()
                .filter(m -> !m.situations().isEmpty())
                .toList();
        if (matters.isEmpty())
            throw new IllegalArgumentException(
                    "release " + release.release() + " has no matter with situations to walk through");
        giveVoices(content);
    }

    private void giveVoices(Content content) {
        var reader = new Reader(content.terms());
        var tellings = new Tellings(content.tellings());
        for (var matter : matters)
            voices.put(
                    matter.id(),
                    new Citizen.Voice(reader, tellings, new ArrayList<>(), new HashMap<>(), new HashMap<>()));
        for (Phrasing phrasing : content.phrasings()) {
            var voice = voices.get(phrasing.matter());
            if (voice != null) voice.phrasings().add(phrasing.text());
        }
        for (var telling : content.tellings()) {
            var voice = voices.get(telling.matter());
            if (voice == null) continue;
            TellingPattern.parse(telling.says())
                    .ifPresent(p -> (p.answer() ? voice.answers() : voice.fragments())
                            .computeIfAbsent(
                                    Citizen.Voice.key(telling.situation(), telling.option()), k -> new ArrayList<>())
                            .add(p));
        }
    }

    /** How many matters are walked through. */
    public int matters() {
        return matters.size();
    }

    /**
     * One walk; the same for the same seed, number and content.
     *
     * @param number from 1; every {@link #matters()} walks each matter has had its turn
     */
    public Walk walk(int number) {
        var matter = matters.get((number - 1) % matters.size());
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * MIX + number);
        var hidden = HiddenCase.of(matter, random);
        var voice = voices.get(matter.id());
        if (voice == null) throw new AssertionError("every matter was given a voice");
        var citizen = new Citizen(matter, hidden, voice, random);
        try {
            return new Conversation(number, release, graph, matter, hidden, citizen, random).walk();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "walk " + number + " of seed " + seed + " through matter " + matter.id() + " broke: " + e, e);
        }
    }
}
