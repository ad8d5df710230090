package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes a clean question look as it is typed on a phone (伪装): characters of the same sound in the wrong place, for nobody writes
 * wrong characters into the content. Other script and width need no disguise, reading takes them off. Immutable, thread-safe.
 */
final class Disguise {
    /** One character in so many is wrong, and at least one. */
    private static final int ONE_IN = 12;

    /** Characters by toneless pinyin, each as often as it is written in the passages. */
    private final Map<String, List<Character>> bySound = new HashMap<>();

    /** @param written the questions whose characters people might take for one another */
    Disguise(List<Question> written) {
        var counts = new TreeMap<String, Map<Character, Integer>>();
        for (var question : written) {
            for (int i = 0; i < question.key().length(); i++) {
                char c = question.key().charAt(i);
                if (Character.isIdeographic(c))
                    counts.computeIfAbsent(question.syllables().get(i), s -> new TreeMap<>())
                            .merge(c, 1, Integer::sum);
            }
        }
        counts.forEach((sound, characters) -> {
            var all = new ArrayList<Character>();
            characters.forEach((c, count) -> all.addAll(java.util.Collections.nCopies(count, c)));
            if (characters.size() > 1) bySound.put(sound, List.copyOf(all));
        });
    }

    /** The question with wrong characters; the same for the same question and seed. Unchanged if no sound has two characters. */
    String typo(Question question, long seed) {
        var random = new Random(seed * 31 + question.key().hashCode());
        var text = new StringBuilder(question.key());
        var places = new ArrayList<Integer>();
        for (int i = 0; i < text.length(); i++)
            if (bySound.containsKey(question.syllables().get(i)) && Character.isIdeographic(text.charAt(i)))
                places.add(i);
        int wrong = Math.min(places.size(), 1 + text.length() / ONE_IN);
        java.util.Collections.shuffle(places, random);
        for (int i : places.subList(0, wrong)) {
            var others = bySound.getOrDefault(question.syllables().get(i), List.of()).stream()
                    .filter(c -> c != text.charAt(i))
                    .toList();
            text.setCharAt(i, others.get(random.nextInt(others.size())));
        }
        return text.toString();
    }
}
