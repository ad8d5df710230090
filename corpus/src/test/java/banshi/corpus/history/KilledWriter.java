package banshi.corpus.history;

import static banshi.corpus.history.TestHistory.ANNA;
import static banshi.corpus.history.TestHistory.CHIEF;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A process that saves and publishes until it has done a thousand times, or is killed, and says after each what is kept. */
final class KilledWriter {
    static final String SAVED = "saved";
    static final String PUBLISHED = "published";
    private static final int TIMES = 1_000;
    private static final int SAVES = 4;

    private KilledWriter() {}

    /** The folder of the history, and what the ids of this process begin with. */
    public static void main(String[] args) {
        try (var history = ContentHistory.open(TestHistory.settings(Path.of(args[0]), null), InstantSource.system())) {
            for (int i = 0; i < TIMES; ) {
                var draft = history.openDraft("第 " + i + " 次", ANNA);
                var head = draft.head();
                for (int k = 0; k < SAVES; k++, i++) {
                    var fee =
                            args[1] + "-" + "a".repeat(i % 50) + "b".repeat(i / 50); // 119 would be a telephone number
                    var tree = history.file(head, TestHistory.MATTER)
                            .orElseThrow()
                            .tree()
                            .deepCopy();
                    tree.withObject("/fee").put("text", fee);
                    var edits = List.<Edit>of(new Edit.Says(TestHistory.MATTER, tree));
                    head = ((Saved.Done) history.save(draft.id(), head, ANNA, fee, edits)).revision();
                    say(SAVED, head.value(), fee);
                }
                var id = new Release.Id(args[1] + "-" + i);
                var published = (Published.Done) history.publish(draft.id(), head, id, CHIEF, "");
                say(PUBLISHED, published.release().revision().value(), id.value());
            }
        }
    }

    private static void say(String what, String revision, String name) {
        System.out.println(what + " " + revision + " " + name);
        System.out.flush();
    }
}
