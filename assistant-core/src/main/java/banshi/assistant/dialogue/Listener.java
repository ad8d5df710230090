package banshi.assistant.dialogue;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.language.Masking;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.Clue;
import banshi.assistant.understanding.Context;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.Situation;
import banshi.graph.KnowledgeGraph;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** Said of the answer before: it is given again, with what it stands on. */
    private static final Set<String> AGAIN = Set.of(
            "真的", "真的吗", "真的假的", "真的么", "确定吗", "你确定", "你确定吗", "确定", "没骗我吧", "靠谱吗", "准不准", "准吗", "对吗", "是吗", "是这样吗",
            "真是这样吗", "不会吧", "再说一遍", "再说一次", "没听清", "没看懂", "没看清", "你说啥", "重复一下", "能再说一遍吗");

    private static final Pattern IN_LETTERS = Pattern.compile("[一二三四五六七八九]");

    /** Nothing but the number of a choice. */
    private static final Pattern NUMBER = Pattern.compile("[第选]?([0-9]{1,2})个?");

    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{4,}x?");

    /** How long the certificate is good for. */
    private static final Pattern LASTING = Pattern.compile(
            "有效期(?!内|满|限?快|到了|过)|[管能可]?[管用](?:得|到)?(?:几|多少|多)(?:年|久|个?月|天|长时间)|几年有效|多久有效|多久(?:会)?(?:失效|过期|到期)|长期有效");

    /** What may stand around a pick or an answer: 嗯，2；是的，丢了，谢谢. */
    private static final Pattern POLITE = Pattern.compile(
            "^(?:(?:嗯+|哦+|噢|好的?(?:谢谢)?|谢谢|对的?|是的|行|那就|那|我选|选)[，, 。！!]+)+|[，, 。！!]+(?:谢谢.{0,2}|谢了|多谢|麻烦了?|麻烦你了|辛苦了?)[。！!]*$");

    /** Asks something, so it does not only answer. */
    private static final Pattern ASKS = Pattern.compile("[吗么呢嘛]|[？?]|行不|可以不|能不能|要不要|多少|怎么|咋|哪|几天");

    private static final int SHORT_ANSWER = 12;
    private static final int MOST_WORDS = 60;

    private final Reader reader;
    private final Understanding understanding;
    private final KnowledgeGraph graph;
    private final Tellings tellings;
    private final TopicWords words;
    private final Map<BundleId, String> bundles;

    /**
     * Words that come after others, and what they are read with.
     *
     * @param said what is read: of a correction what is meant instead
     * @param together what was spoken of, named before it, or the words that it goes on with; null where there are none
     */
    public record Spoken(Question said, @Nullable Question together, Context context) {}

    /**
     * Listens with the parts of one release.
     *
     * @param bundles the names of the events of life
     */
    public Listener(
            Reader reader,
            Understanding understanding,
            KnowledgeGraph graph,
            Tellings tellings,
            TopicWords words,
            Map<BundleId, String> bundles) {
        this.reader = reader;
        this.understanding = understanding;
        this.graph = graph;
        this.tellings = tellings;
        this.words = words;
        this.bundles = Map.copyOf(bundles);
    }

    /** The first words of a conversation. */
    public Heard first(String said) {
        var question = reader.read(said);
        var topic = words.in(question);
        if (topic.isEmpty()) return alone(question);
        return alone(withoutWordsOfTopics(question)).with(topic.get());
    }

    /**
     * What first words are about that are published word for word, however anything learned weighs them; see {@link Understanding#published}.
     *
     * @param key of the words
     */
    public Optional<Candidate> published(String key) {
        return words.in(key).isPresent() ? Optional.empty() : understanding.published(key);
    }

    /** Whether words ask how long what one gets is valid. */
    public static boolean asksHowLong(String key) {
        return LASTING.matcher(key).find();
    }

    /** Words that come after others. */
    public Heard next(Dialogue dialogue, Question question) {
        var topic = words.in(question);
        if (topic.isEmpty()) return after(dialogue, question);
        return after(dialogue, withoutWordsOfTopics(question)).with(topic.get());
    }

    /** Who swears may ask something, too. */
    private Question withoutWordsOfTopics(Question question) {
        var rest = reader.read(words.without(question.text()));
        return words.in(rest).isEmpty() ? rest : reader.read(words.without(question.key())); // 傻，逼
    }

    private Heard alone(Question question) {
        return heard(understanding.read(question), question);
    }

    private Heard after(Dialogue dialogue, Question question) {
        var certain = certain(dialogue, question);
        if (certain.isPresent()) return certain.get();
        if (standsAlone(question)) return alone(question);
        var spoken = spoken(dialogue, question);
        var reading = understanding.read(spoken.said(), spoken.together(), spoken.context());
        return heard(
                reading,
                dialogue.unclear() == null ? question : Objects.requireNonNullElse(spoken.together(), question));
    }

    /**
     * What words are read with where it takes a reading to understand them.
     *
     * @return nothing where they pick, answer what was asked, or stand alone
     */
    public Optional<Spoken> toBeRead(Dialogue dialogue, Question question) {
        return certain(dialogue, question).isPresent() || standsAlone(question)
                ? Optional.empty()
                : Optional.of(spoken(dialogue, question));
    }

    /** Whether a choice is picked by a number that none of those offered has: 7 of four. */
    public boolean picksNone(Dialogue dialogue, Question question) {
        if (dialogue.offered().isEmpty()) return false;
        var number = NUMBER.matcher(bare(question).key());
        return number.matches()
                && certain(dialogue, question).isEmpty()
                && (number.group(1).equals("0")
                        || Integer.parseInt(number.group(1))
                                > dialogue.offered().size());
    }

    /** What needs no reading: a pick, the wish to hear it again, the answer to what was asked. */
    private Optional<Heard> certain(Dialogue dialogue, Question question) {
        var bare = bare(question);
        if (IN_LETTERS.matcher(bare.key()).matches()) { // the second level rather than the second choice
            var told = dialogue.current().flatMap(talk -> answer(dialogue, talk, bare));
            if (told.isPresent()) return told;
        }
        var pick = Policy.picked(dialogue, bare).filter(c -> c.matter() != null && c.aspect() != null);
        if (pick.isPresent()) return Optional.of(picked(dialogue, pick.get()));
        return dialogue.current()
                .flatMap(talk -> AGAIN.contains(question.key())
                        ? Optional.of(certain(talk.matter(), talk.aspect(), Map.of()))
                        : answer(dialogue, talk, bare));
    }

    /** Without what is only polite around it; unchanged where there is nothing else. */
    private Question bare(Question question) {
        var bare = POLITE.matcher(question.text()).replaceAll("");
        return bare.isBlank() || bare.equals(question.text()) ? question : reader.read(bare);
    }

    private static boolean standsAlone(Question question) {
        return PERSON.matcher(question.text()).find()
                || LEAVE.matcher(question.text()).find();
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
        if (dialogue.asked() == null) return Optional.empty();
        return situation(talk.matter(), dialogue.asked())
                .flatMap(asked -> (mayBeAnswered(asked, question)
                                ? tellings.answer(talk.matter(), asked, question)
                                : tellings.inFull(talk.matter(), asked, question))
                        .map(option -> {
                            var told = new HashMap<>(tellings.told(talk.matter(), question));
                            told.put(asked.id(), option);
                            return certain(talk.matter(), talk.aspect(), told);
                        }));
    }

    /** Whether it may be an answer in other words: short and no question, or an option with something around it. */
    private static boolean mayBeAnswered(Situation asked, Question question) {
        boolean isShort = question.key().length() <= SHORT_ANSWER
                && !ASKS.matcher(question.text()).find();
        return isShort
                || asked.options().stream().anyMatch(option -> question.key().contains(Reader.key(option.label())));
    }

    private Optional<Situation> situation(MatterId matter, String id) {
        return graph.matter(matter)
                .flatMap(m ->
                        m.situations().stream().filter(s -> s.id().equals(id)).findFirst());
    }

    private Spoken spoken(Dialogue dialogue, Question whole) {
        var question = bare(whole);
        var clues = EnumSet.noneOf(Clue.class);
        var meant = corrected(question);
        if (meant.isPresent()) clues.add(Clue.CORRECTS);
        var said = meant.orElse(question);
        if (dialogue.unclear() != null) clues.add(Clue.UNCLEAR);
        if (dialogue.asked() != null) clues.add(Clue.ASKED);
        dialogue.current().ifPresent(talk -> {
            clues.add(Clue.TALKS);
            if (!tellings.told(talk.matter(), said).isEmpty()) clues.add(Clue.TELLS);
        });
        return new Spoken(said, together(dialogue, said), context(dialogue, clues));
    }

    /** What is meant instead of what was understood. */
    private Optional<Question> corrected(Question question) {
        return Stream.of(CORRECTION, WRONG)
                .map(pattern -> pattern.matcher(question.text()))
                .filter(Matcher::find)
                .findFirst()
                .map(correction -> reader.read(correction.group(1)));
    }

    /** The question after the words that it goes on with, or with what was spoken of named before it: 领居住证，丢了. */
    private @Nullable Question together(Dialogue dialogue, Question said) {
        return Optional.ofNullable(dialogue.unclear())
                .or(() -> Optional.ofNullable(dialogue.bundle()).map(bundles::get))
                .or(() -> dialogue.current().flatMap(talk -> graph.shortName(talk.matter())))
                .map(before -> reader.read(before + Phrasing.GOES_ON + said.text()))
                .orElse(null);
    }

    private Context context(Dialogue dialogue, Set<Clue> clues) {
        var near = new HashSet<MatterId>();
        var leadsTo = new HashSet<MatterId>();
        var current = dialogue.current();
        boolean mustChoose = dialogue.unclear() != null || dialogue.bundle() != null; // else it was offered by the way
        current.flatMap(talk -> graph.matter(talk.matter())).ifPresent(m -> {
            m.neighbours().forEach(n -> near.add(n.matter()));
            m.outcomes().forEach(o -> {
                if (o.redirect() != null) leadsTo.add(o.redirect());
            });
        });
        return new Context(
                current.map(Dialogue.Talk::matter).orElse(null),
                current.map(Dialogue.Talk::aspect).orElse(null),
                dialogue.talks().stream().skip(1).map(Dialogue.Talk::matter).collect(Collectors.toSet()),
                near,
                leadsTo,
                mustChoose
                        ? dialogue.offered().stream()
                                .flatMap(c -> Stream.ofNullable(c.matter()))
                                .collect(Collectors.toSet())
                        : Set.of(),
                clues);
    }

    private Heard heard(Reading reading, Question question) {
        var told = reading.candidates().isEmpty()
                ? Map.<String, String>of()
                : tellings.told(reading.candidates().getFirst().matter(), question);
        return new Heard(reading, told, asksHowLong(question.key()), null);
    }

    private static Heard certain(MatterId matter, AspectId aspect, Map<String, String> told) {
        return new Heard(
                new Reading(
                        List.of(new Reading.Likely(new Subject.OfMatter(matter, true), 1)),
                        List.of(new Candidate(matter, aspect, 1)),
                        true,
                        Reading.Step.PICKED),
                told,
                false,
                null);
    }

    /**
     * The words that were not clear enough, for the next ones to go on with: short, masked, and without what may be the number of a card.
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
        var words =
                LONG_NUMBER.matcher(reader.read(Masking.masked(said)).text()).replaceAll("");
        if (dialogue.unclear() != null) words = dialogue.unclear() + "，" + words;
        return words.substring(Math.max(0, words.length() - MOST_WORDS));
    }
}
