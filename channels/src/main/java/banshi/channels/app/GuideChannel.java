package banshi.channels.app;

import banshi.assistant.release.Guides;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.guide.GuideSettings;
import banshi.channels.web.HealthPart;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the links to guided applications together (导办链接装配); their settings stand under {@code banshi.guide}. */
@Configuration(proxyBeanMethods = false)
class GuideChannel {
    private static final Logger LOG = LoggerFactory.getLogger(GuideChannel.class);

    @Bean
    GuideLinks guideLinks(Guides guides, Clock clock, Environment environment) {
        var settings = Binder.get(environment).bindOrCreate("banshi.guide", GuideSettings.class);
        var secret = settings.secret();
        if (secret == null)
            LOG.warn("banshi.guide.secret is not set: links to guided applications are over when this server stops");
        return new GuideLinks(
                guides, secret == null ? GuideSecret.random() : new GuideSecret(secret), settings.publicUrl(), clock);
    }

    @Bean
    HealthPart guideHealth(GuideLinks links) {
        return () -> new HealthPart.Now("guide", HealthPart.State.OK, null, null, links.counts());
    }
}
