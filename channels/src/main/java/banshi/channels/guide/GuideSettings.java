package banshi.channels.guide;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What differs between installations (导办设置), under {@code banshi.guide}.
 *
 * @param secret of at least 32 characters that signs links; null for one that comes of the installation's own
 * @param publicUrl where citizens reach the server, e.g. {@code https://ask.example.gov.cn}, for links in WeChat; null for none there
 */
public record GuideSettings(
        @Nullable String secret, @Nullable URI publicUrl) {
    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is not http(s) with a host
     */
    public GuideSettings {
        if (publicUrl != null
                && (publicUrl.getHost() == null
                        || !("https".equals(publicUrl.getScheme()) || "http".equals(publicUrl.getScheme()))))
            throw new IllegalArgumentException(
                    "banshi.guide.public-url is " + publicUrl + "; allowed: http:// or https:// with a host");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GuideSettings[secret=" + (secret == null ? "none" : "set") + ", publicUrl=" + publicUrl + "]";
    }
}
