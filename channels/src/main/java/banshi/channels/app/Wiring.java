package banshi.channels.app;

import banshi.channels.web.WebChannel;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Which channels there are (装配). What they need, {@link Server} puts beside them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({WebChannel.class, WechatChannel.class})
class Wiring {}
