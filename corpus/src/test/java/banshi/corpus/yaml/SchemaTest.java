package banshi.corpus.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.AllowList;
import banshi.corpus.Aspect;
import banshi.corpus.Bundle;
import banshi.corpus.City;
import banshi.corpus.KnownMatter;
import banshi.corpus.Matter;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.Topic;
import banshi.corpus.When;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas are sound, fit the content, and say the same as the records: neither can change without the other. */
class SchemaTest {
    private static final Path CONTENT = Path.of("content");

    @ParameterizedTest
    @ValueSource(strings = {"aspects", "bundles", "catalogue", "links", "matter", "templates", "topics"})
    void isValidByTheMetaSchema(String name) throws IOException {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(Files.readString(file(name)), InputFormat.JSON))
                .isEmpty();
        assertThat(schema(name).path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void theMetaSchemaRefusesWhatIsNoSchema() {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate("{\"type\": \"words\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void thereAreNoOtherSchemas() throws IOException {
        try (var files = Files.list(Path.of("schema"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "aspects.schema.json",
                            "bundles.schema.json",
                            "catalogue.schema.json",
                            "city.schema.json",
                            "links.imported.json",
                            "links.schema.json",
                            "matter.imported.json",
                            "matter.schema.json",
                            "profile.schema.json",
                            "templates.schema.json",
                            "topics.schema.json");
        }
    }

    @Test
    void everyContentFileNamesTheSchemaThatEditorsCompleteBy() {
        assertThat(yamlFiles()).isNotEmpty().allSatisfy(file -> {
            var first = Files.readString(file).lines().findFirst().orElseThrow();
            assertThat(first).startsWith("# yaml-language-server: $schema=");
            var named =
                    file.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize();
            assertThat(named).isEqualTo(file(schemaOf(file)));
        });
    }

    @Test
    void everyContentFileFits() {
        assertThat(yamlFiles()).isNotEmpty().allSatisfy(file -> {
            var complaints = new java.util.ArrayList<Complaint>();
            var yaml = YamlFile.parse(CONTENT.relativize(file).toString(), Files.readString(file), complaints);
            yaml.ifPresent(y -> complaints.addAll(new SchemaCheck(schemaOf(file)).check(y)));
            assertThat(complaints).isEmpty();
        });
    }

    @Test
    void matterSaysTheSameAsItsRecords() throws IOException {
        sameFields(Matter.class, schema("matter"), schema("matter"), Set.of());
    }

    @Test
    void templatesSayTheSameAsTheirRecord() throws IOException {
        var schema = schema("templates");

        assertThat(schema.path("properties").propertyNames()).containsExactlyInAnyOrder("matter", "templates");
        sameFields(ReplyTemplate.class, items(schema, "templates"), schema, Set.of("matter")); // it stands once a file
    }

    @Test
    void theOtherFilesSayTheSameAsTheirRecords() throws IOException {
        sameFields(Aspect.class, items(schema("aspects"), "aspects"), schema("aspects"), Set.of());
        sameFields(Topic.class, items(schema("topics"), "topics"), schema("topics"), Set.of());
        sameFields(Bundle.class, items(schema("bundles"), "bundles"), schema("bundles"), Set.of());
        sameFields(KnownMatter.class, items(schema("catalogue"), "matters"), schema("catalogue"), Set.of());
        sameFields(AllowList.class, schema("links"), schema("links"), Set.of());
        sameFields(City.class, schema("city"), schema("city"), Set.of());
    }

    /** Required of editors, and left open by {@code matter.imported.json}. */
    private static final Set<String> NULL_WHERE_IMPORTED =
            Set.of("Material.form", "Online.platform", "Online.link", "Online.entry", "Where.venue");

    /** Every component is a field, every field a component, and so on into lists, maps and records. */
    private static void sameFields(Class<?> record, JsonNode schema, JsonNode root, Set<String> elsewhere) {
        var components = Arrays.stream(record.getRecordComponents())
                .filter(c -> !elsewhere.contains(name(c)))
                .collect(Collectors.toMap(SchemaTest::name, c -> c));
        var properties = schema.path("properties");
        assertThat(properties.propertyNames())
                .as("fields of %s", record.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(components.keySet());
        assertThat(schema.path("additionalProperties").asBoolean(true))
                .as("other fields of %s", record.getSimpleName())
                .isFalse();
        var mustHave = components.values().stream()
                .filter(SchemaTest::mustBeThere)
                .map(SchemaTest::name)
                .toList();
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .as("required fields of %s", record.getSimpleName())
                .containsAll(mustHave)
                .allSatisfy(name -> assertThat(
                                components.get(name).getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .as("%s of %s may be null", name, record.getSimpleName())
                        .isEqualTo(NULL_WHERE_IMPORTED.contains(record.getSimpleName() + "." + name)));
        components.forEach((name, component) -> sameType(
                record.getSimpleName() + "." + name,
                component.getGenericType(),
                resolve(properties.path(name), root),
                root));
    }

    private static void sameType(String what, Type type, JsonNode schema, JsonNode root) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            assertThat(schema.path("type").asString()).as(what).isEqualTo("array");
            sameType(what, list.getActualTypeArguments()[0], resolve(schema.path("items"), root), root);
        } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            assertThat(schema.path("type").asString()).as(what).isEqualTo("object");
            sameType(what, map.getActualTypeArguments()[1], resolve(schema.path("additionalProperties"), root), root);
        } else if (type == boolean.class || type == Boolean.class) {
            assertThat(schema.path("type").asString()).as(what).isEqualTo("boolean");
        } else if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            var allowed =
                    schema.path("enum").valueStream().map(JsonNode::asString).toList();
            var constants = Stream.of(enumeration.getEnumConstants())
                    .map(c -> ContentJson.mapper().valueToTree(c).asString())
                    .toList();
            assertThat(allowed).as(what).containsExactlyInAnyOrderElementsOf(constants);
        } else if (type == When.class) {
            assertThat(schema).as(what).isEqualTo(root.at("/$defs/when"));
        } else if (type instanceof Class<?> record && record.isRecord() && isObject(record)) {
            assertThat(schema.path("type").asString()).as(what).isEqualTo("object");
            sameFields(record, schema, root, Set.of());
        } else { // text, dates, ids
            assertThat(schema.has("enum") ? "string" : schema.path("type").asString())
                    .as(what)
                    .isEqualTo("string");
        }
    }

    /** Ids are records that are written as text. */
    private static boolean isObject(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .noneMatch(c -> c.getAccessor().isAnnotationPresent(com.fasterxml.jackson.annotation.JsonValue.class));
    }

    private static boolean mustBeThere(RecordComponent component) {
        var type = component.getType();
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && type != boolean.class
                && type != List.class
                && type != Map.class;
    }

    private static String name(RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given != null
                ? given.value()
                : component.getName().replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
    }

    private static JsonNode resolve(JsonNode node, JsonNode root) {
        return node.has("$ref") ? root.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static JsonNode items(JsonNode schema, String field) {
        return schema.path("properties").path(field).path("items");
    }

    private static JsonNode schema(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file(name)));
    }

    private static Path file(String name) {
        return Path.of("schema", name + ".schema.json");
    }

    private static List<Path> yamlFiles() {
        return ContentReader.contentFiles(CONTENT).stream()
                .filter(f -> f.toString().endsWith(".yaml"))
                .toList();
    }

    private static String schemaOf(Path file) {
        var name = CONTENT.relativize(file).getName(0).toString();
        return name.equals("matters") ? "matter" : name.replace(".yaml", "");
    }
}
