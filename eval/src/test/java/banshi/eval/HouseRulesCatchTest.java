package banshi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that matches nothing is green for ever: here each house rule meets code that breaks it, and code that does not. */
class HouseRulesCatchTest {
    @TempDir
    private Path folder;

    static List<Arguments> breaches() {
        var rules = new ArrayList<Arguments>();
        var left = HouseRulesTest.KNOWS_ONLY_WHAT_STANDS_TO_ITS_LEFT;
        rules.add(breach(left, "package banshi.corpus; class X { banshi.graph.KnowledgeGraph right; }"));
        rules.add(breach(left, "package banshi.graph.neo4j; class X { banshi.assistant.Assistant right; }"));
        rules.add(breach(left, "package banshi.assistant; class X { banshi.eval.EvalMain right; }"));
        rules.add(breach(
                left,
                "package banshi.channels.app; public class Y {}",
                "package banshi.assistant.llm; class X { banshi.channels.app.Y right; }"));
        rules.add(breach(left, "package banshi.channels.app; class X { banshi.eval.EvalMain right; }"));
        rules.add(breach(
                HouseRulesTest.HAS_NO_CYCLES,
                "package banshi.corpus.one; public class X { banshi.corpus.two.Y y; }",
                "package banshi.corpus.two; public class Y { banshi.corpus.one.X x; }"));
        for (var library : Map.of(
                        "org.snakeyaml.engine.v2.api.Load", "banshi.corpus",
                        "com.networknt.schema.Schema", "banshi.corpus.template",
                        "com.samskivert.mustache.Mustache", "banshi.corpus.yaml",
                        "com.hankcs.hanlp.HanLP", "banshi.assistant.understanding",
                        "org.apache.lucene.document.Document", "banshi.assistant.answer",
                        "ai.onnxruntime.OrtSession", "banshi.eval.bench",
                        "dev.langchain4j.data.segment.TextSegment", "banshi.channels.web",
                        "reactor.core.publisher.Mono", "banshi.assistant",
                        "org.springframework.http.HttpStatus", "banshi.eval",
                        "me.chanjar.weixin.mp.api.WxMpService", "banshi.channels.web")
                .entrySet())
            rules.add(breach(
                    HouseRulesTest.KEEPS_LIBRARIES_AT_HOME,
                    "package " + library.getValue() + "; class X { " + library.getKey() + " library; }"));
        rules.add(breach(
                HouseRulesTest.KEEPS_LIBRARIES_AT_HOME,
                "package banshi.channels.app; class X { org.neo4j.driver.Driver driver; }"));
        rules.add(breach(
                HouseRulesTest.KEEPS_LIBRARIES_AT_HOME,
                "package banshi.channels.web; class X { picocli.CommandLine line; }"));
        rules.add(breach(
                HouseRulesTest.KEEPS_LIBRARIES_AT_HOME,
                "package banshi.assistant; class X { io.micrometer.core.instrument.Counter counter; }"));
        rules.add(breach(
                HouseRulesTest.KEEPS_LIBRARIES_AT_HOME,
                "package banshi.eval; class X { org.openjdk.jmh.runner.Runner runner; }"));
        rules.add(breach(HouseRulesTest.MARKS_EVERY_PACKAGE, "package banshi.corpus.fresh; class X {}"));
        for (var name : List.of("util", "common", "impl", "dto"))
            rules.add(breach(
                    HouseRulesTest.NAMES_PACKAGES_FOR_WHAT_THEY_ARE_FOR,
                    "package banshi.channels.web." + name + "; class X {}"));
        rules.add(breach(HouseRulesTest.NAMES_TYPES_FOR_ROLE_AND_MEANS, "package banshi.corpus; class FactHelper {}"));
        var environment = HouseRulesTest.READS_THE_ENVIRONMENT_IN_ONE_PLACE;
        rules.add(breach(environment, inMethod("banshi.channels.web", "System.getenv(\"HOME\")")));
        rules.add(breach(environment, inMethod("banshi.corpus", "System.getProperty(\"user.home\")")));
        rules.add(breach(
                environment,
                "package banshi.eval; class X { java.util.function.Function<String, String> f = System::getenv; }"));
        var log = HouseRulesTest.THE_ASSISTANT_WRITES_NO_LOG;
        rules.add(breach(log, "package banshi.assistant.answer; class X { org.slf4j.Logger log; }"));
        rules.add(breach(log, "package banshi.assistant; class X { java.util.logging.Logger log; }"));
        rules.add(breach(log, inMethod("banshi.assistant.retrieval", "System.out")));
        var clock = HouseRulesTest.THE_CORE_HAS_NO_CLOCK;
        for (var now : List.of(
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.ZonedDateTime.now()",
                "System.currentTimeMillis()",
                "new java.util.Date()")) rules.add(breach(clock, inMethod("banshi.assistant.understanding", now)));
        rules.add(breach(clock, "package banshi.graph; class X { java.time.Clock clock; }"));
        var optional = HouseRulesTest.OPTIONAL_IS_ONLY_RETURNED;
        rules.add(breach(optional, "package banshi.corpus; class X { java.util.Optional<String> field; }"));
        rules.add(breach(optional, "package banshi.corpus; record X(java.util.Optional<String> component) {}"));
        rules.add(breach(optional, "package banshi.graph; class X { void m(int i, java.util.Optional<String> p) {} }"));
        return rules;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("breaches")
    void isCaught(ArchRule rule, List<String> sources) throws IOException {
        var result = rule.evaluate(compiled(sources));

        assertThat(result.hasViolation()).as(rule.getDescription()).isTrue();
    }

    static List<Arguments> fine() {
        return List.of(
                breach(
                        HouseRulesTest.KNOWS_ONLY_WHAT_STANDS_TO_ITS_LEFT,
                        "package banshi.eval; class X { banshi.assistant.Assistant left; banshi.corpus.Matter matter; }"),
                breach(
                        HouseRulesTest.KEEPS_LIBRARIES_AT_HOME,
                        "package banshi.assistant.retrieval.lexical; class X { org.apache.lucene.document.Document d; }"),
                breach(
                        HouseRulesTest.READS_THE_ENVIRONMENT_IN_ONE_PLACE,
                        inMethod("banshi.channels.app", "System.getenv(\"HOME\")")),
                breach(HouseRulesTest.THE_CORE_HAS_NO_CLOCK, inMethod("banshi.assistant", "System.nanoTime()")),
                breach(
                        HouseRulesTest.THE_CORE_HAS_NO_CLOCK,
                        inMethod("banshi.assistant.release", "java.time.Instant.now()")),
                breach(
                        HouseRulesTest.OPTIONAL_IS_ONLY_RETURNED,
                        "package banshi.graph; class X { java.util.Optional<String> m() { return java.util.Optional.of(1)"
                                + ".map(o -> \"\"); } Runnable r(String s) { var o = java.util.Optional.of(s);"
                                + " return () -> o.get(); } }"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("fine")
    void isLeftInPeace(ArchRule rule, List<String> sources) throws IOException {
        assertThat(rule.evaluate(compiled(sources)).getFailureReport().getDetails())
                .isEmpty();
    }

    private static Arguments breach(ArchRule rule, String... sources) {
        return Arguments.of(rule, List.of(sources));
    }

    private static String inMethod(String packageName, String expression) {
        return "package " + packageName + "; class X { Object m() { return " + expression + "; } }";
    }

    private JavaClasses compiled(List<String> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options =
                List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        var units = sources.stream().map(HouseRulesCatchTest::unit).toList();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(null, files, null, options, null, units).call())
                    .as("compiles")
                    .isTrue();
        }
        return new ClassFileImporter().importPath(folder);
    }

    private static JavaFileObject unit(String source) {
        var type = Pattern.compile("(?:class|record) (\\w+)").matcher(source);
        assertThat(type.find()).isTrue();
        return new SimpleJavaFileObject(
                URI.create("memory:///" + type.group(1) + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
