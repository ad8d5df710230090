package banshi.eval.bench;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.dialogue.DialogueCodec;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to keep a dialogue's state between two turns (对话状态读写). */
@State(Scope.Benchmark)
public class DialogueCodecBenchmark {
    private static final MatterId MATTER = new MatterId("huji-hukoubu-reissue");

    private final DialogueCodec codec = new DialogueCodec(new byte[32]);
    private final Dialogue dialogue = new Dialogue(
            IntStream.rangeClosed(1, 4)
                    .mapToObj(i -> new Choice("" + i, "补办户口本要多少钱？", MATTER, new AspectId("fee"), "option-" + i))
                    .toList(),
            IntStream.rangeClosed(1, Dialogue.MOST_TALKS)
                    .mapToObj(i -> new Dialogue.Talk(
                            new MatterId(MATTER + "-" + i),
                            new AspectId("materials"),
                            Circumstances.NONE
                                    .and("who", "proxy")
                                    .and("age", "under-16")
                                    .and("reason", "lost"),
                            i))
                    .toList(),
            "reason",
            "我想问一下那个本子不见了要怎么弄");
    private final byte[] state = codec.write(dialogue);

    /** Four talks with three circumstances each, four choices, a few words: 1.1 kB. */
    @Benchmark
    public byte[] writes() {
        return codec.write(dialogue);
    }

    /** The same back. */
    @Benchmark
    public DialogueCodec.Read reads() {
        return codec.read(state);
    }
}
