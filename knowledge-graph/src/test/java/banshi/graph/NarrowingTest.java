package banshi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import org.junit.jupiter.api.Test;

class NarrowingTest {
    private static final String ABC =
            "'options': [{'id': 'a', 'label': '甲'}, {'id': 'b', 'label': '乙'}, {'id': 'c', 'label': '丙'}], 'basis': ['law']";

    @Test
    void asksWhatDecidesMost() {
        var graph = graph("""
                {'id': 'little', 'question': '一？', %1$s},
                {'id': 'much', 'question': '二？', %1$s}
                """, """
                {'id': 'm1', 'name': '一', 'form': 'copy', 'when': {'little': 'b'}, 'basis': ['law']},
                {'id': 'm2', 'name': '二', 'form': 'copy', 'when': {'much': 'b'}, 'basis': ['law']},
                {'id': 'm3', 'name': '三', 'form': 'copy', 'when': {'much': ['b', 'c']}, 'basis': ['law']}
                """, "");

        assertThat(asked(graph, Circumstances.NONE)).isEqualTo("much");
        assertThat(asked(graph, Circumstances.NONE.and("much", "a"))).isEqualTo("little");
        assertThat(graph.nextQuestion(
                        SmallMatter.ID, Circumstances.NONE.and("much", "a").and("little", "b"), null))
                .isEmpty();
    }

    @Test
    void whetherOneMayApplyAtAllComesBeforeAMaterial() {
        var graph = graph("""
                {'id': 'paper', 'question': '一？', %1$s},
                {'id': 'right', 'question': '二？', %1$s}
                """, """
                {'id': 'm1', 'name': '一', 'form': 'copy', 'when': {'paper': 'b'}, 'basis': ['law']}
                """, "{'when': {'right': 'b'}, 'eligible': 'no', 'text': '不行', 'basis': ['law']}");

        assertThat(asked(graph, Circumstances.NONE)).isEqualTo("right");
    }

    @Test
    void neverAsksWhatChangesNothing() {
        var graph = graph("{'id': 'idle', 'question': '一？', %1$s}", "", "");

        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE, null)).isEmpty();
    }

    @Test
    void neverAsksWhatWasTold() {
        var graph = graph("{'id': 's', 'question': '一？', %1$s}", """
                {'id': 'm1', 'name': '一', 'form': 'copy', 'when': {'s': 'b'}, 'basis': ['law']}
                """, "");

        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE.and("s", "c"), null))
                .isEmpty();
    }

    @Test
    void aQuestionThatOnlyOpensAnotherIsAskedForWhatTheOtherChanges() {
        var graph = graph("""
                {'id': 'first', 'question': '一？', %1$s},
                {'id': 'then', 'question': '二？', 'when': {'first': 'b'}, %1$s}
                """, """
                {'id': 'm1', 'name': '一', 'form': 'copy', 'when': {'then': 'b'}, 'basis': ['law']}
                """, "");

        assertThat(asked(graph, Circumstances.NONE)).isEqualTo("first");
        assertThat(asked(graph, Circumstances.NONE.and("first", "b"))).isEqualTo("then");
        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE.and("first", "a"), null))
                .isEmpty();
    }

    @Test
    void whatCanNeverHoldLeavesNothingOpen() {
        var graph = graph(
                """
                {'id': 'first', 'question': '一？', %1$s},
                {'id': 'then', 'question': '二？', 'when': {'first': 'b'}, %1$s}
                """, "", "{'when': {'first': 'a', 'then': 'b'}, 'eligible': 'no', 'text': '不行', 'basis': ['law']}");

        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE, null)).isEmpty();
        assertThat(graph.requirements(SmallMatter.ID, Circumstances.NONE)
                        .eligibility()
                        .verdict())
                .isEqualTo(Verdict.YES);
    }

    @Test
    void whereItIsRefusedAlreadyNothingIsAsked() {
        var graph =
                graph("""
                {'id': 'right', 'question': '一？', %1$s},
                {'id': 'paper', 'question': '二？', %1$s}
                """, """
                {'id': 'm1', 'name': '一', 'form': 'copy', 'when': {'paper': 'b'}, 'basis': ['law']}
                """, "{'when': {'right': 'b'}, 'redirect': 'card-lost', 'text': '先挂失', 'basis': ['law']}");

        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE.and("right", "b"), null))
                .isEmpty();
    }

    @Test
    void whoAsksForOneAspectIsAskedOnlyWhatChangesItsAnswer() {
        var graph = graph("""
                {'id': 'paper', 'question': '一？', %1$s},
                {'id': 'right', 'question': '二？', %1$s}
                """, """
                {'id': 'm1', 'name': '一', 'form': 'copy', 'when': {'paper': 'b'}, 'basis': ['law']}
                """, "{'when': {'right': 'b'}, 'eligible': 'no', 'text': '不行', 'basis': ['law']}");
        var fee = new AspectId("fee");

        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE, fee)
                        .orElseThrow()
                        .situation()
                        .id())
                .isEqualTo("right");
        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE.and("right", "a"), fee))
                .isEmpty();
    }

    @Test
    void tellsTheShareOfWhatIsOpenThatTheAnswerSettles() {
        var graph = graph("{'id': 's', 'question': '一？', %1$s}", """
                {'id': 'm1', 'name': '一', 'form': 'copy', 'when': {'s': 'b'}, 'basis': ['law']}
                """, "");

        assertThat(graph.nextQuestion(SmallMatter.ID, Circumstances.NONE, null)
                        .orElseThrow()
                        .settles())
                .isEqualTo(1);
    }

    @Test
    void refusesAMatterWithoutContent() {
        var graph = graph("{'id': 's', 'question': '一？', %1$s}", "", "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.nextQuestion(new MatterId("card-lost"), Circumstances.NONE, null))
                .withMessageContaining("card-lost");
    }

    private static String asked(KnowledgeGraph graph, Circumstances circumstances) {
        return graph.nextQuestion(SmallMatter.ID, circumstances, null)
                .orElseThrow()
                .situation()
                .id();
    }

    private static KnowledgeGraph graph(String situations, String materials, String outcomes) {
        return SmallMatter.graph(SmallMatter.of(situations.formatted(ABC), materials, "", outcomes));
    }
}
