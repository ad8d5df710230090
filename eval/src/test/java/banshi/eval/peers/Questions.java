package banshi.eval.peers;

import banshi.assistant.cases.CaseKind;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Pair;
import banshi.corpus.AllowList;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.HardPair;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import java.util.List;

/** A small town's questions: two matters, two aspects, one topic. */
final class Questions {
    static final Pair FEE = Pair.of("hukoubu", "fee");
    static final Pair TIME = Pair.of("hukoubu", "time-limit");
    static final Pair PASSPORT_FEE = Pair.of("passport", "fee");

    private Questions() {}

    static Content content() {
        return new Content(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        phrasing(FEE, "补办户口本要交多少钱"),
                        phrasing(FEE, "户口簿丢了补一本收不收费"),
                        phrasing(TIME, "补办户口本几天能拿到"),
                        phrasing(PASSPORT_FEE, "办一本护照多少钱")),
                List.of(new HardPair(
                        new MatterId("hukoubu"),
                        new MatterId("passport"),
                        new AspectId("time-limit"),
                        "户口本多久补好",
                        "护照多久办好")),
                List.of(),
                List.of(),
                List.of(new Topic(
                        new TopicId("marriage"),
                        Topic.Act.DECLINE,
                        "结婚",
                        null,
                        "请找民政局",
                        List.of(),
                        List.of(),
                        List.of("结婚证办理多少钱"))),
                List.of(),
                new AllowList(List.of(), List.of(), List.of()));
    }

    static List<Taught> taught() {
        return Taught.of(content());
    }

    /** Some of them nobody has been taught word by word. */
    static CaseSet asked() {
        var singles = List.of(
                single("q1", "补办户口本多少钱", FEE), single("q2", "户口本几天能补好", TIME), single("q3", "办护照多少钱", PASSPORT_FEE));
        return new CaseSet(
                singles,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new CaseSet.Count("q.jsonl", CaseKind.SINGLE, singles.size())));
    }

    private static EvalCase.Single single(String id, String text, Pair gold) {
        return new EvalCase.Single(new EvalCase.Origin("q.jsonl", 1), id, text, gold, List.of(), "plain");
    }

    private static Phrasing phrasing(Pair pair, String text) {
        return new Phrasing(pair.matter(), pair.aspect(), Phrasing.Style.PLAIN, text);
    }
}
