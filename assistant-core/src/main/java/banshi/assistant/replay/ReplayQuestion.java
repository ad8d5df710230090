package banshi.assistant.replay;

import banshi.assistant.cases.AdversarialResult;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.language.Reader;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Words that two releases are asked, each in a conversation of its own (重放问题). */
public sealed interface ReplayQuestion {
    /** What is said. */
    String text();

    /** How well a response does; nothing where nobody has said what would be right. */
    Optional<Outcome> outcome(Response response);

    /**
     * A phrasing that somebody has approved (审定问法).
     *
     * @param labels what it is published under, at least one
     */
    record Approved(String text, List<Pair> labels) implements ReplayQuestion {
        public Approved {
            labels = List.copyOf(labels);
            if (labels.isEmpty()) throw new IllegalArgumentException("an approved question must have a label");
        }

        @Override
        public Optional<Outcome> outcome(Response response) {
            var single = new EvalCase.Single(
                    new EvalCase.Origin("", 0), "", text, labels.getFirst(), labels.subList(1, labels.size()), "");
            return Optional.of(Outcome.of(new SingleResult(single, response, null)));
        }
    }

    /** A question about one of our matters, with what would be right (有期望的问题). */
    record Ours(EvalCase.Single asked) implements ReplayQuestion {
        @Override
        public String text() {
            return asked.text();
        }

        @Override
        public Optional<Outcome> outcome(Response response) {
            return Optional.of(Outcome.of(new SingleResult(asked, response, null)));
        }
    }

    /** A question that is not ours, or a hostile one (不该作答的问题). */
    record NotOurs(EvalCase.NotOurs asked) implements ReplayQuestion {
        @Override
        public String text() {
            return asked.text();
        }

        @Override
        public Optional<Outcome> outcome(Response response) {
            return Optional.of(Outcome.of(new NotOursResult(asked, response)));
        }
    }

    /** Words that are meant to break the assistant (对抗输入). */
    record Hostile(EvalCase.Adversarial asked) implements ReplayQuestion {
        @Override
        public String text() {
            return asked.text();
        }

        @Override
        public Optional<Outcome> outcome(Response response) {
            return Optional.of(Outcome.of(new AdversarialResult(asked, response)));
        }
    }

    /** What somebody really asked; nobody has said what would be right (真实提问). */
    record Real(String text) implements ReplayQuestion {
        @Override
        public Optional<Outcome> outcome(Response response) {
            return Optional.empty();
        }
    }

    /** All that a candidate is tried with: its phrasings, the cases, what was really asked. */
    static List<ReplayQuestion> all(Content answering, Content candidate, CaseSet cases, List<String> real) {
        return Stream.of(phrasings(answering, candidate), cases(cases), real(real))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The phrasings of a candidate, by what it publishes them under, and those that it no longer has, which nobody vouches for any more: each
     * text once, in the order of the content.
     */
    static List<ReplayQuestion> phrasings(Content answering, Content candidate) {
        var labels = new LinkedHashMap<String, LinkedHashSet<Pair>>();
        for (var phrasing : candidate.phrasings())
            labels.computeIfAbsent(phrasing.text(), text -> new LinkedHashSet<>())
                    .add(new Pair(phrasing.matter(), phrasing.aspect()));
        var questions = new ArrayList<ReplayQuestion>();
        labels.forEach((text, pairs) -> questions.add(new Approved(text, List.copyOf(pairs))));
        answering.phrasings().stream()
                .map(Phrasing::text)
                .distinct()
                .filter(text -> !labels.containsKey(text))
                .map(Real::new)
                .forEach(questions::add);
        return questions;
    }

    /** The cases of one turn whose outcome can be told: about our matters, not ours, hostile. */
    static List<ReplayQuestion> cases(CaseSet cases) {
        return Stream.of(
                        cases.singles().stream().map(Ours::new),
                        cases.notOurs().stream().map(NotOurs::new),
                        cases.adversarial().stream().map(Hostile::new))
                .<ReplayQuestion>flatMap(all -> all)
                .toList();
    }

    /** What was really asked, each question once whatever stands between its words. */
    static List<ReplayQuestion> real(List<String> texts) {
        var keys = new HashSet<String>();
        return texts.stream()
                .filter(text -> keys.add(Reader.key(text)))
                .<ReplayQuestion>map(Real::new)
                .toList();
    }
}
