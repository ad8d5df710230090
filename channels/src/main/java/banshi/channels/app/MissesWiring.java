package banshi.channels.app;

import banshi.assistant.release.Directory;
import banshi.assistant.release.Explainer;
import banshi.assistant.release.ReleaseSummary;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.audit.AuditLog;
import banshi.channels.figures.EngineTimes;
import banshi.channels.figures.Figures;
import banshi.channels.misses.MissRefresh;
import banshi.channels.misses.Misses;
import banshi.channels.privacy.Secret;
import banshi.channels.proposals.Proposals;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What is made of the records for those who mend the answers (答不好的问题、口径建议和看板装配). */
@Configuration(proxyBeanMethods = false)
class MissesWiring {
    @Bean
    Misses misses(Records records, Explainer explainer, Clock clock) {
        return new Misses(records, explainer, clock);
    }

    @Bean
    Proposals proposals(Records records, AuditLog audit, Clock clock) {
        return new Proposals(records, audit, clock);
    }

    @Bean
    MissRefresh missRefresh(
            Records records,
            TurnRecords turns,
            SentenceEncoder encoder,
            Explainer explainer,
            Secret secret,
            Environment environment,
            Clock clock) {
        var keep = RecordWiring.settings(environment).keep();
        return new MissRefresh(records, turns, encoder, explainer, secret, keep, clock);
    }

    @Bean
    Figures figures(
            Records records,
            TurnRecords turns,
            MeterRegistry meters,
            Directory directory,
            Supplier<ReleaseSummary> release,
            Clock clock) {
        return new Figures(records, turns, new EngineTimes(meters), directory, () -> content(release.get()), clock);
    }

    private static Map<String, Integer> content(ReleaseSummary release) {
        return Map.of("matters", release.matters(), "templates", release.templates(), "questions", release.questions());
    }
}
