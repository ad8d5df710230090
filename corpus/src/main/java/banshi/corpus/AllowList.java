package banshi.corpus;

import java.util.List;
import java.util.function.Function;

/** The only addresses and numbers that an answer may contain (外链与电话白名单). */
public record AllowList(List<Platform> platforms, List<Link> links, List<Phone> phones) {
    public AllowList {
        platforms = List.copyOf(platforms);
        links = List.copyOf(links);
        phones = List.copyOf(phones);
    }

    /**
     * The link of that id.
     *
     * @throws IllegalArgumentException if there is none; the content check has made sure that there is
     */
    public Link link(String id) {
        return one(links, Link::id, "link", id);
    }

    /**
     * The platform of that id.
     *
     * @throws IllegalArgumentException if there is none; the content check has made sure that there is
     */
    public Platform platform(String id) {
        return one(platforms, Platform::id, "platform", id);
    }

    /**
     * The phone of that id.
     *
     * @throws IllegalArgumentException if there is none; the content check has made sure that there is
     */
    public Phone phone(String id) {
        return one(phones, Phone::id, "phone", id);
    }

    private static <T> T one(List<T> all, Function<T, String> id, String kind, String wanted) {
        return all.stream()
                .filter(one -> id.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + wanted + " on the allow-list"));
    }

    /** Where applications are made online (办事平台). */
    public record Platform(String id, String name) {}

    /** An address an answer may contain (链接). */
    public record Link(String id, String title, String url, String platform) {}

    /** A number an answer may contain (电话). */
    public record Phone(String id, String number, String label) {}
}
