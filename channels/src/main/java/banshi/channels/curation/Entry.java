package banshi.channels.curation;

/** A record that is made or taken out as a whole (整条内容). */
public sealed interface Entry {
    /** Its id. */
    String id();

    /** What is to be made anew. */
    sealed interface New extends Entry {
        /** As editors call it. */
        String name();
    }

    /**
     * A matter (事项).
     *
     * @param category as it is called; a new one is one that no matter has yet
     */
    record NewMatter(String id, String name, String shortName, String category) implements New {}

    /** A bundle or a topic. */
    record NewRecord(Kind kind, String id, String name) implements New {}

    /** One that is there. */
    record Known(Kind kind, String id) implements Entry {}

    /** What kinds there are. */
    enum Kind {
        /** 事项 */
        MATTER("事项"),
        /** 一件事 */
        BUNDLE("一件事"),
        /** 话题 */
        TOPIC("话题");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As editors call it. */
        public String word() {
            return word;
        }

        /** The folder of the files that hold it, and the list in them. */
        String list() {
            return switch (this) {
                case MATTER -> "matters";
                case BUNDLE -> "bundles";
                case TOPIC -> "topics";
            };
        }
    }
}
