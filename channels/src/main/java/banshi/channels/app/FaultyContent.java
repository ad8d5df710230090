package banshi.channels.app;

import banshi.corpus.yaml.Complaint;
import java.nio.file.Path;
import java.util.List;

/** Content that must not be published (内容有误), with everything that is wrong with it. */
final class FaultyContent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Complaint> complaints;

    FaultyContent(Path content, List<Complaint> complaints) {
        super("内容目录 " + content + " 里有错误");
        this.complaints = List.copyOf(complaints);
    }

    List<Complaint> complaints() {
        return complaints;
    }
}
