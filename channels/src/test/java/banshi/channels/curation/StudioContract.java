package banshi.channels.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.answer.PlainText;
import banshi.assistant.release.Explainer;
import banshi.assistant.replay.Replay;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Records;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Release;
import banshi.corpus.history.Revision;
import banshi.corpus.history.Saved;
import banshi.graph.Circumstances;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** From an edit to its publication, on every database. All people are made up. */
abstract class StudioContract {
    private static final MatterId RENEW = new MatterId("idcard-renew");
    private static final AspectId FEE = new AspectId("fee");

    private static final Explainer NOBODY = utterance -> {
        throw new AssertionError("nothing was to be explained");
    };

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private final Secret secret = Secret.random();
    private Records records;
    private AuditLog audit;
    private Accounts accounts;
    private ContentHistory history;
    private UncompiledGate gate;
    private Trials trials;
    private Studio studio;
    private Account editor;
    private Account second;
    private Account reviewer;
    private Account publisher;

    /** Blocks for this reason; none where it is empty. */
    private boolean blocks;

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        audit = new AuditLog(records, secret, clock);
        accounts = new Accounts(records, audit, secret, clock);
        var seed = SmallFolder.in(folder.resolve("seed"));
        history = ContentHistory.open(
                new ContentHistory.Settings(
                        folder.resolve("history.git"),
                        seed,
                        new Release.Id("r-0"),
                        new Author("随程序", "program@banshi.invalid"),
                        null),
                clock);
        gate = new UncompiledGate(clock);
        trials = new Trials(history, gate, folder.resolve("trial"), List::of, Duration.ofDays(1), clock);
        studio = new Studio(
                history,
                () -> SmallFolder.content(seed),
                new Words(records),
                trials,
                gate,
                NOBODY,
                accounts,
                audit,
                clock);
        editor = account("editor.one", "采编甲", Role.EDITOR);
        second = account("editor.two", "采编乙", Role.EDITOR);
        reviewer = account("reviewer", "审核丙", Role.REVIEWER, Role.EDITOR);
        publisher = account("publisher", "发布丁", Role.PUBLISHER);
    }

    @AfterEach
    void stop() {
        trials.close();
        history.close();
        records.close();
    }

    private Account account(String name, String displayName, Role... roles) {
        return accounts.add(Actor.OPERATOR, name, displayName, Set.of(roles)).account();
    }

    private Gate.Tried tried(String release) {
        var none = Comparisons.NONE;
        var replay = new Replay("r-0", release, 0, List.of(), none, none, none);
        return new Gate.Tried(release, replay, blocks ? Comparisons.BLOCKED : Comparisons.PASSES, List.of());
    }

    private ObjectNode tree(Revision.Id at) {
        return studio.file(at, SmallFolder.MATTER).orElseThrow().tree().deepCopy();
    }

    private Edit fee(Revision.Id at, String text) {
        var tree = tree(at);
        ((ObjectNode) tree.path("fee")).put("text", text);
        return new Edit.Says(SmallFolder.MATTER, tree);
    }

    /** A draft in which the first editor has changed the fee. */
    private DraftView edited() {
        var draft = studio.openDraft("换证收费调整", editor);
        var base = draft.draft().head();
        assertThat(studio.save(draft.draft().id(), base, "", List.of(fee(base, "换领收 30 元")), editor))
                .isInstanceOf(Saved.Done.class);
        return studio.draft(draft.draft().id(), editor);
    }

    private DraftView approved() {
        var draft = edited().draft();
        studio.submit(draft.id(), draft.head(), "", editor);
        return studio.approve(draft.id(), draft.head(), "核对过", reviewer);
    }

    private String told(Draft.Id draft) {
        return studio.preview(studio.at(draft), Map.of(), RENEW, FEE, Circumstances.NONE)
                .map(answer -> PlainText.of(answer.blocks()))
                .orElseThrow();
    }

    @Test
    void whatIsSavedIsToldInThePreviewAndNowhereElse() {
        var draft = edited().draft();

        assertThat(told(draft.id())).contains("30 元");
        assertThat(told(null)).doesNotContain("30 元");
        assertThat(studio.changes(draft.id()))
                .singleElement()
                .satisfies(change -> assertThat(change.after()).contains("30 元"));
    }

    @Test
    void thePreviewTakesWhatIsNotSavedYet() {
        var draft = edited().draft();
        var tree = tree(draft.head());
        ((ObjectNode) tree.path("fee")).put("text", "换领收 40 元");

        var told = studio.preview(draft.head(), Map.of(SmallFolder.MATTER, tree), RENEW, FEE, Circumstances.NONE);

        assertThat(PlainText.of(told.orElseThrow().blocks())).contains("40 元");
        assertThat(told(draft.id())).contains("30 元");
    }

    @Test
    void aPreviewOfWhatIsNotFilledInSaysWhichFile() {
        var draft = edited().draft();
        var tree = tree(draft.head());
        tree.remove("name");
        tree.put("confidence", "guessed");

        assertThatThrownBy(() ->
                        studio.preview(draft.head(), Map.of(SmallFolder.MATTER, tree), RENEW, FEE, Circumstances.NONE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(SmallFolder.MATTER)
                .hasMessageContaining("confidence");
    }

    @Test
    void twoEditorsOfOneFieldSeeBothSides() {
        var draft = edited().draft();
        var base = draft.head();
        studio.save(draft.id(), base, "", List.of(fee(base, "换领收 20 元")), second);

        var conflicted = studio.save(draft.id(), base, "", List.of(fee(base, "换领不收钱")), editor);

        assertThat(conflicted).isInstanceOfSatisfying(Saved.Conflicted.class, c -> {
            assertThat(c.conflicts()).singleElement().satisfies(one -> {
                assertThat(one.ours()).contains("不收钱");
                assertThat(one.theirs()).contains("20 元");
            });
        });
        assertThat(studio.draft(draft.id(), editor).editors()).containsExactlyInAnyOrder("采编甲", "采编乙");
    }

    @Test
    void nobodyApprovesWhatIsPartlyTheirOwn() {
        var draft = edited().draft();
        var base = draft.head();
        studio.save(draft.id(), base, "", List.of(fee(base, "换领收 25 元")), reviewer); // who edits, too
        var head = studio.at(draft.id());
        studio.submit(draft.id(), head, "", editor);

        assertThatThrownBy(() -> studio.approve(draft.id(), head, "", reviewer))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).isEqualTo(Refused.Why.NOT_ALLOWED))
                .hasMessageContaining("别人");
    }

    @Test
    void aSaveTakesTheApprovalAway() {
        var draft = approved().draft();
        assertThat(studio.draft(draft.id(), publisher).deeds()).contains(Deed.PUBLISH);

        studio.save(draft.id(), draft.head(), "", List.of(fee(draft.head(), "换领收 35 元")), second);

        assertThat(studio.draft(draft.id(), publisher).progress()).isEqualTo(Progress.EDITING);
        assertThatThrownBy(() -> studio.publish(draft.id(), draft.head(), "", publisher))
                .isInstanceOf(Refused.class);
        assertThat(gate.served()).isEmpty();
    }

    @Test
    void whoeverLooksAtAnOlderRevisionApprovesNothing() {
        var seen = edited().draft();
        studio.save(seen.id(), seen.head(), "", List.of(fee(seen.head(), "换领收 35 元")), editor);
        studio.submit(seen.id(), studio.at(seen.id()), "", editor);

        assertThatThrownBy(() -> studio.approve(seen.id(), seen.head(), "", reviewer))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("刷新");
    }

    @Test
    void aDraftThatWasSentBackSaysWhy() {
        var draft = edited().draft();
        studio.submit(draft.id(), draft.head(), "", editor);

        assertThatThrownBy(() -> studio.sendBack(draft.id(), draft.head(), " ", reviewer))
                .isInstanceOf(Refused.class);
        studio.sendBack(draft.id(), draft.head(), "依据没有写", reviewer);

        var view = studio.draft(draft.id(), editor);
        assertThat(view.progress()).isEqualTo(Progress.RETURNED);
        assertThat(view.last().remark()).isEqualTo("依据没有写");
        assertThat(view.lastBy()).isEqualTo("审核丙");
        assertThat(view.deeds()).contains(Deed.SUBMIT);
    }

    @Test
    void isPublishedOnceItIsApprovedAndTried() {
        var draft = approved().draft();
        assertThatThrownBy(() -> studio.publish(draft.id(), draft.head(), "", publisher))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("试发布");
        trials.remember(draft, tried("r-1"));

        var release = studio.publish(draft.id(), draft.head(), "", publisher);

        assertThat(gate.served()).containsExactly("r-1");
        assertThat(release.id().value()).isEqualTo("r-1");
        assertThat(release.editedBy()).extracting(Author::name).containsExactly("采编甲");
        assertThat(release.approvedBy().name()).isEqualTo("发布丁");
        assertThat(studio.drafts(editor)).isEmpty();
        assertThat(studio.releases()).extracting(r -> r.id().value()).containsExactly("r-1", "r-0");
        assertThat(audit.last(Long.MAX_VALUE, 3)).extracting(AuditEntry::type).contains("publication", "approval");
    }

    @Test
    void whatTheGateBlocksNeedsAReasonWhichIsKept() {
        blocks = true;
        var draft = approved().draft();
        trials.remember(draft, tried("r-1"));

        assertThatThrownBy(() -> studio.publish(draft.id(), draft.head(), " ", publisher))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("理由");
        assertThat(gate.served()).isEmpty();
        assertThat(studio.publish(draft.id(), draft.head(), "省厅今天起执行", publisher)
                        .reason())
                .isEqualTo("省厅今天起执行");
    }

    @Test
    void aDraftThatIsBehindIsNotPublished() {
        var first = approved().draft();
        var other = studio.openDraft("另一件", second).draft();
        trials.remember(first, tried("r-1"));
        studio.publish(first.id(), first.head(), "", publisher);

        assertThat(studio.draft(other.id(), second).behind()).isTrue();
        assertThat(studio.update(other.id(), studio.at(other.id()), studio.at(null), List.of(), second))
                .isInstanceOf(Saved.Done.class);
        assertThat(studio.draft(other.id(), second).behind()).isFalse();
    }

    /** A draft of the second editor that says otherwise what was published since. */
    private Draft.Id outdated() {
        var other = studio.openDraft("另一件", second).draft();
        studio.save(other.id(), other.head(), "", List.of(fee(other.head(), "换领不收钱")), second);
        var first = approved().draft();
        trials.remember(first, tried("r-1"));
        studio.publish(first.id(), first.head(), "", publisher);
        return other.id();
    }

    @Test
    void whatBothSidesOfAnUpdateSayIsDecidedByTheEditor() {
        var draft = outdated();
        var seen = studio.at(draft);
        var onto = studio.at(null);

        assertThat(studio.update(draft, seen, onto, List.of(), second))
                .isInstanceOfSatisfying(Saved.Conflicted.class, conflicted -> {
                    assertThat(conflicted.theirs()).isEqualTo(onto);
                    assertThat(conflicted.conflicts()).singleElement().satisfies(one -> {
                        assertThat(one.ours()).contains("不收钱");
                        assertThat(one.theirs()).contains("30 元");
                        assertThat(one.base()).doesNotContain("30 元").doesNotContain("不收钱");
                    });
                });
        assertThat(studio.file(studio.base(seen, onto), SmallFolder.MATTER)
                        .orElseThrow()
                        .tree()
                        .path("fee"))
                .as("what both come from")
                .isEqualTo(studio.file(studio.releases().getLast().revision(), SmallFolder.MATTER)
                        .orElseThrow()
                        .tree()
                        .path("fee"));
        assertThat(studio.draft(draft, second).behind()).isTrue();

        assertThat(studio.update(draft, seen, onto, List.of(fee(seen, "换领收 31 元")), second))
                .isInstanceOf(Saved.Done.class);
        assertThat(studio.draft(draft, second).behind()).isFalse();
        assertThat(studio.changes(draft))
                .singleElement()
                .satisfies(change -> assertThat(change.after()).contains("31 元"));
    }

    @Test
    void whatWasDecidedOfAnOlderDraftIsLookedAtAgain() {
        var draft = outdated();
        var seen = studio.at(draft);
        studio.save(draft, seen, "", List.of(fee(seen, "换领收 5 元")), second);

        assertThatThrownBy(() -> studio.update(draft, seen, studio.at(null), List.of(fee(seen, "换领收 31 元")), second))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("刷新");
        assertThat(studio.file(studio.at(draft), SmallFolder.MATTER)
                        .orElseThrow()
                        .tree()
                        .toString())
                .contains("5 元");
    }

    @Test
    void nothingIsTakenInThatWasNotPublished() {
        var draft = outdated();
        var another = edited().draft();

        assertThatThrownBy(() -> studio.update(draft, studio.at(draft), another.head(), List.of(), second))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("没有发布过");
    }

    @Test
    void contentWithErrorsIsNotTried() {
        var draft = edited().draft();

        studio.tryOut(draft.id());

        Awaitility.await()
                .untilAsserted(() -> assertThat(studio.candidacy(draft.id()))
                        .get()
                        .isInstanceOfSatisfying(
                                Candidacy.Broken.class,
                                broken -> assertThat(broken.complaints()).isNotEmpty()));
        assertThat(studio.complaints(draft.id())).isNotEmpty();
    }

    @Test
    void findsWordsWhereTheyStand() {
        var draft = edited().draft();

        assertThat(studio.search(draft.head(), "30 元")).singleElement().satisfies(found -> {
            assertThat(found.field().file()).isEqualTo(SmallFolder.MATTER);
            assertThat(found.field().path()).containsExactly("fee", "text");
        });
        assertThat(studio.search(studio.at(null), "30 元")).isEmpty();
    }

    @Test
    void listsMattersWithWhatTheyLack() {
        var draft = edited().draft();

        var rows = studio.matters(draft.head());

        assertThat(rows)
                .extracting(row -> row.id().value())
                .containsExactlyInAnyOrder("idcard-renew", "idcard-reissue");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.completeness()).isBetween(0.5, 1.0);
            assertThat(row.missing()).anyMatch(words -> words.contains("问法"));
        });
    }
}
