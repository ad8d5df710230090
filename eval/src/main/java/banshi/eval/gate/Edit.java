package banshi.eval.gate;

import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.Phrasing;
import banshi.corpus.yaml.ContentJson;
import java.util.ArrayList;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an editor changes (编辑), a little different each time, so that no candidate is one that is there already. */
enum Edit {
    /** Answers move, and nothing is understood otherwise. */
    FACT("a fact: the fee of a matter") {
        @Override
        Content applied(Content content, int round) {
            ObjectNode tree = ContentJson.mapper().valueToTree(content);
            var fee = (ObjectNode)
                    ((ArrayNode) tree.get("matters")).get(index(content)).get("fee");
            fee.put("text", fee.get("text").stringValue() + "，第" + round + "次修改");
            return ContentJson.mapper().treeToValue(tree, Content.class);
        }
    },

    /** Everything is learned anew. */
    PHRASING("a phrasing more, of the same matter") {
        @Override
        Content applied(Content content, int round) {
            var matter = content.matters().get(index(content)).id();
            var phrasings = new ArrayList<>(content.phrasings());
            int last = 0;
            for (int i = 0; i < phrasings.size(); i++)
                if (phrasings.get(i).matter().equals(matter)) last = i;
            var like = phrasings.get(last);
            phrasings.add(
                    last + 1,
                    new Phrasing(matter, like.aspect(), like.style(), "想再问一下" + round + "号窗口的人说的，" + like.text()));
            return content.withPhrasings(phrasings);
        }
    };

    private final String words;

    Edit(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The content after the edit; {@code round} tells it from others. */
    abstract Content applied(Content content, int round);

    /** The matter that most is asked about: there most moves. */
    private static int index(Content content) {
        var matters = content.matters();
        int most = 0;
        for (int i = 1; i < matters.size(); i++)
            if (asked(content, matters.get(i)) > asked(content, matters.get(most))) most = i;
        return most;
    }

    private static long asked(Content content, Matter matter) {
        return content.phrasings().stream()
                .filter(p -> p.matter().equals(matter.id()))
                .count();
    }
}
