package banshi.channels.notice;

import banshi.assistant.Block;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.assistant.release.Directory;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.TemplateId;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import banshi.graph.Circumstances;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One real matter is published, under an id of the test's choice, with two answers that say what is known of the case. */
public final class OneMatter implements Directory {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final MatterId id;
    private final Matter matter;

    /** Reads it. */
    public OneMatter(String id) {
        this.id = new MatterId(id);
        var content = ((CheckedContent.Sound) ContentReader.read(Path.of("../corpus/content"), DAY)).content();
        matter = content.matters().stream()
                .filter(one -> one.id().value().equals("huji-hukoubu-reissue"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<Matter> matter(MatterId of) {
        return of.equals(id) ? Optional.of(matter) : Optional.empty();
    }

    @Override
    public Optional<Reply.Answer> answer(MatterId of, AspectId aspect, Circumstances known, LocalDate day) {
        if (!of.equals(id)) return Optional.empty();
        return switch (aspect.value()) {
            case "materials" ->
                Optional.of(answer(
                        aspect,
                        new Block.Checklist(
                                "要准备的", List.of(new Block.Checklist.Item("id", "身份证", "情形" + known.known(), true)))));
            case "fee" -> Optional.of(answer(aspect, new Block.Text("不要钱。")));
            default -> Optional.empty();
        };
    }

    private Reply.Answer answer(AspectId aspect, Block block) {
        return new Reply.Answer(
                id,
                aspect,
                1,
                null,
                List.of(block),
                List.of(),
                List.of(new Citation("办事指南", null, null)),
                new TemplateId(id + "." + aspect),
                "念的话",
                List.of());
    }

    @Override
    public Optional<Situation> open(MatterId of, Circumstances known) {
        return Optional.empty();
    }
}
