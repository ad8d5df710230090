package banshi.channels.web;

import banshi.channels.wechat.Delivery;
import banshi.channels.wechat.Notices;
import banshi.channels.wechat.Notices.Notice;
import banshi.corpus.yaml.Mentions;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Through which an office's own system tells citizens how their cases go (办件通知): {@code POST /api/wechat/v1/accounts/{appid}/notices}. It fills a form
 * that WeChat has approved and the operator has named; addresses are not taken, wherever they lead.
 */
@RestController
final class NoticeController {
    private static final int MOST_VALUES = 10;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final ApiKeys keys;
    private final Notices notices;

    NoticeController(ApiKeys keys, Notices notices) {
        this.keys = keys;
        this.notices = notices;
    }

    @PostMapping("/api/wechat/v1/accounts/{appid}/notices")
    Mono<ResponseEntity<Sent>> notice(
            @PathVariable("appid") String appid,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            ServerWebExchange exchange) {
        return keys.require(authorization, OpenSettings.Scope.NOTICES)
                .then(JsonBody.of(exchange.getRequest()))
                .flatMap(body -> send(appid, parsed(body)))
                .map(delivery -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(Sent.of(delivery)));
    }

    private Mono<Delivery> send(String appid, Notice notice) {
        if (notices.has(appid, notice.form())) return notices.send(appid, notice);
        var unknown = new ErrorResponseException(HttpStatus.NOT_FOUND);
        unknown.setDetail(
                "no such account, or no such notice: the operator names an account's notices in banshi.wechat.accounts");
        return Mono.error(unknown);
    }

    private static Notice parsed(byte[] body) {
        var fields = new JsonFields(body);
        var number = fields.match("number", NUMBER, "must have 1 to 32 letters, digits, hyphens or underscores");
        var openid = fields.match(
                "openid", ID, "must be as WeChat gives it: 1 to 64 letters, digits, hyphens or underscores");
        var form = fields.match("notice", ID, "must be one of the account's notices");
        var values = new LinkedHashMap<String, String>();
        var object = fields.object("values");
        if (object == null) fields.refuse("values", "is missing; an object of 1 to " + MOST_VALUES + " texts");
        else
            for (var name : object.names()) {
                var value = object.text(name, LONGEST_VALUE);
                if (!Mentions.addresses(value).isEmpty())
                    object.refuse(
                            name,
                            "must not hold a web address: citizens are not sent to places that nobody has checked");
                values.put(name, value);
            }
        if (object != null && (values.isEmpty() || values.size() > MOST_VALUES))
            fields.refuse("values", "has " + values.size() + " texts; allowed: 1 to " + MOST_VALUES);
        fields.requireSound();
        return new Notice(number, openid, form, values);
    }

    /**
     * What became of it.
     *
     * @param delivery sent; later: WeChat is busy, the same number may be sent again; closed: this citizen cannot be written to; refused: the operator is asked to look
     *     into the log
     * @param code WeChat's, where it gave one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sent(String delivery, @Nullable Integer code) {
        static Sent of(Delivery delivery) {
            return switch (delivery) {
                case Delivery.Sent _ -> new Sent("sent", null);
                case Delivery.Later _ -> new Sent("later", null);
                case Delivery.Closed(var code) -> new Sent("closed", code);
                case Delivery.Refused(var code) -> new Sent("refused", code);
            };
        }
    }
}
