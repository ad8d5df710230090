package banshi.graph.neo4j;

import banshi.corpus.Bundle;
import banshi.corpus.Matter;
import banshi.corpus.yaml.ContentJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How content becomes nodes and edges (图谱结构); {@link NodesToContent} is the way back. Goes by the JSON of the records, in Java's names: a
 * field of text, truth or texts is a property of the node; {@code when} stands on the edge as texts {@code situation=option}; the fields
 * named here are nodes of their own; whatever else a record may hold is a property of JSON text, whose name then ends in
 * {@value #JSON}. A node's id is its parent's, a slash and its own, or its place where it has none.
 */
final class ContentToNodes {
    static final String JSON = "Json";
    private static final List<String> FACTS =
            List.of("summary", "online", "timeLimit", "fee", "where", "agent", "delivery", "validity", "progress");
    static final List<String> SIMPLE_PARTS = List.of("conditions", "materials", "special");

    /** As content is written, in Java's names. */
    static final JsonMapper MAPPER = ContentJson.mapper()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .build();

    private ContentToNodes() {}

    /** A row of {@code write-matters.cypher}, with about {@link #size} nodes. */
    static Map<String, Object> row(Matter matter, int place, String release) {
        ObjectNode record = MAPPER.valueToTree(matter);
        return new Writing(release, sources(record)).matter(record, place);
    }

    /** A row of {@code write-bundles.cypher}. */
    static Map<String, Object> row(Bundle bundle, int place, String release) {
        ObjectNode record = MAPPER.valueToTree(bundle);
        return new Writing(release, sources(record)).bundle(record, place);
    }

    /** How many nodes a matter comes to, nearly. */
    static int size(Matter matter) {
        int options = matter.situations().stream()
                .mapToInt(s -> 1 + s.options().size())
                .sum();
        int variants = matter.allFacts().values().stream()
                .mapToInt(f -> 1 + f.variants().size())
                .sum();
        return 1
                + options
                + variants
                + matter.outcomes().size()
                + matter.conditions().size()
                + matter.materials().size()
                + matter.process().size()
                + matter.special().size();
    }

    /** Own id of a legal basis or source → the id of its node. */
    private static Map<String, String> sources(ObjectNode record) {
        var ids = new HashMap<String, String>();
        for (var field : List.of("sources", "legalBasis"))
            for (var source : record.path(field)) ids.put(source.path("id").stringValue(), sourceId(source));
        return ids;
    }

    private static String sourceId(JsonNode source) {
        var title = source.path("title").stringValue();
        return source.has("article") ? title + " " + source.path("article").stringValue() : title;
    }

    /** One record on its way into rows; the record is taken apart. */
    private record Writing(String release, Map<String, String> sources) {
        Map<String, Object> matter(ObjectNode record, int place) {
            var id = take(record, "id").stringValue();
            var row = new LinkedHashMap<String, Object>();
            row.put("id", id);
            row.put("department", take(record, "department").stringValue());
            var citations = new ArrayList<Map<String, Object>>();
            citations(record, "legalBasis", true, citations);
            citations(record, "sources", false, citations);
            row.put("citations", citations);
            row.put("neighbours", neighbours(record));
            row.put("situations", parts(record, "situations", id, (own, part, situation) -> {
                part.put("options", parts(situation, "options", own, (_, _, _) -> {}));
            }));
            row.put("outcomes", parts(record, "outcomes", id, (_, part, outcome) -> {
                var redirect = take(outcome, "redirect");
                part.put("redirects", redirect.isString() ? List.of(redirect.stringValue()) : List.of());
            }));
            row.put("process", parts(record, "process", id, (_, _, _) -> {}));
            for (var field : SIMPLE_PARTS) row.put(field, parts(record, field, id, (_, _, _) -> {}));
            row.put("facts", facts(record, id));
            var node = properties(record);
            node.put("place", place);
            row.put("node", node);
            return row;
        }

        Map<String, Object> bundle(ObjectNode record, int place) {
            var id = take(record, "id").stringValue();
            var row = new LinkedHashMap<String, Object>();
            row.put("id", id);
            var citations = new ArrayList<Map<String, Object>>();
            citations(record, "sources", false, citations);
            row.put("citations", citations);
            row.put("steps", parts(record, "steps", id, (_, part, step) -> {
                part.put("department", take(step, "department").stringValue());
                var matter = take(step, "matter");
                part.put("matters", matter.isString() ? List.of(matter.stringValue()) : List.of());
            }));
            row.put("sharedMaterials", parts(record, "sharedMaterials", id, (_, _, _) -> {}));
            var node = properties(record);
            node.put("release", release);
            node.put("id", id);
            node.put("place", place);
            row.put("node", node);
            return row;
        }

        /** What is done with a part before the rest of it becomes properties. */
        private interface Rest {
            void take(String id, Map<String, Object> part, ObjectNode record);
        }

        private List<Map<String, Object>> parts(ObjectNode of, String field, String parent, Rest rest) {
            var parts = new ArrayList<Map<String, Object>>();
            for (var record : take(of, field)) {
                var own = record.path("id").stringValue(field + "-" + parts.size());
                parts.add(part((ObjectNode) record, parent + "/" + own, parts.size(), rest));
            }
            return parts;
        }

        private Map<String, Object> part(ObjectNode record, String id, int place, Rest rest) {
            var part = new LinkedHashMap<String, Object>();
            var node = new LinkedHashMap<String, Object>();
            node.put("release", release);
            node.put("id", id);
            part.put("node", node);
            record.remove("id");
            var edge = new LinkedHashMap<String, Object>();
            edge.put("place", place);
            var when = take(record, "when");
            if (when.isObject()) edge.put("when", pairs(when));
            part.put("edge", edge);
            part.put("basis", basis(record));
            rest.take(id, part, record);
            node.putAll(properties(record));
            return part;
        }

        private List<Map<String, Object>> facts(ObjectNode record, String matter) {
            var facts = new ArrayList<Map<String, Object>>();
            for (var field : FACTS) {
                var fact = take(record, field);
                if (fact.isObject()) facts.add(fact(fact, matter + "/" + field, facts.size()));
            }
            take(record, "facts")
                    .properties()
                    .forEach(named ->
                            facts.add(fact(named.getValue(), matter + "/facts/" + named.getKey(), facts.size())));
            return facts;
        }

        private Map<String, Object> fact(JsonNode fact, String id, int place) {
            return part(
                    (ObjectNode) fact,
                    id,
                    place,
                    (_, part, rest) -> part.put("variants", parts(rest, "variants", id, (_, _, _) -> {})));
        }

        private static List<Map<String, Object>> neighbours(ObjectNode record) {
            var neighbours = new ArrayList<Map<String, Object>>();
            for (var neighbour : take(record, "neighbours")) {
                var matter = take((ObjectNode) neighbour, "matter").stringValue();
                var edge = properties((ObjectNode) neighbour);
                edge.put("place", neighbours.size());
                neighbours.add(Map.of("id", matter, "edge", edge));
            }
            return neighbours;
        }

        private static void citations(ObjectNode record, String field, boolean law, List<Map<String, Object>> to) {
            for (var source : take(record, field)) {
                var id = sourceId(source);
                var node = new LinkedHashMap<String, Object>();
                for (var name : List.of("title", "article"))
                    if (source.has(name))
                        node.put(name, take((ObjectNode) source, name).stringValue());
                var edge = properties((ObjectNode) source);
                edge.put("law", law);
                edge.put("place", to.size());
                to.add(Map.of("id", id, "node", node, "edge", edge));
            }
        }

        private List<String> basis(ObjectNode record) {
            return StreamSupport.stream(record.path("basis").spliterator(), false)
                    .map(own -> sources.get(own.stringValue()))
                    .filter(java.util.Objects::nonNull)
                    .distinct()
                    .toList();
        }
    }

    private static JsonNode take(ObjectNode record, String field) {
        var value = record.remove(field);
        return value == null ? record.missingNode() : value;
    }

    private static List<String> pairs(JsonNode when) {
        return when.properties().stream()
                .flatMap(e -> StreamSupport.stream(e.getValue().spliterator(), false)
                        .map(option -> e.getKey() + "=" + option.stringValue()))
                .toList();
    }

    private static Map<String, Object> properties(ObjectNode record) {
        var properties = new LinkedHashMap<String, Object>();
        record.properties().forEach(field -> {
            var value = field.getValue();
            if (value.isString()) properties.put(field.getKey(), value.stringValue());
            else if (value.isBoolean()) properties.put(field.getKey(), value.booleanValue());
            else if (isTexts(value))
                properties.put(
                        field.getKey(),
                        StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::stringValue)
                                .toList());
            else properties.put(field.getKey() + JSON, value.toString());
        });
        return properties;
    }

    private static boolean isTexts(JsonNode value) {
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isString);
    }
}
