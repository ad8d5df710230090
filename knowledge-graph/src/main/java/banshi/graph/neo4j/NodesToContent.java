package banshi.graph.neo4j;

import static banshi.graph.neo4j.ContentToNodes.JSON;
import static banshi.graph.neo4j.ContentToNodes.MAPPER;

import banshi.corpus.Bundle;
import banshi.corpus.Matter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How nodes and edges become content again (图谱还原), the way back of {@link ContentToNodes}. */
final class NodesToContent {
    private static final String NAMED_FACT = "facts/";

    private NodesToContent() {}

    /** From a row of {@code load-matters.cypher}. */
    static Matter matter(MapAccessor row) {
        var record = fields(row.get("node"));
        var id = row.get("node").get("id").asString();
        record.put("id", id);
        record.put("department", row.get("department").asString());
        sources(row, true, record.putArray("legalBasis"));
        sources(row, false, record.putArray("sources"));
        var neighbours = record.putArray("neighbours");
        for (var neighbour : inOrder(row.get("neighbours")))
            neighbours.add(fields(neighbour.get("edge"))
                    .put("matter", neighbour.get("id").asString()));
        var situations = record.putArray("situations");
        for (var situation : inOrder(row.get("situations"))) {
            var one = part(situation, id);
            parts(situation.get("options"), situation.get("node").get("id").asString(), one.putArray("options"));
            situations.add(one);
        }
        var outcomes = record.putArray("outcomes");
        for (var outcome : inOrder(row.get("outcomes"))) {
            var one = nameless(outcome);
            for (var redirect : outcome.get("redirects").values()) one.put("redirect", redirect.asString());
            outcomes.add(one);
        }
        for (var field : ContentToNodes.SIMPLE_PARTS) parts(row.get(field), id, record.putArray(field));
        var process = record.putArray("process");
        for (var step : inOrder(row.get("process"))) process.add(nameless(step));
        facts(row, id, record);
        return MAPPER.treeToValue(record, Matter.class);
    }

    /** From a row of {@code load-bundles.cypher}. */
    static Bundle bundle(MapAccessor row) {
        var record = fields(row.get("node"));
        var id = row.get("node").get("id").asString();
        record.put("id", id);
        sources(row, false, record.putArray("sources"));
        var steps = record.putArray("steps");
        for (var step : inOrder(row.get("steps"))) {
            var one = nameless(step);
            one.put("department", step.get("department").asString());
            for (var matter : step.get("matters").values()) one.put("matter", matter.asString());
            steps.add(one);
        }
        var shared = record.putArray("sharedMaterials");
        for (var material : inOrder(row.get("sharedMaterials"))) shared.add(nameless(material));
        return MAPPER.treeToValue(record, Bundle.class);
    }

    private static void sources(MapAccessor row, boolean law, ArrayNode to) {
        for (var citation : inOrder(row.get("citations"))) {
            var edge = citation.get("edge");
            if (edge.get("law").asBoolean() != law) continue;
            var one = fields(edge);
            one.remove("law");
            one.put("id", edge.get("id").asString());
            one.setAll(fields(citation.get("node")));
            to.add(one);
        }
    }

    private static void facts(MapAccessor row, String matter, ObjectNode to) {
        var named = to.putObject("facts");
        for (var fact : inOrder(row.get("facts"))) {
            var one = nameless(fact);
            var name = ownId(fact, matter);
            var variants = one.putArray("variants");
            for (var variant : inOrder(fact.get("variants"))) variants.add(nameless(variant));
            if (name.startsWith(NAMED_FACT)) named.set(name.substring(NAMED_FACT.length()), one);
            else to.set(name, one);
        }
    }

    private static void parts(Value rows, String parent, ArrayNode to) {
        for (var row : inOrder(rows)) to.add(part(row, parent));
    }

    private static ObjectNode part(Value row, String parent) {
        return nameless(row).put("id", ownId(row, parent));
    }

    /** A part, and when it applies; without an id, for its place is all it has. */
    private static ObjectNode nameless(Value row) {
        var one = fields(row.get("node"));
        var pairs = row.get("edge").get("when");
        if (pairs.isNull()) return one;
        var when = one.putObject("when");
        for (var pair : pairs.asList(Value::asString)) {
            int split = pair.indexOf('=');
            when.withArrayProperty(pair.substring(0, split)).add(pair.substring(split + 1));
        }
        return one;
    }

    private static String ownId(Value row, String parent) {
        return row.get("node").get("id").asString().substring(parent.length() + 1);
    }

    /** The fields of a record from the properties of a node or an edge, without what makes it one. */
    private static ObjectNode fields(Value properties) {
        var record = MAPPER.createObjectNode();
        for (var name : properties.keys()) {
            if (name.equals("release") || name.equals("place") || name.equals("id") || name.equals("when")) continue;
            var value = properties.get(name);
            if (name.endsWith(JSON))
                record.set(name.substring(0, name.length() - JSON.length()), MAPPER.readTree(value.asString()));
            else record.set(name, MAPPER.valueToTree(value.asObject()));
        }
        return record;
    }

    private static List<Value> inOrder(Value rows) {
        return StreamSupport.stream(rows.values().spliterator(), false)
                .sorted(Comparator.comparingInt(
                        row -> row.get("edge").get("place").asInt()))
                .toList();
    }
}
