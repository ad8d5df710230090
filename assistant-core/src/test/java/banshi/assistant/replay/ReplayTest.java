package banshi.assistant.replay;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Expectation;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.Releases;
import banshi.assistant.release.SmallContent;
import banshi.assistant.release.SmallContent.CharacterEncoder;
import banshi.assistant.release.SmallRelease;
import banshi.assistant.release.TestRelease;
import banshi.assistant.release.Unmoved;
import banshi.assistant.retrieval.RememberingEncoder;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.Telling;
import banshi.corpus.Term;
import banshi.corpus.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTest {
    private static final String OURS = "身份证快要到期了想换一张";
    private static final EvalCase.Origin HERE = new EvalCase.Origin("cases.jsonl", 1);

    @TempDir
    static Path folder;

    private static Release answering;

    @BeforeAll
    static void compile() {
        answering = SmallRelease.compile(folder);
    }

    private static Baseline baseline() {
        return new Baseline(answering, new RememberingEncoder(new CharacterEncoder(), List.of()), TestRelease.DAY);
    }

    private static Replay replay(Release candidate, List<ReplayQuestion> questions) {
        return Replay.of(baseline(), candidate, questions);
    }

    private static List<ReplayQuestion> phrasings(Release candidate) {
        return ReplayQuestion.phrasings(answering.content(), candidate.content());
    }

    private static String said(ReleaseAssistant assistant, String text) {
        var utterance = new Utterance(text, Utterance.Channel.WEB, null, TestRelease.DAY);
        return PlainText.of(assistant.reply(Dialogue.NEW, utterance).reply().blocks());
    }

    /** The first phrasing, published under another aspect. */
    private static Content relabelled(Content content, AspectId to) {
        var phrasings = new ArrayList<>(content.phrasings());
        var first = phrasings.getFirst();
        phrasings.set(0, new Phrasing(first.matter(), to, first.style(), first.text()));
        return content.withPhrasings(phrasings);
    }

    @Test
    void findsNothingBetweenAReleaseAndItself() {
        var replay = replay(answering, phrasings(answering));

        assertThat(replay.moved()).isEmpty();
        assertThat(replay.questions()).isEqualTo(answering.content().phrasings().size());
        assertThat(replay.approved().before()).isEqualTo(replay.approved().after());
        assertThat(replay.approved().wrong().difference().value()).isZero();
        assertThat(Ruling.of(replay)).isEqualTo(new Ruling.Passes());
    }

    @Test
    void findsEveryAnswerThatAChangedTemplateMoves() {
        var candidate = SmallRelease.compile(SmallContent.of("请注意。"), "r-marked", folder);

        var replay = replay(candidate, phrasings(candidate));

        var assistant = new ReleaseAssistant(new Releases(candidate));
        var marked = candidate.content().phrasings().stream()
                .map(Phrasing::text)
                .filter(text -> said(assistant, text).contains("请注意。"))
                .toList();
        assertThat(replay.moved()).extracting(m -> m.question().text()).containsExactlyElementsOf(marked);
        assertThat(replay.moved()).hasSizeGreaterThan(100).allSatisfy(m -> {
            assertThat(m.differences()).containsExactly(Moved.Difference.TEXT);
            assertThat(PlainText.of(m.after().blocks())).contains("请注意。");
            assertThat(PlainText.of(m.before().blocks())).doesNotContain("请注意。");
        });
        assertThat(replay.lost()).isEmpty();
        assertThat(Ruling.of(replay)).isEqualTo(new Ruling.Passes());
    }

    @Test
    void blocksWhereAnApprovedQuestionIsLost() {
        var content = SmallContent.of("");
        var first = content.phrasings().getFirst();
        var other = content.phrasings().stream()
                .filter(p -> p.matter().equals(first.matter()) && !p.aspect().equals(first.aspect()))
                .findFirst()
                .orElseThrow();
        var candidate = SmallRelease.compile(relabelled(content, other.aspect()), "r-relabelled", folder);
        var pair = new Pair(first.matter(), first.aspect());
        List<ReplayQuestion> asked = List.of(new ReplayQuestion.Approved(first.text(), List.of(pair)));

        var replay = replay(candidate, asked); // what was approved still is, though the candidate has it elsewhere

        var lost = replay.lost();
        assertThat(lost).hasSize(1);
        assertThat(lost.getFirst().before().outcome()).isEqualTo(Outcome.RIGHT);
        assertThat(lost.getFirst().differences()).contains(Moved.Difference.ASPECT);
        assertThat(Ruling.of(replay))
                .isInstanceOfSatisfying(
                        Ruling.Blocked.class,
                        blocked -> assertThat(blocked.rules()).contains(new Ruling.Rule.ApprovedLost(lost)));
        // and by the candidate's own labels it is right, so that an editor may move it
        assertThat(replay(candidate, phrasings(candidate)).lost()).isEmpty();
    }

    /** What an editor may change, each another reason for a reply to move. */
    private enum Edited {
        NOTHING {
            @Override
            Content of(Content content) {
                return content;
            }
        },
        TEMPLATES {
            @Override
            Content of(Content content) {
                return SmallContent.of("请注意。");
            }
        },
        TEMPLATES_GONE {
            @Override
            Content of(Content content) {
                var left = content.templates().stream()
                        .filter(t -> !t.aspect().equals(new AspectId("fee")))
                        .toList();
                return with(content, left, content.tellings(), content.topics(), content.terms());
            }
        },
        PHRASINGS {
            @Override
            Content of(Content content) {
                var first = content.phrasings().getFirst();
                var phrasings = new ArrayList<>(
                        content.phrasings().subList(20, content.phrasings().size()));
                phrasings.add(new Phrasing(first.matter(), first.aspect(), first.style(), "从来没有人这么问过" + first.text()));
                return relabelled(content.withPhrasings(phrasings), new AspectId("special"));
            }
        },
        TELLINGS {
            @Override
            Content of(Content content) {
                var matter = content.tellings().getFirst().matter();
                var left = content.tellings().stream()
                        .filter(t -> !t.matter().equals(matter))
                        .toList();
                return with(content, content.templates(), left, content.topics(), content.terms());
            }
        },
        WORDS_OF_TOPICS {
            @Override
            Content of(Content content) {
                var first = content.topics().getFirst();
                var topics = new ArrayList<>(content.topics());
                topics.set(
                        0,
                        new Topic(
                                first.id(),
                                first.act(),
                                first.name(),
                                first.phone(),
                                first.text(),
                                first.choices(),
                                List.of("换", "补"),
                                first.says()));
                return with(content, content.templates(), content.tellings(), topics, content.terms());
            }
        },
        TERMS {
            @Override
            Content of(Content content) {
                var left = content.terms().subList(0, content.terms().size() / 2);
                return with(content, content.templates(), content.tellings(), content.topics(), left);
            }
        };

        abstract Content of(Content content);

        static Content with(
                Content content,
                List<ReplyTemplate> templates,
                List<Telling> tellings,
                List<Topic> topics,
                List<Term> terms) {
            return new Content(
                    content.aspects(),
                    content.matters(),
                    content.catalogue(),
                    templates,
                    content.phrasings(),
                    content.pairs(),
                    tellings,
                    content.bundles(),
                    topics,
                    terms,
                    content.allowList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatAskingTheCandidateEverythingFinds(Edited edited) {
        var name = "r-" + edited.name().toLowerCase(Locale.ROOT);
        var candidate = SmallRelease.compile(edited.of(answering.content()), name, folder);
        var questions = new ArrayList<>(phrasings(candidate));
        questions.addAll(ReplayQuestion.real(List.of(OURS, "你好", "另外一句没听过的话", "")));

        var replay = replay(candidate, questions);

        assertThat(replay).isEqualTo(Replay.ofAll(baseline(), candidate, questions));
        if (edited != Edited.NOTHING) assertThat(replay.moved()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Edited.class,
            names = {"NOTHING", "PHRASINGS", "TERMS"})
    void doesNotAskTheCandidateWhatItCertainlyReplies(Edited edited) {
        var candidate = SmallRelease.compile(edited.of(answering.content()), "r-" + edited.ordinal(), folder);
        var unmoved = new Unmoved(answering, candidate);
        var certain = new AtomicInteger();

        var replay = Replay.of(baseline(), candidate, phrasings(candidate), (first, reply, known) -> {
            boolean is = unmoved.is(first, reply, known);
            if (is) certain.incrementAndGet();
            return is;
        });

        assertThat(certain.get()).isGreaterThan(replay.questions() * 8 / 10);
    }

    @Test
    void asksWhatTheCandidateNoLongerHasWithoutVouchingForIt() {
        var content = SmallContent.of("");
        var phrasings = content.phrasings();
        var questions =
                ReplayQuestion.phrasings(content, content.withPhrasings(phrasings.subList(1, phrasings.size())));

        assertThat(questions).hasSize(phrasings.size());
        assertThat(questions.getLast())
                .isEqualTo(new ReplayQuestion.Real(phrasings.getFirst().text()));
    }

    @Test
    void judgesCasesByWhatTheyExpect() {
        var right = Pair.of("idcard-renew", "process");
        var wrong = Pair.of("huji-hukoubu-reissue", "fee");
        var known = answering.content().phrasings().stream()
                .filter(p -> p.matter().equals(right.matter()) && p.aspect().equals(right.aspect()))
                .findFirst()
                .orElseThrow()
                .text();
        var hostile = new Expectation(
                List.of(Act.ANSWER), null, null, List.of(), List.of(), List.of("密码"), List.of(), 0, null);

        var replay = replay(
                answering,
                List.of(
                        new ReplayQuestion.Ours(new EvalCase.Single(HERE, "1", known, right, List.of(), "plain")),
                        new ReplayQuestion.Ours(new EvalCase.Single(HERE, "2", known, wrong, List.of(), "plain")),
                        new ReplayQuestion.NotOurs(new EvalCase.NotOurs(
                                HERE, "3", known, "other-dept", Act.DECLINE, List.of(), List.of())),
                        new ReplayQuestion.Hostile(new EvalCase.Adversarial(HERE, "4", known, "injection", hostile)),
                        new ReplayQuestion.Real("随便问问")));

        assertThat(replay.ours().before()).containsEntry(Outcome.RIGHT, 1).containsEntry(Outcome.WRONG, 1);
        assertThat(replay.ours().precision().before().value()).isEqualTo(.5);
        assertThat(replay.ours().coverage().before().value()).isEqualTo(1);
        assertThat(replay.notOurs().after()).containsEntry(Outcome.WRONG, 1).containsEntry(Outcome.RIGHT, 1);
        assertThat(replay.approved().questions()).isZero();
    }

    @Test
    void encodesNothingTwice() {
        Queue<String> encoded = new ConcurrentLinkedQueue<>();
        var counting = new CharacterEncoder() {
            @Override
            public float[] encode(String text) {
                encoded.add(text);
                return super.encode(text);
            }
        };
        var baseline = new Baseline(answering, new RememberingEncoder(counting, List.of()), TestRelease.DAY);
        var candidate = SmallRelease.compile(SmallContent.of("请注意。"), "r-marked", folder);
        var asked = ReplayQuestion.real(List.of(OURS, OURS + "。", "另外一句没听过的话"));

        Replay.of(baseline, candidate, asked);
        Replay.of(baseline, candidate, asked);

        assertThat(asked).hasSize(2);
        assertThat(encoded).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void isTheSameEveryTime() {
        var candidate = SmallRelease.compile(SmallContent.of("请注意。"), "r-marked", folder);
        var questions = phrasings(candidate);

        assertThat(replay(candidate, questions)).isEqualTo(replay(candidate, questions));
    }

    @Test
    void saysThatAReplyFailed() {
        var baseline = new Baseline(
                answering,
                new CharacterEncoder() {
                    @Override
                    public float[] encode(String text) {
                        throw new IllegalStateException("no vector");
                    }
                },
                TestRelease.DAY);

        var replay = Replay.of(baseline, answering, ReplayQuestion.real(List.of(OURS)));

        assertThat(replay.broken())
                .hasSize(1)
                .allSatisfy(m -> assertThat(m.after().failure()).isPresent());
        assertThat(replay.moved().getFirst().before().response()).isInstanceOf(Response.Failed.class);
        assertThat(Ruling.of(replay)).isInstanceOf(Ruling.Blocked.class);
    }
}
