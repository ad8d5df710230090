package banshi.assistant.dialogue;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.Context;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.graph.KnowledgeGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Understands what is said in the light of what was said before (上下文理解): picks, answers to questions about the case, corrections, what goes
 * on with the matter spoken of, and what begins anew. Immutable, thread-safe.
 */
public final class Listener {
    /** Not that, but this: what comes after it is meant. */
    private static final Pattern CORRECTION = Pattern.compile(
            "^(?:不对|(?:打|说|讲|搞|弄|写)?错了?|不是不是|不不|哎呀?|啊|[，, ])*[，, ]*(?:我(?:问|说|要|办)的?)?不是.{1,12}?[，, ]*(?:我?(?:问|说|要办?|办|想办)的?)?(?:而?是|要的是|说的是)(.{2,})$");

    /** Said at the beginning of a correction that names no contrast. */
    private static final Pattern WRONG = Pattern.compile("^(?:(?:不对|打错|说错|讲错|搞错|弄错|写错|错)了?[，, 。]*)+(.{4,})$");

    /** Wishes for a person, whatever else is said. */
    private static final Pattern PERSON =
            Pattern.compile("转.{0,2}(?:人工|真人|客服|接线员)|(?:要|找|换|来).{0,3}(?:人工|真人|活人|接线员)|人工客服");

    /** Takes leave. */
    private static final Pattern LEAVE = Pattern.compile("^.{0,6}(?:再见|拜拜|拜了|88|下次再聊|先这样)[了啦吧哈呀～~。！!]*$");

    /** Back to something that was spoken of before. */
    private static final Pattern RETURN = Pattern.compile("(?:说|讲|回|再回|转)(?:回|到)|刚才那个|前面(?:那个|说的)|开始(?:那个|说的)");

    /** Said of the answer before: it is given again, with what it stands on. */
    private static final Set<String> AGAIN = Set.of(
            "真的", "真的吗", "真的假的", "真的么", "确定吗", "你确定", "你确定吗", "确定", "没骗我吧", "靠谱吗", "准不准", "准吗", "对吗", "是吗", "是这样吗",
            "真是这样吗", "不会吧", "再说一遍", "再说一次", "没听清", "没看懂", "没看清", "你说啥", "重复一下", "能再说一遍吗");

    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{4,}x?");

    /** How long the certificate is good for. */
    private static final Pattern LASTING = Pattern.compile(
            "有效期(?!内|满|限?快|到了|过)|[管能可]?[管用](?:得|到)?(?:几|多少|多)(?:年|久|个?月|天|长时间)|几年有效|多久有效|多久(?:会)?(?:失效|过期|到期)|长期有效");

    /** What may stand around a pick or an answer: 嗯，2；是的，丢了，谢谢. */
    private static final Pattern POLITE = Pattern.compile(
            "^(?:(?:嗯+|哦+|噢|好的?|对的?|是的|行|那就|那|我选|选)[，, 。！!]+)+|[，, 。！!]+(?:谢谢.{0,2}|谢了|多谢|麻烦了?|麻烦你了|辛苦了?)[。！!]*$");

    /** Asks something, so it does not only answer. */
    private static final Pattern ASKS = Pattern.compile("[吗么呢嘛]|[？?]|行不|可以不|能不能|要不要|多少|怎么|咋|哪|几天");

    private static final int SHORT_ANSWER = 12;
    private static final int MOST_WORDS = 60;

    private final Reader reader;
    private final Understanding understanding;
    private final KnowledgeGraph graph;
    private final Tellings tellings;

    /** Listens with the parts of one release. */
    public Listener(Reader reader, Understanding understanding, KnowledgeGraph graph, Tellings tellings) {
        this.reader = reader;
        this.understanding = understanding;
        this.graph = graph;
        this.tellings = tellings;
    }

    /** The first words of a conversation. */
    public Heard first(String said) {
        var question = reader.read(said);
        return heard(understanding.read(question), question);
    }

    /** Words that come after others. */
    public Heard next(Dialogue dialogue, String said) {
        var question = reader.read(said);
        var bare = reader.read(POLITE.matcher(question.text()).replaceAll(""));
        var pick = Policy.picked(dialogue, bare).filter(c -> c.matter() != null && c.aspect() != null);
        if (pick.isPresent()) return picked(dialogue, pick.get());
        var talk = dialogue.current();
        if (talk.isPresent()) {
            if (AGAIN.contains(question.key()))
                return certain(talk.get().matter(), talk.get().aspect(), Map.of());
            var answer = answer(dialogue, talk.get(), bare);
            if (answer.isPresent()) return answer.get();
        }
        if (PERSON.matcher(question.text()).find()
                || LEAVE.matcher(question.text()).find()) return heard(understanding.read(question), question);
        var correction = corrected(dialogue, question);
        return correction.orElseGet(() -> inContext(dialogue, question));
    }

    private static Heard picked(Dialogue dialogue, Choice choice) {
        var matter = Objects.requireNonNull(choice.matter());
        var aspect = Objects.requireNonNull(choice.aspect());
        var asked = dialogue.asked();
        return certain(
                matter, aspect, choice.option() != null && asked != null ? Map.of(asked, choice.option()) : Map.of());
    }

    /** The answer to the question about the case that the last reply asked. */
    private Optional<Heard> answer(Dialogue dialogue, Dialogue.Talk talk, Question question) {
        if (dialogue.asked() == null
                || question.key().length() > SHORT_ANSWER
                || ASKS.matcher(question.text()).find()) return Optional.empty();
        return situation(talk.matter(), dialogue.asked())
                .flatMap(asked -> tellings.answer(talk.matter(), asked, question)
                        .map(option -> {
                            var told = new HashMap<>(tellings.told(talk.matter(), question));
                            told.put(asked.id(), option);
                            return certain(talk.matter(), talk.aspect(), told);
                        }));
    }

    private Optional<Situation> situation(MatterId matter, String id) {
        return graph.matter(matter)
                .flatMap(m ->
                        m.situations().stream().filter(s -> s.id().equals(id)).findFirst());
    }

    private Optional<Heard> corrected(Dialogue dialogue, Question question) {
        Matcher correction = CORRECTION.matcher(question.text());
        if (!correction.find()) {
            correction = WRONG.matcher(question.text());
            if (!correction.find()) return Optional.empty();
        }
        var meant = reader.read(correction.group(1));
        var context = context(dialogue, meant, true);
        return Optional.of(heard(understanding.read(meant, completed(context, meant), context), question));
    }

    private Heard inContext(Dialogue dialogue, Question question) {
        var context =
                context(dialogue, question, RETURN.matcher(question.text()).find());
        var alone = understanding.read(question, completed(context, question), context);
        if (dialogue.unclear() == null) return heard(alone, question);
        var together = reader.read(dialogue.unclear() + "，" + question.text());
        var whole = understanding.read(together, completed(context, together), context);
        return best(whole) > best(alone) ? heard(whole, together) : heard(alone, question);
    }

    /** The question with what was spoken of named before it: 居住证，丢了. */
    private Question completed(Context context, Question question) {
        var matter = context.matter();
        if (matter == null) return question;
        var named = understanding.thing(matter).or(() -> graph.shortName(matter));
        return named.map(name -> reader.read(name + "，" + question.text())).orElse(question);
    }

    private static double best(Reading reading) {
        if (!reading.familiar() || reading.subjects().isEmpty()) return 0;
        var first = reading.subjects().getFirst();
        if (!(first.subject() instanceof Subject.OfMatter)) return first.p();
        return reading.candidates().isEmpty()
                ? 0
                : reading.candidates().getFirst().p();
    }

    /** What was spoken of, what it is confused with or leads to, and what was offered. */
    private Context context(Dialogue dialogue, Question question, boolean returns) {
        var near = new HashSet<MatterId>();
        for (var choice : dialogue.offered()) if (choice.matter() != null) near.add(choice.matter());
        for (var talk : dialogue.talks()) near.add(talk.matter());
        var offered = dialogue.unclear() == null
                ? Optional.<MatterId>empty()
                : dialogue.offered().stream()
                        .flatMap(c -> Stream.ofNullable(c.matter()))
                        .findFirst();
        var talk = dialogue.current();
        var matter = offered.or(() -> talk.map(Dialogue.Talk::matter));
        if (matter.isEmpty() || returns)
            return new Context(null, talk.map(Dialogue.Talk::aspect).orElse(null), near, false);
        graph.matter(matter.get()).ifPresent(m -> {
            m.neighbours().forEach(n -> near.add(n.matter()));
            m.outcomes().forEach(o -> {
                if (o.redirect() != null) near.add(o.redirect());
            });
        });
        return new Context(
                matter.get(),
                talk.map(Dialogue.Talk::aspect).orElse(null),
                near,
                !tellings.told(matter.get(), question).isEmpty());
    }

    private Heard heard(Reading reading, Question question) {
        var told = reading.candidates().isEmpty()
                ? Map.<String, String>of()
                : tellings.told(reading.candidates().getFirst().matter(), question);
        return new Heard(reading, told, LASTING.matcher(question.key()).find());
    }

    private static Heard certain(MatterId matter, AspectId aspect, Map<String, String> told) {
        return new Heard(
                new Reading(
                        List.of(new Reading.Likely(new Subject.OfMatter(matter, true), 1)),
                        List.of(new Candidate(matter, aspect, 1)),
                        true,
                        Reading.Step.PICKED),
                told,
                false);
    }

    /**
     * The words that were not clear enough, for the next ones to go on with: short, and without what may be the number of a card.
     *
     * @return null where the move leaves nothing open
     */
    public @Nullable String toGoOnWith(Dialogue dialogue, String said, Move move) {
        boolean open = switch (move) {
            case Move.Clarify clarify -> true;
            case Move.GiveUp giveUp -> true;
            case Move.Answer answer -> false;
            case Move.Together together -> false;
            case Move.PassOn passOn -> false;
            case Move.Address address -> true;
        };
        if (!open) return null;
        var words = LONG_NUMBER.matcher(reader.read(said).text()).replaceAll("");
        if (dialogue.unclear() != null) words = dialogue.unclear() + "，" + words;
        return words.substring(Math.max(0, words.length() - MOST_WORDS));
    }
}
