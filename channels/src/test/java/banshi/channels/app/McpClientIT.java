package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The real MCP client from npm uses the tools of the real program: {@code web-ui/clients/mcp.mjs}. */
class McpClientIT {
    private static JsonNode got;

    @BeforeAll
    static void ask() throws Exception {
        got = NodeClient.run("mcp.mjs");
    }

    private static String text(String call) {
        return got.path(call).at("/content/0/text").stringValue();
    }

    @Test
    void findsFourTools() {
        assertThat(got.at("/server/name").stringValue()).isEqualTo("banshi");
        assertThat(got.path("instructions").stringValue()).contains("审核口径");
        assertThat(got.path("tools"))
                .extracting(tool -> tool.path("name").stringValue())
                .containsExactlyInAnyOrder("ask", "search_matters", "matter_guide", "required_materials");
        assertThat(got.path("tools"))
                .allSatisfy(
                        tool -> assertThat(tool.at("/annotations/readOnlyHint").booleanValue())
                                .isTrue());
    }

    @Test
    void goesOnWithWhatWasSaidEarlier() {
        assertThat(got.at("/ask/structuredContent/matter").stringValue()).isEqualTo("huji-hukoubu-reissue");
        assertThat(got.at("/ask/structuredContent/aspect").stringValue()).isEqualTo("fee");
        assertThat(text("ask")).isNotBlank();
    }

    @Test
    void findsAMatterByAnybodysWords() {
        assertThat(got.at("/search/structuredContent/matters/0/matter").stringValue())
                .isEqualTo("huji-hukoubu-reissue");
        assertThat(text("search")).contains("居民户口簿");
    }

    @Test
    void getsAWholeGuideWithWhatBacksIt() {
        assertThat(text("guide")).contains("【materials】", "【fee】", "【process】");
        assertThat(got.at("/guide/structuredContent/sources")).isNotEmpty();
    }

    @Test
    void getsWhatToBringInACase() {
        assertThat(got.at("/materials/structuredContent/materials"))
                .isNotEmpty()
                .allSatisfy(material ->
                        assertThat(material.path("name").stringValue()).isNotBlank());
    }

    @Test
    void isToldWhatIsWrong() {
        assertThat(got.at("/wrongMatter/isError").booleanValue()).isTrue();
        assertThat(text("wrongMatter")).contains("search_matters");
        assertThat(got.at("/wrongCase/isError").booleanValue()).isTrue();
        assertThat(text("wrongCase")).contains("colour=red", "reason");
        assertThat(got.at("/wrongArguments/isError").booleanValue()).isTrue();
        assertThat(got.path("wrongKey").stringValue()).startsWith("refused");
    }
}
