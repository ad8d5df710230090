package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Role;
import banshi.channels.curation.Refused;
import banshi.channels.curation.StudioHome;
import banshi.channels.suggestions.NoSuggestions;
import banshi.channels.suggestions.SuggestedPhrasing;
import banshi.channels.suggestions.SuggestedTemplate;
import banshi.channels.suggestions.Suggestions;
import banshi.corpus.Phrasing;
import banshi.corpus.Verdict;
import banshi.corpus.When;
import banshi.corpus.yaml.ContentJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** First words by a language model, for editors (模型草稿接口): {@code /api/studio/v1/…/suggestions}, as {@code studio.openapi.yaml} has it. Nothing is saved here. */
@RestController
final class SuggestionController {
    private static final String PHRASINGS = "phrasings";
    private static final String TEMPLATE = "template";

    private final StudioHome home;
    private final Suggestions suggestions;
    private final SuggestionDesk desk;
    private final JsonMapper json;

    SuggestionController(StudioHome home, Suggestions suggestions, SuggestionDesk desk, JsonMapper json) {
        this.home = home;
        this.suggestions = suggestions;
        this.desk = desk;
        this.json = json;
    }

    /** Whether there is a model; null for none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Writer(@Nullable String model) {}

    @GetMapping("/api/studio/v1/suggestions")
    Mono<Void> writer(ServerWebExchange exchange) {
        return send(new Writer(suggestions.model().orElse(null)), exchange);
    }

    /** What is wanted; {@code verdict} is null where nothing is affirmed or denied. */
    private record Wish(
            String kind,
            String matter,
            String aspect,
            When when,
            @Nullable Verdict verdict) {}

    @PostMapping("/api/studio/v1/drafts/{draft}/suggestions")
    Mono<Void> suggest(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest())
                .map(bytes -> wish(new JsonFields(bytes)))
                .flatMap(wish ->
                        Staff.account(exchange).flatMap(account -> desk.work(() -> suggested(draft, wish, account))))
                .onErrorMap(Refused.class, StudioController::refusal)
                .onErrorMap(
                        NoSuggestions.class,
                        e -> Problem.refusal(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage())))
                .flatMap(suggested -> send(suggested, exchange));
    }

    private static Wish wish(JsonFields fields) {
        var kind = fields.match("kind", Pattern.compile(PHRASINGS + "|" + TEMPLATE), "must be phrasings or template");
        var matter = fields.match("matter", StudioController.ID, "must be the id of a matter");
        var aspect = fields.match("aspect", StudioController.ID, "must be the id of an aspect");
        var verdict = fields.optionalWord("verdict", List.of("yes", "no", "depends"));
        var when = when(fields);
        fields.requireSound();
        return new Wish(
                kind, matter, aspect, when, verdict == null ? null : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)));
    }

    private static When when(JsonFields fields) {
        var when = fields.object("when");
        if (when == null) return When.ALWAYS;
        try {
            return ContentJson.mapper().treeToValue(when.tree(), When.class);
        } catch (JacksonException e) {
            fields.refuse("when", "must give situations, each with one or more of its options");
            return When.ALWAYS;
        }
    }

    /** {@code Suggested}. */
    record Suggested(String model, List<WirePhrasing> phrasings, List<SuggestedTemplate> templates) {}

    /** {@code SuggestedPhrasing}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WirePhrasing(String text, Phrasing.Style style, String belongs, SuggestedPhrasing.@Nullable Near nearest) {
        static WirePhrasing of(SuggestedPhrasing phrasing) {
            return new WirePhrasing(
                    phrasing.text(),
                    phrasing.style(),
                    phrasing.belongs().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    phrasing.nearest());
        }
    }

    private Suggested suggested(String draft, Wish wish, Account account) {
        if (!account.is(Role.EDITOR)) throw Problem.refusal(HttpStatus.FORBIDDEN, "请模型起草要有“采编”角色");
        var studio = home.studio();
        var at = studio.at(StudioController.draftOrPublished(draft));
        var content = studio.content(at);
        var matter = content.matters().stream()
                .filter(one -> one.id().value().equals(wish.matter()))
                .findFirst()
                .orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "没有这个事项，可能已经删掉了"));
        var aspect = content.aspects().stream()
                .filter(one -> one.id().value().equals(wish.aspect()))
                .findFirst()
                .orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "没有这个要素"));
        var model = suggestions.model().orElse("");
        return wish.kind().equals(PHRASINGS)
                ? new Suggested(
                        model,
                        suggestions.phrasings(matter, aspect, studio.phrasings(at, matter.id())).stream()
                                .map(WirePhrasing::of)
                                .toList(),
                        List.of())
                : new Suggested(
                        model,
                        List.of(),
                        suggestions.templates(matter, aspect, wish.when(), wish.verdict(), content.allowList()));
    }

    private Mono<Void> send(Object body, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), HttpStatus.OK, exchange.getResponse());
    }
}
