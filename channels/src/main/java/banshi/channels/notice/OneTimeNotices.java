package banshi.channels.notice;

import banshi.assistant.Reply;
import banshi.assistant.release.Directory;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.guide.NoticePage;
import banshi.channels.notice.NoticeRefusal.Why;
import banshi.channels.notice.OneTimeNotice.Sms;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Records;
import banshi.channels.webhook.Courier;
import banshi.channels.webhook.Errand;
import banshi.channels.webhook.Outbox;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one-time notices in calls, shows them to whoever has the link, and has them sent by text message (一次性告知推送). Of one matter in a call there is one notice, and one message, however often and
 * from whichever card it is pushed. Thread-safe; blocks. docs/adr/0036 has the reasons.
 */
public final class OneTimeNotices implements AutoCloseable {
    /** What of a link comes before its id. */
    public static final String PATH = "/n/";

    private static final Logger LOG = LoggerFactory.getLogger(OneTimeNotices.class);
    private static final int ID_BYTES = 16;
    private static final int LONGEST_KNOWN = 4_000;
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");

    /** What it tells, in the order in which it is needed. */
    private static final List<Told> TOLD = List.of(
            new Told("materials", "要准备的材料"),
            new Told("process", "怎么办"),
            new Told("where-when", "去哪儿办"),
            new Told("fee", "要多少钱"),
            new Told("time-limit", "多久能办好"),
            new Told("can-online", "网上能不能办"));

    private record Told(AspectId aspect, String title) {
        Told(String aspect, String title) {
            this(new AspectId(aspect), title);
        }
    }

    private final NoticeSettings settings;
    private final Records records;
    private final NoticeStore store;
    private final Outbox outbox;
    private final Courier courier;
    private final Directory directory;
    private final Vault calls;
    private final AuditLog audit;
    private final @Nullable URI publicUrl;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile Consumer<OneTimeNotice> listener = _ -> {};

    /**
     * Those of an installation; no message is sent before {@link #start}.
     *
     * @param calls that opens the numbers of callers
     * @param publicUrl where citizens reach the server; null where nobody has said
     * @param clock in the city's time zone
     * @param jitter 0 to 1, another each time
     */
    public OneTimeNotices(
            NoticeSettings settings,
            SmsSettings sms,
            Records records,
            Directory directory,
            Vault calls,
            AuditLog audit,
            @Nullable URI publicUrl,
            Clock clock,
            DoubleSupplier jitter) {
        this.settings = settings;
        this.records = records;
        this.directory = directory;
        this.calls = calls;
        this.audit = audit;
        this.publicUrl = publicUrl;
        this.clock = clock;
        store = new NoticeStore(records);
        outbox = new Outbox(records, "notice_outbox", "notice");
        courier = new Courier("notice-sms", sms.delivery(), records, outbox, new Texting(), clock, jitter);
    }

    /** Begins to send messages, on a thread of its own. */
    public void start() {
        courier.start();
    }

    /** Who is told when a message has gone out, or will not; on the sending thread. */
    public void listen(Consumer<OneTimeNotice> to) {
        listener = to;
    }

    /** Whether messages can be sent at all. */
    public boolean canText() {
        return courier.isOn() && publicUrl != null;
    }

    /** How many messages were given up, as of the last time that one was sent. */
    public int failedCount() {
        return courier.deadCount();
    }

    /**
     * What is to be pushed (待推送).
     *
     * @param known of the case
     */
    public record Wanted(String callId, MatterId matter, Circumstances known) {}

    /**
     * What came of it.
     *
     * @param isNew whether anything was pushed that was not before
     */
    public record Pushed(OneTimeNotice notice, boolean isNew) {}

    /**
     * Makes the notice of a matter, or renews the one there is; sends it where that is asked for and was not done.
     *
     * @throws NoticeRefusal where there is nothing to be told, or no way to
     */
    public Pushed push(Wanted wanted, boolean bySms, Account account) {
        var day = LocalDate.now(clock);
        if (told(wanted.matter(), wanted.known()).isEmpty()
                || parts(wanted.matter(), wanted.known(), day).isEmpty())
            throw new NoticeRefusal(Why.IMPOSSIBLE, "这件事还没有可以发给来电人的内容，请口头告知");
        if (bySms) requireReachable(wanted.callId());
        var lastDay = day.plusDays(settings.validDays());
        var pushed = Objects.requireNonNull(records.together().execute(_ -> {
            if (!store.lock(wanted.callId())) throw new NoticeRefusal(Why.UNKNOWN, "没有这通电话");
            var before = store.find(wanted.callId(), wanted.matter());
            var notice = new OneTimeNotice(
                    before.map(OneTimeNotice::id).orElseGet(this::newId),
                    wanted.callId(),
                    wanted.matter(),
                    fitting(wanted.known()),
                    account.id(),
                    clock.instant(),
                    lastDay,
                    before.map(OneTimeNotice::sms).orElse(Sms.NONE));
            if (before.isPresent()) store.renew(notice);
            else store.insert(notice);
            boolean texted = bySms && text(notice);
            boolean isNew = before.isEmpty() || texted;
            if (isNew) audit.write(Actor.of(account).did(AuditEvent.Type.NOTICE_PUSHED, "call:" + wanted.callId()));
            return new Pushed(texted ? notice.with(Sms.WAITING) : notice, isNew);
        }));
        courier.wake();
        return pushed;
    }

    /** A case of more than fits is not one that was told on the telephone. */
    private static Circumstances fitting(Circumstances known) {
        return known.known().toString().length() < LONGEST_KNOWN ? known : Circumstances.NONE;
    }

    private void requireReachable(String callId) {
        if (!courier.isOn()) throw new NoticeRefusal(Why.IMPOSSIBLE, "还没有接短信系统，请念给来电人听，或者复制链接");
        if (publicUrl == null) throw new NoticeRefusal(Why.IMPOSSIBLE, "还没有设置市民能打开的网址，短信发不了；请告诉管理员，现在先念给来电人听");
        var number = number(callId);
        if (number.isEmpty()) throw new NoticeRefusal(Why.IMPOSSIBLE, "不知道来电号码，短信发不了，请复制链接");
        if (!MOBILE.matcher(number.get()).matches()) throw new NoticeRefusal(Why.IMPOSSIBLE, "来电的不是手机号，收不了短信，请复制链接");
    }

    private Optional<String> number(String callId) {
        return store.phone(callId).flatMap(calls::open);
    }

    /** Writes down that it is to be sent; false where it was, or is on its way. */
    private boolean text(OneTimeNotice notice) {
        var now = clock.instant();
        return switch (notice.sms()) {
            case WAITING, SUBMITTED -> false;
            case FAILED -> {
                store.failed(notice.id()).ifPresent(id -> outbox.retry(id, now));
                yield true;
            }
            case NONE -> {
                var message = JsonMapper.shared().createObjectNode();
                var link = link(notice, null);
                message.put("event", "notice");
                message.put("at", now.toString());
                message.put("matter", notice.matter().value());
                message.put("matterName", name(notice));
                message.put("link", link);
                message.put("validUntil", notice.lastDay().toString());
                message.put("text", text(notice, link));
                outbox.write(notice.id(), 1, message.toString(), now);
                yield true;
            }
        };
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The address that the caller opens.
     *
     * @param site where it was asked for, for where nobody has said how citizens reach the server; null for none
     */
    public String link(OneTimeNotice notice, @Nullable String site) {
        var base = publicUrl != null ? publicUrl.toString() : Objects.requireNonNullElse(site, "");
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH + notice.id();
    }

    /** What is written to the caller with it. */
    public String text(OneTimeNotice notice, String link) {
        var day = notice.lastDay();
        return "12345热线：您问的“" + name(notice) + "”，要带的材料、怎么办、去哪儿办、费用和时限都在这里，有效期到" + day.getMonthValue() + "月"
                + day.getDayOfMonth() + "日：" + link;
    }

    /** What it is about, as it is published. */
    public String name(OneTimeNotice notice) {
        return directory
                .matter(notice.matter())
                .map(Matter::name)
                .orElse(notice.matter().value());
    }

    /** Those of a call, the oldest first. */
    public List<OneTimeNotice> ofCall(String callId) {
        return store.ofCall(callId);
    }

    /** That it was pushed, in words for a work order. */
    public String said(OneTimeNotice notice) {
        var way = switch (notice.sms()) {
            case NONE -> "链接";
            case WAITING, SUBMITTED -> "短信";
            case FAILED -> "短信未送达";
        };
        return "已推送一次性告知：" + name(notice) + "（" + way + "）";
    }

    /** What was pushed in a call, in words for its work order; null where nothing was. */
    public @Nullable String said(String callId) {
        var all = ofCall(callId);
        return all.isEmpty() ? null : all.stream().map(this::said).collect(Collectors.joining("\n"));
    }

    /** What came of opening a link. */
    sealed interface Opened {
        record Found(NoticePage page) implements Opened {}

        /** It is over, or the content has changed. */
        record Gone() implements Opened {}

        /** It is none of ours. */
        record Unknown() implements Opened {}
    }

    Opened open(String id) {
        var found = store.find(id);
        if (found.isEmpty()) return new Opened.Unknown();
        var notice = found.get();
        var day = LocalDate.now(clock);
        if (day.isAfter(notice.lastDay())) return new Opened.Gone();
        var told = told(notice.matter(), notice.known());
        var parts = parts(notice.matter(), notice.known(), day);
        // a case that the content does not know any more is not shown as another one
        if (told.isEmpty() || parts.isEmpty()) return new Opened.Gone();
        return new Opened.Found(new NoticePage(name(notice), told.get(), parts, notice.lastDay()));
    }

    /** The case as it is said; nothing where the content knows no such matter or case. */
    private Optional<List<String>> told(MatterId id, Circumstances known) {
        var matter = directory.matter(id);
        if (matter.isEmpty()) return Optional.empty();
        var told = new ArrayList<String>();
        for (var one : known.known().entrySet()) {
            var label = matter.get().situations().stream()
                    .filter(situation -> situation.id().equals(one.getKey()))
                    .flatMap(situation -> situation.options().stream())
                    .filter(option -> option.id().equals(one.getValue()))
                    .findFirst();
            if (label.isEmpty()) return Optional.empty();
            told.add(label.get().label());
        }
        return Optional.of(told);
    }

    private List<NoticePage.Part> parts(MatterId matter, Circumstances known, LocalDate day) {
        var parts = new ArrayList<NoticePage.Part>();
        for (var one : TOLD)
            directory
                    .answer(matter, one.aspect(), known, day)
                    .map(Reply.Answer::blocks)
                    .ifPresent(blocks -> parts.add(new NoticePage.Part(one.title(), blocks)));
        return parts;
    }

    /** Tells the operator's system to send a message; the number is put in at the last moment, so that it lies in one place only, sealed. */
    private final class Texting implements Errand {
        @Override
        public Optional<String> body(Outbox.Leased row) {
            return store.find(row.of())
                    .flatMap(notice -> number(notice.callId()))
                    .map(number -> ((ObjectNode) JsonMapper.shared().readTree(row.payload()))
                            .put("phone", number)
                            .toString());
        }

        @Override
        public void arrived(Outbox.Leased row) {
            store.find(row.of()).ifPresent(notice -> {
                audit.write(new AuditEvent(
                        AuditEvent.OPERATOR,
                        AuditEvent.NOBODY,
                        AuditEvent.Type.NOTICE_TEXTED,
                        "call:" + notice.callId(),
                        AuditEvent.Result.DONE));
                listener.accept(notice.with(Sms.SUBMITTED));
            });
        }

        @Override
        public void givenUp(Outbox.Leased row, int tries, String failure) {
            LOG.error("a text message with a one-time notice could not be sent in {} attempts: {}", tries, failure);
            store.find(row.of()).ifPresent(listener);
        }
    }

    /** For how long a message belongs to who takes it. */
    Duration lease() {
        return courier.lease();
    }

    /** Sends all messages that may be sent now; gives how many the operator's system has taken. */
    int sendDue() throws InterruptedException {
        return courier.sendDue();
    }

    /** Ends; what is on its way is sent again by whoever comes next. */
    @Override
    public void close() {
        courier.close();
    }
}
