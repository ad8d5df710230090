package banshi.corpus.history;

import banshi.corpus.yaml.ContentFile;
import tools.jackson.databind.node.ObjectNode;

/** What an editor made of a file (编辑), on top of the revision that the editor saw. */
public sealed interface Edit {
    /** Relative to the content folder. */
    String file();

    /**
     * The file says this now; it may be new.
     *
     * @param tree a whole file as {@link ContentFile#tree()} gives it
     */
    record Says(String file, ObjectNode tree) implements Edit {
        public Says {
            check(file);
        }
    }

    /** The file is gone. */
    record Gone(String file) implements Edit {
        public Gone {
            check(file);
        }
    }

    private static void check(String file) {
        if (!ContentFile.isContent(file))
            throw new IllegalArgumentException("no content file is called " + file
                    + "; matters/<category>/<id>.yaml, templates/<id>.yaml, questions/<id>.tsv and the like are");
    }
}
