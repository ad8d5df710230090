package banshi.graph;

import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.yaml.ContentJson;

/** Content of one matter, made of its situations, materials, conditions and outcomes only; the rest says nothing. */
final class SmallMatter {
    static final MatterId ID = new MatterId("card");

    private SmallMatter() {}

    /** Each argument the inside of a JSON list; single quotes are read as double ones. */
    static Matter of(String situations, String materials, String conditions, String outcomes) {
        var fact = "{'text': '一', 'basis': ['law']}";
        var json = """
                {'id': 'card', 'name': '补证', 'short-name': '补证', 'category': '证件', 'department': '窗口',
                 'hotline': 'hotline', 'confidence': 'high', 'summary': FACT, 'fee': FACT, 'delivery': FACT,
                 'validity': FACT, 'progress': FACT,
                 'online': {'mode': 'none', 'platform': 'p', 'link': 'l', 'entry': 'e', 'text': '一', 'basis': ['law']},
                 'time-limit': {'text': '一', 'statutory': '一', 'basis': ['law']},
                 'where': {'text': '一', 'appointment': '一', 'basis': ['law']},
                 'agent': {'verdict': 'yes', 'text': '一', 'basis': ['law']},
                 'situations': [SITUATIONS], 'materials': [MATERIALS], 'conditions': [CONDITIONS],
                 'outcomes': [OUTCOMES]}
                """.replace("FACT", fact)
                .replace("SITUATIONS", situations)
                .replace("MATERIALS", materials)
                .replace("CONDITIONS", conditions)
                .replace("OUTCOMES", outcomes);
        return ContentJson.mapper().readValue(json.replace('\'', '"'), Matter.class);
    }

    static KnowledgeGraph graph(Matter matter) {
        return KnowledgeGraph.compile(content(matter));
    }

    /** The matter, and another without content. */
    static Content content(Matter matter) {
        var json = ContentJson.mapper().createObjectNode();
        json.putObject("allow-list");
        json.putArray("matters").addPOJO(matter);
        json.putArray("catalogue")
                .addObject()
                .put("id", "card-lost")
                .put("name", "证件挂失")
                .put("short-name", "挂失")
                .put("category", "证件")
                .put("hotline", "hotline");
        return ContentJson.mapper().treeToValue(json, Content.class);
    }
}
