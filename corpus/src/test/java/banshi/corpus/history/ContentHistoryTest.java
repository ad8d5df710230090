package banshi.corpus.history;

import static banshi.corpus.history.TestHistory.ANNA;
import static banshi.corpus.history.TestHistory.BEN;
import static banshi.corpus.history.TestHistory.CHIEF;
import static banshi.corpus.history.TestHistory.FIRST;
import static banshi.corpus.history.TestHistory.MATTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.corpus.history.Change.Fate;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentFolder;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ContentHistoryTest {
    @TempDir
    private Path folder;

    private TestHistory test;
    private ContentHistory history;

    @BeforeEach
    void open() {
        test = new TestHistory(folder);
        history = test.history;
    }

    @AfterEach
    void close() {
        test.close();
    }

    // ---- opening ----

    @Test
    void beginsWithTheSeedAsOneReleaseAndIsThereWhenOpenedAgain() {
        var first = history.current();
        assertThat(first.id()).isEqualTo(FIRST);
        assertThat(first.approvedBy()).isEqualTo(ANNA);
        assertThat(history.files(first.revision())).contains(MATTER, ContentFolder.TERMS);

        test.reopen();
        assertThat(test.history.current()).isEqualTo(first);
        assertThat(test.history.releases()).containsExactly(first);
    }

    @Test
    void tellsWhoEditedADraftHoweverOftenItIsAsked() {
        var draft = test.draft();
        assertThat(history.editors(draft.id())).as("who opened it").containsExactly(ANNA);

        var first = test.saved(test.saveFee(draft, draft.head(), BEN, "收 30 元"));
        assertThat(history.editors(draft.id())).containsExactly(BEN);
        var second = test.saved(test.saveFee(draft, first, ANNA, "收 35 元"));
        assertThat(history.editors(draft.id())).containsExactly(BEN, ANNA);
        test.saved(test.saveFee(draft, second, BEN, "收 40 元"));
        assertThat(history.editors(draft.id())).containsExactly(ANNA, BEN);

        var other = history.openDraft("换窗口", CHIEF);
        test.saved(test.save(other, other.head(), CHIEF, MATTER, t -> t.put("department", "二楼窗口")));
        test.publish(other, "r-2");
        test.saved(history.bringUpToDate(draft.id(), BEN));
        assertThat(history.editors(draft.id()))
                .as("what was published is nobody's here")
                .containsExactly(ANNA, BEN);
        test.reopen();
        assertThat(test.history.editors(draft.id())).containsExactly(ANNA, BEN);
    }

    @Test
    void isOpenOnlyOnce() {
        assertThatThrownBy(() -> new TestHistory(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is in use");
    }

    @Test
    void whatAKilledProcessLeftBehindIsNoHindrance() throws IOException {
        test.close();
        Files.createDirectories(folder.resolve("data/history.git.new/objects"));
        Files.createFile(test.repository().resolve("packed-refs.lock"));
        Files.createFile(test.repository().resolve("refs/heads/main.lock"));
        test.reopen();
        assertThat(test.releaseFee("r-2", "不收钱").id().value()).isEqualTo("r-2");
    }

    @Test
    void aCompactedHistorySaysTheSame() {
        for (int i = 2; i < 5; i++) test.releaseFee("r-" + i, "第" + i + "次");
        var draft = test.draft();
        var saved = test.saved(test.saveFee(draft, draft.head(), BEN, "不收钱"));
        var past = history.past(saved, MATTER, "");
        var releases = history.releases();
        history.compact();

        test.reopen();
        assertThat(test.history.releases()).isEqualTo(releases);
        assertThat(test.history.past(saved, MATTER, "")).isEqualTo(past).hasSize(5);
        assertThat(test.fee(test.publish(draft, "r-9").revision())).isEqualTo("不收钱");
    }

    // ---- drafts ----

    @Test
    void draftsAreOpenedListedAndDiscarded() {
        var one = history.openDraft("改收费", ANNA);
        var other = history.openDraft("改材料", BEN);

        assertThat(history.drafts()).containsExactly(one, other);
        assertThat(one.title()).isEqualTo("改收费");
        assertThat(one.openedBy()).isEqualTo(ANNA);
        assertThat(one.from()).isEqualTo(history.current().revision());

        assertThat(history.discard(one.id())).isTrue();
        assertThat(history.discard(one.id())).isFalse();
        assertThat(history.drafts()).containsExactly(other);
        assertThatThrownBy(() -> test.saveFee(one, one.head(), ANNA, "不收钱"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no draft");
    }

    @Test
    void aSaveChangesOneLineAndKeepsRemarks() {
        var draft = test.draft();
        var before = test.text(draft.head(), MATTER);
        var saved = test.saved(test.saveFee(draft, draft.head(), ANNA, "不收钱了"));

        assertThat(test.text(saved, MATTER)).isEqualTo(before.replace("text: 收工本费", "text: 不收钱了"));
        assertThat(history.revision(saved).by()).isEqualTo(ANNA);
        assertThat(history.revision(saved).message()).isEqualTo("改 " + MATTER);
        assertThat(test.fee(history.current().revision())).isEqualTo("收工本费");
    }

    @Test
    void aSaveThatSaysTheSameIsNone() {
        var draft = test.draft();
        assertThat(test.saved(test.saveFee(draft, draft.head(), ANNA, "收工本费"))).isEqualTo(draft.head());
    }

    @Test
    void twoEditorsOfDifferentFieldsAreBothSaved() {
        var draft = test.draft();
        test.saved(test.saveFee(draft, draft.head(), ANNA, "不收钱了"));
        var both = test.saved(test.save(
                draft, draft.head(), BEN, MATTER, t -> ((ObjectNode) t.at("/materials/0")).put("name", "旧的证件")));

        assertThat(test.fee(both)).isEqualTo("不收钱了");
        assertThat(test.text(both, MATTER)).contains("name: 旧的证件");
    }

    @Test
    void twoEditorsOfOneFieldGetBothSidesAndNothingIsSaved() {
        var draft = test.draft();
        var annas = test.saved(test.saveFee(draft, draft.head(), ANNA, "不收钱了"));
        var answer = test.saveFee(draft, draft.head(), BEN, "收十块");

        var conflict = test.conflict(answer);
        assertThat(conflict.field().name()).isEqualTo("收费 · 说法");
        assertThat(conflict.field().record()).isEqualTo("card-reissue");
        assertThat(List.of(conflict.base(), conflict.ours(), conflict.theirs())).containsExactly("收工本费", "收十块", "不收钱了");
        assertThat(((Saved.Conflicted) answer).theirs()).isEqualTo(annas);
        assertThat(test.head(draft)).isEqualTo(annas);

        assertThat(test.fee(test.saved(test.saveFee(draft, annas, BEN, "收十块")))).isEqualTo("收十块");
    }

    @Test
    void filesComeAndGo() {
        var draft = test.draft();
        var tree =
                history.file(draft.head(), ContentFolder.TOPICS).orElseThrow().tree();
        var saved = test.saved(history.save(
                draft.id(),
                draft.head(),
                ANNA,
                "换个文件",
                List.of(new Edit.Says("topics/more.yaml", tree), new Edit.Gone(ContentFolder.TOPICS))));

        assertThat(history.files(saved)).contains("topics/more.yaml").doesNotContain(ContentFolder.TOPICS);
        assertThat(test.text(saved, "topics/more.yaml")).startsWith("# yaml-language-server: $schema=");
    }

    @Test
    void aFileThatOneTakesOutWhileAnotherEditsItIsAConflict() {
        var draft = test.draft();
        test.saved(test.saveFee(draft, draft.head(), ANNA, "不收钱了"));
        var answer = history.save(draft.id(), draft.head(), BEN, "不要了", List.of(new Edit.Gone(MATTER)));
        assertThat(test.conflict(answer).field().path()).isEmpty();
    }

    @Test
    void namesOutsideTheContentAreRefused() {
        for (var name : List.of("../secret.yaml", "matters/../../x.yaml", "HEAD", "matters/.x/y.yaml"))
            assertThatThrownBy(() -> new Edit.Gone(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTableRefusesWhatNoCellCanHold() {
        var draft = test.draft();
        assertThatThrownBy(() -> test.save(
                        draft,
                        draft.head(),
                        ANNA,
                        ContentFolder.TERMS,
                        t -> ((ObjectNode) t.at("/rows/0")).put("term", "两\t格")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot say that");
    }

    // ---- up to date ----

    @Test
    void aDraftTakesInWhatWasPublishedSince() {
        var draft = test.draft();
        test.saved(test.save(draft, draft.head(), BEN, MATTER, t -> t.put("department", "二楼窗口")));
        test.releaseFee("r-2", "不收钱了");
        var behind = history.publish(draft.id(), test.head(draft), new Release.Id("r-3"), CHIEF, "");
        assertThat(behind).isEqualTo(new Published.Behind(history.current()));

        test.saved(history.bringUpToDate(draft.id(), BEN));
        var release = test.publish(draft, "r-3");
        assertThat(test.fee(release.revision())).isEqualTo("不收钱了");
        assertThat(test.text(release.revision(), MATTER)).contains("department: 二楼窗口");
    }

    @Test
    void whatWasPublishedAgainstADraftIsDecidedByItsEditor() {
        var draft = test.draft();
        var mine = test.saved(test.saveFee(draft, draft.head(), BEN, "收十块"));
        var release = test.releaseFee("r-2", "不收钱了");
        var answer = history.bringUpToDate(draft.id(), BEN);
        assertThat(test.conflict(answer).theirs()).isEqualTo("不收钱了");
        assertThat(test.head(draft)).isEqualTo(mine);

        var onto = ((Saved.Conflicted) answer).theirs();
        assertThat(onto).isEqualTo(release.revision());
        var late = test.saved(test.save(draft, mine, ANNA, MATTER, t -> t.put("department", "二楼窗口")));
        var decided = test.edit(mine, MATTER, t -> t.withObject("/fee").put("text", "收五块"));
        var done = test.saved(history.bringUpToDate(draft.id(), mine, onto, BEN, List.of(decided)));

        assertThat(test.fee(done)).isEqualTo("收五块");
        assertThat(test.text(done, MATTER)).contains("department: 二楼窗口");
        assertThat(late).isNotEqualTo(done);
        var decision = history.past(done, MATTER, "").getFirst();
        assertThat(decision.revision().id()).isEqualTo(done);
        assertThat(decision.changes()).extracting(Change::after).containsExactly("收五块");
        assertThat(test.fee(test.publish(draft, "r-3").revision())).isEqualTo("收五块");
    }

    // ---- releases ----

    @Test
    void aReleaseTellsWhoEditedAndWhoApproved() {
        var draft = test.draft();
        var one = test.saved(test.saveFee(draft, draft.head(), ANNA, "不收钱了"));
        var looked = test.saved(test.save(draft, one, BEN, MATTER, t -> t.put("department", "二楼窗口")));
        var release = test.published(history.publish(draft.id(), looked, new Release.Id("r-2"), CHIEF, "物价局来文\n\n第二段"));

        assertThat(release.editedBy()).containsExactly(ANNA, BEN);
        assertThat(release.approvedBy()).isEqualTo(CHIEF);
        assertThat(release.reason()).isEqualTo("物价局来文\n\n第二段");
        assertThat(history.current()).isEqualTo(release);
        assertThat(history.release(release.id())).contains(release);
        assertThat(history.releases()).extracting(r -> r.id().value()).containsExactly("r-2", "r-1");
        assertThat(history.draft(draft.id())).isEmpty();
    }

    @Test
    void onlyWhatWasLookedAtIsPublished() {
        var draft = test.draft();
        var looked = test.saved(test.saveFee(draft, draft.head(), ANNA, "不收钱了"));
        var later = test.saved(test.saveFee(draft, looked, BEN, "收十块"));
        assertThat(history.publish(draft.id(), looked, new Release.Id("r-2"), CHIEF, ""))
                .isEqualTo(new Published.DraftMoved(later));
        assertThat(history.publish(draft.id(), later, FIRST, CHIEF, ""))
                .isEqualTo(new Published.Taken(history.current()));
        assertThat(history.releases()).hasSize(1);
    }

    @Test
    void anOlderReleaseIsPublishedAgain() {
        var first = history.current();
        var second = test.releaseFee("r-2", "不收钱了");
        var third = test.published(history.rollBack(FIRST, new Release.Id("r-3"), BEN, CHIEF, "收费改错了"));

        assertThat(history.changes(first.revision(), third.revision())).isEmpty();
        assertThat(history.releases()).extracting(Release::id).containsExactly(third.id(), second.id(), FIRST);
        assertThat(third.editedBy()).containsExactly(BEN);
        assertThatThrownBy(() -> history.rollBack(new Release.Id("r-9"), new Release.Id("r-10"), BEN, CHIEF, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no release r-9");
    }

    // ---- differences ----

    @Test
    void differencesAreToldInWords() {
        var draft = test.draft();
        var saved = test.saved(test.save(draft, draft.head(), ANNA, MATTER, t -> {
            t.withObject("/fee").put("text", "收工本费10元");
            t.withArray("/aliases").add("补证件");
            ((ObjectNode) t.at("/materials/0")).put("form", "copy");
            ((ArrayNode) t.at("/materials"))
                    .addObject()
                    .put("id", "photo")
                    .put("name", "照片")
                    .put("form", "original");
            ((ObjectNode) t.at("/situations/0/options/1")).put("label", "坏掉了");
        }));
        var changes = history.changes(draft.head(), saved);

        assertThat(changes).allSatisfy(c -> {
            assertThat(c.field().kind()).isEqualTo("事项");
            assertThat(c.field().record()).isEqualTo("card-reissue");
        });
        assertThat(changes)
                .extracting(c -> c.field().name() + "：" + c.before() + " → " + c.after())
                .containsExactly(
                        "别名：补办证件 → 补办证件；补证件",
                        "情形 reason · 情形选项 broken · 选项：坏了 → 坏掉了",
                        "材料 old-card · 形式：原件 → 复印件",
                        "材料 photo： → 编号：photo；名称：照片；形式：原件",
                        "收费 · 说法：收工本费 → 收工本费10元");
        assertThat(changes.getLast().marks())
                .containsExactly(new Change.Mark(Fate.KEPT, "收工本费"), new Change.Mark(Fate.NEW, "10元"));
    }

    @Test
    void movedRowsAreNoChangeAndAMovedStepIs() {
        var draft = test.draft();
        var rows = test.saved(test.save(draft, draft.head(), ANNA, ContentFolder.QUESTIONS, t -> {
            var moved = t.withArray("/rows").remove(0);
            t.withArray("/rows").add(moved);
        }));
        assertThat(rows).isNotEqualTo(draft.head());
        assertThat(history.changes(draft.head(), rows)).isEmpty();

        var steps = test.saved(test.save(draft, rows, ANNA, MATTER, t -> {
            var moved = t.withArray("/process").remove(0);
            t.withArray("/process").add(moved);
        }));
        assertThat(history.changes(rows, steps))
                .singleElement()
                .satisfies(c -> assertThat(c.field().name()).isEqualTo("步骤的先后"));
    }

    @Test
    void aChangedRowOfATableIsOneChange() {
        var draft = test.draft();
        var saved = test.saved(test.save(
                draft,
                draft.head(),
                ANNA,
                ContentFolder.TERMS,
                t -> ((ObjectNode) t.at("/rows/0")).put("kind", "phrase")));
        assertThat(history.changes(draft.head(), saved)).singleElement().satisfies(c -> {
            assertThat(c.field().kind()).isEqualTo("词条");
            assertThat(c.field().name()).isEqualTo("词类");
            assertThat(c.after()).isEqualTo("短语");
        });
    }

    // ---- where it comes from ----

    @Test
    void eachFieldKnowsWhoChangedItLast() {
        var draft = test.draft();
        var annas = test.saved(test.saveFee(draft, draft.head(), ANNA, "不收钱了"));
        var bens = test.saved(test.save(draft, draft.head(), BEN, MATTER, t -> {
            ((ObjectNode) t.at("/process/0")).put("text", "交申请表");
            t.withArray("/process").insert(0, t.objectNode().put("text", "先取号").put("where", "window"));
        }));
        var release = test.publish(draft, "r-2");
        var last = history.lastChanges(release.revision(), MATTER);

        assertThat(last)
                .filteredOn(c -> c.revision().id().equals(annas))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.field().name()).isEqualTo("收费 · 说法");
                    assertThat(c.words()).isEqualTo("不收钱了");
                    assertThat(c.revision().by()).isEqualTo(ANNA);
                });
        assertThat(last)
                .filteredOn(c -> c.revision().id().equals(bens))
                .extracting(LastChange::words)
                .containsExactly("先取号", "窗口", "交申请表");
        assertThat(last)
                .filteredOn(c -> c.field().name().equals("名称"))
                .singleElement()
                .satisfies(c -> assertThat(c.revision().message()).isEqualTo("发布 r-1"));
    }

    @Test
    void aRecordHasItsOwnHistory() {
        var draft = test.draft();
        var id = "card-reissue.can-online";
        var mine = test.saved(test.save(
                draft,
                draft.head(),
                ANNA,
                ContentFolder.TEMPLATES,
                t -> ((ObjectNode) t.at("/templates/0")).put("spoken", "丢了的能网上办。")));
        test.saved(test.save(
                draft,
                mine,
                BEN,
                ContentFolder.TEMPLATES,
                t -> ((ObjectNode) t.at("/templates/1")).put("spoken", "不能。")));
        var past = history.past(test.publish(draft, "r-2").revision(), ContentFolder.TEMPLATES, id);

        assertThat(past).hasSize(2);
        assertThat(past.getFirst().revision().id()).isEqualTo(mine);
        assertThat(past.getFirst().changes())
                .singleElement()
                .satisfies(c -> assertThat(c.field().name()).isEqualTo("短版"));
        assertThat(past.getLast().revision().message()).isEqualTo("发布 r-1");
    }

    // ---- written out ----

    @Test
    void aRevisionIsWrittenOutAndThenOnlyWhatDiffers() throws IOException {
        var out = folder.resolve("out");
        var first = history.current().revision();
        assertThat(history.write(first, out)).hasSameSizeAs(ContentReader.contentFiles(folder.resolve("seed")));
        assertThat(ContentReader.read(out, ContentFolder.TODAY)).isInstanceOf(CheckedContent.Sound.class);
        assertThat(history.write(first, out)).isEmpty();

        var second = test.releaseFee("r-2", "不收钱了").revision();
        assertThat(history.write(second, out)).containsExactly(MATTER);
        assertThat(TestHistory.read(out.resolve(MATTER))).contains("不收钱了");

        Files.delete(out.resolve(".revision")); // as a writer leaves it that was cut off
        Files.writeString(out.resolve("topics/left.yaml"), "topics: []\n");
        history.write(first, out);
        for (var file : history.files(first))
            assertThat(TestHistory.read(out.resolve(file))).isEqualTo(test.text(first, file));
        assertThat(out.resolve("topics/left.yaml")).doesNotExist();
    }
}
