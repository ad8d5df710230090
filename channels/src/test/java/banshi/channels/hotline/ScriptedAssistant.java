package banshi.channels.hotline;

import banshi.assistant.hotline.AppealType;
import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.OrderDraft;
import banshi.assistant.hotline.OrderDraft.Found;
import banshi.assistant.hotline.Said;
import banshi.assistant.hotline.Speaker;
import banshi.assistant.hotline.Suggestion;
import banshi.assistant.hotline.Suggestion.Kind;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Shows a card for words that are in its script: {@code 身份证} an answer, {@code 户口} a question with choices. {@code 丢了} lets be known that it is lost. {@code 坏} fails. What was said of them before stays up; words of agents
 * are heard and change nothing.
 */
public final class ScriptedAssistant implements CallAssistant {
    /** All that was heard, in order. */
    public final List<String> heard = new CopyOnWriteArrayList<>();

    /** While it is closed, nobody is heard to the end. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public CallState hear(CallState state, Said said, @Nullable String region, LocalDate day) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        heard.add(said.text());
        if (said.text().contains("坏")) throw new IllegalStateException("nothing can be made of it");
        if (said.speaker() == Speaker.AGENT) return state;
        var shown = new ArrayList<Suggestion>();
        if (said.text().contains("身份证")) shown.add(card("id-card", "身份证", said));
        if (said.text().contains("户口")) shown.add(question(said));
        for (var before : state.shown())
            if (shown.stream().noneMatch(s -> s.key().equals(before.key()))
                    && !said.text().contains("不要了")
                    && shown.size() < CallState.MOST_SHOWN) shown.add(before);
        var dialogue = said.text().contains("丢了")
                ? state.dialogue()
                        .with(
                                state.dialogue()
                                        .talk(
                                                new MatterId("id-card-reissue"),
                                                new AspectId("how"),
                                                Map.of("reason", "lost")),
                                List.of(),
                                null)
                : state.dialogue();
        return new CallState(dialogue, shown, null, null, null, null, null, List.of());
    }

    private static Suggestion card(String key, String title, Said said) {
        var spoken = said.text().contains("加急") ? "可以加急办理。" : "带户口本到派出所补领。";
        return new Suggestion(
                Kind.ANSWER,
                key,
                title,
                spoken,
                "详情",
                List.of(),
                List.of(),
                0.9,
                new MatterId("id-card-reissue"),
                new AspectId("how"),
                List.of(),
                List.of(said.utterance()));
    }

    private static Suggestion question(Said said) {
        return new Suggestion(
                Kind.ASK,
                "hukou",
                "户口",
                "您的户口在本地吗？",
                "",
                List.of(),
                List.of(),
                0.8,
                new MatterId("id-card-reissue"),
                null,
                List.of(
                        new banshi.assistant.Choice("1", "户口在本地", new MatterId("id-card-reissue"), null),
                        new banshi.assistant.Choice("2", "户口不在本地", new MatterId("id-card-reissue"), null)),
                List.of(said.utterance()));
    }

    @Override
    public OrderDraft draft(List<Said> transcript, CallState state, LocalDate day) {
        var points = transcript.stream()
                .filter(said -> said.speaker() == Speaker.CALLER)
                .map(said -> new Found<>(said.text(), List.of(said.utterance())))
                .toList();
        var matter = state.shown().isEmpty() ? null : new Found<>(new MatterId("id-card-reissue"), List.of("u1"));
        return new OrderDraft(true, new Found<>(AppealType.CONSULTATION, List.of()), matter, null, null, "咨询", points);
    }
}
