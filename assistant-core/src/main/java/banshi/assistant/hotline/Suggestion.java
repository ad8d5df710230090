package banshi.assistant.hotline;

import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.RequiredMaterial;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is shown to say, to ask or to watch out for (坐席建议): one card.
 *
 * @param key what it is about: the same key is the same card, with newer words
 * @param title of the card, short
 * @param spoken to be said as it stands
 * @param detail the long form, to be read; may be empty
 * @param materials to be read out, where they are part of the answer
 * @param score how sure it is, 0..1
 * @param matter what it is about; null where it is about none of ours
 * @param aspect likewise; null also where only the matter is clear
 * @param choices of a question: what the caller may answer, or what may have been meant; empty where there are none
 * @param basedOn the ids of the utterances that it follows from, the latest last
 */
public record Suggestion(
        Kind kind,
        String key,
        String title,
        String spoken,
        String detail,
        List<Citation> citations,
        List<RequiredMaterial> materials,
        double score,
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        List<Choice> choices,
        List<String> basedOn) {
    public Suggestion {
        citations = List.copyOf(citations);
        materials = List.copyOf(materials);
        choices = List.copyOf(choices);
        basedOn = List.copyOf(basedOn);
    }

    /** What it is for (建议类型). */
    public enum Kind {
        /** Danger, fraud, anger, somebody who calls again. */
        RISK,
        /** Approved words that answer what was asked. */
        ANSWER,
        /** What to ask next. */
        ASK,
        /** Which matter it is, while it is not clear what of it is asked. */
        ITEM,
        /** Approved words for what is not ours: whose it is, how to pass the call on. */
        PHRASE;

        /** As it is written on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
