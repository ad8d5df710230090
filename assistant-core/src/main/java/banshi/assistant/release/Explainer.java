package banshi.assistant.release;

import banshi.assistant.Utterance;

/** Explains what an assistant would reply at the beginning of a conversation (解释器). Thread-safe. */
public interface Explainer {
    /** Costs a sentence vector and a search by words, some milliseconds. */
    Explained explain(Utterance utterance);
}
