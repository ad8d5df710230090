package banshi.eval.gate;

import banshi.corpus.yaml.ContentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an editor changes (编辑), a little different each time, so that no candidate is one that is there already. */
enum Edit {
    /** Answers move, and nothing is understood otherwise. */
    FACT("a fact: the fee of a matter") {
        @Override
        String file(Path content) throws IOException {
            var name = mostAsked(content).getFileName().toString().replace(".tsv", ".yaml");
            try (var matters = Files.walk(content.resolve("matters"))) {
                var file = matters.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
                return content.relativize(file).toString();
            }
        }

        @Override
        void apply(ObjectNode tree, int round) {
            var fee = (ObjectNode) tree.get("fee");
            fee.put("text", fee.get("text").stringValue() + "，按第" + numeral(round) + "版");
        }
    },

    /** Everything is learned anew. */
    PHRASING("a phrasing more, of the same matter") {
        @Override
        String file(Path content) throws IOException {
            return content.relativize(mostAsked(content)).toString();
        }

        @Override
        void apply(ObjectNode tree, int round) {
            var rows = (ArrayNode) tree.get(ContentFile.ROWS);
            var more = (ObjectNode) rows.valueStream()
                    .filter(row -> row.path("style").asString().equals("plain")) // others begin as their style asks
                    .reduce((one, other) -> other)
                    .orElseThrow()
                    .deepCopy();
            rows.add(more.put(
                    "text",
                    "想再问一下" + numeral(round) + "号窗口的人说的，" + more.get("text").stringValue()));
        }
    },

    /** All words are found anew, too. */
    TERM("a term more") {
        @Override
        String file(Path content) {
            return "lexicon/terms.tsv";
        }

        @Override
        void apply(ObjectNode tree, int round) {
            var term = numeral(round) + "号窗口的人";
            ((ArrayNode) tree.get(ContentFile.ROWS))
                    .addObject()
                    .put("term", term)
                    .put("canonical", term)
                    .put("kind", "thing");
        }
    };

    private final String words;

    Edit(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The file that is changed, relative to the content folder. */
    abstract String file(Path content) throws IOException;

    /** Changes what the file says; {@code round}, from 1, tells the edit from others. */
    abstract void apply(ObjectNode tree, int round);

    /** The text of the file after the edit. */
    final String applied(String name, String text, int round) {
        var file = ContentFile.parse(name, text).orElseThrow();
        var tree = file.tree().deepCopy();
        apply(tree, round);
        return file.saying(tree).text();
    }

    /** In letters: a figure might be a price. */
    private static char numeral(int round) {
        return "一二三四五六七八九".charAt(round - 1);
    }

    /** The phrasings of the matter that most is asked about: there most moves. */
    private static Path mostAsked(Path content) throws IOException {
        try (var files = Files.list(content.resolve("questions"))) {
            return files.max(Comparator.<Path>comparingLong(f -> f.toFile().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
        }
    }
}
