package banshi.channels.web;

import banshi.assistant.Block;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The assistant for front ends that were made for Rasa (Rasa 兼容接口): {@code POST /webhooks/rest/webhook} with {@code sender} and {@code message}. A
 * sender is a conversation. The key comes in {@code Authorization}, or as Rasa has it in {@code ?token=}.
 */
@RestController
final class RasaController {
    private final ApiKeys keys;
    private final ReplyDesk desk;
    private final Clock clock;

    RasaController(ApiKeys keys, ReplyDesk desk, Clock clock) {
        this.keys = keys;
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping("/webhooks/rest/webhook")
    Mono<ResponseEntity<List<Said>>> said(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(name = "token", required = false) @Nullable String token,
            ServerWebExchange exchange) {
        var allowed = token != null && authorization == null
                ? keys.requireSecret(token, OpenSettings.Scope.CHAT)
                : keys.require(authorization, OpenSettings.Scope.CHAT);
        return allowed.flatMap(program ->
                JsonBody.of(exchange.getRequest()).map(RasaController::parsed).flatMap(asked -> reply(program, asked)));
    }

    private Mono<ResponseEntity<List<Said>>> reply(String program, Asked asked) {
        return desk.reply(
                        "rasa\n" + program + "\n" + asked.sender(),
                        new Utterance(asked.message(), Utterance.Channel.WEB, null, LocalDate.now(clock)))
                .map(answered -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(List.of(
                                said(asked.sender(), answered.turn().reply().blocks()))));
    }

    private static Asked parsed(byte[] body) {
        var request = JsonBody.object(body);
        return new Asked(
                text(request.path("sender").asString("default"), "sender", ChatRequest.LONGEST_CONVERSATION),
                text(request.path("message").asString(""), "message", Utterance.LONGEST));
    }

    private static String text(String value, String field, int longest) {
        if (Sayable.is(value, longest)) return value;
        throw new BadInput(field, "must have 1 to " + longest + " characters, one of them visible");
    }

    /** Choices become buttons that say what stands on them. */
    private static Said said(String sender, List<Block> blocks) {
        var text = new ArrayList<Block>();
        var buttons = new ArrayList<Button>();
        for (var block : blocks) {
            if (block instanceof Block.Choices(var items, var prompt)) {
                if (prompt != null) text.add(new Block.Text(prompt));
                for (var item : items) buttons.add(new Button(item.label(), item.label()));
            } else text.add(block);
        }
        return new Said(sender, PlainText.of(text), buttons);
    }

    private record Asked(String sender, String message) {}

    /** A message of the assistant. */
    record Said(
            @JsonProperty("recipient_id") String recipient,
            String text,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Button> buttons) {}

    /** What is sent back when it is pressed. */
    record Button(String title, String payload) {}
}
