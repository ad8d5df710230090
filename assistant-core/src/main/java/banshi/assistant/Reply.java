package banshi.assistant;

import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.corpus.TemplateId;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the assistant does in one turn (回复): one record per act. */
public sealed interface Reply {
    /** The parts to render, in order. */
    List<Block> blocks();

    /** The best readings, best first, at most five; also where the act is not an answer. */
    List<Candidate> candidates();

    /**
     * The approved answer to one aspect of one matter (答复).
     *
     * @param confidence calibrated probability that matter and aspect are right, 0..1
     * @param verdict where the question is whether
     * @param materials where materials are part of the reply
     * @param spoken the short form that is read out over the telephone
     */
    record Answer(
            MatterId matter,
            AspectId aspect,
            double confidence,
            @Nullable Verdict verdict,
            List<Block> blocks,
            List<RequiredMaterial> materials,
            List<Citation> citations,
            TemplateId template,
            String spoken,
            List<Candidate> candidates)
            implements Reply {
        /**
         * Checks that the answer stands on something.
         *
         * @throws IllegalArgumentException if nothing is cited
         */
        public Answer {
            blocks = List.copyOf(blocks);
            materials = List.copyOf(materials);
            citations = List.copyOf(citations);
            candidates = List.copyOf(candidates);
            if (citations.isEmpty())
                throw new IllegalArgumentException("the answer of template " + template + " cites nothing");
        }

        /**
         * The same words, to a question that was read otherwise.
         *
         * @param confidence calibrated probability that matter and aspect are right, 0..1
         */
        public Answer readAs(double confidence, List<Candidate> candidates) {
            return new Answer(
                    matter, aspect, confidence, verdict, blocks, materials, citations, template, spoken, candidates);
        }
    }

    /**
     * What an event of life brings along, and who does what (联办答复).
     *
     * @param confidence probability that it is meant, 0..1
     * @param materials of all its matters that are ours, each once
     */
    record Together(
            BundleId bundle,
            double confidence,
            List<Block> blocks,
            List<RequiredMaterial> materials,
            List<Citation> citations,
            List<Candidate> candidates)
            implements Reply {
        public Together {
            blocks = List.copyOf(blocks);
            materials = List.copyOf(materials);
            citations = List.copyOf(citations);
            candidates = List.copyOf(candidates);
        }
    }

    /** Asks which matter or aspect is meant (澄清); two to four choices, or none where nothing was said yet that one could choose from. */
    record Clarify(List<Block> blocks, List<Choice> choices, List<Candidate> candidates) implements Reply {
        /** More choices are no clarification. */
        public static final int MOST = 4;

        /**
         * Checks that there is something to choose from.
         *
         * @throws IllegalArgumentException if there is one choice or more than four
         */
        public Clarify {
            blocks = List.copyOf(blocks);
            choices = List.copyOf(choices);
            candidates = List.copyOf(candidates);
            if (choices.size() == 1 || choices.size() > MOST)
                throw new IllegalArgumentException(
                        "a clarification has " + choices.size() + " choices; allowed: none, or 2 to 4");
        }
    }

    /** Not ours, or something we do not do (不受理的问题); {@code topic} is null where we did not recognise it at all. */
    record Decline(@Nullable TopicId topic, List<Block> blocks, List<Candidate> candidates) implements Reply {
        public Decline {
            blocks = List.copyOf(blocks);
            candidates = List.copyOf(candidates);
        }
    }

    /** To a person or a hotline (转人工); {@code matter} where it is a matter without approved content. */
    record Handoff(@Nullable TopicId topic, @Nullable MatterId matter, List<Block> blocks, List<Candidate> candidates)
            implements Reply {
        public Handoff {
            blocks = List.copyOf(blocks);
            candidates = List.copyOf(candidates);
        }
    }

    /** Greetings and the like (寒暄). */
    record Smalltalk(TopicId topic, List<Block> blocks, List<Candidate> candidates) implements Reply {
        public Smalltalk {
            blocks = List.copyOf(blocks);
            candidates = List.copyOf(candidates);
        }
    }

    /** Call 110, 119 or 120 now (紧急). */
    record Emergency(TopicId topic, List<Block> blocks) implements Reply {
        public Emergency {
            blocks = List.copyOf(blocks);
        }

        @Override
        public List<Candidate> candidates() {
            return List.of();
        }
    }
}
