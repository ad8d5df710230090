package banshi.assistant.answer;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Application;
import banshi.assistant.Guide;
import banshi.assistant.release.TestRelease;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the composer tells those who apply, on the real content. */
class GuideTest {
    private static final Content CONTENT = TestRelease.content();
    private static final KnowledgeGraph GRAPH = KnowledgeGraph.compile(CONTENT);
    private static final Composer COMPOSER = new Composer(CONTENT, GRAPH);

    private static Optional<Guide> guide(MatterId matter, Circumstances known) {
        return COMPOSER.guide(new Application(matter, known), TestRelease.DAY, "r");
    }

    @Test
    void guidesToWhateverIsAppliedForOnlineAndToNothingElse() {
        int online = 0;
        for (var matter : CONTENT.matters()) {
            boolean is = matter.online().mode() != Matter.OnlineMode.NONE
                    && matter.online().link() != null;
            var guide = guide(matter.id(), Circumstances.NONE);
            assertThat(guide.isPresent()).as("%s", matter.id()).isEqualTo(is);
            guide.ifPresent(g -> {
                assertThat(g.name()).isEqualTo(matter.shortName());
                assertThat(g.told()).isEmpty();
                assertThat(CONTENT.allowList().links())
                        .extracting(l -> l.url())
                        .contains(g.entry().url());
                assertThat(g.steps()).as("%s", matter.id()).isNotEmpty();
            });
            if (is) online++;
        }
        assertThat(online).isGreaterThan(50);
    }

    @Test
    void listsWhatTheCaseNeeds() {
        int moved = 0;
        for (var matter : CONTENT.matters()) {
            var usual = guide(matter.id(), Circumstances.NONE);
            if (usual.isEmpty()) continue;
            for (var situation : matter.situations())
                for (var option : situation.options()) {
                    var known = Circumstances.NONE.and(situation.id(), option.id());
                    var guide = guide(matter.id(), known);
                    assertThat(guide.isEmpty())
                            .isEqualTo(GRAPH.requirements(matter.id(), known).isRefused());
                    if (guide.isEmpty()) continue;
                    assertThat(guide.get().told()).containsExactly(KnowledgeGraph.statement(situation, option));
                    if (!guide.get().lists().equals(usual.get().lists())) moved++;
                }
        }
        assertThat(moved).isGreaterThan(50);
    }

    @Test
    void knowsNoCaseThatTheContentDoesNot() {
        var matter = CONTENT.matters().stream()
                .filter(m -> guide(m.id(), Circumstances.NONE).isPresent()
                        && !m.situations().isEmpty())
                .findFirst()
                .orElseThrow();
        var situation = matter.situations().getFirst().id();

        assertThat(guide(matter.id(), Circumstances.NONE.and(situation, "never")))
                .isEmpty();
        assertThat(guide(matter.id(), Circumstances.NONE.and("never", "yes"))).isEmpty();
        assertThat(guide(new MatterId("never"), Circumstances.NONE)).isEmpty();
    }
}
