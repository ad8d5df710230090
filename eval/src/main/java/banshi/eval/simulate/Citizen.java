package banshi.eval.simulate;

import banshi.assistant.Choice;
import banshi.assistant.dialogue.Tellings;
import banshi.assistant.language.Reader;
import banshi.corpus.Matter;
import banshi.corpus.TellingPattern;
import banshi.graph.Circumstances;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Somebody with a case who says nothing but the truth (虚拟市民). Words that would by themselves tell something that is not so of another situation
 * are left unsaid: 小孩 is no way to say who applies for somebody whose age was drawn as forty.
 */
final class Citizen {
    private static final List<String> ASKS = List.of("怎么办", "要带什么");
    private static final List<String> GOES_ON =
            List.of("要多少钱", "那要多少钱呢", "几天能办好", "要多久", "去哪办", "在哪里办啊", "要带什么", "那要带什么材料", "能网上办吗", "怎么办理", "可以找人代办吗");
    private static final List<String> LAST = List.of("那我要带什么材料", "要带什么", "材料要哪些");
    private static final List<String> THANKS = List.of("谢谢", "好的谢谢", "知道了，谢谢");
    private static final List<String> BEFORE = List.of("嗯，", "嗯嗯，", "哦，", "是的，", "应该是", "");
    private static final List<String> AFTER = List.of("", "", "的", "吧", "呀", "，谢谢");
    private static final String NEGATIONS = "不没无未非否别";
    private static final String NUMBER = "number";
    private static final int TRIES = 12;

    private final Matter matter;
    private final Circumstances hidden;
    private final Voice voice;
    private final RandomGenerator random;

    /**
     * What citizens say of one matter (说法).
     *
     * @param fragments by situation and option, those that stand anywhere
     * @param answers likewise, those that are whole answers
     */
    record Voice(
            Reader reader,
            Tellings tellings,
            List<String> phrasings,
            Map<String, List<TellingPattern>> fragments,
            Map<String, List<TellingPattern>> answers) {
        static String key(String situation, String option) {
            return situation + "=" + option;
        }
    }

    /** What is said first, and the situations of which it tells. */
    record Opening(String words, Set<String> told) {}

    /**
     * An answer to a question about the case.
     *
     * @param manner how it was given: by number, by label …
     */
    record Answer(String words, String manner) {}

    Citizen(Matter matter, Circumstances hidden, Voice voice, RandomGenerator random) {
        this.matter = matter;
        this.hidden = hidden;
        this.voice = voice;
        this.random = random;
    }

    /** A published question or the name of the matter, with up to two facts before it; nothing where each would say something untrue. */
    Optional<Opening> opening() {
        return question().map(question -> {
            int wanted = Math.max(0, random.nextInt(5) - 2); // none in three of five walks
            var situations = new ArrayList<>(hidden.known().keySet());
            Collections.shuffle(situations, random);
            var told = new LinkedHashSet<String>();
            var words = question;
            for (var situation : situations) {
                if (told.size() == wanted) break;
                var fact = fragment(voice.fragments(), situation);
                if (fact.isEmpty() || !isTrue(fact.get() + "，" + words, situation)) continue;
                words = fact.get() + "，" + words;
                told.add(situation);
            }
            return new Opening(words, told);
        });
    }

    private Optional<String> question() {
        var published = IntStream.range(0, voice.phrasings().isEmpty() ? 0 : TRIES)
                .mapToObj(i -> Wording.any(voice.phrasings(), random));
        var names = Stream.concat(Stream.of(matter.shortName(), matter.name()), matter.aliases().stream())
                .map(name -> name + Wording.any(ASKS, random));
        var first = random.nextInt(5) == 0 ? Stream.concat(names, published) : Stream.concat(published, names);
        return first.filter(words -> isTrue(words, "")).findFirst();
    }

    /**
     * A truthful answer to a question about the case: by number, by label, or in own words.
     *
     * @param place of the option that holds, from 0, and its label
     */
    Answer answer(String situation, int place, String label) {
        var number = number(place + 1);
        var plain = switch (random.nextInt(4)) {
            case 0 -> new Answer(number, NUMBER);
            case 1 -> new Answer(label, "label");
            case 2 ->
                fragment(voice.answers(), situation)
                        .map(words -> new Answer(words, "whole answer"))
                        .orElse(new Answer(number, NUMBER));
            default ->
                fragment(voice.fragments(), situation)
                        .map(words -> new Answer(words, "fragment"))
                        .orElse(new Answer(number, NUMBER));
        };
        if (random.nextInt(3) > 0) return plain;
        var polite = politely(plain.words(), plain.manner().equals(NUMBER));
        return isTrue(polite, situation) ? new Answer(polite, plain.manner() + ", politely") : plain;
    }

    private String number(int place) {
        return Wording.any(List.of(String.valueOf(place), "第" + place + "个", "选" + place), random);
    }

    private String politely(String said, boolean number) {
        var before = Wording.any(BEFORE, random);
        boolean no = NEGATIONS.indexOf(said.charAt(0)) >= 0;
        if ((no || number) && (before.equals("是的，") || before.equals("应该是"))) before = "嗯，";
        return before + said + (number ? "" : Wording.any(AFTER, random));
    }

    /** A fragment in words that tells the truth; nothing where some tries found none. */
    private Optional<String> fragment(Map<String, List<TellingPattern>> from, String situation) {
        var option = hidden.known().get(situation);
        if (option == null) return Optional.empty();
        var patterns = from.getOrDefault(Voice.key(situation, option), List.of());
        return IntStream.range(0, patterns.isEmpty() ? 0 : TRIES)
                .mapToObj(i -> Wording.of(Wording.any(patterns, random), random))
                .flatMap(Optional::stream)
                .filter(words -> isTrue(words, situation))
                .findFirst();
    }

    /** Whether the words say nothing untrue of any situation but this one, where it is for the assistant to understand them rightly. */
    private boolean isTrue(String said, String of) {
        return voice.tellings().told(matter.id(), voice.reader().read(said)).entrySet().stream()
                .allMatch(t -> t.getKey().equals(of)
                        || t.getValue().equals(hidden.known().get(t.getKey())));
    }

    String followUp() {
        return Wording.any(GOES_ON, random);
    }

    String last() {
        return Wording.any(LAST, random);
    }

    String thanks() {
        return Wording.any(THANKS, random);
    }

    /** By its number, or by its words. */
    String pick(int place, Choice choice) {
        return random.nextBoolean() ? String.valueOf(place + 1) : choice.label();
    }
}
