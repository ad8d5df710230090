package banshi.corpus.outside;

import java.util.List;

/**
 * A record that was not taken (退回的记录).
 *
 * @param line in the outside file, from 1
 * @param raw the line as it came
 * @param why all that is wrong with it, in Chinese
 */
public record Refusal(int line, String raw, List<String> why) implements Comparable<Refusal> {
    public Refusal {
        why = List.copyOf(why);
    }

    @Override
    public int compareTo(Refusal other) {
        return Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return "第 " + line + " 行：" + String.join("；", why);
    }
}
