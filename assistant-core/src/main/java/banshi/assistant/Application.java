package banshi.assistant;

import banshi.corpus.MatterId;
import banshi.graph.Circumstances;

/**
 * What somebody is about to apply for (申报), as far as it was spoken of; nothing that tells who it is.
 *
 * @param known of the case, by the ids of situations and options
 */
public record Application(MatterId matter, Circumstances known) {}
