package banshi.eval.training;

import banshi.assistant.language.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes a clean question look as people send it (伪装): characters of the same sound in the wrong place, doubled and missing ones,
 * fillers, an end cut off, somebody else's story in front. Nobody writes these into the content. Script and width need no disguise,
 * reading takes them off. Immutable, thread-safe.
 */
final class Disguise {
    private static final double MISTYPED = 0.35;
    private static final double FILLED = 0.08;
    private static final double CUT = 0.05;
    private static final double TOLD = 0.06;

    private static final List<String> FILLERS =
            List.of("请问", "你好,", "那个", "嗯,", "麻烦问一下", "就是", "我想问下", "在吗,", "不好意思,", "急,", "哎", "师傅,", "问一哈,");

    private static final List<String> ENDS = List.of("谢谢", ",急", "啊", "呢", "求告知", "在线等", ",麻烦了", "哦", "呀");

    /** Characters by toneless pinyin, each as often as it is written in the questions. */
    private final Map<String, List<Character>> bySound = new HashMap<>();

    private final Map<Character, String> soundOf = new HashMap<>();
    private final List<String> beginnings;

    /** @param written the questions whose characters people might take for one another, and whose stories they tell */
    Disguise(List<Question> written) {
        var counts = new TreeMap<String, Map<Character, Integer>>();
        for (var question : written) {
            for (int i = 0; i < question.key().length(); i++) {
                char c = question.key().charAt(i);
                if (!Character.isIdeographic(c)) continue;
                var sound = question.syllables().get(i);
                soundOf.put(c, sound);
                counts.computeIfAbsent(sound, s -> new TreeMap<>()).merge(c, 1, Integer::sum);
            }
        }
        counts.forEach((sound, characters) -> {
            var all = new ArrayList<Character>();
            characters.forEach((c, count) -> all.addAll(java.util.Collections.nCopies(count, c)));
            bySound.put(sound, List.copyOf(all));
        });
        beginnings = written.stream()
                .map(Question::text)
                .filter(text -> text.length() >= 40)
                .map(text -> text.substring(0, Math.max(0, text.indexOf(',') + 1)))
                .filter(text -> text.length() >= 4 && text.length() <= 20)
                .distinct()
                .toList();
    }

    /** The question, disguised or not, as chance has it. */
    String of(String text, Random random) {
        var disguised = text;
        if (random.nextDouble() < TOLD && !beginnings.isEmpty())
            disguised = beginnings.get(random.nextInt(beginnings.size())) + disguised;
        if (random.nextDouble() < FILLED) disguised = FILLERS.get(random.nextInt(FILLERS.size())) + disguised;
        if (random.nextDouble() < FILLED) disguised = disguised + ENDS.get(random.nextInt(ENDS.size()));
        if (random.nextDouble() < CUT && disguised.length() > 12)
            disguised = disguised.substring(0, disguised.length() - 1 - random.nextInt(3));
        return random.nextDouble() < MISTYPED && !disguised.isEmpty() ? mistyped(disguised, random) : disguised;
    }

    /** One to three wrong characters, doubled ones or gaps; not all of it a gap. */
    private String mistyped(String text, Random random) {
        var typed = new StringBuilder(text);
        int wrong = text.length() > 10 ? Math.max(1, random.nextInt(4)) : 1;
        for (int n = 0; n < wrong; n++) {
            int at = random.nextInt(typed.length());
            char c = typed.charAt(at);
            double how = random.nextDouble();
            var sound = soundOf.get(c);
            if (sound != null && how < 0.75) {
                var same = bySound.getOrDefault(sound, List.of(c));
                typed.setCharAt(at, same.get(random.nextInt(same.size())));
            } else if (how < 0.85) typed.insert(at, c);
            else if (typed.length() > 1) typed.deleteCharAt(at);
        }
        return typed.toString();
    }
}
