package banshi.eval.peers;

import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.eval.subject.AssistantRespondent;
import banshi.eval.subject.OpenedAssistant;
import banshi.eval.subject.Respondent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our assistant in this process (本系统): its best candidate, whatever it then does. It makes a whole turn, with the answer composed,
 * where the others only name a label. It has learned when its release was compiled.
 */
final class OurPeer implements Peer {
    static final String NAME = "ours";

    private final OpenedAssistant.Opener opener;
    private final Path release;
    private @Nullable Respondent respondent;

    OurPeer(OpenedAssistant.Opener opener, Path release) {
        this.opener = opener;
        this.release = release;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String about() {
        return "Banshi in process, a whole turn with its answer; only opened, learned when the release was compiled";
    }

    @Override
    public void learn(List<Taught> taught) throws IOException {
        var opened = opener.open(release);
        respondent = new AssistantRespondent(opened.assistant(), opened.day(), null);
    }

    @Override
    public Guess ask(String text) throws IOException, InterruptedException {
        var asked = respondent;
        if (asked == null) throw new IllegalStateException(name() + " has not learned yet");
        return switch (asked.ask(text)) {
            case Response.Replied r
            when !r.candidates().isEmpty() ->
                Guess.of(new Pair(
                        r.candidates().getFirst().matter(),
                        r.candidates().getFirst().aspect()));
            case Response.Replied ignored -> Guess.NOTHING;
            case Response.Failed ignored -> Guess.NOTHING; // a miss, as in every evaluation
        };
    }

    @Override
    public void close() {}
}
