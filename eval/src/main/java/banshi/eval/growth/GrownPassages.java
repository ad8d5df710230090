package banshi.eval.growth;

import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.Passage;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * As many passages as wanted, made of the phrasings of a release (扩充的片段). The first as many as there are phrasings are these
 * themselves, far apart ones first, so that a few already cover all matters; after that each comes again with another place and
 * person in front, as 余姚 and 我爸.
 *
 * <p>Made when asked for: a million of them need no heap. Harder for a search than a real million would be: the words grow no more
 * numerous, so that each is in a thousand times as many passages. Reading one costs some 20 µs.
 */
final class GrownPassages extends AbstractList<Passage> implements RandomAccess {
    private static final List<String> PLACES = List.of(
            "鄞州", "海曙", "江北", "镇海", "北仑", "奉化", "余姚", "慈溪", "宁海", "象山", "杭州", "温州", "嘉兴", "湖州", "绍兴", "金华", "衢州", "舟山",
            "台州", "丽水", "余杭", "萧山", "富阳", "临安", "桐庐", "建德", "淳安", "瑞安", "乐清", "苍南", "海宁", "桐乡", "平湖", "嘉善", "海盐", "德清",
            "长兴", "安吉", "诸暨", "嵊州");
    private static final List<String> PERSONS = List.of(
            "我", "我爸", "我妈", "我爱人", "我儿子", "我女儿", "我姐", "我弟", "邻居", "同事", "朋友", "老板", "房东", "室友", "爷爷", "外婆", "舅舅",
            "表妹", "学生", "员工", "战友", "老乡", "客户", "徒弟", "亲家");

    private final Reader reader;
    private final List<String> phrasings;
    private final int stride;
    private final int size;

    /**
     * @param phrasings at least one
     * @param size at most a thousand times as many
     */
    GrownPassages(Reader reader, List<String> phrasings, int size) {
        int most = (PLACES.size() * PERSONS.size() + 1) * phrasings.size();
        if (size > most)
            throw new IllegalArgumentException(
                    "size is " + size + "; " + phrasings.size() + " phrasings can be put in at most " + most + " ways");
        this.reader = reader;
        this.phrasings = List.copyOf(phrasings);
        this.stride = coprime(phrasings.size());
        this.size = size;
    }

    @Override
    public Passage get(int ordinal) {
        return new Passage(ordinal, reader.read(text(ordinal)));
    }

    String text(int ordinal) {
        var phrasing = phrasings.get((int) ((long) ordinal * stride % phrasings.size()));
        int round = ordinal / phrasings.size();
        if (round == 0) return phrasing;
        return PLACES.get((round - 1) % PLACES.size()) + PERSONS.get((round - 1) / PLACES.size()) + phrasing;
    }

    @Override
    public int size() {
        return size;
    }

    /** Near the golden section of n and without a divisor in common with it: its multiples visit all, neighbours far apart. */
    private static int coprime(int n) {
        int stride = Math.max(1, (int) Math.round(n * .618034));
        while (gcd(stride, n) != 1) stride++;
        return stride;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
