package banshi.assistant.answer;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.release.TestRelease;
import banshi.corpus.Bundle;
import banshi.corpus.Content;
import banshi.graph.KnowledgeGraph;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of life of the real content. */
class TogetherAnswerTest {
    private static final Content REAL = TestRelease.content();
    private static final KnowledgeGraph GRAPH = KnowledgeGraph.compile(REAL);

    static List<Bundle> bundles() {
        return REAL.bundles();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void namesEveryStepInOrderAndWhoDoesIt(Bundle bundle) {
        var steps = block(Block.Steps.class, bundle).items();

        assertThat(steps).hasSameSizeAs(bundle.steps());
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i).text()).contains(bundle.steps().get(i).name());
            assertThat(steps.get(i).where()).isEqualTo(bundle.steps().get(i).department());
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void listsEachMaterialOnce(Bundle bundle) {
        var names =
                reply(bundle).materials().stream().map(RequiredMaterial::name).toList();

        assertThat(names).doesNotHaveDuplicates();
        for (String name : names)
            assertThat(names)
                    .as("%s", name)
                    .filteredOn(other -> other.contains(name))
                    .hasSize(1);
        assertThat(names)
                .containsAll(bundle.sharedMaterials().stream()
                        .map(Bundle.Shared::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void offersTheStepsThatAreOurs(Bundle bundle) {
        var ours = bundle.steps().stream()
                .map(Bundle.Step::matter)
                .filter(m -> m != null && GRAPH.matter(m).isPresent())
                .distinct()
                .toList();
        var offered = reply(bundle).blocks().stream()
                .filter(Block.Choices.class::isInstance)
                .flatMap(b -> ((Block.Choices) b).items().stream())
                .map(Choice::matter)
                .toList();

        assertThat(offered).isEqualTo(ours);
    }

    private static Reply.Together reply(Bundle bundle) {
        return new TogetherAnswer(
                        GRAPH,
                        bundle,
                        (number, matter) -> new Choice(String.valueOf(number), matter.value(), matter, null))
                .reply(1, List.of());
    }

    private static <T extends Block> T block(Class<T> kind, Bundle bundle) {
        return reply(bundle).blocks().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
