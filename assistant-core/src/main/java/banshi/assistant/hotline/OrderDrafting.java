package banshi.assistant.hotline;

import banshi.assistant.hotline.OrderDraft.Found;
import banshi.assistant.language.Masking;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.Subject;
import banshi.corpus.Aspect;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import banshi.graph.KnowledgeGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drafts work orders (工单起草): picks out of what the caller said the clauses that say most, nearly as they were said, in the third person, and what was
 * asked. Nothing is invented. Immutable, thread-safe.
 */
public final class OrderDrafting {
    private static final Pattern PAUSE = Pattern.compile("[\\s，。？！、,.?!；;…]+");

    /** Whose it is, in the approved words of what is not ours. */
    private static final Pattern WHOSE = Pattern.compile("(?:不归公安管，|不归国内公安管，)(?:是|归)?(.{2,24}?)(?:来)?管的?[。，]");

    /** Letters that stand before a place and are no part of its name. */
    private static final String NO_NAME = "我你他她它们去到在是叫让的了想问要住里这那先还有能不时停个说哪些每从往跟和又再就点对给人家什么种跑趟次假诉";

    private static final Pattern ADDRESS = Pattern.compile("(?:[\\p{IsHan}0-9&&[^" + NO_NAME
            + "]]{2,5}(?:街道|镇|路|大道|小区|花园|新村|村|广场|大厦|地铁站|公园|派出所|大厅|办证中心|车管所)){1,3}(?:[0-9一二三四五六七八九十]+[号幢栋楼])?");

    /** Says nothing by itself. */
    private static final Pattern EMPTY = Pattern.compile(
            "^(?:[嗯啊哦噢唉哎诶欸呃喂对好行的是吧呀嘛了就那]|你好|您好|谢谢|同志|师傅|警官|对不对|怎么说呢?|我跟你讲|我跟你说|我问一下|我想问一下|问一下|听得到伐|就是说|那个|这个|好的|没事|再见|不好意思)+$");

    /** Stands before what is said, and says nothing. */
    private static final Pattern BEFORE = Pattern.compile(
            "^(?:[嗯啊哦噢唉哎诶欸呃喂]|对对|然后|就是说?(?=.{3})|那个(?=.{3})|我(?:就)?(?:想)?问(?:你|一下|问)?(?:啊)?|你好|您好|我跟你[讲说])+");

    /** Ends what is said, and says nothing. */
    private static final Pattern AFTER = Pattern.compile("(?<=\\p{IsHan}{2})(?:[啊呀噢哦咯哈哎]|(?<!干)嘛)+$");

    /** How people here say it, and how it is written. */
    private static final Map<Pattern, String> WRITTEN = Map.of(
            Pattern.compile("(?<=.{2})伐$"),
            "吗",
            Pattern.compile("啥(?:个|东西)?"),
            "什么",
            Pattern.compile("晓得"),
            "知道",
            Pattern.compile("钞票"),
            "钱",
            Pattern.compile("小伢儿?"),
            "小孩");

    private static final Pattern SELF = Pattern.compile("(?<!自)我们?");

    private static final Set<String> STOP = Set.of(
            "我", "你", "他", "她", "的", "了", "呀", "啊", "嘛", "吧", "就是", "那个", "这个", "什么", "怎么", "一下", "我们", "你们", "他们",
            "没有", "不是", "现在", "然后", "知道", "就", "是", "在", "有", "要", "去", "说", "也", "都", "还", "不", "个", "到", "好", "给",
            "把", "上", "下", "来", "很");

    private static final Pattern FIGURE = Pattern.compile("[0-9]|[一二三四五六七八九十两百千万半]+(?:年|月|号|天|岁|个|块|千|万|趟|次|点|层|平)");

    /** As much as an agent reads at a glance. */
    private static final int LONGEST = 130;

    private static final int LONGEST_TITLE = 40;

    /** No work order is made of danger from this probability. */
    private static final double DANGER = .6;

    /** Whoever asks about a matter this likely is not calling because of danger. */
    private static final double ASKED = .5;

    /** What was spoken of first counts as the matter if it is nearly as likely as the likeliest. */
    private static final double NEARLY = .6;

    /** How much what was only named counts beside what was asked about. */
    private static final double NAMED_ONLY = .6;

    /** How much it counts that the agent spoke of it and was not told no. */
    private static final double AGENT = .8;

    /** As long as what is only understood together with the agent's question. */
    private static final int SHORT_ANSWER = 6;

    private final Reader reader;
    private final KnowledgeGraph graph;
    private final Map<TopicId, Topic> topics;
    private final Map<AspectId, String> aspects = new HashMap<>();

    /** Drafts with the parts of one release. */
    public OrderDrafting(Content content, Reader reader, KnowledgeGraph graph) {
        this.reader = reader;
        this.graph = graph;
        topics = content.topics().stream().collect(Collectors.toMap(Topic::id, t -> t));
        for (Aspect aspect : content.aspects()) aspects.put(aspect.id(), aspect.ask());
    }

    /** See {@link CallAssistant#draft}. */
    public OrderDraft draft(List<Said> transcript, CallState state) {
        boolean danger = about(state).filter(s -> s.subject().isDanger()).isPresent();
        var type = Appeals.of(transcript, danger);
        var about = about(state);
        var matter = about.map(OrderDrafting::matter).orElse(null);
        var points = new ArrayList<>(told(transcript));
        points.addAll(asked(state));
        return new OrderDraft(
                !danger,
                type,
                matter,
                about.flatMap(this::department).orElse(null),
                address(transcript),
                title(type.value(), about.orElse(null), points),
                points);
    }

    /** What it is mainly about: danger, unless a matter was asked about; else what is likeliest, and of several nearly as likely the first. */
    private static Optional<CallState.SpokenOf> about(CallState state) {
        boolean asked = state.spokenOf().stream().anyMatch(s -> !s.aspects().isEmpty() && s.p() >= ASKED);
        var danger = state.spokenOf().stream()
                .filter(s -> s.subject().isDanger() && s.p() >= DANGER)
                .findFirst();
        if (danger.isPresent() && !asked) return danger;
        return first(
                state.spokenOf().stream().filter(s -> isABusiness(s.subject())).toList());
    }

    /** Not danger, and not how the caller feels or whom he complains of. */
    static boolean isABusiness(Subject subject) {
        return switch (subject) {
            case Subject.OfMatter _, Subject.OfBundle _ -> true;
            case Subject.OfTopic(var id, var act) -> act == Topic.Act.DECLINE;
        };
    }

    private static Optional<CallState.SpokenOf> first(List<CallState.SpokenOf> of) {
        double most = of.stream().mapToDouble(OrderDrafting::weight).max().orElse(0);
        return of.stream().filter(s -> weight(s) >= NEARLY * most).findFirst();
    }

    private static double weight(CallState.SpokenOf one) {
        return (one.p() + AGENT * one.named()) * (one.aspects().isEmpty() ? NAMED_ONLY : 1);
    }

    private static @Nullable Found<MatterId> matter(CallState.SpokenOf about) {
        return about.subject() instanceof Subject.OfMatter(var id, var answerable)
                ? new Found<>(id, about.utterances())
                : null;
    }

    private Optional<Found<String>> department(CallState.SpokenOf about) {
        return switch (about.subject()) {
            case Subject.OfMatter(var id, var answerable) ->
                graph.matter(id).map(Matter::department).map(d -> new Found<>(d, about.utterances()));
            case Subject.OfTopic(var id, var act) ->
                Optional.ofNullable(topics.get(id))
                        .map(topic -> WHOSE.matcher(topic.text()))
                        .filter(whose -> whose.find())
                        .map(whose -> new Found<>(whose.group(1), about.utterances()));
            case Subject.OfBundle bundle -> Optional.empty();
        };
    }

    private static @Nullable Found<String> address(List<Said> transcript) {
        for (var said : transcript) {
            if (said.speaker() != Speaker.CALLER) continue;
            var found = ADDRESS.matcher(said.text());
            if (found.find()) return new Found<>(Masking.masked(found.group()), List.of(said.utterance()));
        }
        return null;
    }

    private String title(AppealType type, CallState.@Nullable SpokenOf about, List<Found<String>> points) {
        var what = Optional.ofNullable(about)
                .map(CallState.SpokenOf::subject)
                .map(subject -> switch (subject) {
                    case Subject.OfMatter(var id, var answerable) -> graph.name(id);
                    case Subject.OfTopic(var id, var act) ->
                        Optional.ofNullable(topics.get(id)).map(Topic::name).orElse("");
                    case Subject.OfBundle bundle -> "";
                })
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> points.isEmpty() ? "" : points.getFirst().value());
        return type.chinese() + "：" + what.substring(0, Math.min(what.length(), LONGEST_TITLE));
    }

    /**
     * A clause, and how much it says.
     *
     * @param answers whether it is what the agent asked and the answer
     */
    private record Clause(int utterance, int place, String text, double weight, boolean answers) {}

    /** What the caller said, the clauses that say most, in order, those of one utterance together; a short answer stands with the question. */
    private List<Found<String>> told(List<Said> transcript) {
        var clauses = new ArrayList<Clause>();
        var seen = new TreeSet<String>();
        for (int i = 0; i < transcript.size(); i++)
            if (transcript.get(i).speaker() == Speaker.CALLER) clauses.addAll(clauses(transcript, i, seen));
        var chosen = new ArrayList<Clause>();
        int length = 0;
        for (var clause : clauses.stream()
                .sorted(Comparator.comparingDouble(Clause::weight).reversed())
                .toList()) {
            if (length + clause.text().length() > LONGEST && !chosen.isEmpty()) continue;
            chosen.add(clause);
            length += clause.text().length();
        }
        chosen.sort(Comparator.comparingInt(Clause::utterance).thenComparingInt(Clause::place));
        var points = new ArrayList<Found<String>>();
        for (int i = 0; i < transcript.size(); i++) {
            int at = i;
            var ofIt = chosen.stream().filter(c -> c.utterance() == at).toList();
            if (ofIt.isEmpty()) continue;
            var from = ofIt.getFirst().answers()
                    ? List.of(
                            transcript.get(i - 1).utterance(), transcript.get(i).utterance())
                    : List.of(transcript.get(i).utterance());
            points.add(new Found<>(Masking.masked(written(ofIt)), from));
        }
        return points;
    }

    /** As an agent would write it: of the caller, not in his name. */
    private static String written(List<Clause> clauses) {
        var text = clauses.stream()
                .map(clause -> clause.answers() ? clause.text() : written(clause.text()))
                .collect(Collectors.joining("，"));
        return clauses.getFirst().answers()
                ? text
                : SELF.matcher(SELF.matcher(text).replaceFirst("来电人")).replaceAll("其");
    }

    private static String written(String clause) {
        var text = AFTER.matcher(clause).replaceFirst("");
        for (var word : WRITTEN.entrySet()) text = word.getKey().matcher(text).replaceAll(word.getValue());
        return text;
    }

    /** Of one utterance of the caller, those that were not said before. */
    private List<Clause> clauses(List<Said> transcript, int at, Set<String> seen) {
        var text = transcript.get(at).text();
        var asked = asked(transcript, at);
        if (asked != null) {
            var answer = Masking.masked(text.strip());
            return List.of(new Clause(at, 0, "问“" + asked + "”，答“" + answer + "”", weight(reader.read(asked)), true));
        }
        var clauses = new ArrayList<Clause>();
        for (var clause : PAUSE.split(text)) {
            var bare = BEFORE.matcher(clause).replaceFirst("");
            if (bare.length() < 2 || EMPTY.matcher(bare).matches() || !seen.add(bare)) continue;
            var question = reader.read(bare);
            if (question.key().isEmpty()) continue;
            clauses.add(new Clause(at, clauses.size(), question.text(), weight(question), false));
        }
        return clauses;
    }

    /** What the agent asked that this answers in a word or two; null where it says something by itself. */
    private static @Nullable String asked(List<Said> transcript, int at) {
        if (at == 0 || Reader.key(transcript.get(at).text()).length() > SHORT_ANSWER) return null;
        var before = transcript.get(at - 1);
        if (before.speaker() != Speaker.AGENT) return null;
        return PAUSE.splitAsStream(before.text())
                .filter(clause -> clause.length() > 2 && Segments.asks(clause))
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /** By letter, how much of it is words of the trade, figures and other words that mean something. */
    private double weight(Question question) {
        double sum = 2.0 * question.terms().size();
        if (FIGURE.matcher(question.text()).find()) sum += 1;
        for (var word : question.words()) if (word.length() > 1 && !STOP.contains(word)) sum += 1;
        if (Segments.asks(question.text())) sum += 1;
        return sum / Math.sqrt(2 + question.key().length());
    }

    private List<Found<String>> asked(CallState state) {
        var points = new ArrayList<Found<String>>();
        for (var one : state.spokenOf()) {
            if (!(one.subject() instanceof Subject.OfMatter(var id, var answerable))
                    || one.aspects().isEmpty()) continue;
            points.add(new Found<>(
                    "咨询“" + graph.name(id) + "”："
                            + one.aspects().stream()
                                    .map(a -> aspects.getOrDefault(a, a.value()))
                                    .collect(Collectors.joining("；")),
                    one.utterances()));
        }
        return points;
    }
}
