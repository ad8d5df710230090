package banshi.channels.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contract as a server serves it. */
final class Contract {
    private Contract() {}

    static JsonNode document(TestServer server) {
        var served = server.send(server.to("/openapi.yaml").GET());
        var loaded = new Load(LoadSettings.builder().build()).loadFromString(served.body());
        return JsonMapper.shared().valueToTree(loaded);
    }

    static Schema schema(TestServer server, String name) {
        var schema = (ObjectNode) JsonMapper.shared().createObjectNode();
        schema.put("$ref", "#/components/schemas/" + name);
        schema.set("components", document(server).path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }
}
