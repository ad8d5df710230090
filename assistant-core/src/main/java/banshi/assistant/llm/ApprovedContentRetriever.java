package banshi.assistant.llm;

import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.release.ReleaseAssistant;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Approved answers for LangChain4j users (LangChain4j 内容检索接口): of the likeliest readings of a query the whole reply, facts filled
 * in, with matter, aspect, template and release, and the reading's probability as its score. Nothing is retrieved for what is not
 * ours, or not familiar. Thread-safe; cost as a reply's.
 */
public final class ApprovedContentRetriever implements ContentRetriever {
    private final ReleaseAssistant assistant;
    private final Supplier<LocalDate> day;
    private final double least;

    /**
     * Retrieves from whichever release is current.
     *
     * @param day on which the answers must be valid
     * @param least readings less probable than this are left out, 0..1
     * @throws IllegalArgumentException if {@code least} is no probability
     */
    public ApprovedContentRetriever(ReleaseAssistant assistant, Supplier<LocalDate> day, double least) {
        if (!(least >= 0 && least <= 1)) throw new IllegalArgumentException("least is " + least + "; allowed: 0 to 1");
        this.assistant = assistant;
        this.day = day;
        this.least = least;
    }

    /** At most five, the likeliest first; a text longer than a question can be is cut. */
    @Override
    public List<Content> retrieve(Query query) {
        var text = query.text();
        if (text.length() > Utterance.LONGEST) text = text.substring(0, Utterance.LONGEST);
        if (text.isEmpty()) return List.of();
        var approved = assistant.approved(new Utterance(text, Utterance.Channel.WEB, null, day.get()));
        return approved.answers().stream()
                .filter(answer -> answer.confidence() >= least)
                .map(answer -> content(answer, approved.release()))
                .toList();
    }

    private static Content content(Reply.Answer answer, String release) {
        var about = new Metadata()
                .put("matter", answer.matter().value())
                .put("aspect", answer.aspect().value())
                .put("template", answer.template().value())
                .put("release", release);
        return Content.from(
                TextSegment.from(PlainText.of(answer.blocks()), about),
                Map.of(ContentMetadata.SCORE, answer.confidence()));
    }
}
