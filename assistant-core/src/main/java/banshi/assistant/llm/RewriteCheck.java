package banshi.assistant.llm;

import banshi.assistant.language.Measures;
import banshi.assistant.language.Places;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.corpus.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a rewrite says what the citizen said and nothing more (改写核对). The idea: what a rewrite may add is a name of what is spoken of, and
 * the words that hold a question together. So everything else in it has to stand in the citizen's words or in those names: each number with
 * its unit, each place, each word of the trade, each other word, in the same sense, negated or not. What changes a case may not be lost
 * either: numbers, negations, people and things. It rather refuses a good rewrite than lets a bad one pass. Pure; some 300 µs.
 */
final class RewriteCheck {
    /** Characters; what is longer is no question any more. */
    static final int LONGEST = 80;

    /** What a rewrite was refused for (不采用的原因). */
    enum Fault {
        /** It is empty, too long, or more than a line. */
        LENGTH,
        /** It has another number, or lacks one. */
        NUMBER,
        /** It names another place, or lacks one. */
        PLACE,
        /** It names another thing, or lacks one. */
        TERM,
        /** It denies more or less, or something else. */
        NEGATION,
        /** It is about other people. */
        PERSON,
        /** It asks something else. */
        QUESTION,
        /** It has another word. */
        WORD
    }

    /** Words that hold a question together; they say nothing of a case. */
    private static final Set<String> PLAIN = Set.of(
            "的", "了", "吗", "呢", "啊", "吧", "呀", "嘛", "么", "着", "地", "得", "是", "在", "要", "需要", "需", "用", "能", "可以", "可",
            "能否", "是否", "可否", "会", "应该", "应", "该", "去", "到", "来", "把", "和", "与", "或", "或者", "及", "以及", "对", "关于", "对于",
            "有", "办", "办理", "请问", "想", "问", "一下", "这", "那", "这个", "那个", "情况", "情况下", "下", "时", "时候", "的话", "如果", "还",
            "也", "就", "行", "所", "事", "事项", "业务");

    /** What is asked: words of a row ask for the same. */
    private static final Map<String, String> ASKING = asking(
            "什么 啥 哪些 哪几 什麽",
            "怎么 怎样 咋 如何 怎么办 怎么办理",
            "哪里 哪儿 哪 何处 啥地方 什么地方",
            "多久 多长 几天 啥时候 什么时候 何时 多少天",
            "多少 几",
            "为什么 为啥 凭什么 凭啥",
            "谁");

    private static final Pattern ASKED = Pattern.compile(ASKING.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|")));

    private static final String NEGATIONS = "不没未无非别甭勿莫";

    /** In these nothing is denied, or the whole is a question. */
    private static final Pattern NO_NEGATION =
            Pattern.compile("(\\p{IsHan})[不没]\\1|不好意思|不动产|不过|不管|不但|不仅|不知道?|差不多|对不起|不如|不然|无论|别人|别的|特别|性别|类别"
                    + "|级别|区别|识别|告别|分别|没收|非机动车|非营运|无人机|(?<=\\p{IsHan})(?:不|没有?)(?=[?？啊呀呢吗嘛,，。!！ ]*$)");

    /** What may stand between a negation and what it denies. */
    private static final String LIGHT = "能会用要可以是有在被让得去过再需准许给带交拿填寄";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern OPENING = Pattern.compile("(?:我们?|咱们?)(?:就|还|是)?(?:想|要)?(?:问|咨询|知道|了解)(?:问|一下|下)?");
    private static final String PRONOUNS =
            "我|咱|他|她|本人|自己|人家|别人|爸|妈|爷|奶|外公|外婆|老公|老婆|丈夫|妻子|爱人|对象|儿子|女儿|孩|娃|宝宝|哥|姐|弟|妹|叔|姨|舅|姑|亲戚|朋友|同事|同学|家人|家属|老人|员工";
    private static final Set<String> SPEAKER = Set.of("我", "咱", "自己", "本人");

    private final Question said;
    private final Question rewrite;
    private final List<Question> names;
    private final List<String> told;
    private final List<Question> sources = new ArrayList<>();

    private RewriteCheck(Reader reader, Spoken about, String said, String rewrite) {
        this.said = reader.read(said);
        this.rewrite = reader.read(rewrite);
        names = about.names().stream().map(reader::read).toList();
        told = about.told().stream().map(t -> reader.read(t).canonical()).toList();
        sources.add(this.said);
        sources.addAll(names);
    }

    /** What is wrong with a rewrite; nothing where it may be used. */
    static Optional<Fault> fault(Reader reader, Spoken about, String said, String rewrite) {
        if (rewrite.isBlank() || rewrite.length() > LONGEST || rewrite.lines().count() > 1)
            return Optional.of(Fault.LENGTH);
        return new RewriteCheck(reader, about, said, rewrite).fault();
    }

    private Optional<Fault> fault() {
        if (rewrite.key().isEmpty()) return Optional.of(Fault.LENGTH);
        if (!keeps(RewriteCheck::numbers)) return Optional.of(Fault.NUMBER);
        if (!keeps(question -> Places.in(question.key()))) return Optional.of(Fault.PLACE);
        if (!keeps(RewriteCheck::things)) return Optional.of(Fault.TERM);
        if (negations(without(names, rewrite.text())) != negations(without(names, said.text())))
            return Optional.of(Fault.NEGATION);
        if (!isAboutTheSamePeople()) return Optional.of(Fault.PERSON);
        if (asksMore()) return Optional.of(Fault.QUESTION);
        return words();
    }

    /** Whether all of a kind that the citizen said is in the rewrite, and nothing that is in no source. */
    private boolean keeps(Function<Question, List<String>> kind) {
        var now = kind.apply(rewrite);
        var before = sources.stream().map(kind).flatMap(List::stream).collect(Collectors.toSet());
        return now.containsAll(kind.apply(said)) && before.containsAll(now);
    }

    /** Digits, and what is measured: 不满16岁 is another number than 16岁. */
    private static List<String> numbers(Question question) {
        var numbers =
                DIGITS.matcher(question.text()).results().map(r -> r.group()).collect(Collectors.toList());
        for (var measure : Measures.in(question.text())) numbers.add(measure.value() + " " + measure.unit());
        return numbers;
    }

    /** Things, actions and places of the trade; phrases are plain words, and people are looked at in their order. */
    private static List<String> things(Question question) {
        return question.terms().stream()
                .filter(t -> switch (t.kind()) {
                    case THING, ACTION, PLACE -> true;
                    case PERSON, PHRASE -> false;
                })
                .map(Term::canonical)
                .toList();
    }

    private static String without(List<Question> names, String text) {
        var rest = text;
        for (var name : longestFirst(names.stream().map(Question::text))) rest = rest.replace(name, "|");
        return rest;
    }

    private static List<String> longestFirst(Stream<String> texts) {
        return texts.filter(t -> t.length() > 1)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static long negations(String text) {
        var denied = NO_NEGATION.matcher(text).replaceAll("|");
        return denied.chars().filter(c -> NEGATIONS.indexOf(c) >= 0).count();
    }

    // ---- people ----

    /** Nobody new, nobody lost but the speaker, and all in their order: 我替我妈 is not 我妈替我. */
    private boolean isAboutTheSamePeople() {
        var person = Pattern.compile(Stream.concat(
                        longestFirst(Stream.concat(said.terms().stream(), rewrite.terms().stream())
                                        .filter(t -> t.kind() == Term.Kind.PERSON)
                                        .map(Term::canonical))
                                .stream()
                                .map(Pattern::quote),
                        Stream.of(PRONOUNS))
                .collect(Collectors.joining("|")));
        var rest = rewrite.canonical();
        for (var known : longestFirst(told.stream())) rest = rest.replace(known, "|");
        var before = all(person, OPENING.matcher(said.canonical()).replaceAll("|"));
        var now = all(person, OPENING.matcher(rest).replaceAll("|"));
        boolean others = withoutSpeaker(now).equals(withoutSpeaker(before));
        return others && isInOrder(now, before);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(r -> r.group()).toList();
    }

    private static List<String> withoutSpeaker(List<String> people) {
        return people.stream().filter(p -> !SPEAKER.contains(p)).toList();
    }

    /** Whether some of these, in their order, are those. */
    private static boolean isInOrder(List<String> those, List<String> these) {
        int found = 0;
        for (var one : these) if (found < those.size() && those.get(found).equals(one)) found++;
        return found == those.size();
    }

    // ---- what is asked ----

    private boolean asksMore() {
        var asked = sources.stream().flatMap(q -> asks(q.key()).stream()).collect(Collectors.toSet());
        return !asked.containsAll(asks(rewrite.key()));
    }

    private static Set<String> asks(String text) {
        return ASKED.matcher(text)
                .results()
                .map(r -> ASKING.getOrDefault(r.group(), ""))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> asking(String... rows) {
        var asking = new LinkedHashMap<String, String>();
        for (var row : rows) for (var word : row.split(" ")) asking.put(word, row);
        return asking;
    }

    // ---- every other word ----

    private Optional<Fault> words() {
        var single = sources.stream()
                .flatMap(q -> q.words().stream())
                .filter(w -> w.length() == 1)
                .collect(Collectors.toCollection(HashSet::new));
        said.key().chars().forEach(c -> single.add(String.valueOf((char) c)));
        var senses = new HashMap<String, Set<Boolean>>();
        for (var word : rewrite.words()) {
            if (isPlain(word) || isNegation(word)) continue;
            if (!isMadeOf(word, single)) return Optional.of(Fault.WORD);
            if (!stands(word)) continue; // in parts, each of which has its own sense
            var before = senses.computeIfAbsent(
                    word,
                    w -> sources.stream()
                            .flatMap(q -> senses(q.canonical(), w).stream())
                            .collect(Collectors.toSet()));
            if (!before.containsAll(senses(rewrite.canonical(), word))) return Optional.of(Fault.NEGATION);
        }
        return Optional.empty();
    }

    private static boolean isPlain(String word) {
        return PLAIN.contains(word) || ASKING.containsKey(word);
    }

    private static boolean isNegation(String word) {
        return word.chars().allMatch(c -> NEGATIONS.indexOf(c) >= 0);
    }

    /** Whether a source has it. */
    private boolean stands(String word) {
        return sources.stream()
                .anyMatch(q -> q.canonical().contains(word) || q.key().contains(word));
    }

    /** Whether it is cut into words that hold a question together and pieces of the sources, of at least two characters or words of their own. */
    private boolean isMadeOf(String word, Set<String> single) {
        var reached = new boolean[word.length() + 1];
        reached[0] = true;
        for (int to = 1; to <= word.length(); to++)
            for (int from = 0; from < to && !reached[to]; from++) {
                var piece = word.substring(from, to);
                reached[to] = reached[from]
                        && (isPlain(piece)
                                || isNegation(piece)
                                || (piece.length() == 1 ? single.contains(piece) : stands(piece)));
            }
        return reached[word.length()];
    }

    /** Whether the word is denied, at each place where it stands. */
    private static Set<Boolean> senses(String text, String word) {
        var marked = marked(text);
        var senses = new HashSet<Boolean>();
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int before = at - 1;
            while (before >= 0 && at - before <= 3 && LIGHT.indexOf(marked.charAt(before)) >= 0) before--;
            senses.add(before >= 0 && NEGATIONS.indexOf(marked.charAt(before)) >= 0);
        }
        return senses;
    }

    /** The text, as long as before, with what denies nothing blotted out. */
    private static String marked(String text) {
        Matcher none = NO_NEGATION.matcher(text);
        return none.replaceAll(r -> "|".repeat(r.group().length()));
    }
}
