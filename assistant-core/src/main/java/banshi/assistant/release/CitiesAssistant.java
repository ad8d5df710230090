package banshi.assistant.release;

import banshi.assistant.Application;
import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Guide;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Policy;
import banshi.corpus.AspectId;
import banshi.corpus.City;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.graph.Circumstances;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers for several cities, each from a release of its own (多城市助手). The region decides; without one a place that the question
 * names; else the first city, and another one only for what the first has no answer to and the other names its matter by.
 */
public final class CitiesAssistant implements Assistant, Explainer, Guides, Directory {
    /** A shorter name may stand in a question by chance. */
    private static final int LEAST_NAME = 4;

    private final List<Served> cities;
    private final Map<Served, ReleaseAssistant> assistants;

    /**
     * A city that is served.
     *
     * @param city null for curated content, which serves every region that no other city has
     */
    public record Served(@Nullable City city, Releases releases) {}

    /**
     * Begins with the first city.
     *
     * @throws IllegalArgumentException if there is none, or two of them have a matter of one id; the message is for operators
     */
    public CitiesAssistant(List<Served> cities) {
        if (cities.isEmpty()) throw new IllegalArgumentException("there must be a city");
        this.cities = List.copyOf(cities);
        assistants =
                cities.stream().collect(Collectors.toUnmodifiableMap(c -> c, c -> new ReleaseAssistant(c.releases())));
        var seen = new HashSet<MatterId>();
        for (var city : cities)
            for (var matter : matters(city))
                if (!seen.add(matter)) throw new IllegalArgumentException("事项编号 " + matter + " 在两个城市的内容里都有");
    }

    private static Set<MatterId> matters(Served city) {
        return city.releases().current().content().matters().stream()
                .map(m -> m.id())
                .collect(Collectors.toSet());
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        var meant = offering(dialogue, utterance).or(() -> named(utterance));
        if (meant.isPresent()) return reply(meant.get(), dialogue, utterance);
        var first = reply(cities.getFirst(), dialogue, utterance);
        if (utterance.region() != null || !leavesOpen(first.reply())) return first;
        for (var other : cities.subList(1, cities.size())) {
            if (!namesAMatterOf(other, utterance.text())) continue;
            var turn = reply(other, dialogue, utterance);
            if (turn.reply() instanceof Reply.Answer) return turn;
        }
        return first;
    }

    /** By the city of the region or of a place in the question, else by the first. */
    @Override
    public Explained explain(Utterance utterance) {
        var city = named(utterance).orElse(cities.getFirst());
        return assistant(city).explain(utterance);
    }

    /** By the city whose matter it is. */
    @Override
    public Optional<Guide> guide(Application application, LocalDate day) {
        return having(application.matter()).flatMap(city -> city.guide(application, day));
    }

    @Override
    public Optional<Matter> matter(MatterId id) {
        return having(id).flatMap(city -> city.matter(id));
    }

    @Override
    public Optional<Reply.Answer> answer(MatterId matter, AspectId aspect, Circumstances known, LocalDate day) {
        return having(matter).flatMap(city -> city.answer(matter, aspect, known, day));
    }

    @Override
    public Optional<Situation> open(MatterId matter, Circumstances known) {
        return having(matter).flatMap(city -> city.open(matter, known));
    }

    private Optional<ReleaseAssistant> having(MatterId matter) {
        return cities.stream()
                .map(this::assistant)
                .filter(city -> city.matter(matter).isPresent())
                .findFirst();
    }

    private Turn reply(Served city, Dialogue dialogue, Utterance utterance) {
        return assistant(city).reply(dialogue, utterance);
    }

    private ReleaseAssistant assistant(Served city) {
        return Objects.requireNonNull(assistants.get(city));
    }

    /** The city that gave the choice which is picked now. */
    private Optional<Served> offering(Dialogue dialogue, Utterance utterance) {
        if (dialogue.offered().isEmpty()) return Optional.empty();
        var question = cities.getFirst().releases().current().reader().read(utterance.text());
        return Policy.picked(dialogue, question)
                .flatMap(choice -> cities.stream()
                        .filter(c -> choice.matter() != null
                                && c.releases()
                                        .current()
                                        .graph()
                                        .matter(choice.matter())
                                        .isPresent())
                        .findFirst());
    }

    /** The city of the region or, where no region is given, of a place in the question. */
    private Optional<Served> named(Utterance utterance) {
        return cities.stream().filter(c -> isNamed(c.city(), utterance)).findFirst();
    }

    private static boolean isNamed(@Nullable City city, Utterance utterance) {
        if (city == null) return false;
        var region = utterance.region();
        return region != null ? city.serves(region) : city.isNamedIn(utterance.text());
    }

    private static boolean leavesOpen(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> false;
            case Reply.Together together -> false;
            case Reply.Emergency emergency -> false;
            case Reply.Smalltalk smalltalk -> false;
            case Reply.Clarify clarify -> true;
            case Reply.Decline decline -> true;
            case Reply.Handoff handoff -> true;
        };
    }

    private static boolean namesAMatterOf(Served city, String text) {
        return city.releases().current().content().matters().stream()
                .map(m -> m.name())
                .anyMatch(name -> name.length() >= LEAST_NAME && text.contains(name));
    }
}
