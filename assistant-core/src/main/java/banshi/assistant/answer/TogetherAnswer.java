package banshi.assistant.answer;

import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.corpus.Bundle;
import banshi.corpus.Material;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** Words for an event of life (联办答复): the steps in order and who does each, what to bring, each thing once, and which steps are ours. */
final class TogetherAnswer {
    private final KnowledgeGraph graph;
    private final Bundle bundle;
    private final BiFunction<Integer, MatterId, Choice> choice;

    /** @param choice a matter to pick, by its number from 1 */
    TogetherAnswer(KnowledgeGraph graph, Bundle bundle, BiFunction<Integer, MatterId, Choice> choice) {
        this.graph = graph;
        this.bundle = bundle;
        this.choice = choice;
    }

    /**
     * The answer.
     *
     * @param confidence probability that this event is meant, 0..1
     */
    Reply.Together reply(double confidence, List<Candidate> candidates) {
        var materials = materials();
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Text(bundle.summary()));
        blocks.add(new Block.Steps(
                "一件件按这个顺序来",
                bundle.steps().stream()
                        .map(s -> new Block.Steps.Step(text(s), s.department()))
                        .toList()));
        if (!materials.isEmpty())
            blocks.add(new Block.Checklist(
                    "合起来要准备的，同样的带一份就行",
                    materials.stream()
                            .map(m -> new Block.Checklist.Item(m.id(), m.name(), m.reason(), m.required()))
                            .toList()));
        var ours = ours();
        if (!ours.isEmpty()) blocks.add(new Block.Choices(ours, "其中公安这边的，想细看哪一件："));
        return new Reply.Together(bundle.id(), confidence, blocks, materials, citations(), candidates);
    }

    private static String text(Bundle.Step step) {
        var text = step.optional() ? step.name() + "（用得上才办）" : step.name();
        return step.note() == null ? text : text + "：" + step.note();
    }

    /** The shared ones, then what our necessary steps need in the usual case and no shared one names. */
    private List<RequiredMaterial> materials() {
        var materials = new ArrayList<RequiredMaterial>();
        for (var shared : bundle.sharedMaterials())
            materials.add(new RequiredMaterial(
                    "shared-" + (materials.size() + 1),
                    shared.name(),
                    true,
                    Objects.requireNonNullElse(shared.note(), "")));
        for (var step : bundle.steps()) {
            var matter = step.matter();
            if (matter == null || step.optional() || graph.matter(matter).isEmpty()) continue;
            var usual = graph.usual(matter);
            graph.matter(matter).get().materials().stream()
                    .filter(m -> !m.optional() && usual.truth(m.needed()) == Circumstances.Truth.YES)
                    .filter(m -> materials.stream().noneMatch(have -> names(have, m)))
                    .forEach(m -> materials.add(
                            new RequiredMaterial(matter.value() + "." + m.id(), m.name(), true, step.name() + "要用")));
        }
        return materials;
    }

    private static boolean names(RequiredMaterial have, Material material) {
        return have.name().contains(material.name()) || material.name().contains(have.name());
    }

    private List<Choice> ours() {
        var matters = new LinkedHashSet<MatterId>();
        for (var step : bundle.steps()) {
            var matter = step.matter();
            if (matter != null && graph.matter(matter).isPresent()) matters.add(matter);
        }
        var choices = new ArrayList<Choice>();
        for (var matter : matters) choices.add(choice.apply(choices.size() + 1, matter));
        return choices;
    }

    private List<Citation> citations() {
        return bundle.sources().stream().map(Citation::of).toList();
    }
}
