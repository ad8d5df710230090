package banshi.eval.simulate;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Tellings;
import banshi.assistant.language.Reader;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Telling;
import banshi.corpus.TemplateId;
import banshi.eval.SmallRelease;
import banshi.eval.subject.OpenedAssistant;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An assistant for tests that hears every answer, never loses its thread and says only what the graph says (细心的助手). */
public final class Attentive implements Assistant {
    private static final Pattern BEFORE = Pattern.compile("^(?:嗯嗯，|嗯，|哦，|是的，|应该是)");
    private static final Pattern AFTER = Pattern.compile("(?:，谢谢|的|吧|呀)$");
    private static final Pattern NUMBER = Pattern.compile("(?:选|第)?([0-9])个?");
    private static final AspectId MATERIALS = new AspectId("materials");

    private final Content content;
    private final KnowledgeGraph graph;
    private final Reader reader;
    private final Tellings tellings;
    private final int mostQuestions;

    Attentive(Content content, int mostQuestions) {
        this.content = content;
        this.mostQuestions = mostQuestions;
        graph = KnowledgeGraph.compile(content);
        reader = new Reader(content.terms());
        tellings = new Tellings(content.tellings());
    }

    /** Two matters of the real content. */
    public static Content content() {
        try {
            return OpenedAssistant.release(SmallRelease.folder()).content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It, to walk through. */
    public static WalkedRelease released(Content content, Assistant assistant) {
        return new WalkedRelease(assistant, content, "release-7", LocalDate.of(2026, 11, 22));
    }

    /** It alone, asking at most three questions. */
    public static WalkedRelease released() {
        var content = content();
        return released(content, new Attentive(content, 3));
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        var said = utterance.text();
        var talk = dialogue.current().orElseGet(() -> new Dialogue.Talk(named(said), MATERIALS, Circumstances.NONE, 0));
        var known = talk.known();
        for (var told : tellings.told(talk.matter(), reader.read(said)).entrySet())
            known = known.and(told.getKey(), told.getValue());
        var asked = dialogue.asked();
        if (asked != null) {
            var option = option(situation(talk.matter(), asked), said);
            if (option.isPresent()) known = known.and(asked, option.get());
        }
        return turn(dialogue, new Dialogue.Talk(talk.matter(), MATERIALS, known, talk.questions()));
    }

    /** What it says when it knows that much of the case. */
    Turn turn(Dialogue before, Dialogue.Talk talk) {
        var requirements = graph.requirements(talk.matter(), talk.known());
        var asked = talk.questions() < mostQuestions
                ? graph.nextQuestion(talk.matter(), talk.known(), null).map(n -> n.situation())
                : Optional.<Situation>empty();
        var choices = asked.map(s -> choices(talk.matter(), s)).orElse(List.of());
        var materials = requirements.materials().stream()
                .map(n -> new RequiredMaterial(n.material().id(), n.material().name(), n.required(), ""))
                .toList();
        var answer = new Reply.Answer(
                talk.matter(),
                MATERIALS,
                1,
                requirements.eligibility().verdict(),
                List.of(new Block.Text("要带的"), new Block.Choices(choices, null)),
                materials,
                List.of(new Citation("指南", null, null)),
                new TemplateId("t"),
                "",
                List.of());
        var asking = new Dialogue.Talk(
                talk.matter(), MATERIALS, talk.known(), talk.questions() + (asked.isPresent() ? 1 : 0));
        return new Turn(before.with(asking, choices, asked.map(Situation::id).orElse(null)), answer, "release-7");
    }

    static List<Choice> choices(MatterId matter, Situation situation) {
        var choices = new ArrayList<Choice>();
        for (var option : situation.options())
            choices.add(new Choice(String.valueOf(choices.size() + 1), option.label(), matter, MATERIALS, option.id()));
        return choices;
    }

    private Optional<String> option(Situation asked, String said) {
        var opened = BEFORE.matcher(said).replaceFirst("");
        for (var bare : List.of(said, opened, AFTER.matcher(opened).replaceFirst(""))) {
            var number = NUMBER.matcher(bare);
            if (number.matches())
                return Optional.of(asked.options()
                        .get(Integer.parseInt(number.group(1)) - 1)
                        .id());
            for (var option : asked.options()) if (option.label().equals(bare)) return Optional.of(option.id());
        }
        return List.of(said, opened, AFTER.matcher(opened).replaceFirst("")).stream()
                .flatMap(bare -> Stream.concat(
                        wholeAnswer(asked, bare).stream(),
                        tellings.answer(matterOf(asked), asked, reader.read(bare)).stream()))
                .findFirst();
    }

    private Optional<String> wholeAnswer(Situation asked, String said) {
        return content.tellings().stream()
                .filter(t -> t.situation().equals(asked.id()) && t.matter().equals(matterOf(asked)))
                .filter(t -> Reader.key(t.says().replace("=", "")).equals(Reader.key(said)))
                .map(Telling::option)
                .findFirst();
    }

    private MatterId matterOf(Situation situation) {
        return content.matters().stream()
                .filter(m -> m.situations().contains(situation))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Situation situation(MatterId matter, String id) {
        return graph.matter(matter).orElseThrow().situations().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The matter whose published question, or whose name, stands at the end. */
    private MatterId named(String said) {
        return content.phrasings().stream()
                .filter(p -> said.endsWith(p.text()))
                .max(Comparator.comparingInt(p -> p.text().length()))
                .map(p -> p.matter())
                .orElseGet(() -> content.matters().stream()
                        .filter(m -> isNamed(m, said))
                        .findFirst()
                        .orElseThrow()
                        .id());
    }

    private static boolean isNamed(Matter matter, String said) {
        return said.contains(matter.shortName())
                || said.contains(matter.name())
                || matter.aliases().stream().anyMatch(said::contains);
    }
}
