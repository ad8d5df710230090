package banshi.channels.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.replay.Replay;
import banshi.assistant.replay.Rereading;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditLog;
import banshi.channels.conversation.Answered;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.corpus.Content;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Release;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a citizen was told is found by its id and asked again, on every database. */
abstract class AnswersContract {
    private static final String LEXICON = "lexicon/terms.tsv";
    private static final String QUESTIONS = "questions/idcard-renew.tsv";

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private Records records;
    private TurnRecords turns;
    private ContentHistory history;
    private Trials trials;
    private Studio studio;
    private SmallRespondents respondents;
    private Answers answers;
    private Account editor;
    private Content published;

    /** A second further each time it is read, from the fixed time on. */
    private final class Ticking extends Clock {
        private final AtomicInteger seconds = new AtomicInteger();

        @Override
        public Instant instant() {
            return clock.instant().plusSeconds(seconds.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        var secret = Secret.random();
        var audit = new AuditLog(records, secret, clock);
        var accounts = new Accounts(records, audit, secret, clock);
        turns = new TurnRecords(
                records, new Pseudonyms(secret), UnaryOperator.identity(), new Ticking(), new SimpleMeterRegistry());
        var seed = SmallFolder.in(folder.resolve("seed"));
        published = SmallFolder.content(seed);
        respondents = new SmallRespondents(published);
        history = ContentHistory.open(
                new ContentHistory.Settings(
                        folder.resolve("history.git"),
                        seed,
                        new Release.Id("r-0"),
                        new Author("随程序", "program@banshi.invalid"),
                        null),
                clock);
        var gate = new UncompiledGate(clock);
        trials = new Trials(history, gate, folder.resolve("trial"), List::of, Duration.ofDays(1), clock);
        studio = new Studio(
                history,
                () -> published,
                new Words(records),
                trials,
                gate,
                utterance -> {
                    throw new AssertionError("nothing was to be explained");
                },
                accounts,
                audit,
                clock);
        answers = new Answers(turns, studio, respondents, clock);
        editor = accounts.add(Actor.OPERATOR, "editor", "采编甲", Set.of(Role.EDITOR))
                .account();
    }

    @AfterEach
    void stop() {
        trials.close();
        history.close();
        turns.close();
        records.close();
    }

    /** One conversation of those words; the id of the last turn. */
    private String asked(String... words) {
        var dialogue = Dialogue.NEW;
        var conversation = Answered.newId();
        var id = "";
        for (var said : words) {
            var utterance = new Utterance(said, Utterance.Channel.WECHAT, null, LocalDate.of(2026, 11, 23));
            var turn = respondents.current().assistant().reply(dialogue, utterance);
            id = Answered.newId();
            turns.taken("wechat\n" + conversation, id, utterance, turn);
            dialogue = turn.dialogue();
        }
        return id;
    }

    private Draft.Id draft(String file, UnaryOperator<ObjectNode> edit) {
        var draft = studio.openDraft("换证", editor).draft();
        var tree = studio.file(draft.head(), file).orElseThrow().tree().deepCopy();
        studio.save(draft.id(), draft.head(), "", List.of(new Edit.Says(file, edit.apply(tree))), editor);
        return draft.id();
    }

    private static ObjectNode fee(ObjectNode tree, String text) {
        ((ObjectNode) tree.path("fee")).put("text", text);
        return tree;
    }

    private static String told(Retold retold) {
        return PlainText.of(retold.turn().reply().blocks());
    }

    @Test
    void whatWasToldIsFoundWithTheReleaseThatToldIt() {
        var given = answers.find(asked(SmallRespondents.ASKED)).orElseThrow();

        assertThat(given.traced().turn().said()).isEqualTo(SmallRespondents.ASKED);
        assertThat(given.published().id().value()).isEqualTo("r-0");
        assertThat(told(given.then())).isEqualTo(given.traced().turn().replied());
        assertThat(given.then().why().release()).isEqualTo("r-0");
        assertThat(given.differences()).isEmpty();
        assertThat(answers.find("0".repeat(32))).isEmpty();
    }

    @Test
    void aReleaseThatIsGoneIsNotMadeUp() {
        var id = asked(SmallRespondents.ASKED);
        respondents.lose("r-0");

        var given = answers.find(id).orElseThrow();

        assertThat(given.traced().turn().release()).isEqualTo("r-0");
        assertThat(given.then()).isNull();
    }

    @Test
    void isAskedAgainOfTheReleaseThatToldItAndOfWhatAnswersNow() {
        var id = asked(SmallRespondents.ASKED);
        published = DraftContent.of(
                published,
                Map.of(
                        SmallFolder.MATTER,
                        fee(
                                studio.file(studio.at(null), SmallFolder.MATTER)
                                        .orElseThrow()
                                        .tree()
                                        .deepCopy(),
                                "换领收 30 元")));
        answers = new Answers(turns, studio, withCurrent(published), clock);

        assertThat(told(answers.find(id).orElseThrow().then())).doesNotContain("30 元");
        var replayed = answers.replay(id, null).orElseThrow();
        assertThat(told(replayed.now())).contains("30 元");
        assertThat(replayed.since()).containsExactly(Difference.WORDS);
        assertThat(replayed.draft()).isNull();
    }

    /** The old releases, and another that answers. */
    private Respondents withCurrent(Content content) {
        var others = new SmallRespondents(content);
        others.keep("r-0", SmallFolder.content(folder.resolve("seed")));
        return others;
    }

    @Test
    void whatWasSaidBeforeIsGoneThroughAgain() {
        var id = asked(SmallRespondents.ASKED, "谢谢", "多少钱来着");

        var given = answers.find(id).orElseThrow();
        assertThat(given.traced().before())
                .extracting(TurnRecords.Kept::said)
                .containsExactly(SmallRespondents.ASKED, "谢谢");
        assertThat(given.then().turn().reply()).isInstanceOf(Reply.Answer.class);
        assertThat(given.differences()).isEmpty();
        assertThat(answers.replay(id, null).orElseThrow().since()).isEmpty();

        var alone = answers.find(asked("多少钱来着")).orElseThrow();
        assertThat(alone.then().turn().reply()).isInstanceOf(Reply.Decline.class);
    }

    @Test
    void anotherLexiconIsReadAsItIsBeingEditedOrAsADraftHasIt() {
        assertThat(answers.reread(null, null).reread()).isZero();

        UnaryOperator<ObjectNode> more = tree -> {
            tree.withArray("rows")
                    .addObject()
                    .put("term", SmallRespondents.ASKED)
                    .put("canonical", "什么都不是")
                    .put("kind", "phrase");
            return tree;
        };
        var unsaved = studio.file(studio.at(null), LEXICON).orElseThrow().tree().deepCopy();
        var reread = answers.reread(null, more.apply(unsaved));
        assertThat(reread.examples()).extracting(Rereading.Example::after).containsExactly(List.of("什么都不是"));
        assertThat(reread.replay().moved()).hasSize(1);
        assertThat(answers.reread(draft(LEXICON, more), null)).isEqualTo(reread);
    }

    @Test
    void aLexiconThatIsNotFilledInIsRefusedWithItsRow() {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.withArray("rows")
                .addObject()
                .put("term", "证件")
                .put("canonical", "证件")
                .put("kind", "thing");
        var row = tree.withArray("rows")
                .addObject()
                .put("term", "小本本")
                .put("canonical", "")
                .put("kind", "thing");
        assertThatThrownBy(() -> answers.reread(null, tree))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("第 2 行");
        row.put("canonical", "证件").put("kind", "whatever");
        assertThatThrownBy(() -> answers.reread(null, tree))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("第 2 行");
    }

    @Test
    void aDraftsFactsAreInTheReplyBeforeItIsTried() {
        var id = asked(SmallRespondents.ASKED);
        var draft = draft(SmallFolder.MATTER, tree -> fee(tree, "换领收 30 元"));

        var replayed = answers.replay(id, draft).orElseThrow();

        assertThat(told(replayed.now())).doesNotContain("30 元");
        assertThat(replayed.since()).isEmpty();
        assertThat(told(replayed.draft().retold())).contains("30 元");
        assertThat(replayed.draft().differences()).containsExactly(Difference.WORDS);
        assertThat(replayed.draft().tried()).isFalse();
        assertThat(replayed.draft().teaches()).isFalse();
        turns.flush();
        assertThat(turns.said(Instant.EPOCH, 10)).as("nobody's turn").containsExactly(SmallRespondents.ASKED);
    }

    @Test
    void whereADraftTeachesOnlyItsTrialShowsHowPeopleAreUnderstood() {
        var draft = draft(QUESTIONS, tree -> {
            tree.withArray("rows")
                    .addObject()
                    .put("aspect", "fee")
                    .put("style", "plain")
                    .put("text", "换个证要花多少钱");
            return tree;
        });
        assertThat(answers.replayWords(SmallRespondents.ASKED, draft).draft().teaches())
                .isTrue();
        var renamed = draft(SmallFolder.MATTER, tree -> tree.put("short-name", "到期换新证"));
        assertThat(answers.replayWords(SmallRespondents.ASKED, renamed).draft().teaches())
                .isTrue();

        respondents.keep("r-1", published);
        var none = Comparisons.NONE;
        trials.remember(
                studio.open(draft),
                new Gate.Tried(
                        "r-1",
                        new Replay("r-0", "r-1", 0, List.of(), none, none, none),
                        Comparisons.PASSES,
                        List.of()));

        var drafted = answers.replayWords(SmallRespondents.ASKED, draft).draft();
        assertThat(drafted.tried()).isTrue();
        assertThat(drafted.retold().turn().release()).isEqualTo("r-1");
        assertThat(drafted.differences()).isEmpty();
    }

    @Test
    void aDraftThatCannotAnswerYetSaysSo() {
        var draft = draft(SmallFolder.MATTER, tree -> tree.put("confidence", "guessed"));

        assertThatThrownBy(() -> answers.replayWords(SmallRespondents.ASKED, draft))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(SmallFolder.MATTER);
        assertThatThrownBy(() -> answers.replayWords(SmallRespondents.ASKED, new Draft.Id("gone")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).isEqualTo(Refused.Why.NOT_THERE));
    }
}
