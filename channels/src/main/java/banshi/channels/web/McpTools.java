package banshi.channels.web;

import banshi.assistant.Assistant;
import banshi.assistant.Citation;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.release.Directory;
import banshi.channels.conversation.Told;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.graph.Circumstances;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What another assistant can do with the knowledge (MCP 工具). Everything it gets is approved words, with where they come from. */
final class McpTools {
    /** Of these a guide is made, in this order. */
    private static final List<String> GUIDE = List.of(
            "overview",
            "can-online",
            "conditions",
            "materials",
            "process",
            "time-limit",
            "fee",
            "where-when",
            "agent-proxy");

    private static final AspectId MATERIALS = new AspectId("materials");
    private static final Map<String, Object> QUESTION =
            Map.of("type", "string", "minLength", 1, "maxLength", Utterance.LONGEST);
    private static final Map<String, Object> MATTER = Map.of(
            "type", "string", "maxLength", 100, "description", "事项编号，如 huji-hukoubu-reissue，由 search_matters 查得");

    private final Assistant assistant;
    private final Directory directory;
    private final ReplyDesk desk;
    private final Clock clock;

    McpTools(Assistant assistant, Directory directory, ReplyDesk desk, Clock clock) {
        this.assistant = assistant;
        this.directory = directory;
        this.desk = desk;
        this.clock = clock;
    }

    List<AsyncToolSpecification> all() {
        return List.of(
                tool(
                        "ask",
                        "问一句话，得到审核过的答复（可能是反问、转人工或不归这里管）。earlier 是这位群众之前说过的话，按先后。",
                        Map.of(
                                "question",
                                QUESTION,
                                "earlier",
                                Map.of("type", "array", "maxItems", 20, "items", QUESTION)),
                        List.of("question"),
                        this::ask),
                tool(
                        "search_matters",
                        "按群众的话找最像的几个事项，给编号和名称。",
                        Map.of("query", QUESTION),
                        List.of("query"),
                        this::search),
                tool(
                        "matter_guide",
                        "一个事项的完整办事指南：能不能网上办、条件、材料、步骤、时限、收费、地点、代办。",
                        Map.of("matter", MATTER),
                        List.of("matter"),
                        this::guide),
                tool(
                        "required_materials",
                        "一个事项在某种情形下要带的材料，和还要问清楚的情形。situations 是情形编号到选项编号，不知道就不写。",
                        Map.of(
                                "matter",
                                MATTER,
                                "situations",
                                Map.of("type", "object", "additionalProperties", Map.of("type", "string"))),
                        List.of("matter"),
                        this::materials));
    }

    private AsyncToolSpecification tool(
            String name,
            String description,
            Map<String, Object> properties,
            List<String> required,
            Function<Map<String, Object>, CallToolResult> work) {
        var schema = Map.<String, Object>of(
                "type", "object", "properties", properties, "required", required, "additionalProperties", false);
        var annotations = new McpSchema.ToolAnnotations(null, true, false, true, false, null);
        return AsyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(name, schema)
                        .description(description)
                        .annotations(annotations)
                        .build())
                .callHandler((context, call) -> desk.work(() -> work.apply(call.arguments())))
                .build();
    }

    // ---- tools ----

    private CallToolResult ask(Map<String, Object> arguments) {
        var said = new ArrayList<String>();
        if (arguments.get("earlier") instanceof List<?> earlier) for (var one : earlier) said.add(String.valueOf(one));
        said.add(String.valueOf(arguments.get("question")));
        for (var one : said)
            if (!Sayable.is(one, Utterance.LONGEST)) return refused("每句话 1 到 " + Utterance.LONGEST + " 个字");
        var dialogue = Dialogue.NEW;
        for (var before : said.subList(0, said.size() - 1))
            dialogue = assistant.reply(dialogue, utterance(before)).dialogue();
        var turn = assistant.reply(dialogue, utterance(said.getLast()));
        var structured = new LinkedHashMap<String, Object>();
        structured.put("act", Told.of(turn.reply()).act());
        structured.put("release", turn.release());
        if (turn.reply() instanceof Reply.Answer answer) {
            structured.put("matter", answer.matter().value());
            structured.put("aspect", answer.aspect().value());
            structured.put("confidence", answer.confidence());
            if (answer.verdict() != null) structured.put("verdict", answer.verdict());
            structured.put("sources", sources(answer.citations()));
        }
        return done(PlainText.of(turn.reply().blocks()), structured);
    }

    private CallToolResult search(Map<String, Object> arguments) {
        var query = String.valueOf(arguments.get("query"));
        if (!Sayable.is(query, Utterance.LONGEST)) return refused("query 要 1 到 " + Utterance.LONGEST + " 个字");
        var likeliest = new LinkedHashMap<MatterId, Double>();
        for (var candidate :
                assistant.reply(Dialogue.NEW, utterance(query)).reply().candidates())
            likeliest.merge(candidate.matter(), candidate.p(), Double::sum);
        var found = new ArrayList<Map<String, Object>>();
        var text = new StringBuilder();
        likeliest.forEach((id, p) -> directory.matter(id).ifPresent(matter -> {
            found.add(Map.of(
                    "matter", id.value(), "name", matter.name(), "shortName", matter.shortName(), "p", Math.min(1, p)));
            text.append(id).append("  ").append(matter.name()).append('\n');
        }));
        return done(found.isEmpty() ? "没有找到像的事项" : text.toString().stripTrailing(), Map.of("matters", found));
    }

    private CallToolResult guide(Map<String, Object> arguments) {
        return ofMatter(arguments, matter -> {
            var text = new StringBuilder(matter.name())
                    .append("（")
                    .append(matter.id())
                    .append("）");
            var sources = new LinkedHashSet<Citation>();
            for (var aspect : GUIDE) {
                directory
                        .answer(matter.id(), new AspectId(aspect), Circumstances.NONE, LocalDate.now(clock))
                        .ifPresent(answer -> {
                            text.append("\n\n【").append(aspect).append("】\n").append(PlainText.of(answer.blocks()));
                            sources.addAll(answer.citations());
                        });
            }
            return done(
                    text.toString(),
                    Map.of(
                            "matter",
                            matter.id().value(),
                            "name",
                            matter.name(),
                            "sources",
                            sources(List.copyOf(sources))));
        });
    }

    private CallToolResult materials(Map<String, Object> arguments) {
        return ofMatter(arguments, matter -> {
            var known = Circumstances.NONE;
            if (arguments.get("situations") instanceof Map<?, ?> told) {
                for (var one : told.entrySet()) {
                    var situation = String.valueOf(one.getKey());
                    var option = String.valueOf(one.getValue());
                    if (!has(matter, situation, option))
                        return refused("没有情形 " + situation + "=" + option + "；可以写：" + situations(matter));
                    known = known.and(situation, option);
                }
            }
            var answer = directory.answer(matter.id(), MATERIALS, known, LocalDate.now(clock));
            if (answer.isEmpty()) return refused("这个事项没有材料的答复");
            var structured = new LinkedHashMap<String, Object>();
            structured.put("matter", matter.id().value());
            if (answer.get().verdict() != null)
                structured.put("verdict", answer.get().verdict());
            structured.put(
                    "materials",
                    answer.get().materials().stream()
                            .map(m -> Map.of(
                                    "id", m.id(), "name", m.name(), "required", m.required(), "reason", m.reason()))
                            .toList());
            directory.open(matter.id(), known).ifPresent(open -> structured.put("toAsk", toAsk(open)));
            structured.put("sources", sources(answer.get().citations()));
            return done(PlainText.of(answer.get().blocks()), structured);
        });
    }

    // ---- parts ----

    private Utterance utterance(String text) {
        return new Utterance(text, Utterance.Channel.WEB, null, LocalDate.now(clock));
    }

    private CallToolResult ofMatter(Map<String, Object> arguments, Function<Matter, CallToolResult> work) {
        var id = String.valueOf(arguments.get("matter"));
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) return refused("没有这个事项；先用 search_matters 查编号");
        return directory.matter(new MatterId(id)).map(work).orElseGet(() -> refused("没有这个事项；先用 search_matters 查编号"));
    }

    private static boolean has(Matter matter, String situation, String option) {
        return matter.situations().stream()
                .filter(s -> s.id().equals(situation))
                .flatMap(s -> s.options().stream())
                .anyMatch(o -> o.id().equals(option));
    }

    private static List<Map<String, Object>> situations(Matter matter) {
        return matter.situations().stream().map(McpTools::toAsk).toList();
    }

    private static Map<String, Object> toAsk(Situation situation) {
        return Map.of(
                "situation",
                situation.id(),
                "question",
                situation.question(),
                "options",
                situation.options().stream()
                        .map(o -> Map.of("id", o.id(), "label", o.label()))
                        .toList());
    }

    private static List<Map<String, Object>> sources(List<Citation> citations) {
        return citations.stream()
                .map(c -> {
                    var source = new LinkedHashMap<String, Object>();
                    source.put("title", c.title());
                    put(source, "article", c.article());
                    put(source, "url", c.url());
                    return (Map<String, Object>) source;
                })
                .toList();
    }

    private static void put(Map<String, Object> source, String field, @Nullable String value) {
        if (value != null) source.put(field, value);
    }

    private static CallToolResult done(String text, Map<String, Object> structured) {
        return CallToolResult.builder()
                .addTextContent(text)
                .structuredContent(structured)
                .isError(false)
                .build();
    }

    private static CallToolResult refused(String why) {
        return CallToolResult.builder().addTextContent(why).isError(true).build();
    }
}
