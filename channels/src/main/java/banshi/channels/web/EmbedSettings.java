package banshi.channels.web;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other sites may show the chat in their pages (嵌入设置), under {@code banshi.embed}.
 *
 * @param sites origins as {@code https://www.example.gov.cn}; none at first
 */
public record EmbedSettings(@DefaultValue List<String> sites) {
    /** Nobody else's. */
    public static final EmbedSettings NONE = new EmbedSettings(List.of());

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if one is no origin; the message is for operators
     */
    public EmbedSettings {
        sites = List.copyOf(sites);
        for (var site : sites)
            if (!ORIGIN.matcher(site).matches())
                throw new IllegalArgumentException("banshi.embed.sites has '" + site
                        + "'; allowed: origins as https://www.example.gov.cn, without a path");
    }
}
