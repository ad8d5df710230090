package banshi.channels.wechat;

import banshi.assistant.Utterance;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import me.chanjar.weixin.common.api.WxConsts.EventType;
import me.chanjar.weixin.common.api.WxConsts.XmlMsgType;
import me.chanjar.weixin.mp.bean.message.WxMpSubscribeMsgEvent.SubscribeMsgChangeEvent;
import me.chanjar.weixin.mp.bean.message.WxMpSubscribeMsgEvent.SubscribeMsgPopupEvent;
import me.chanjar.weixin.mp.bean.message.WxMpSubscribeMsgEvent.SubscribeMsgSentEvent;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.jspecify.annotations.Nullable;

/** What a message from WeChat asks of us (来信). */
sealed interface Inbound {
    /** Of the scene by whose code somebody subscribed; without it where a follower scans. */
    String SCENE = "qrscene_";

    /**
     * To be answered by the assistant: typed, spoken, an option or a menu tapped, a code scanned.
     *
     * @param opening said before the answer; empty for nothing
     * @param written whether the citizen wrote or spoke it
     */
    record Question(String text, String opening, boolean written) implements Inbound {}

    /** An answer that was kept is wanted now. */
    record Continue(String id) implements Inbound {}

    /** To be answered with words of ours. */
    record Remark(String answer) implements Inbound {}

    /** The citizen unsubscribed: everything held for them goes. */
    record Leaving() implements Inbound {}

    /**
     * What became of messages sent earlier, or of asking for leave to send them.
     *
     * @param kind {@code template}, {@code subscription} or {@code consent}
     */
    record Report(String kind, List<Status> statuses) implements Inbound {
        enum Status {
            DELIVERED,
            BLOCKED,
            FAILED,
            ACCEPTED,
            REJECTED
        }

        static Report template(@Nullable String status) {
            return new Report("template", List.of(delivered(status)));
        }

        static Report sent(@Nullable SubscribeMsgSentEvent event) {
            return of("subscription", event == null ? null : event.getList(), sent -> delivered(sent.getErrorStatus()));
        }

        static Report popup(@Nullable SubscribeMsgPopupEvent event) {
            return of("consent", event == null ? null : event.getList(), p -> consent(p.getSubscribeStatusString()));
        }

        static Report change(@Nullable SubscribeMsgChangeEvent event) {
            return of("consent", event == null ? null : event.getList(), c -> consent(c.getSubscribeStatusString()));
        }

        private static <T> Report of(String kind, @Nullable List<T> entries, Function<T, Status> status) {
            return new Report(
                    kind,
                    entries == null ? List.of() : entries.stream().map(status).toList());
        }

        private static Status delivered(@Nullable String status) {
            return switch (status) {
                case "success" -> Status.DELIVERED;
                case "failed:user block", "failed: user block" -> Status.BLOCKED;
                case null, default -> Status.FAILED;
            };
        }

        private static Status consent(@Nullable String status) {
            return "accept".equals(status) ? Status.ACCEPTED : Status.REJECTED;
        }
    }

    /** Nothing to say. */
    record Notice() implements Inbound {}

    static Inbound of(WxMpXmlMessage message, WechatSettings settings) {
        return switch (message.getMsgType()) {
            case XmlMsgType.EVENT -> event(message, settings);
            case XmlMsgType.TEXT -> text(message);
            case XmlMsgType.VOICE -> question(message.getRecognition(), Words.TYPE_INSTEAD);
            case XmlMsgType.LOCATION ->
                new Remark(District.in(message.getLabel()).map(Words::whereToGo).orElse(Words.WHERE_TO_GO));
            case null, default -> new Remark(Words.DESCRIBE_INSTEAD); // pictures and the like are not fetched
        };
    }

    /** What the message lets us do; null where it lets us do nothing. */
    static Quota.@Nullable Deed deed(WxMpXmlMessage message) {
        if (!XmlMsgType.EVENT.equals(message.getMsgType()))
            return message.getBizMsgMenuId() == null ? Quota.Deed.MESSAGE : Quota.Deed.CLICK;
        return switch (message.getEvent()) {
            case EventType.SUBSCRIBE,
                    EventType.SCAN,
                    EventType.CLICK,
                    EventType.SCANCODE_PUSH,
                    EventType.SCANCODE_WAITMSG -> Quota.Deed.CLICK;
            case null, default -> null;
        };
    }

    private static Inbound text(WxMpXmlMessage message) {
        var tapped = message.getBizMsgMenuId();
        if (tapped != null && tapped.startsWith(Words.CONTINUE))
            return new Continue(tapped.substring(Words.CONTINUE.length()));
        // an option that was tapped has for its words what the option said
        return question(message.getContent(), Words.DESCRIBE_INSTEAD);
    }

    private static Inbound question(@Nullable String text, String ifNone) {
        if (text == null || text.isBlank()) return new Remark(ifNone);
        return text.length() > Utterance.LONGEST ? new Remark(Words.SHORTER) : new Question(text, "", true);
    }

    private static Inbound event(WxMpXmlMessage message, WechatSettings settings) {
        var key = Objects.requireNonNullElse(message.getEventKey(), "");
        return switch (message.getEvent()) {
            case EventType.SUBSCRIBE -> entered(settings.scenes().get(withoutPrefix(key)), Words.WELCOME);
            case EventType.SCAN -> entered(settings.scenes().get(key), "");
            case EventType.CLICK -> entered(settings.menuKeys().get(key), "");
            case EventType.UNSUBSCRIBE -> new Leaving();
            case EventType.TEMPLATE_SEND_JOB_FINISH -> Report.template(message.getStatus());
            case EventType.SUBSCRIBE_MSG_SENT_EVENT -> Report.sent(message.getSubscribeMsgSentEvent());
            case EventType.SUBSCRIBE_MSG_POPUP_EVENT -> Report.popup(message.getSubscribeMsgPopupEvent());
            case EventType.SUBSCRIBE_MSG_CHANGE_EVENT -> Report.change(message.getSubscribeMsgChangeEvent());
            case null, default -> new Notice();
        };
    }

    /** Who came by a code or a menu asks what stands behind it; where nothing does, they are shown what they can ask. */
    private static Inbound entered(@Nullable String question, String opening) {
        return question == null ? new Remark(Words.GREETING) : new Question(question, opening, false);
    }

    private static String withoutPrefix(String key) {
        return key.startsWith(SCENE) ? key.substring(SCENE.length()) : key;
    }
}
