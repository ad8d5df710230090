package banshi.eval.subject;

import banshi.assistant.Assistant;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.eval.cases.Act;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An assistant in this process (进程内被测), asked as the web channel asks, without a region.
 *
 * @param day on which the answers must be valid; fixed, so that the same release gives the same figures tomorrow
 */
public record AssistantRespondent(Assistant assistant, LocalDate day) implements Respondent {
    @Override
    public Response ask(String text) {
        try {
            var utterance = new Utterance(text, Utterance.Channel.WEB, null, day);
            return response(assistant.reply(Dialogue.NEW, utterance).reply());
        } catch (RuntimeException e) { // one broken case is one miss, and the others are still worth measuring
            return new Response.Failed(e.toString());
        }
    }

    private static Response response(Reply reply) {
        return switch (reply) {
            case Reply.Answer a ->
                replied(
                        a,
                        Act.ANSWER,
                        a.matter(),
                        a.aspect(),
                        a.confidence(),
                        List.of(),
                        a.template().value());
            case Reply.Clarify c -> replied(c, Act.CLARIFY, null, null, best(c), c.choices(), null);
            case Reply.Decline d -> replied(d, Act.DECLINE, null, null, best(d), List.of(), null);
            case Reply.Handoff h -> replied(h, Act.HANDOFF, h.matter(), null, best(h), List.of(), null);
            case Reply.Smalltalk s -> replied(s, Act.SMALLTALK, null, null, best(s), List.of(), null);
            case Reply.Emergency e -> replied(e, Act.EMERGENCY, null, null, best(e), List.of(), null);
        };
    }

    private static double best(Reply reply) {
        return reply.candidates().stream().mapToDouble(Candidate::p).findFirst().orElse(0);
    }

    private static Response replied(
            Reply reply,
            Act act,
            @Nullable MatterId matter,
            @Nullable AspectId aspect,
            double confidence,
            List<Choice> choices,
            @Nullable String template) {
        return new Response.Replied(
                act, matter, aspect, confidence, reply.candidates(), choices, PlainText.of(reply.blocks()), template);
    }
}
