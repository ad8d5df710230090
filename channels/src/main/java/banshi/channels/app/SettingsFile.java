package banshi.channels.app;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What an operator has set (设置文件): {@code banshi.yaml} in the data folder, and the environment. */
record SettingsFile(Path file) {
    static final String NAME = "banshi.yaml";

    static SettingsFile in(Path data) {
        return new SettingsFile(data.resolve(NAME).toAbsolutePath());
    }

    /** What Spring is told of it. */
    Map<String, Object> location() {
        return Map.of("spring.config.additional-location", "optional:file:" + file);
    }

    /**
     * The settings, as a server that starts now would find them.
     *
     * @throws CannotStart if the file is no YAML
     */
    Environment read() {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("defaults", location()));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } catch (RuntimeException e) {
            throw new CannotStart("设置文件 " + file + " 读不懂（" + e.getClass().getSimpleName() + "）", e);
        }
        return environment;
    }
}
