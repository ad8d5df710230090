package banshi.channels.app;

import banshi.assistant.release.Guides;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.guide.GuideSettings;
import banshi.channels.privacy.Secret;
import banshi.channels.web.HealthPart;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the links to guided applications together (导办链接装配); their settings stand under {@code banshi.guide}. */
@Configuration(proxyBeanMethods = false)
class GuideChannel {
    @Bean
    GuideLinks guideLinks(Guides guides, Secret installation, Clock clock, Environment environment) {
        var settings = Binder.get(environment).bindOrCreate("banshi.guide", GuideSettings.class);
        var own = settings.secret();
        var secret = own == null ? GuideSecret.of(installation.keyFor("guides")) : new GuideSecret(own);
        return new GuideLinks(guides, secret, settings.publicUrl(), clock);
    }

    @Bean
    HealthPart guideHealth(GuideLinks links) {
        return () -> new HealthPart.Now("guide", HealthPart.State.OK, null, null, links.counts());
    }
}
