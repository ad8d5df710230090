package banshi.channels.web;

import banshi.assistant.Assistant;
import banshi.assistant.release.Directory;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideRoutes;
import banshi.channels.limit.Allowances;
import banshi.channels.once.Once;
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
 * banshi.assistant.release.Explainer}, a {@code Supplier<ReleaseSummary>}, {@link WebSettings}, {@link EmbedSettings}, {@link LimitSettings}, {@link HandoffSettings}, {@link OpenSettings}, the {@linkplain banshi.channels.records records} with their desk and pseudonyms, {@link GuideLinks}, a {@link StaffKey} and a {@link StaffMay}, the {@linkplain banshi.channels.misses misses} and the {@linkplain banshi.channels.figures figures}, {@link Turns}, {@link Allowances}, a {@link Once} for replies, a {@link Clock} in the city's time zone, a {@link banshi.graph.StaffGraph} with the {@link Executor} {@code graphDesk} on which it is asked, any {@link HealthPart}s, and the {@link Executor} {@code engine} on which the assistant runs:
 * bounded, with a bounded queue.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    ChatController.class,
    ExplainController.class,
    FiguresController.class,
    GraphController.class,
    HandoffController.class,
    HandoffDeskController.class,
    HealthController.class,
    McpController.class,
    MessageController.class,
    MetricsController.class,
    MissesController.class,
    NoticeController.class,
    OpenAiController.class,
    OpinionController.class,
    RasaController.class,
    ReleaseController.class,
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
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(json);
    }

    @Bean
    RouterFunction<ServerResponse> pages(PageRoutes routes) {
        return routes.routes();
    }
}
