package banshi.channels.hotline;

import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.hotline.OrderDraft;
import banshi.assistant.hotline.Suggestion;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a desk is told (坐席消息), as docs/hotline.md has it; the names are those of the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeskFrame.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = DeskFrame.Call.class, name = "call"),
    @JsonSubTypes.Type(value = DeskFrame.Transcript.class, name = "transcript"),
    @JsonSubTypes.Type(value = DeskFrame.Shown.class, name = "suggestion"),
    @JsonSubTypes.Type(value = DeskFrame.Withdrawn.class, name = "withdrawn"),
    @JsonSubTypes.Type(value = DeskFrame.Summary.class, name = "summary"),
    @JsonSubTypes.Type(value = DeskFrame.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = DeskFrame.Texted.class, name = "notice"),
    @JsonSubTypes.Type(value = DeskFrame.AsrStatus.class, name = "asr.status"),
    @JsonSubTypes.Type(value = DeskFrame.Queue.class, name = "queue"),
    @JsonSubTypes.Type(value = DeskFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = DeskFrame.Consult.class, name = "consult"),
    @JsonSubTypes.Type(value = DeskFrame.Whom.class, name = "consult.whom"),
    @JsonSubTypes.Type(value = DeskFrame.Found.class, name = "found"),
    @JsonSubTypes.Type(value = DeskFrame.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = DeskFrame.Pong.class, name = "pong")
})
public sealed interface DeskFrame {
    /**
     * All that is to be shown at the beginning.
     *
     * @param supervisor whether he leads the shift, so that the page leads him to what is for him only
     * @param waiting hand-offs
     * @param consults what he has asked and is not done with; for an expert also what waits for him, and what he has
     * @param departments for which an expert answers; null for others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ready(
            AgentView agent,
            boolean supervisor,
            String state,
            List<CallView> calls,
            int waiting,
            List<Colleague> colleagues,
            List<ConsultView> consults,
            @Nullable List<String> departments)
            implements DeskFrame {}

    /** The whole of a call. */
    record Call(@JsonUnwrapped CallView call) implements DeskFrame {}

    /** An utterance, in place of what was said under its id. */
    record Transcript(String callId, @JsonUnwrapped UtteranceView utterance) implements DeskFrame {}

    /** A card. */
    record Shown(@JsonUnwrapped CardView card) implements DeskFrame {}

    /** Cards that hold no more. */
    record Withdrawn(String callId, List<String> ids, String why) implements DeskFrame {}

    /** The work order as the call has it so far. */
    record Summary(String callId, DraftView draft, Map<String, List<String>> evidence) implements DeskFrame {}

    /** The work order was made. */
    record Confirmed(String callId, String order) implements DeskFrame {}

    /** What became of the text message with the one-time notice of a matter. */
    record Texted(String callId, String matter, String sms) implements DeskFrame {}

    /** How well the words come. */
    record AsrStatus(String callId, String status, int faults) implements DeskFrame {}

    /** How many hand-offs wait. */
    record Queue(int waiting) implements DeskFrame {}

    /** Who is there. */
    record Presence(List<Colleague> colleagues) implements DeskFrame {}

    /** The whole of a consultation. */
    record Consult(@JsonUnwrapped ConsultView consult) implements DeskFrame {}

    /**
     * Who would be asked about a matter.
     *
     * @param experts who are there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Whom(
            @Nullable String matter,
            @Nullable String matterName,
            @Nullable String department,
            List<ConsultView.Person> experts,
            ConsultView.@Nullable PhoneView phone)
            implements DeskFrame {}

    /** What a search at hand found. */
    record Found(int ask, List<CardView> suggestions) implements DeskFrame {}

    /** What was asked for is not done. */
    record Refused(String of, String detail) implements DeskFrame {}

    /** To a ping. */
    record Pong() implements DeskFrame {}

    /** A member of staff. */
    record AgentView(String id, String name, String displayName) {}

    /** Another one. */
    record Colleague(String id, String displayName, String state) {}

    /** A call. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallView(
            String callId,
            String state,
            @Nullable AgentView agent,
            @Nullable String phoneMasked,
            @Nullable String district,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            int earlierCalls,
            List<UtteranceView> utterances,
            List<CardView> suggestions,
            int faults,
            String asr) {}

    /** Something said. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UtteranceView(
            String utteranceId,
            String speaker,
            String text,
            @JsonProperty("final") boolean isFinal,
            @Nullable Integer startMs,
            @Nullable Integer endMs,
            @Nullable Double confidence) {
        static UtteranceView of(Spoken spoken) {
            return new UtteranceView(
                    spoken.utteranceId(),
                    spoken.speaker().word(),
                    spoken.text(),
                    spoken.isFinal(),
                    spoken.startMs(),
                    spoken.endMs(),
                    spoken.confidence());
        }
    }

    /** Something to bring. */
    record MaterialView(String id, String name, boolean required, String reason) {
        static MaterialView of(RequiredMaterial material) {
            return new MaterialView(material.id(), material.name(), material.required(), material.reason());
        }
    }

    /** A suggestion. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardView(
            String id,
            @Nullable String callId,
            List<String> basedOn,
            String kind,
            String title,
            String spoken,
            String detail,
            List<Citation> citations,
            List<MaterialView> materials,
            @Nullable String matter,
            @Nullable String aspect,
            List<ChoiceView> choices,
            double score,
            @Nullable Instant expires,
            List<String> supersedes) {
        /** The same, holding until then. */
        CardView until(Instant then) {
            return with(detail, then);
        }

        /** The same, short. */
        CardView withoutDetail() {
            return with("", expires);
        }

        private CardView with(String other, @Nullable Instant until) {
            return new CardView(
                    id,
                    callId,
                    basedOn,
                    kind,
                    title,
                    spoken,
                    other,
                    citations,
                    materials,
                    matter,
                    aspect,
                    choices,
                    score,
                    until,
                    supersedes);
        }

        static CardView of(
                String id,
                @Nullable String callId,
                Suggestion suggestion,
                @Nullable Instant expires,
                List<String> supersedes) {
            var matter = suggestion.matter();
            var aspect = suggestion.aspect();
            return new CardView(
                    id,
                    callId,
                    suggestion.basedOn(),
                    suggestion.kind().word(),
                    suggestion.title(),
                    suggestion.spoken(),
                    suggestion.detail(),
                    suggestion.citations(),
                    suggestion.materials().stream().map(MaterialView::of).toList(),
                    matter == null ? null : matter.value(),
                    aspect == null ? null : aspect.value(),
                    suggestion.choices().stream().map(ChoiceView::of).toList(),
                    suggestion.score(),
                    expires,
                    supersedes);
        }
    }

    /** Something to pick. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChoiceView(
            String id,
            String label,
            @Nullable String matter,
            @Nullable String aspect) {
        static ChoiceView of(Choice choice) {
            var matter = choice.matter();
            var aspect = choice.aspect();
            return new ChoiceView(
                    choice.id(),
                    choice.label(),
                    matter == null ? null : matter.value(),
                    aspect == null ? null : aspect.value());
        }
    }

    /**
     * A one-time notice that was pushed.
     *
     * @param text to be copied, with the link in it
     * @param lastDay on which the link is good
     * @param sms none, waiting, submitted, failed; off where there is none and none can be sent
     */
    record NoticeView(
            String matter, String title, String link, String text, Instant madeAt, LocalDate lastDay, String sms) {}

    /** A work order as it is drafted, or as an agent confirms it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DraftView(
            String type,
            @Nullable String matter,
            @Nullable String matterName,
            @Nullable String district,
            @Nullable String department,
            @Nullable String address,
            String title,
            String content,
            boolean acceptable) {
        static DraftView of(OrderDraft draft, @Nullable String matterName, @Nullable String district) {
            return new DraftView(
                    draft.type().value().word(),
                    draft.matter() == null ? null : draft.matter().value().value(),
                    matterName,
                    district,
                    draft.department() == null ? null : draft.department().value(),
                    draft.address() == null ? null : draft.address().value(),
                    draft.title(),
                    String.join(
                            "\n",
                            draft.points().stream().map(OrderDraft.Found::value).toList()),
                    draft.acceptable());
        }

        /** Which utterances each field comes from. */
        static Map<String, List<String>> evidence(OrderDraft draft) {
            var evidence = new LinkedHashMap<String, List<String>>();
            evidence.put("type", draft.type().utterances());
            if (draft.matter() != null) evidence.put("matter", draft.matter().utterances());
            if (draft.department() != null)
                evidence.put("department", draft.department().utterances());
            if (draft.address() != null) evidence.put("address", draft.address().utterances());
            for (int i = 0; i < draft.points().size(); i++)
                evidence.put("content." + i, draft.points().get(i).utterances());
            return evidence;
        }
    }
}
