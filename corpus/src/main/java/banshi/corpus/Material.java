package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thing to hand in, show or fill in (申请材料).
 *
 * @param form null only where an outside source does not give it
 * @param provider who issues it
 * @param shared fetched by data sharing or as an electronic certificate, then need not be handed in (免交)
 * @param tolerant may follow later (容缺)
 * @param optional helps, but nobody is turned away without it
 * @param when needed only then
 */
public record Material(
        String id,
        String name,
        @Nullable Form form,
        @Nullable String provider,
        boolean shared,
        boolean tolerant,
        boolean optional,
        @Nullable String note,
        @Nullable When when,
        boolean unsure,
        List<String> basis) {
    public Material {
        basis = List.copyOf(basis);
    }

    public When needed() {
        return Objects.requireNonNullElse(when, When.ALWAYS);
    }

    /** In which form it is wanted (材料形式), with the words a citizen reads. */
    public enum Form {
        @JsonProperty("original")
        ORIGINAL("带原件"),
        @JsonProperty("copy")
        COPY("复印件"),
        @JsonProperty("fill-in")
        FILL_IN("现场或网上填"),
        @JsonProperty("on-site")
        ON_SITE("现场采集，不用带"),
        @JsonProperty("networked")
        NETWORKED("系统联网核对，不用带");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
