package banshi.channels.orders;

import banshi.assistant.hotline.AppealType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Orders as tests make them. */
public final class TestOrders {
    /** As where nothing is set. */
    public static final OrderSettings SETTINGS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("banshi.orders", OrderSettings.class);

    static final String SECRET = "a secret of at least thirty-two characters";

    private TestOrders() {}

    static OrderSettings.Webhook webhook(@Nullable URI url, int attempts, boolean phone) {
        return new OrderSettings.Webhook(
                url, SECRET, phone, attempts, Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofMillis(1_500));
    }

    /** A complaint about a place. */
    static NewOrder complaint(String title, String content, @Nullable String address, @Nullable String district) {
        return order(AppealType.COMPLAINT, null, title, content, address, district, null, null, false);
    }

    static NewOrder order(
            AppealType type,
            @Nullable String call,
            String title,
            String content,
            @Nullable String address,
            @Nullable String district,
            @Nullable String item,
            @Nullable String phone,
            boolean atOnce) {
        return new NewOrder(
                "phone",
                call,
                "王小明",
                phone,
                false,
                type,
                null,
                item,
                title,
                content,
                address,
                district,
                Instant.parse("2026-03-01T12:00:00Z"),
                Urgency.NORMAL,
                null,
                "区城管局",
                null,
                atOnce ? "带身份证去窗口当场补" : null,
                List.of("huji-hukoubu-reissue.materials"),
                "edited",
                true,
                atOnce);
    }
}
