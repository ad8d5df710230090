package banshi.corpus.history;

/** Who is told what others publish (跟随者). Called on one thread, one call after the other. */
public interface Follower {
    /** There is a newer release, and it is here. One of our own is told of, too; one whose telling failed is told of again after the interval. */
    void released(Release release);

    /** The remote could not be asked; it is asked again after the interval. */
    void failed(RuntimeException failure);
}
