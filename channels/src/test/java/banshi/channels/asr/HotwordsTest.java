package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.curation.SmallFolder;
import banshi.corpus.Content;
import banshi.corpus.Term;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotwordsTest {
    private Content content;

    @BeforeEach
    void read(@TempDir Path folder) {
        var some = SmallFolder.content(SmallFolder.in(folder));
        var terms = List.of(
                new Term("户口本", "户口簿", Term.Kind.THING),
                new Term(some.matters().getFirst().shortName(), "办理", Term.Kind.ACTION));
        content = new Content(
                some.aspects(),
                some.matters(),
                some.catalogue(),
                some.templates(),
                some.phrasings(),
                some.pairs(),
                some.tellings(),
                some.bundles(),
                some.topics(),
                terms,
                some.allowList());
    }

    @Test
    void areNamesThenAliasesThenTerms() {
        var words = new Hotwords(() -> content).get();

        assertThat(content.matters()).isNotEmpty();
        for (var matter : content.matters()) {
            assertThat(words).containsEntry(matter.shortName(), 20).containsEntry(matter.name(), 20);
            assertThat(matter.aliases())
                    .allSatisfy(alias -> assertThat(words.get(alias)).isBetween(15, 20));
        }
        assertThat(words).containsEntry("户口本", 10);
        assertThat(words.values()).contains(10, 15, 20);
    }

    @Test
    void areThoseOfWhatIsPublishedNow() {
        var current = new AtomicReference<>(content);
        var hotwords = new Hotwords(current::get);
        var first = hotwords.get();

        assertThat(hotwords.get()).isSameAs(first);
        current.set(content.withPhrasings(content.phrasings()));
        assertThat(hotwords.get()).isNotSameAs(first).isEqualTo(first);
    }
}
