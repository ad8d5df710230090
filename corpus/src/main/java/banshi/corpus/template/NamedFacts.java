package banshi.corpus.template;

import banshi.corpus.AllowList;
import banshi.corpus.Fact;
import banshi.corpus.Matter;
import java.util.List;
import java.util.Optional;

/**
 * The names by which a template mentions a matter's facts (事实标签): {@code fee}, {@code online.platform},
 * {@code fact.no-newspaper} … The one list that the content check, the renderer and the studio share.
 */
public final class NamedFacts {
    private static final List<String> PLAIN = List.of(
            "name",
            "short-name",
            "summary",
            "online",
            "online.text",
            "online.platform",
            "online.entry",
            "time-limit",
            "time-limit.statutory",
            "fee",
            "where",
            "where.appointment",
            "agent",
            "delivery",
            "validity",
            "progress",
            "hotline");

    private NamedFacts() {}

    /** All names a template of the matter may use, for messages and completion. */
    public static List<String> of(Matter matter) {
        var names = new java.util.ArrayList<>(PLAIN);
        if (matter.online().platform() == null) names.remove("online.platform");
        if (matter.online().entry() == null) names.remove("online.entry");
        matter.facts().keySet().stream().sorted().map(k -> "fact." + k).forEach(names::add);
        return names;
    }

    /** The fact behind a name; nothing where the matter has none of that name. */
    public static Optional<Fact> find(Matter matter, String name, AllowList allowed) {
        return switch (name) {
            case "name" -> plain(matter.name());
            case "short-name" -> plain(matter.shortName());
            case "summary" -> Optional.of(matter.summary());
            case "online", "online.text" -> Optional.of(matter.online().fact());
            case "online.platform" ->
                Optional.ofNullable(matter.online().platform())
                        .flatMap(id -> plain(allowed.platform(id).name()));
            case "online.entry" -> Optional.ofNullable(matter.online().entry()).flatMap(NamedFacts::plain);
            case "time-limit" -> Optional.of(matter.timeLimit().fact());
            case "time-limit.statutory" ->
                Optional.of(new Fact(
                        matter.timeLimit().statutory(),
                        false,
                        matter.timeLimit().basis(),
                        null,
                        List.of()));
            case "fee" -> Optional.of(matter.fee());
            case "where" -> Optional.of(matter.where().fact());
            case "where.appointment" ->
                Optional.of(new Fact(
                        matter.where().appointment(), false, matter.where().basis(), null, List.of()));
            case "agent" -> Optional.of(matter.agent().fact());
            case "delivery" -> Optional.of(matter.delivery());
            case "validity" -> Optional.of(matter.resultValidity());
            case "progress" -> Optional.of(matter.progress());
            case "hotline" -> plain(allowed.phone(matter.hotline()).number());
            default ->
                name.startsWith("fact.")
                        ? Optional.ofNullable(matter.facts().get(name.substring("fact.".length())))
                        : Optional.empty();
        };
    }

    private static Optional<Fact> plain(String text) {
        return Optional.of(new Fact(text, false, List.of(), null, List.of()));
    }
}
