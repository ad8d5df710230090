package banshi.eval;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that the compiler cannot see (STYLE §1). {@link HouseRulesCatchTest} proves that each of them bites. */
@AnalyzeClasses(packages = "banshi", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
    private static final List<String> MODULES =
            List.of("corpus", "graph", "assistant", "channels", "eval"); // left to right

    /** Each library has its home; elsewhere nobody knows that it is used. */
    private static final Map<List<String>, List<String>> HOMES = Map.ofEntries(
            Map.entry(List.of("org.snakeyaml..", "com.networknt.."), List.of("banshi.corpus.yaml..")),
            Map.entry(List.of("org.eclipse.jgit.."), List.of("banshi.corpus.history..")),
            Map.entry(List.of("com.samskivert.."), List.of("banshi.corpus.template..")),
            Map.entry(List.of("org.neo4j.."), List.of("banshi.graph.neo4j..")),
            Map.entry(List.of("com.hankcs.."), List.of("banshi.assistant.language..")),
            Map.entry(List.of("ai.onnxruntime.."), List.of("banshi.assistant.retrieval..")),
            // the baselines to compare with are what anybody makes of Lucene
            Map.entry(
                    List.of("org.apache.lucene.."),
                    List.of("banshi.assistant.retrieval..", "banshi.eval.publicsets..")),
            Map.entry(List.of("dev.langchain4j.."), List.of("banshi.assistant.retrieval..", "banshi.assistant.llm..")),
            Map.entry(
                    List.of("org.springframework..", "reactor..", "io.netty..", "org.reactivestreams.."),
                    List.of("banshi.channels..")),
            Map.entry(List.of("io.micrometer.."), List.of("banshi.channels..")),
            // peers are asked as anybody asks them
            Map.entry(
                    List.of("java.sql.."),
                    List.of(
                            "banshi.channels.records..",
                            "banshi.channels.accounts..",
                            "banshi.channels.audit..",
                            "banshi.channels.curation..",
                            "banshi.channels.misses..",
                            "banshi.channels.figures..",
                            "banshi.channels.orders..",
                            "banshi.channels.hotline..",
                            "banshi.channels.shift..",
                            "banshi.channels.consult..",
                            "banshi.channels.notice..",
                            "banshi.channels.proposals..",
                            "banshi.channels.webhook..",
                            "banshi.eval.peers..")),
            Map.entry(
                    List.of("com.zaxxer..", "org.flywaydb..", "org.h2..", "org.postgresql.."),
                    List.of("banshi.channels.records..")),
            Map.entry(
                    List.of(
                            "org.springframework.jdbc..",
                            "org.springframework.dao..",
                            "org.springframework.transaction.."),
                    // what is asked of the records stands with what is made of the answer
                    List.of(
                            "banshi.channels.records..",
                            "banshi.channels.accounts..",
                            "banshi.channels.audit..",
                            "banshi.channels.curation..",
                            "banshi.channels.misses..",
                            "banshi.channels.figures..",
                            "banshi.channels.orders..",
                            "banshi.channels.hotline..",
                            "banshi.channels.shift..",
                            "banshi.channels.consult..",
                            "banshi.channels.notice..",
                            "banshi.channels.proposals..",
                            "banshi.channels.webhook..")),
            Map.entry(
                    List.of("org.springframework.security.."),
                    List.of("banshi.channels.accounts..", "banshi.channels.web..")),
            Map.entry(List.of("org.tribuo.."), List.of("banshi.channels.misses..")),
            Map.entry(List.of("io.opentelemetry.."), List.of("banshi.channels.traces..")),
            Map.entry(List.of("io.lettuce.."), List.of("banshi.channels.redis..")),
            Map.entry(List.of("me.chanjar.."), List.of("banshi.channels.wechat..")),
            Map.entry(List.of("picocli.."), List.of("banshi.channels.app..", "banshi.eval..")),
            Map.entry(List.of("org.openjdk.jmh.."), List.of("banshi.eval.bench..")));

    @ArchTest
    static final ArchRule KNOWS_ONLY_WHAT_STANDS_TO_ITS_LEFT = knowsOnlyWhatStandsToItsLeft();

    @ArchTest
    static final ArchRule HAS_NO_CYCLES = slices().matching("banshi.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .as("no cycles between packages");

    @ArchTest
    static final ArchRule KEEPS_LIBRARIES_AT_HOME = keepsLibrariesAtHome();

    @ArchTest
    static final ArchRule MARKS_EVERY_PACKAGE = classes()
            .that()
            .resideOutsideOfPackage("..jmh_generated..")
            .should(resideInANullMarkedPackage())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_PACKAGES_FOR_WHAT_THEY_ARE_FOR = noClasses()
            .should()
            .resideInAnyPackage(
                    "banshi..util..", "banshi..utils..", "banshi..common..", "banshi..impl..", "banshi..dto..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_TYPES_FOR_ROLE_AND_MEANS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule READS_THE_ENVIRONMENT_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages("banshi.channels.app..", "..jmh_generated..")
            .should(accessTargetWhere(target(oneOf(
                    "java.lang.System.getenv",
                    "java.lang.System.getProperty",
                    "java.lang.System.getProperties",
                    "java.lang.Boolean.getBoolean",
                    "java.lang.Integer.getInteger",
                    "java.lang.Long.getLong"))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CACHES_ARE_KEPT_UP_BY_WHO_WRITES = noClasses()
            .that()
            .resideInAPackage("banshi.channels..")
            .and()
            .resideOutsideOfPackage("banshi.channels.cache")
            .should(accessTargetWhere(target(oneOf("com.github.benmanes.caffeine.cache.Caffeine.newBuilder"))))
            .allowEmptyShould(true)
            .because("event loops wait for upkeep that is late; channels.cache.Caches has theirs done by the caller");

    @ArchTest
    static final ArchRule THE_ASSISTANT_WRITES_NO_LOG = noClasses()
            .that()
            .resideInAPackage("banshi.assistant..")
            .should(dependOnClassesThat(resideInAnyPackage(
                            "org.slf4j..",
                            "java.util.logging..",
                            "org.apache.logging..",
                            "org.apache.commons.logging.."))
                    .or(accessTargetWhere(target(oneOf("java.lang.System.out", "java.lang.System.err")))))
            .allowEmptyShould(true)
            .because("it handles what citizens wrote");

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("banshi.assistant..", "banshi.graph..")
            // a release is stamped with the time at which it was compiled; no reply is made there
            .and()
            .resideOutsideOfPackage("banshi.assistant.release..")
            .should(accessTargetWhere(target(describe(
                            "the time now",
                            (AccessTarget t) -> (t.getName().equals("now")
                                            && t.getOwner().getPackageName().startsWith("java.time"))
                                    || t.getFullName().startsWith("java.lang.System.currentTimeMillis")
                                    || t.getFullName().equals("java.util.Date.<init>()"))))
                    .or(dependOnClassesThat(describe(
                            "a clock",
                            (JavaClass c) -> Set.of("java.time.Clock", "java.time.InstantSource")
                                    .contains(c.getName())))))
            .allowEmptyShould(true)
            .because("a conversation can be replayed only if the day is one of its arguments");

    @ArchTest
    static final ArchRule OPTIONAL_IS_ONLY_RETURNED = CompositeArchRule.of(
                    noFields().should().haveRawType(Optional.class).allowEmptyShould(true))
            .and(noCodeUnits()
                    .that()
                    .doNotHaveModifier(JavaModifier.SYNTHETIC)
                    .should()
                    .haveRawParameterTypes(describe(
                            "Optional among them",
                            (List<JavaClass> types) -> types.stream().anyMatch(t -> t.isEquivalentTo(Optional.class))))
                    .allowEmptyShould(true))
            .as("Optional is neither a field nor a parameter");

    private static ArchRule knowsOnlyWhatStandsToItsLeft() {
        var rules = new ArrayList<ArchRule>();
        for (int i = 0; i < MODULES.size() - 1; i++) {
            var right = MODULES.subList(i + 1, MODULES.size()).stream()
                    .map(module -> "banshi." + module + "..")
                    .toArray(String[]::new);
            rules.add(noClasses()
                    .that()
                    .resideInAPackage("banshi." + MODULES.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(right)
                    .allowEmptyShould(true));
        }
        return CompositeArchRule.of(rules).as("a module knows only what stands to its left: " + MODULES);
    }

    private static ArchRule keepsLibrariesAtHome() {
        var rules = new ArrayList<ArchRule>();
        HOMES.forEach((libraries, homes) -> rules.add(noClasses()
                .that()
                .resideInAPackage("banshi..")
                .and()
                .resideOutsideOfPackages(homes.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries.toArray(String[]::new))
                .allowEmptyShould(true)
                .as(libraries + " only in " + homes)));
        return CompositeArchRule.of(rules).as("each library stays in its home");
    }

    private static DescribedPredicate<AccessTarget> oneOf(String... fullNames) {
        return describe(
                "one of " + List.of(fullNames),
                target -> List.of(fullNames).contains(target.getOwner().getName() + "." + target.getName()));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        item,
                        marked,
                        item.getName() + " is in " + item.getPackageName() + ", which is not @NullMarked"));
            }
        };
    }
}
