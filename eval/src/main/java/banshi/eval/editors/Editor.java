package banshi.eval.editors;

import banshi.eval.load.Staff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who opens matters, changes a fact of each and saves, as the page does (编辑): where others changed the same fact, both sides are looked at, and one's own is saved on top of theirs. */
final class Editor {
    private static final String STUDIO = "/api/studio/v1";
    private static final List<String> FIELDS = List.of("fee", "delivery", "validity", "progress");

    /** After so many clashes over one save somebody would call the others. */
    private static final int PATIENCE = 50;

    private final String name;
    private final Staff staff;
    private final String draft;
    private final List<String> files;
    private final Random random;
    private final Tally tally;
    private int written;

    /** @param files that this editor opens */
    Editor(String name, Staff staff, String draft, List<String> files, long seed, Tally tally) {
        this.name = name;
        this.staff = staff;
        this.draft = draft;
        this.files = files;
        random = new Random(seed);
        this.tally = tally;
    }

    /** Edits until it is time, each save followed by some looking. */
    void editUntil(long deadline, Duration looking) throws InterruptedException {
        Thread.sleep(random.nextLong(looking.toMillis() + 1)); // they do not begin all at once
        while (System.nanoTime() < deadline) {
            try {
                edit(files.get(random.nextInt(files.size())), FIELDS.get(random.nextInt(FIELDS.size())));
            } catch (IOException e) {
                tally.failed();
            }
            Thread.sleep(looking.toMillis() / 2 + random.nextLong(looking.toMillis() + 1));
        }
    }

    void edit(String file, String field) throws IOException, InterruptedException {
        var words = name + "第 " + ++written + " 次改的话";
        var read = file(file);
        for (int i = 0; i < PATIENCE; i++) {
            var tree = (ObjectNode) read.path("tree");
            var fact = (ObjectNode) tree.path(field);
            var seen = fact.path("text").stringValue();
            fact.put("text", words);
            long began = System.nanoTime();
            var answer = staff.send(
                    "PUT",
                    STUDIO + "/drafts/" + draft + "/files",
                    Map.of(
                            "base",
                            read.path("revision").stringValue(),
                            "edits",
                            List.of(Map.of("file", file, "tree", tree))));
            long took = System.nanoTime() - began;
            switch (answer.statusCode()) {
                case 200 -> {
                    tally.acknowledged(new Save(name, file, field, seen, words), took);
                    return;
                }
                case 409 -> {
                    tally.merged(took);
                    if (!JsonMapper.shared().readTree(answer.body()).has("theirs"))
                        throw new IOException("the draft may not be changed any more");
                    read = file(file);
                }
                default -> throw new IOException("a save was answered with " + answer.statusCode());
            }
        }
        throw new IOException("others were faster " + PATIENCE + " times");
    }

    private JsonNode file(String file) throws IOException, InterruptedException {
        return staff.ok("GET", STUDIO + "/file?draft=" + draft + "&name=" + file, null);
    }
}
