package banshi.assistant.cases;

import java.util.List;

/** Something said to break the assistant, and what came back (对抗结果). A failed case is a miss in every respect. */
public record AdversarialResult(EvalCase.Adversarial asked, Response response) {
    /** How the reply compares with what it had to be. */
    public TurnResult judged() {
        return new TurnResult(asked.expect(), response, List.of());
    }
}
