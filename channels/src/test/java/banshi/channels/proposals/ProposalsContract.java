package banshi.channels.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.release.Explainer;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditLog;
import banshi.channels.curation.Refused;
import banshi.channels.curation.Rewording;
import banshi.channels.curation.SoundFolder;
import banshi.channels.curation.Studio;
import banshi.channels.curation.Trials;
import banshi.channels.curation.UncompiledGate;
import banshi.channels.curation.Words;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Keeping;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.history.Author;
import banshi.corpus.history.Change;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Release;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From what an agent said to a draft of the studio, on every database. All people are made up. */
@Timeout(60)
abstract class ProposalsContract {
    private static final MatterId CARD = new MatterId("card-reissue");
    private static final AspectId FEE = new AspectId("fee");

    /** About which nothing is said. */
    private static final AspectId PLACE = new AspectId("where");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final Explainer NOBODY = utterance -> {
        throw new AssertionError("nothing was to be explained");
    };

    @TempDir
    private Path folder;

    private final Secret secret = Secret.random();
    private Records records;
    private AuditLog audit;
    private Trials trials;
    private ContentHistory history;
    private Studio studio;
    private Proposals proposals;
    private Account agent;
    private Account editor;

    abstract Records open();

    @BeforeEach
    void start() throws IOException {
        records = open();
        audit = new AuditLog(records, secret, CLOCK);
        var accounts = new Accounts(records, audit, secret, CLOCK);
        var seed = SoundFolder.in(folder.resolve("seed"));
        Files.writeString(seed.resolve("aspects.yaml"), """
                aspects:
                  - {id: can-online, name: 能否网上办, ask: 能不能网上办, core: true}
                  - {id: fee, name: 收费标准, ask: 要多少钱, core: true}
                  - {id: where, name: 在哪里办, ask: 去哪里办, core: false}
                """);
        history = ContentHistory.open(
                new ContentHistory.Settings(
                        folder.resolve("history.git"),
                        seed,
                        new Release.Id("r-0"),
                        new Author("随程序", "program@banshi.invalid"),
                        null),
                CLOCK);
        var gate = new UncompiledGate(CLOCK);
        trials = new Trials(history, gate, folder.resolve("trial"), List::of, Duration.ofDays(1), CLOCK);
        var content = content(seed);
        studio = new Studio(history, () -> content, new Words(records), trials, gate, NOBODY, accounts, audit, CLOCK);
        proposals = new Proposals(records, audit, CLOCK);
        agent = accounts.add(Actor.OPERATOR, "agent.one", "坐席甲", Set.of(Role.AGENT))
                .account();
        editor = accounts.add(Actor.OPERATOR, "editor.one", "采编乙", Set.of(Role.EDITOR))
                .account();
    }

    @AfterEach
    void stop() {
        trials.close();
        history.close();
        records.close();
    }

    private static Content content(Path seed) {
        return switch (ContentReader.read(seed, LocalDate.now(CLOCK))) {
            case CheckedContent.Sound sound -> sound.content();
            case CheckedContent.Faulty(var complaints) -> throw new AssertionError(complaints.toString());
        };
    }

    private NewProposal words(@Nullable String origin, @Nullable MatterId matter, Source source, String answer) {
        return new NewProposal(
                origin, matter, matter == null ? null : FEE, "补证要多少钱", answer, source, agent.id(), Actor.of(agent));
    }

    private long proposed(Source source, String answer) {
        return proposals.propose(words(null, CARD, source, answer));
    }

    private Proposal found(long id) {
        return proposals.find(id).orElseThrow();
    }

    /** The only template of the draft about the fee. */
    private JsonNode fee(Draft.Id draft) {
        return studio.file(studio.at(draft), "templates/card-reissue.yaml")
                .orElseThrow()
                .tree()
                .path("templates")
                .valueStream()
                .filter(template -> template.path("aspect").stringValue().equals("fee"))
                .reduce((_, _) -> {
                    throw new AssertionError("there are two templates about the fee");
                })
                .orElseThrow();
    }

    private List<String> audited() {
        return audit.after(0, 100).stream()
                .filter(entry -> entry.object().startsWith("proposal:"))
                .map(entry -> entry.account() + " " + entry.type())
                .toList();
    }

    @Test
    void keepsWhatIsProposedMasked() {
        var id = proposals.propose(new NewProposal(
                null, CARD, FEE, "我叫王小明，补证多少钱", "打13812345678问", Source.CONSULT, agent.id(), Actor.of(agent)));

        assertThat(proposals.list(State.OPEN, 10)).singleElement().satisfies(proposal -> {
            assertThat(proposal.id()).isEqualTo(id);
            assertThat(proposal.question()).contains("补证多少钱").doesNotContain("王小明");
            assertThat(proposal.answer()).isEqualTo("打138****5678问");
            assertThat(proposal.account()).isEqualTo(agent.id());
            assertThat(proposal.at()).isEqualTo(CLOCK.instant());
            assertThat(proposal.decision()).isNull();
        });
        assertThat(audited()).containsExactly("agent.one proposal-made");
    }

    @Test
    void isThereOnceForOneOrigin() throws Exception {
        var first = proposals.propose(words("edit:1", CARD, Source.EDIT, "一样的话"));
        assertThat(proposals.propose(words("edit:1", CARD, Source.EDIT, "一样的话")))
                .isEqualTo(first);
        assertThat(proposals.of("edit:1")).contains(first);
        assertThat(proposals.of("edit:2")).isEmpty();

        var together = new CyclicBarrier(4);
        try (var many = Executors.newFixedThreadPool(4)) {
            var ids = new ArrayList<Long>();
            Callable<Long> again = () -> {
                together.await();
                return proposals.propose(words("edit:2", CARD, Source.EDIT, "另一句"));
            };
            for (var one : many.invokeAll(Collections.nCopies(4, again))) ids.add(one.get());
            assertThat(ids).allMatch(ids.getFirst()::equals);
        }
        assertThat(proposals.counts()).isEqualTo(Map.of(State.OPEN, 2, State.DRAFTED, 0, State.DECLINED, 0));
    }

    @Test
    void opensADraftInWhichTheSpokenFormSaysIt() {
        var id = proposed(Source.EDIT, "补这个证收工本费。");

        var draft = proposals.draft(id, null, null, studio, editor);

        assertThat(draft.draft().title()).isEqualTo("一线建议：补证·收费标准");
        assertThat(fee(draft.draft().id()).path("spoken").stringValue())
                .as("the fact stays named")
                .isEqualTo("补这个证{{fee}}。");
        assertThat(studio.changes(draft.draft().id()))
                .singleElement()
                .extracting(Change::after)
                .isEqualTo("补这个证{{fee}}。");
        assertThat(found(id).state()).isEqualTo(State.DRAFTED);
        assertThat(found(id).decision())
                .isEqualTo(new Proposal.Decision(
                        editor.id(), CLOCK.instant(), draft.draft().id().value(), null));
        assertThat(audited()).containsExactly("agent.one proposal-made", "editor.one proposal-decided");
    }

    @Test
    void whatAColleagueAnsweredIsTheWrittenForm() {
        var draft = proposals.draft(proposed(Source.CONSULT, "只收工本费，别的不收。拨12345可以核实。"), null, null, studio, editor);

        var fee = fee(draft.draft().id());
        assertThat(fee.path("text").stringValue()).isEqualTo("只{{fee}}，别的不收。拨{{hotline}}可以核实。");
        assertThat(fee.path("spoken").stringValue()).as("the other form stays").isEqualTo("{{fee}}。");
    }

    @Test
    void makesATemplateWhereThereIsNone() {
        assertThat(studio.wording(CARD, PLACE, Rewording.Form.TEXT)).isEmpty();
        var id = proposals.propose(words(null, null, Source.CONSULT, "到办证窗口，不用预约。"));

        var draft = proposals.draft(id, CARD, PLACE, studio, editor);

        var templates = studio.file(studio.at(draft.draft().id()), "templates/card-reissue.yaml")
                .orElseThrow()
                .tree()
                .path("templates");
        assertThat(templates).hasSize(3);
        assertThat(templates.get(2).path("id").stringValue()).isEqualTo("card-reissue.where");
        assertThat(templates.get(2).path("text").stringValue()).isEqualTo("到办证窗口，不用预约。");
        assertThat(templates.get(2).path("spoken").stringValue()).isEqualTo("到办证窗口，不用预约。");
    }

    @Test
    void opensNothingWhereNobodyKnowsWhatItIsAbout() {
        var id = proposals.propose(words(null, null, Source.CONSULT, "可以，网上就能办。"));

        assertThatThrownBy(() -> proposals.draft(id, null, null, studio, editor))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("先选好");
        assertThatThrownBy(() -> proposals.draft(id, CARD, new AspectId("gone"), studio, editor))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("没有这个要素");
        assertThatThrownBy(() -> proposals.draft(id, new MatterId("gone"), FEE, studio, editor))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("没有这个事项");
        assertThat(studio.drafts(editor)).isEmpty();
        assertThat(found(id).state()).isEqualTo(State.OPEN);
    }

    @Test
    void isDecidedOnce() {
        var id = proposed(Source.EDIT, "换个说法。");
        proposals.decline(id, " 现在的已经说清楚了 ", editor);

        assertThat(found(id).decision())
                .isEqualTo(new Proposal.Decision(editor.id(), CLOCK.instant(), null, "现在的已经说清楚了"));
        assertThatThrownBy(() -> proposals.decline(id, "再来", editor)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> proposals.draft(id, null, null, studio, editor))
                .isInstanceOf(Refused.class)
                .extracting(refused -> ((Refused) refused).why())
                .isEqualTo(Refused.Why.NOT_NOW);
        assertThat(studio.drafts(editor)).isEmpty();
        assertThat(proposals.list(State.OPEN, 10)).isEmpty();
        assertThat(proposals.list(State.DECLINED, 10)).extracting(Proposal::id).containsExactly(id);
        assertThatThrownBy(() -> proposals.decline(id + 1, "没有", editor))
                .isInstanceOf(Refused.class)
                .extracting(refused -> ((Refused) refused).why())
                .isEqualTo(Refused.Why.NOT_THERE);
    }

    @Test
    void onlyEditorsDecideAndSayWhy() {
        var id = proposed(Source.EDIT, "换个说法。");

        assertThatThrownBy(() -> proposals.draft(id, null, null, studio, agent))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("采编");
        assertThatThrownBy(() -> proposals.decline(id, "不行", agent))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("采编");
        assertThatThrownBy(() -> proposals.decline(id, "  ", editor)).isInstanceOf(Refused.class);
        assertThat(found(id).state()).isEqualTo(State.OPEN);
    }

    @Test
    void opensNoDraftForWhatIsSaidAlready() {
        assertThat(studio.wording(CARD, FEE, Rewording.Form.SPOKEN)).contains("收工本费。");
        var id = proposed(Source.EDIT, "收工本费。");

        assertThatThrownBy(() -> proposals.draft(id, null, null, studio, editor))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("就是这么说的");
        assertThat(studio.drafts(editor)).isEmpty();
        assertThat(found(id).state()).isEqualTo(State.OPEN);
    }

    @Test
    void goesWhenItIsOld() {
        proposed(Source.EDIT, "换个说法。");
        var keep = Duration.ofDays(180);
        var turns = new TurnRecords(records, new Pseudonyms(secret), words -> words, CLOCK, new SimpleMeterRegistry());

        new Keeping(records, turns, keep, Clock.offset(CLOCK, keep)).deleteOld();
        assertThat(proposals.list(State.OPEN, 10)).hasSize(1);
        new Keeping(records, turns, keep, Clock.offset(CLOCK, keep.plusSeconds(1))).deleteOld();
        assertThat(proposals.list(State.OPEN, 10)).isEmpty();
        turns.close();
    }
}
