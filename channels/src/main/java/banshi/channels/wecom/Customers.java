package banshi.channels.wecom;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one account can say to a citizen and do with a conversation (客服会话). What WeCom does not take fails. Thread-safe; never blocks. */
final class Customers {
    static final String SEND = "kf/send_msg";
    static final String SEND_ON_EVENT = "kf/send_msg_on_event";
    static final String STATE = "kf/service_state/get";
    static final String TRANSFER = "kf/service_state/trans";

    /** 待接入池排队中, 由人工接待, 已结束: what we send then is not taken. */
    private static final int WAITING_FOR_STAFF = 2;

    private final WecomApi api;

    Customers(WecomApi api) {
        this.api = api;
    }

    /** Sends one after the other; the first that is not taken ends it. */
    Mono<Void> send(Citizen citizen, List<KfText.Part> parts) {
        return Flux.fromIterable(parts)
                .concatMap(part -> {
                    var body = new HashMap<>(message(part));
                    body.put("touser", citizen.userid());
                    body.put("open_kfid", citizen.openKfid());
                    return api.call(SEND, body);
                })
                .then();
    }

    /** Says something to who has just entered. */
    Mono<Void> welcome(String code, KfText.Part part) {
        var body = new HashMap<>(message(part));
        body.put("code", code);
        return api.call(SEND_ON_EVENT, body).then();
    }

    /** Whether the account's own staff has the conversation or is about to, or it is over. */
    Mono<Boolean> isWithStaff(Citizen citizen) {
        return api.call(STATE, Map.of("open_kfid", citizen.openKfid(), "external_userid", citizen.userid()))
                .map(answer -> answer.path("service_state").asInt(0) >= WAITING_FOR_STAFF);
    }

    /** Puts the citizen into the queue for the account's own staff. */
    Mono<Void> transfer(Citizen citizen) {
        return api.call(
                        TRANSFER,
                        Map.of(
                                "open_kfid",
                                citizen.openKfid(),
                                "external_userid",
                                citizen.userid(),
                                "service_state",
                                WAITING_FOR_STAFF))
                .then();
    }

    private static Map<String, Object> message(KfText.Part part) {
        return switch (part) {
            case KfText.Part.Text(var words) -> Map.of("msgtype", "text", "text", Map.of("content", words));
            case KfText.Part.Menu(var head, var items) ->
                Map.of(
                        "msgtype",
                        "msgmenu",
                        "msgmenu",
                        Map.of(
                                "head_content",
                                head,
                                "list",
                                items.stream()
                                        .map(item -> Map.of(
                                                "type",
                                                "click",
                                                "click",
                                                Map.of("id", item.id(), "content", item.shown())))
                                        .toList()));
        };
    }
}
