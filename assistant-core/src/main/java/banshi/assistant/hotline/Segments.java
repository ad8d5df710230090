package banshi.assistant.hotline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts what somebody says in one breath where it goes over to something else (话段切分): 还有他那个车, 另外我再问一个. Speech recognition writes no stops, but a space for
 * a pause. Stateless, thread-safe.
 */
final class Segments {
    private static final Pattern PAUSE = Pattern.compile("[\\s，。？！、,.?!；;…]+");

    /** Something else begins. */
    private static final Pattern SHIFT =
            Pattern.compile("^(?:[嗯啊哦噢唉哎诶欸呃对好行那就]{0,3}(?:的)?)(?:还有|另外|对了|顺便|再问|再一个|再有|还想问|那还有|第二个?|哦对|然后(?:还|我想|再))");

    /** Asks something. */
    private static final Pattern ASKS = Pattern.compile(
            "[吗么呢伐？?]$|的吧$|怎么|咋|什么|啥|多少|几[天点个年月块号趟样步份]|多[久长大]|哪|(\\p{IsHan})不\\1|(\\p{IsHan})没\\2|能不能|可不可以|可以不|有没有|还是(?:说|要|得|直接|去|一定|非|一起)|行不|好不好|好吧$|到底|谁|干[嘛吗]|最好|[是算][^是]{1,8}还是|给个(?:话|数|准)|心里有数|能[^力]{0,6}吧$|告诉我|给我讲|[讲说]一[下遍]|[抵搞]一下好|讲讲清楚|想知道");

    /** Words of questions that ask nothing. */
    private static final Pattern NO_QUESTION = Pattern.compile(
            "不(?:晓得|知道|清楚)是|[个叫]什么的?|什么的|没什么|怎么说呢?|还是怎么的?|不怎么|哪里的那个|[^在去到从]哪里的|不晓得怎么|多少有点|没多少|怎么这样|为什么|凭什么|出了事情?怎么办|怎么回事");

    private static final int SHORTEST = 4;
    private static final int STATEMENT = 4;
    private static final int LONGEST = 80;

    private Segments() {}

    /**
     * The parts, in order; the whole alone where it is about one thing.
     *
     * @return none where nothing is said
     */
    static List<String> of(String text) {
        var segments = new ArrayList<String>();
        var open = new StringBuilder();
        boolean asked = false;
        for (var clause : PAUSE.split(text)) {
            if (clause.isEmpty()) continue;
            boolean asks = asksOne(clause);
            boolean over = SHIFT.matcher(clause).find()
                    || (asked && !asks && clause.length() >= STATEMENT) // after a question something else is told
                    || open.length() > LONGEST;
            if (!open.isEmpty() && over) {
                add(open, segments);
                open.setLength(0);
            }
            if (!open.isEmpty()) open.append(' ');
            open.append(clause);
            asked = asks;
        }
        add(open, segments);
        join(segments);
        return segments;
    }

    /** What is told last and asks nothing belongs to what was asked before it. */
    private static void join(List<String> segments) {
        while (segments.size() > 1 && !asks(segments.getLast()) && !shifts(segments.getLast())) {
            var last = segments.removeLast();
            segments.set(segments.size() - 1, segments.getLast() + " " + last);
        }
    }

    private static boolean asksOne(String clause) {
        return ASKS.matcher(NO_QUESTION.matcher(clause).replaceAll(" ")).find();
    }

    private static void add(StringBuilder open, List<String> to) {
        if (open.isEmpty()) return;
        if (open.length() < SHORTEST && !to.isEmpty()) to.set(to.size() - 1, to.getLast() + " " + open);
        else to.add(open.toString());
    }

    /** The clauses that ask something, in order. */
    static List<String> questions(String text) {
        return PAUSE.splitAsStream(text)
                .filter(clause -> clause.length() >= SHORTEST && asksOne(clause))
                .toList();
    }

    /** Whether something is asked. */
    static boolean asks(String text) {
        return PAUSE.splitAsStream(text).anyMatch(Segments::asksOne);
    }

    /** Whether it begins with something else than what was spoken of. */
    static boolean shifts(String text) {
        return SHIFT.matcher(text.replace(" ", "")).find();
    }
}
