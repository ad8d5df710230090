package banshi.channels.curation;

import banshi.assistant.Assistant;
import banshi.assistant.release.Explainer;

/**
 * Somebody who can be asked beside all conversations (答者): what answers now, an earlier release, a draft. Nothing of it is counted or written down.
 *
 * @param assistant answers
 * @param explainer tells why it does
 */
public record Respondent(Assistant assistant, Explainer explainer) {}
