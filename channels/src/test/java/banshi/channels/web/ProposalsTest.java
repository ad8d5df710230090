package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.conversation.Answered;
import banshi.channels.proposals.NewProposal;
import banshi.channels.proposals.Proposals;
import banshi.channels.proposals.Source;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What the front line proposes reaches the studio as {@code studio.openapi.yaml} promises, and nobody else. */
class ProposalsTest {
    private static final String PROPOSALS = "/proposals";

    @TempDir
    private Path folder;

    private CuratedServer server;

    @BeforeEach
    void start() {
        server = CuratedServer.ofSoundFolder(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String proposed(@Nullable String matter, String answer) {
        var name = "agent." + Answered.newId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        var agent = TestServer.RECORDS
                .bean(Accounts.class)
                .add(Actor.OPERATOR, name, "坐席甲", Set.of(Role.AGENT))
                .account();
        return Long.toString(TestServer.RECORDS
                .bean(Proposals.class)
                .propose(new NewProposal(
                        null,
                        matter == null ? null : new MatterId(matter),
                        matter == null ? null : new AspectId("fee"),
                        "补证要多少钱",
                        answer,
                        Source.EDIT,
                        agent.id(),
                        Actor.of(agent))));
    }

    /** Ours; other tests may have left some, too. */
    private JsonNode listed(String state, String id) {
        return server.get(PROPOSALS + "?state=" + state)
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " among those that are " + state));
    }

    @Test
    void listsTheWordsBesideWhatIsPublished() throws IOException {
        var id = proposed("card-reissue", "补证收工本费，别的不收。");

        var shown = listed("open", id);

        assertThat(Contract.ofStudio("Proposals").validate(server.get(PROPOSALS).toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(shown.path("by").stringValue()).isEqualTo("坐席甲");
        assertThat(shown.path("matterName").stringValue()).isEqualTo("补证");
        assertThat(shown.path("aspectName").stringValue()).isEqualTo("收费标准");
        assertThat(shown.path("published").stringValue()).isEqualTo("收工本费。");
        assertThat(shown.path("marks")
                        .valueStream()
                        .map(mark -> mark.path("fate").stringValue() + ":"
                                + mark.path("words").stringValue()))
                .containsExactly("new:补证", "kept:收工本费", "new:，别的不收", "kept:。");
        assertThat(listed("open", proposed(null, "说的是哪件事不知道。")).path("marks")).isEmpty();
    }

    @Test
    void opensADraftThatTheStudioKnows() throws IOException {
        var id = proposed("card-reissue", "补证收工本费，别的不收。");

        var drafted = server.send("POST", PROPOSALS + "/" + id + "/draft", Map.of());

        assertThat(drafted.statusCode()).as(drafted.body()).isEqualTo(201);
        assertThat(Contract.ofStudio("Draft").validate(drafted.body(), InputFormat.JSON))
                .isEmpty();
        var draft = TestServer.json(drafted).path("id").stringValue();
        assertThat(server.get("/drafts/" + draft + "/changes")
                        .get(0)
                        .path("after")
                        .stringValue())
                .isEqualTo("补证{{fee}}，别的不收。");
        assertThat(listed("drafted", id).path("draft").stringValue()).isEqualTo(draft);
        assertThat(listed("drafted", id).path("decidedBy").isString()).isTrue();
        assertThat(server.send("POST", PROPOSALS + "/" + id + "/draft", Map.of())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void opensItWhereTheEditorSays() {
        var id = proposed(null, "挂失不收钱。");
        assertThat(server.send("POST", PROPOSALS + "/" + id + "/draft", Map.of())
                        .statusCode())
                .isEqualTo(409);

        var drafted =
                server.send("POST", PROPOSALS + "/" + id + "/draft", Map.of("matter", "card-lost", "aspect", "fee"));

        assertThat(drafted.statusCode()).as(drafted.body()).isEqualTo(201);
        assertThat(TestServer.json(drafted).path("title").stringValue()).isEqualTo("一线建议：挂失·收费标准");
    }

    @Test
    void declinesWithAReason() {
        var id = proposed("card-reissue", "随便说说。");
        var decline = PROPOSALS + "/" + id + "/decline";
        assertThat(server.send("POST", decline, Map.of()).statusCode()).isEqualTo(400);

        assertThat(server.send("POST", decline, Map.of("reason", "没有依据")).statusCode())
                .isEqualTo(204);

        assertThat(listed("declined", id).path("reason").stringValue()).isEqualTo("没有依据");
        assertThat(server.send("POST", decline, Map.of("reason", "没有依据")).statusCode())
                .isEqualTo(409);
        assertThat(server.send("POST", PROPOSALS + "/none/decline", Map.of("reason", "没有"))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AGENT", "SUPERVISOR", "SYSTEM", "AUDITOR"})
    void isNobodyElsesBusiness(Role role) {
        var asked = server.server()
                .send(server.server()
                        .asStaff(CuratedServer.STUDIO + PROPOSALS, role)
                        .GET());
        assertThat(asked.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"REVIEWER", "PUBLISHER"})
    void whoDoesNotEditLooksOnly(Role role) {
        var id = proposed("card-reissue", "补证收工本费，别的不收。");
        var asked = server.server();

        assertThat(asked.send(asked.asStaff(CuratedServer.STUDIO + PROPOSALS, role)
                                .GET())
                        .statusCode())
                .isEqualTo(200);
        for (var deed : Map.of("draft", "{}", "decline", "{\"reason\": \"不行\"}").entrySet())
            assertThat(asked.send(asked.asStaff(CuratedServer.STUDIO + PROPOSALS + "/" + id + "/" + deed.getKey(), role)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(deed.getValue())))
                            .statusCode())
                    .as(deed.getKey())
                    .isEqualTo(403);
    }
}
