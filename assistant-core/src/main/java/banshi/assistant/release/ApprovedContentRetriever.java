package banshi.assistant.release;

import banshi.assistant.Candidate;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.dialogue.Move;
import banshi.assistant.understanding.Reading;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Approved answers for LangChain4j users (LangChain4j 内容检索接口): of the likeliest readings of a query the whole reply, facts filled
 * in, with matter, aspect, template and release, and the reading's probability as its score. Nothing is retrieved for what is not
 * ours, or not familiar. Thread-safe; cost as a reply's.
 */
public final class ApprovedContentRetriever implements ContentRetriever {
    private final Releases releases;
    private final Supplier<LocalDate> day;
    private final double least;

    /**
     * Retrieves from whichever release is current.
     *
     * @param day on which the answers must be valid
     * @param least readings less probable than this are left out, 0..1
     */
    public ApprovedContentRetriever(Releases releases, Supplier<LocalDate> day, double least) {
        if (!(least >= 0 && least <= 1)) throw new IllegalArgumentException("least is " + least + "; allowed: 0 to 1");
        this.releases = releases;
        this.day = day;
        this.least = least;
    }

    /** At most five, the likeliest first; texts longer than a question can be are cut. */
    @Override
    public List<Content> retrieve(Query query) {
        var release = releases.current();
        var text = query.text();
        if (text.length() > Utterance.LONGEST) text = text.substring(0, Utterance.LONGEST);
        if (text.isEmpty()) return List.of();
        var utterance = new Utterance(text, Utterance.Channel.WEB, null, day.get());
        var reading = release.understanding().read(release.reader().read(text));
        if (!(release.policy().next(reading) instanceof Move.Answer
                || release.policy().next(reading) instanceof Move.Clarify)) return List.of();
        var contents = new ArrayList<Content>();
        for (var candidate : reading.candidates())
            if (candidate.p() >= least) content(release, candidate, reading, utterance, contents);
        return contents;
    }

    private static void content(
            Release release, Candidate candidate, Reading reading, Utterance utterance, List<Content> to) {
        if (!(release.composer().compose(new Move.Answer(candidate), reading, utterance)
                instanceof Reply.Answer answer)) return;
        var about = new Metadata()
                .put("matter", answer.matter().value())
                .put("aspect", answer.aspect().value())
                .put("template", answer.template().value())
                .put("release", release.summary().id());
        to.add(Content.from(
                TextSegment.from(PlainText.of(answer.blocks()), about), Map.of(ContentMetadata.SCORE, candidate.p())));
    }
}
