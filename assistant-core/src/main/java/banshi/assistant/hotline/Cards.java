package banshi.assistant.hotline;

import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import banshi.assistant.answer.PlainText;
import banshi.assistant.hotline.Suggestion.Kind;
import banshi.corpus.Aspect;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import banshi.graph.KnowledgeGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the cards that an agent is shown (卡片). The words of answers are the approved ones. Immutable, thread-safe. */
final class Cards {
    /** What callers ask of a matter, the commonest first. */
    private static final List<String> USUAL = List.of("materials", "process", "where-when", "can-online", "fee");

    private final KnowledgeGraph graph;
    private final Map<AspectId, Aspect> aspects = new HashMap<>();
    private final Map<TopicId, Topic> topics = new HashMap<>();

    Cards(KnowledgeGraph graph, Collection<Aspect> aspects, Collection<Topic> topics) {
        this.graph = graph;
        aspects.forEach(a -> this.aspects.put(a.id(), a));
        topics.forEach(t -> this.topics.put(t.id(), t));
    }

    /** The approved answer; its short form to be said, all of it to be read. */
    Suggestion answer(Reply.Answer answer, double score, String utterance) {
        return new Suggestion(
                Kind.ANSWER,
                "answer " + answer.matter() + " " + answer.aspect(),
                graph.name(answer.matter()) + " · " + aspect(answer.aspect()),
                answer.spoken(),
                PlainText.of(withoutChoices(answer.blocks())),
                answer.citations(),
                answer.materials(),
                score,
                answer.matter(),
                answer.aspect(),
                List.of(),
                List.of(utterance));
    }

    /** Which matter it is, and what callers usually ask of it. */
    Suggestion item(MatterId matter, Collection<AspectId> answerable, double score, String utterance) {
        var choices = new ArrayList<Choice>();
        for (var usual : USUAL) {
            var aspect = new AspectId(usual);
            if (answerable.contains(aspect))
                choices.add(new Choice(String.valueOf(choices.size() + 1), aspect(aspect), matter, aspect));
        }
        return new Suggestion(
                Kind.ITEM,
                "item " + matter,
                graph.name(matter),
                "您是要办“" + graph.name(matter) + "”，对吧？",
                "",
                List.of(),
                List.of(),
                score,
                matter,
                null,
                choices,
                List.of(utterance));
    }

    /** What to ask about the case. */
    Suggestion ask(MatterId matter, AspectId aspect, Situation situation, String utterance) {
        var choices = new ArrayList<Choice>();
        for (var option : situation.options())
            choices.add(new Choice(String.valueOf(choices.size() + 1), option.label(), matter, aspect, option.id()));
        return new Suggestion(
                Kind.ASK,
                "ask " + matter + " " + situation.id(),
                "问一句 · " + graph.name(matter),
                situation.question(),
                "",
                List.of(),
                List.of(),
                1,
                matter,
                null,
                choices,
                List.of(utterance));
    }

    /** Which of some readings is meant. */
    Suggestion which(List<Candidate> readings, String utterance) {
        boolean oneMatter = readings.stream().map(Candidate::matter).distinct().count() == 1;
        var choices = new ArrayList<Choice>();
        for (var reading : readings)
            choices.add(new Choice(
                    String.valueOf(choices.size() + 1),
                    oneMatter
                            ? aspect(reading.aspect())
                            : graph.name(reading.matter()) + " · " + aspect(reading.aspect()),
                    reading.matter(),
                    reading.aspect()));
        var labels = choices.stream().map(Choice::label).toList();
        return new Suggestion(
                Kind.ASK,
                "which " + labels,
                "问清楚是哪一件",
                "您是想问"
                        + String.join(
                                "，还是",
                                labels.stream().map(l -> l.replace(" · ", "的")).toList()) + "？",
                "",
                List.of(),
                List.of(),
                readings.getFirst().p(),
                oneMatter ? readings.getFirst().matter() : null,
                null,
                choices,
                List.of(utterance));
    }

    /** Somebody may be in danger, is being cheated, or is angry. */
    Suggestion risk(TopicId topic, Reply reply, double score, String utterance) {
        return ofTopic(Kind.RISK, "risk " + topic, topic, reply, score, utterance);
    }

    /** What is not ours, and whose it is. */
    Suggestion phrase(TopicId topic, Reply reply, double score, String utterance) {
        return ofTopic(Kind.PHRASE, "phrase " + topic, topic, reply, score, utterance);
    }

    /** A matter without approved content, and who knows about it. */
    Suggestion passOn(MatterId matter, Reply reply, double score, String utterance) {
        return plain(Kind.PHRASE, "pass-on " + matter, graph.name(matter), reply, score, matter, utterance);
    }

    /** An event of life, and what belongs to it. */
    Suggestion together(Reply.Together reply, String name, String utterance) {
        var choices = reply.blocks().stream()
                .filter(Block.Choices.class::isInstance)
                .flatMap(b -> ((Block.Choices) b).items().stream())
                .toList();
        var text = PlainText.of(withoutChoices(reply.blocks()));
        return new Suggestion(
                Kind.ITEM,
                "together " + reply.bundle(),
                name,
                text.lines().findFirst().orElse(name),
                text,
                reply.citations(),
                reply.materials(),
                reply.confidence(),
                null,
                null,
                choices,
                List.of(utterance));
    }

    private Suggestion ofTopic(Kind kind, String key, TopicId id, Reply reply, double score, String utterance) {
        var topic = topics.get(id);
        return plain(kind, key, topic == null ? id.value() : topic.name(), reply, score, null, utterance);
    }

    private static Suggestion plain(
            Kind kind,
            String key,
            String title,
            Reply reply,
            double score,
            @Nullable MatterId matter,
            String utterance) {
        var words = reply.blocks().stream()
                .filter(Block.Text.class::isInstance)
                .map(b -> ((Block.Text) b).text())
                .findFirst()
                .orElse(title);
        return new Suggestion(
                kind,
                key,
                title,
                words,
                PlainText.of(withoutChoices(reply.blocks())),
                List.of(),
                List.of(),
                score,
                matter,
                null,
                List.of(),
                List.of(utterance));
    }

    private String aspect(AspectId id) {
        var aspect = aspects.get(id);
        return aspect == null ? id.value() : aspect.name();
    }

    private static List<Block> withoutChoices(List<Block> blocks) {
        return blocks.stream().filter(b -> !(b instanceof Block.Choices)).toList();
    }
}
