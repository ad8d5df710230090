package banshi.channels.app;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.MalformedCases;
import banshi.assistant.llm.ModelDrafter;
import banshi.assistant.release.Explainer;
import banshi.channels.accounts.Accounts;
import banshi.channels.audit.AuditLog;
import banshi.channels.curation.Answers;
import banshi.channels.curation.NightlyCompaction;
import banshi.channels.curation.ProcessGate;
import banshi.channels.curation.ReleaseFollower;
import banshi.channels.curation.ReleaseGate;
import banshi.channels.curation.ReleaseRespondents;
import banshi.channels.curation.Respondent;
import banshi.channels.curation.Studio;
import banshi.channels.curation.StudioHome;
import banshi.channels.curation.Trials;
import banshi.channels.curation.Words;
import banshi.channels.curation.Workbooks;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.channels.suggestions.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the editors' studio together (采编装配): over the history of content, which comes with the knowledge. */
@Configuration(proxyBeanMethods = false)
class CurationWiring {
    private static final Logger LOG = LoggerFactory.getLogger(CurationWiring.class);

    /** As far back real questions are put to a candidate. */
    private static final Duration REAL = Duration.ofDays(30);

    private static final int MOST_REAL = 5_000;

    /** As long the process that tries candidates waits for the next one. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** So long after the last save a draft is tried before anybody asks: editors save every few seconds while they write. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    /** The knowledge, which may still be on its way, and where things are; whoever imports this brings it. */
    record Source(CompletableFuture<Knowledge> knowledge, Places places) {}

    @Bean
    Words draftWords(Records records) {
        return new Words(records);
    }

    @Bean
    Suggestions suggestions(Environment environment, Explainer explainer, Clock clock) {
        var drafter = LlmBinding.in(environment).map(ModelDrafter::new).orElse(null);
        return new Suggestions(drafter, explainer, clock);
    }

    @Bean(destroyMethod = "close")
    StudioHome studioHome(
            Source source,
            Words words,
            Accounts accounts,
            AuditLog audit,
            TurnRecords turns,
            Environment environment,
            Clock clock) {
        var settings = HistorySettings.in(environment);
        return new StudioHome(source.knowledge()
                .thenApply(knowledge ->
                        opened(knowledge, source.places(), settings, words, accounts, audit, turns, clock)));
    }

    private static StudioHome.@Nullable Open opened(
            Knowledge knowledge,
            Places places,
            HistorySettings settings,
            Words words,
            Accounts accounts,
            AuditLog audit,
            TurnRecords turns,
            Clock clock) {
        var home = knowledge.home();
        if (home == null) return null;
        var cases = cases(Places.cases());
        var here = new ReleaseGate(
                knowledge.served(), places.releases(), places::compiled, knowledge.vectors(), cases, clock);
        var gate = new ProcessGate(
                here, () -> knowledge.served().current().summary().id(), TrialCommand.command(places), KEPT);
        var trials = new Trials(
                home.history(),
                gate,
                places.data().resolve("trial"),
                () -> turns.said(clock.instant().minus(REAL), MOST_REAL),
                QUIET,
                clock);
        var studio = new Studio(
                home.history(), knowledge::content, words, trials, gate, knowledge.explainer(), accounts, audit, clock);
        var respondents = new ReleaseRespondents(
                knowledge.served(),
                new Respondent(knowledge.assistant(), knowledge.explainer()),
                places::compiled,
                knowledge.vectors(),
                cases);
        var answers = new Answers(turns, studio, respondents, clock);
        var workbooks = new Workbooks(home.history(), studio, places.data().resolve("workbooks"), clock);
        var running = new ArrayList<StudioHome.Running>();
        if (settings.remote() != null) {
            var following = ReleaseFollower.start(
                    home.history(),
                    settings.every(),
                    trials,
                    gate,
                    () -> knowledge.summary().id());
            running.add(following::close);
        }
        running.add(new NightlyCompaction(home.history(), clock)::close);
        running.add(trials::close);
        return new StudioHome.Open(studio, answers, workbooks, running);
    }

    static CaseSet cases(@Nullable Path folder) {
        if (folder == null) return CaseSet.NONE;
        try {
            return CaseReader.readFolder(folder);
        } catch (IOException | MalformedCases e) {
            LOG.error("the cases in {} cannot be read; candidates are tried without them: {}", folder, e.getMessage());
            return CaseSet.NONE;
        }
    }
}
