package banshi.corpus.history;

/** What became of a publication (发布结果). Unless it is done nothing has changed. */
public sealed interface Published {
    /** Everybody sees it. */
    record Done(Release release) implements Published {}

    /** The draft is not the revision any more that was looked at. */
    record DraftMoved(Revision.Id head) implements Published {}

    /** Another release was published meanwhile; the draft is to be brought up to date with it. */
    record Behind(Release current) implements Published {}

    /** There is a release of that id already. */
    record Taken(Release release) implements Published {}
}
