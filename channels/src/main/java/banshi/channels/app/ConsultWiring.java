package banshi.channels.app;

import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Departments;
import banshi.channels.audit.AuditLog;
import banshi.channels.consult.ConsultSettings;
import banshi.channels.consult.Consultations;
import banshi.channels.consult.Consulting;
import banshi.channels.consult.Proposing;
import banshi.channels.consult.Published;
import banshi.channels.proposals.NewProposal;
import banshi.channels.proposals.Proposals;
import banshi.channels.proposals.Source;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the experts to their place (业务咨询装配); settings stand under {@code banshi.consult}. */
@Configuration(proxyBeanMethods = false)
class ConsultWiring {
    @Bean
    ConsultSettings consultSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.consult", ConsultSettings.class);
    }

    @Bean
    Departments departments(Records records, Accounts accounts, AuditLog audit) {
        return new Departments(records, accounts, audit);
    }

    @Bean
    Published published(CurationWiring.Source source, Clock clock) {
        return new PublishedContent(source.knowledge(), clock);
    }

    @Bean
    Proposing proposing(Proposals proposals) {
        return (matter, aspect, question, answer, by) -> proposals.propose(new NewProposal(
                null,
                matter == null ? null : new MatterId(matter),
                aspect == null ? null : new AspectId(aspect),
                question,
                answer,
                Source.CONSULT,
                by.id(),
                Actor.of(by)));
    }

    @Bean
    Consulting consulting(
            ConsultSettings settings,
            Departments departments,
            Published published,
            Records records,
            Handoffs handoffs,
            TurnRecords turns,
            AuditLog audit,
            Proposing proposing,
            Clock clock) {
        return new Consulting(
                new Consultations(settings, records, audit, clock),
                departments,
                published,
                handoffs,
                turns,
                () -> proposing);
    }
}
