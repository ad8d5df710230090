package banshi.corpus.yaml;

import banshi.corpus.Content;
import java.util.List;

/** What reading the content folder came to (内容检查结果): content that may be published, or a list of what is wrong. */
public sealed interface CheckedContent {
    /** In the order of files and lines. */
    List<Complaint> complaints();

    /** No error; the complaints are warnings. */
    record Sound(Content content, List<Complaint> complaints) implements CheckedContent {
        public Sound {
            complaints = List.copyOf(complaints);
        }
    }

    /** At least one error. */
    record Faulty(List<Complaint> complaints) implements CheckedContent {
        public Faulty {
            complaints = List.copyOf(complaints);
        }
    }
}
