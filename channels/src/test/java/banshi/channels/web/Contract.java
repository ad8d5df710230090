package banshi.channels.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contracts: of everybody as a server serves it, of the studio as it is packaged. */
final class Contract {
    private Contract() {}

    static JsonNode document(TestServer server) {
        var served = server.send(server.to("/openapi.yaml").GET());
        var loaded = new Load(LoadSettings.builder().build()).loadFromString(served.body());
        return JsonMapper.shared().valueToTree(loaded);
    }

    static Schema schema(TestServer server, String name) {
        return schema(document(server), name);
    }

    /** Of what the editors' page asks. */
    static Schema ofStudio(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream("/studio.openapi.yaml"))) {
            return schema(
                    JsonMapper.shared()
                            .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in)),
                    name);
        }
    }

    private static Schema schema(JsonNode document, String name) {
        var schema = (ObjectNode) JsonMapper.shared().createObjectNode();
        schema.put("$ref", "#/components/schemas/" + name);
        schema.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }
}
