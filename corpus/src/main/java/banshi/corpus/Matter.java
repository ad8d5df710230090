package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service matter (事项) with all that may be said of it; one file of {@code content/matters}.
 *
 * @param shortName how a clerk calls it, e.g. 户口本补办; fits before "要带什么材料"
 * @param hotline id of a phone on the allow-list
 * @param legalBasis the law (设定依据); {@code sources} are guides and notices
 */
public record Matter(
        MatterId id,
        String name,
        String shortName,
        List<String> aliases,
        String category,
        String department,
        List<String> audience,
        @Nullable String crossRegion,
        String hotline,
        Confidence confidence,
        @Nullable Validity valid,
        Fact summary,
        List<Neighbour> neighbours,
        List<Situation> situations,
        List<Outcome> outcomes,
        List<Condition> conditions,
        List<Material> materials,
        List<Step> process,
        Online online,
        TimeLimit timeLimit,
        Fact fee,
        Where where,
        Agent agent,
        Fact delivery,
        @JsonProperty("validity") Fact resultValidity,
        Fact progress,
        List<Special> special,
        Map<String, Fact> facts,
        List<Source> legalBasis,
        List<Source> sources) {
    public Matter {
        aliases = List.copyOf(aliases);
        audience = List.copyOf(audience);
        neighbours = List.copyOf(neighbours);
        situations = List.copyOf(situations);
        outcomes = List.copyOf(outcomes);
        conditions = List.copyOf(conditions);
        materials = List.copyOf(materials);
        process = List.copyOf(process);
        special = List.copyOf(special);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts)); // in the order of the file, in every JVM
        legalBasis = List.copyOf(legalBasis);
        sources = List.copyOf(sources);
    }

    public Validity validity() {
        return Objects.requireNonNullElse(valid, Validity.OPEN);
    }

    /** Legal basis first, then guides and notices. */
    public List<Source> allSources() {
        var all = new ArrayList<>(legalBasis);
        all.addAll(sources);
        return List.copyOf(all);
    }

    /** Every fact by its place in the file, e.g. {@code fee}, {@code facts/photo}, in the order of the file. */
    public Map<String, Fact> allFacts() {
        var all = new LinkedHashMap<String, Fact>();
        all.put("summary", summary);
        all.put("online", online.fact());
        all.put("time-limit", timeLimit.fact());
        all.put("fee", fee);
        all.put("where", where.fact());
        all.put("agent", agent.fact());
        all.put("delivery", delivery);
        all.put("validity", resultValidity);
        all.put("progress", progress);
        facts.forEach((name, fact) -> all.put("facts/" + name, fact));
        return Collections.unmodifiableMap(all);
    }

    /** A matter this one is confused with (易混事项), and how to tell them apart. */
    public record Neighbour(MatterId matter, String tellApart) {}

    /**
     * What a case comes to when it is not simply handled here (结果): another matter, a refusal, or something that only an examination decides.
     *
     * @param redirect the matter that is the right one
     * @param eligible {@code no} where the application is refused, {@code depends} where a test or the office decides, {@code yes} where the other
     *     matter is advice only; null counts as {@code no}
     */
    public record Outcome(
            When when,
            @Nullable MatterId redirect,
            @Nullable Verdict eligible,
            String text,
            boolean unsure,
            List<String> basis) {
        public Outcome {
            basis = List.copyOf(basis);
        }

        /** Whether one may apply in such a case. */
        public Verdict verdict() {
            return Objects.requireNonNullElse(eligible, Verdict.NO);
        }
    }

    /** What must hold for the application to be accepted (受理条件). */
    public record Condition(
            String id, String text, @Nullable When when, boolean unsure, List<String> basis) {
        public Condition {
            basis = List.copyOf(basis);
        }

        public When applies() {
            return Objects.requireNonNullElse(when, When.ALWAYS);
        }
    }

    /** One step of the process (办理步骤) and where it happens. */
    public record Step(String text, Place where, @Nullable When when) {
        public When applies() {
            return Objects.requireNonNullElse(when, When.ALWAYS);
        }
    }

    /** Where a step happens (办理地点类型), with the words a citizen reads. */
    public enum Place {
        @JsonProperty("online")
        ONLINE("网上"),
        @JsonProperty("window")
        WINDOW("窗口"),
        @JsonProperty("police-station")
        POLICE_STATION("派出所"),
        @JsonProperty("anywhere")
        ANYWHERE("网上或窗口");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** How far the matter can be done online (网办深度). */
    public enum OnlineMode {
        @JsonProperty("full")
        FULL,
        @JsonProperty("partial")
        PARTIAL,
        @JsonProperty("none")
        NONE;

        /** What a can-online answer must begin with. */
        public Verdict verdict() {
            return switch (this) {
                case FULL -> Verdict.YES;
                case PARTIAL -> Verdict.DEPENDS;
                case NONE -> Verdict.NO;
            };
        }
    }

    /**
     * The way online (网上办理入口).
     *
     * @param platform id of a platform; this and the next two are null only where an outside source does not give them
     * @param link id of a link on the allow-list
     * @param entry what to search for there
     */
    public record Online(
            OnlineMode mode,
            @Nullable String platform,
            @Nullable String link,
            @Nullable String entry,
            String text,
            boolean unsure,
            List<String> basis,
            List<Fact.Variant> variants) {
        public Online {
            basis = List.copyOf(basis);
            variants = List.copyOf(variants);
        }

        public Fact fact() {
            return new Fact(text, unsure, basis, null, variants);
        }
    }

    /** How long it takes (办理时限); {@code statutory} is the legal limit in words. */
    public record TimeLimit(
            String text, String statutory, boolean unsure, List<String> basis, List<Fact.Variant> variants) {
        public TimeLimit {
            basis = List.copyOf(basis);
            variants = List.copyOf(variants);
        }

        public Fact fact() {
            return new Fact(text, unsure, basis, null, variants);
        }
    }

    /** What sort of place handles a matter (办理场所), with the words a citizen reads. */
    public enum Venue {
        @JsonProperty("police-station")
        POLICE_STATION("派出所"),
        @JsonProperty("exit-entry")
        EXIT_ENTRY("公安出入境窗口"),
        @JsonProperty("vehicle-office")
        VEHICLE_OFFICE("车管所"),
        @JsonProperty("traffic-police")
        TRAFFIC_POLICE("交警窗口"),
        @JsonProperty("police-bureau")
        POLICE_BUREAU("公安局窗口"),
        @JsonProperty("detention")
        DETENTION("看守所、拘留所"),
        /** A firm or office to which the police leave it: a registration service, a test centre, a seal maker. */
        @JsonProperty("partner")
        PARTNER("受委托的服务点"),
        @JsonProperty("online")
        ONLINE("网上");

        private final String words;

        Venue(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Where to go and whether to book (地点时间预约).
     *
     * @param venue null only where an outside source does not give it
     */
    public record Where(
            @Nullable Venue venue,
            String text,
            String appointment,
            boolean unsure,
            List<String> basis,
            List<Fact.Variant> variants) {
        public Where {
            basis = List.copyOf(basis);
            variants = List.copyOf(variants);
        }

        public Fact fact() {
            return new Fact(text, unsure, basis, null, variants);
        }
    }

    /** Whether somebody else may do it (代办). */
    public record Agent(Verdict verdict, String text, boolean unsure, List<String> basis, List<Fact.Variant> variants) {
        public Agent {
            basis = List.copyOf(basis);
            variants = List.copyOf(variants);
        }

        public Fact fact() {
            return new Fact(text, unsure, basis, null, variants);
        }
    }

    /** An exception worth telling (特殊情形). */
    public record Special(
            String id, String title, String text, @Nullable When when, boolean unsure, List<String> basis) {
        public Special {
            basis = List.copyOf(basis);
        }
    }
}
