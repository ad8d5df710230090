package banshi.corpus;

import java.util.List;

/** All that is published together (内容): one consistent state of the content files, already checked. */
public record Content(
        List<Aspect> aspects,
        List<Matter> matters,
        List<KnownMatter> catalogue,
        List<ReplyTemplate> templates,
        List<Phrasing> phrasings,
        List<HardPair> pairs,
        List<Telling> tellings,
        List<Bundle> bundles,
        List<Topic> topics,
        List<Term> terms,
        AllowList allowList) {
    public Content {
        aspects = List.copyOf(aspects);
        matters = List.copyOf(matters);
        catalogue = List.copyOf(catalogue);
        templates = List.copyOf(templates);
        phrasings = List.copyOf(phrasings);
        pairs = List.copyOf(pairs);
        tellings = List.copyOf(tellings);
        bundles = List.copyOf(bundles);
        topics = List.copyOf(topics);
        terms = List.copyOf(terms);
    }

    /** The same with other phrasings. */
    public Content withPhrasings(List<Phrasing> others) {
        return new Content(
                aspects, matters, catalogue, templates, others, pairs, tellings, bundles, topics, terms, allowList);
    }
}
