package banshi.channels.web;

import banshi.assistant.Assistant;
import banshi.assistant.release.Directory;
import banshi.channels.accounts.Door;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideRoutes;
import banshi.channels.limit.Allowances;
import banshi.channels.once.Once;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Handoffs;
import banshi.channels.records.RecordDesk;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the HTTP channel together (网页通道). Whoever imports it brings an {@link Assistant}, a {@link Directory}, an {@link
 * banshi.assistant.release.Explainer}, a {@code Supplier<ReleaseSummary>}, {@link WebSettings}, {@link EmbedSettings}, {@link LimitSettings}, {@link HandoffSettings}, {@link OpenSettings}, the {@linkplain banshi.channels.records records} with their desk and pseudonyms, {@link GuideLinks}, the {@linkplain banshi.channels.accounts accounts} with their {@link Door}, an {@link banshi.channels.audit.AuditLog}, a {@link banshi.channels.curation.StudioHome}, the {@link banshi.channels.suggestions.Suggestions} of a model, the {@linkplain banshi.channels.orders work orders} with their export, the {@linkplain banshi.channels.misses misses} and the {@linkplain banshi.channels.figures figures}, {@link OidcSettings}, a {@link banshi.channels.privacy.Secret}, {@link Turns}, {@link Allowances}, a {@link Once} for replies, a {@link Clock} in the city's time zone, a {@link banshi.graph.StaffGraph} with the {@link Executor} {@code graphDesk} on which it is asked, any {@link HealthPart}s, and the {@link Executor} {@code engine} on which the assistant runs:
 * bounded, with a bounded queue.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    AccountsController.class,
    AnswersController.class,
    AuditController.class,
    ChatController.class,
    DepartmentsController.class,
    ExplainController.class,
    FiguresController.class,
    GraphController.class,
    HandoffController.class,
    HandoffDeskController.class,
    HealthController.class,
    LogInController.class,
    McpController.class,
    MessageController.class,
    MetricsController.class,
    MissesController.class,
    MyAccountController.class,
    NoticeController.class,
    OpenAiController.class,
    OpinionController.class,
    ProposalsController.class,
    RasaController.class,
    StudioController.class,
    SuggestionController.class,
    ReleaseController.class,
    WorkbookController.class,
    WorkOrderController.class,
    PageRoutes.class,
    SecurityHeaders.class,
    NeverAtOnce.class
})
public class WebChannel {
    /** For Spring. */
    public WebChannel() {}

    @Bean
    ReplyDesk replyDesk(Turns turns, WebSettings settings, @Qualifier("engine") Executor engine) {
        return new ReplyDesk(turns, settings, engine);
    }

    @Bean
    Messages messages(ReplyDesk desk, ReplyWriter writer, Once replies) {
        return new Messages(desk, writer, replies);
    }

    @Bean
    MessageEvents messageEvents(JsonMapper json) {
        return new MessageEvents(json);
    }

    @Bean
    HandoffTalk handoffTalk(RecordDesk desk, Handoffs handoffs) {
        return new HandoffTalk(desk, handoffs);
    }

    @Bean
    ReportDesk reportDesk() {
        return new ReportDesk();
    }

    @Bean
    Limits limits(LimitSettings settings, Allowances allowances) {
        return new Limits(settings, allowances);
    }

    @Bean
    ApiKeys apiKeys(OpenSettings settings, Allowances allowances) {
        return new ApiKeys(settings, allowances);
    }

    @Bean
    McpTools mcpTools(Assistant assistant, Directory directory, ReplyDesk desk, Clock clock) {
        return new McpTools(assistant, directory, desk, clock);
    }

    @Bean
    ReplyWriter replyWriter(JsonMapper json, GuideLinks guides, Directory directory) {
        return new ReplyWriter(json, guides, directory);
    }

    @Bean
    RouterFunction<ServerResponse> guidePages(GuideLinks guides) {
        return new GuideRoutes(guides).routes();
    }

    @Bean
    StudioDesk studioDesk() {
        return new StudioDesk();
    }

    @Bean
    SuggestionDesk suggestionDesk() {
        return new SuggestionDesk();
    }

    @Bean
    WorkbookDesk workbookDesk() {
        return new WorkbookDesk();
    }

    @Bean
    StaffDesk staffDesk() {
        return new StaffDesk();
    }

    @Bean
    OidcClient oidcClient(OidcSettings settings, Secret secret, Door door, StaffDesk desk) {
        return new OidcClient(settings, secret, door, desk);
    }

    @Bean
    StaffSecurity staffSecurity(Door door, StaffDesk desk, OidcClient oidc) {
        return new StaffSecurity(door, desk, oidc);
    }

    @Bean
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(json);
    }

    @Bean
    RouterFunction<ServerResponse> pages(PageRoutes routes) {
        return routes.routes();
    }
}
