package banshi.corpus.yaml;

import banshi.corpus.AllowList;
import banshi.corpus.Aspect;
import banshi.corpus.AspectId;
import banshi.corpus.Bundle;
import banshi.corpus.City;
import banshi.corpus.EditDistance;
import banshi.corpus.Fact;
import banshi.corpus.HardPair;
import banshi.corpus.KnownMatter;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.Situation;
import banshi.corpus.Telling;
import banshi.corpus.TellingPattern;
import banshi.corpus.Term;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import banshi.corpus.Validity;
import banshi.corpus.When;
import banshi.corpus.template.BlockTag;
import banshi.corpus.template.NamedFacts;
import banshi.corpus.template.TemplateText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds the content files against each other (交叉检查): ids, situations, templates, links, dates, questions. */
final class CrossCheck {
    /** Fewer phrasings than this teach nothing reliable about a core aspect. */
    static final int LEAST_PHRASINGS = 10;

    /** The same of an aspect that not every matter has. */
    static final int LEAST_OPTIONAL_PHRASINGS = 6;

    /** Pairs of a matter with each of its neighbours. */
    static final int LEAST_PAIRS = 2;

    /** How long a template is before facts are filled in, in characters without white space. */
    private static final int TEMPLATE_LEAST = 30;

    private static final int TEMPLATE_MOST = 250;

    private static final int EXPIRES_SOON_DAYS = 30;
    private static final String ASPECTS = "aspects.yaml";
    private static final String CATALOGUE = "catalogue.yaml";
    private static final String LINKS = "links.yaml";
    /** With or without https://, for a chat makes a link of either. */
    static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://|(?<![\\w.@-])(?:[a-z0-9-]+\\.)+(?:cn|com|net|org|info|top|vip|xyz|cc)\\b)"
                    + "[^\\s，。；：、！？（）《》“”]*",
            Pattern.CASE_INSENSITIVE);
    /** Emergency and service numbers, landlines, mobiles, 400 numbers; never the digits inside a longer number or of a document. */
    static final Pattern PHONE = Pattern.compile(
            "(?<![\\d.〔〕第])(?:1[12]\\d|1[02]\\d{3}|9[56]\\d{3,4}|0\\d{2,3}-?\\d{7,8}|1[3-9]\\d{9}|[48]00-?\\d{3}-?\\d{4})(?![\\d元日天])");

    /** Makes no other question of a question. */
    private static final Pattern UNHEARD = Pattern.compile("[\\p{P}\\s]");

    private static final Pattern TAG = Pattern.compile("\\{\\{[^}]*}}");

    /** What only a fact may say: an amount of money, a time. */
    private static final Pattern LITERAL =
            Pattern.compile("(?<![几每哪第某])[0-9０-９一二两三四五六七八九十百千万]+ ?(?:多|来)?(?:元|块钱|毛钱|个?工作日|个月|日内|日以内|小时|分钟)"
                    + "|(?<![几每哪第某])[0-9０-９二两三四五六七八九十百]+ ?(?:多|来)?(?:天|年(?!级|代))");

    private final LocalDate today;
    private final boolean imported;
    private final Set<String> faulty;
    private final Set<MatterId> matterFiles;
    private final List<Located<Aspect>> aspects;
    private final List<Located<Matter>> matters;
    private final List<Located<KnownMatter>> catalogue;
    private final List<Located<ReplyTemplate>> templates;
    private final List<Located<Phrasing>> phrasings;
    private final List<Located<HardPair>> pairs;
    private final List<Located<Telling>> tellings;
    private final List<Located<Bundle>> bundles;
    private final List<Located<Topic>> topics;
    private final Map<String, TopicId> wordsOfTopics = new HashMap<>();
    private final List<Located<Term>> terms;
    private final List<Located<AllowList>> allowLists;
    private final AllowList allowed;
    private final Set<String> addresses;
    private final Set<String> numbers;
    private final Set<String> linkIds;
    private final Set<String> phoneIds;

    private final Map<MatterId, Located<Matter>> matterById = new LinkedHashMap<>();
    private final Set<MatterId> knownMatters = new LinkedHashSet<>();
    private final Set<String> shortNames = new HashSet<>();
    private final Set<AspectId> aspectIds = new LinkedHashSet<>();
    private final Set<String> withoutMatter = new HashSet<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private @Nullable String saidOfMatters;

    /**
     * @param imported the content is an outside catalogue as it came: what only an editor can write is not asked for
     * @param faulty the files that did not get here whole; what would only be missing because of them is not complained of
     * @param matterFiles the matters that have a file, whole or not
     */
    CrossCheck(
            LocalDate today,
            boolean imported,
            Set<String> faulty,
            Set<MatterId> matterFiles,
            List<Located<Aspect>> aspects,
            List<Located<Matter>> matters,
            List<Located<KnownMatter>> catalogue,
            List<Located<ReplyTemplate>> templates,
            List<Located<Phrasing>> phrasings,
            List<Located<HardPair>> pairs,
            List<Located<Telling>> tellings,
            List<Located<Bundle>> bundles,
            List<Located<Topic>> topics,
            List<Located<Term>> terms,
            List<Located<AllowList>> allowLists,
            AllowList allowed) {
        this.today = today;
        this.imported = imported;
        this.faulty = faulty;
        this.matterFiles = matterFiles;
        this.aspects = aspects;
        this.matters = matters;
        this.catalogue = catalogue;
        this.templates = templates;
        this.phrasings = phrasings;
        this.pairs = pairs;
        this.tellings = tellings;
        this.bundles = bundles;
        this.topics = topics;
        this.terms = terms;
        this.allowLists = allowLists;
        this.allowed = allowed;
        this.addresses = ids(allowed.links(), AllowList.Link::url);
        this.numbers = ids(allowed.phones(), AllowList.Phone::number);
        this.linkIds = ids(allowed.links(), AllowList.Link::id);
        this.phoneIds = ids(allowed.phones(), AllowList.Phone::id);
    }

    List<Complaint> complaints() {
        unique(aspects, Aspect::id, "要素").forEach((id, a) -> aspectIds.add(id));
        matterById.putAll(unique(matters, Matter::id, "事项"));
        knownMatters.addAll(matterById.keySet());
        for (var matter : matterById.values()) shortNames.add(matter.value().shortName());
        knownMatters.addAll(matterFiles);
        unique(catalogue, KnownMatter::id, "事项").forEach((id, known) -> {
            if (!knownMatters.add(id)) error(known, "/id", "事项“" + id + "”已经有自己的文件；请从 catalogue.yaml 里删掉");
            phone(known, "/hotline", known.value().hotline());
        });
        unique(templates, ReplyTemplate::id, "模板");
        unique(topics, Topic::id, "话题");
        unique(bundles, Bundle::id, "一件事");
        unique(terms, Term::term, "词");
        allowLists.forEach(this::allowList);
        matters.forEach(this::matter);
        templates.forEach(this::template);
        matters.forEach(this::templatesOf);
        questions();
        matters.forEach(this::pairsOf);
        tellings();
        bundles.forEach(this::bundle);
        topics.forEach(this::topic);
        return complaints;
    }

    private <T, K> Map<K, Located<T>> unique(List<Located<T>> all, Function<T, K> id, String kind) {
        var byId = new LinkedHashMap<K, Located<T>>();
        for (var located : all) {
            var earlier = byId.putIfAbsent(id.apply(located.value()), located);
            if (earlier != null) {
                var at = earlier.positions().of(earlier.pointer());
                error(
                        located,
                        "/id",
                        kind + "“" + id.apply(located.value()) + "”在 " + earlier.file() + ":" + at.line()
                                + " 已经有了；请只留一个");
            }
        }
        return byId;
    }

    private void allowList(Located<AllowList> list) {
        duplicates(list, "/platforms", list.value().platforms(), AllowList.Platform::id);
        duplicates(list, "/links", list.value().links(), AllowList.Link::id);
        duplicates(list, "/phones", list.value().phones(), AllowList.Phone::id);
        var platforms = ids(list.value().platforms(), AllowList.Platform::id);
        for (int i = 0; i < list.value().links().size(); i++) {
            var link = list.value().links().get(i);
            known(list, "/links/" + i + "/platform", "平台", link.platform(), platforms, LINKS);
        }
    }

    // ---- one matter ----

    private void matter(Located<Matter> located) {
        var matter = located.value();
        validity(located, "/valid", matter.validity(), "本事项");
        phone(located, "/hotline", matter.hotline());
        var online = matter.online();
        if (online.platform() != null)
            known(
                    located,
                    "/online/platform",
                    "平台",
                    online.platform(),
                    ids(allowed.platforms(), AllowList.Platform::id),
                    LINKS);
        if (online.link() != null) known(located, "/online/link", "链接", online.link(), linkIds, LINKS);
        words(located, "/name", matter.name());
        words(located, "/short-name", matter.shortName());
        if (online.entry() != null) words(located, "/online/entry", online.entry());
        words(located, "/time-limit/statutory", matter.timeLimit().statutory());
        words(located, "/where/appointment", matter.where().appointment());
        situations(located);
        var used = new HashSet<String>();
        var sources = ids(matter.allSources(), s -> s.id());
        matter.allFacts().forEach((name, fact) -> fact(located, "/" + name, fact, sources, used));
        for (int i = 0; i < matter.neighbours().size(); i++) {
            knownMatter(
                    located,
                    "/neighbours/" + i + "/matter",
                    matter.neighbours().get(i).matter());
            words(
                    located,
                    "/neighbours/" + i + "/tell-apart",
                    matter.neighbours().get(i).tellApart());
        }
        for (int i = 0; i < matter.situations().size(); i++) {
            var situation = matter.situations().get(i);
            basis(located, "/situations/" + i, situation.basis(), sources, used);
            words(located, "/situations/" + i + "/question", situation.question());
            for (int k = 0; k < situation.options().size(); k++) {
                words(
                        located,
                        "/situations/" + i + "/options/" + k + "/label",
                        situation.options().get(k).label());
            }
        }
        for (int i = 0; i < matter.outcomes().size(); i++) {
            var outcome = matter.outcomes().get(i);
            var at = "/outcomes/" + i;
            when(located, at + "/when", outcome.when(), matter);
            if (outcome.redirect() != null) knownMatter(located, at + "/redirect", outcome.redirect());
            basis(located, at, outcome.basis(), sources, used);
            words(located, at + "/text", outcome.text());
        }
        for (int i = 0; i < matter.conditions().size(); i++) {
            var condition = matter.conditions().get(i);
            when(located, "/conditions/" + i + "/when", condition.applies(), matter);
            basis(located, "/conditions/" + i, condition.basis(), sources, used);
            words(located, "/conditions/" + i + "/text", condition.text());
        }
        for (int i = 0; i < matter.materials().size(); i++) {
            var material = matter.materials().get(i);
            when(located, "/materials/" + i + "/when", material.needed(), matter);
            basis(located, "/materials/" + i, material.basis(), sources, used);
            words(located, "/materials/" + i + "/name", material.name());
            if (material.provider() != null) words(located, "/materials/" + i + "/provider", material.provider());
            if (material.note() != null) words(located, "/materials/" + i + "/note", material.note());
        }
        for (int i = 0; i < matter.process().size(); i++) {
            when(located, "/process/" + i + "/when", matter.process().get(i).applies(), matter);
            words(located, "/process/" + i + "/text", matter.process().get(i).text());
        }
        for (int i = 0; i < matter.special().size(); i++) {
            var special = matter.special().get(i);
            var when = special.when();
            if (when != null) when(located, "/special/" + i + "/when", when, matter);
            basis(located, "/special/" + i, special.basis(), sources, used);
            words(located, "/special/" + i + "/title", special.title());
            words(located, "/special/" + i + "/text", special.text());
        }
        duplicates(located, "/materials", matter.materials(), m -> m.id());
        duplicates(located, "/conditions", matter.conditions(), c -> c.id());
        duplicates(located, "/situations", matter.situations(), s -> s.id());
        duplicates(located, "/special", matter.special(), s -> s.id());
        templates.stream()
                .map(Located::value)
                .filter(t -> t.matter().equals(matter.id()))
                .forEach(t -> used.addAll(t.cites()));
        sources(located, "/legal-basis", matter.legalBasis(), used);
        sources(located, "/sources", matter.sources(), used);
    }

    private void sources(
            Located<Matter> located, String pointer, List<banshi.corpus.Source> sources, Set<String> used) {
        for (int i = 0; i < sources.size(); i++) {
            var source = sources.get(i);
            if (!used.contains(source.id()) && !faulty.contains(templatesFile(located.value())))
                warning(located, pointer + "/" + i, "依据“" + source.id() + "”没有用到；请写进某处的 basis 或 cites，或者删掉");
            if (source.url() != null) known(located, pointer + "/" + i + "/url", "网址", source.url(), addresses, LINKS);
        }
        duplicates(located, pointer, sources, s -> s.id());
    }

    private void fact(Located<Matter> located, String pointer, Fact fact, Set<String> sources, Set<String> used) {
        basis(located, pointer, fact.basis(), sources, used);
        validity(located, pointer + "/valid", fact.validity(), "这条事实");
        words(located, pointer + "/text", fact.text());
        for (int i = 0; i < fact.variants().size(); i++) {
            var variant = fact.variants().get(i);
            var at = pointer + "/variants/" + i;
            when(located, at + "/when", variant.condition(), located.value());
            basis(located, at, variant.basis(), sources, used);
            validity(located, at + "/valid", variant.validity(), "这条事实");
            words(located, at + "/text", variant.text());
            if (variant.condition().always() && variant.region() == null)
                error(located, at, "没有写这种说法什么时候用；必须写 when（情形）或 region（地区）");
        }
    }

    private void basis(
            Located<Matter> located, String pointer, List<String> basis, Set<String> sources, Set<String> used) {
        used.addAll(basis);
        for (int i = 0; i < basis.size(); i++) {
            known(located, pointer + "/basis/" + i, "依据", basis.get(i), sources, "");
        }
    }

    private <T> void duplicates(Located<?> located, String pointer, List<T> all, Function<T, String> id) {
        var seen = new HashSet<String>();
        for (int i = 0; i < all.size(); i++) {
            var name = id.apply(all.get(i));
            if (!seen.add(name)) error(located, pointer + "/" + i + "/id", "“" + name + "”出现了两次；请只留一个");
        }
    }

    // ---- situations ----

    private void situations(Located<Matter> located) {
        var matter = located.value();
        var mentioned = mentionedSituations(matter);
        for (int i = 0; i < matter.situations().size(); i++) {
            var situation = matter.situations().get(i);
            var at = "/situations/" + i;
            when(located, at + "/when", situation.arises(), matter);
            duplicates(located, at + "/options", situation.options(), Situation.Option::id);
            if (!reachable(situation, matter, new HashMap<>(), new HashSet<>()))
                error(located, at, "情形“" + situation.id() + "”永远不会出现：它的 when 自相矛盾，或者绕成了一个圈；请改 when");
            if (!mentioned.contains(situation.id()) && !faulty.contains(templatesFile(matter)))
                error(
                        located,
                        at,
                        "情形“" + situation.id() + "”问了也没有用：没有一处 when 写到它；请写进材料、条件、步骤、事实、特殊情形、outcomes"
                                + " 或模板的 when，或者删掉这个情形");
        }
    }

    private Set<String> mentionedSituations(Matter matter) {
        var whens = new ArrayList<When>();
        matter.situations().forEach(s -> whens.add(s.arises()));
        matter.outcomes().forEach(o -> whens.add(o.when()));
        matter.conditions().forEach(c -> whens.add(c.applies()));
        matter.materials().forEach(m -> whens.add(m.needed()));
        matter.process().forEach(p -> whens.add(p.applies()));
        for (var special : matter.special()) {
            var when = special.when();
            if (when != null) whens.add(when);
        }
        matter.allFacts().values().forEach(f -> f.variants().forEach(v -> whens.add(v.condition())));
        templates.stream()
                .map(Located::value)
                .filter(t -> t.matter().equals(matter.id()))
                .forEach(t -> whens.add(t.condition()));
        return whens.stream().flatMap(w -> w.anyOf().keySet().stream()).collect(Collectors.toSet());
    }

    /** Whether all that must have been answered before the situation arises can be true together. */
    private boolean reachable(Situation situation, Matter matter, Map<String, Set<String>> needed, Set<String> path) {
        if (!path.add(situation.id())) return false;
        for (var entry : situation.arises().anyOf().entrySet()) {
            var options = needed.computeIfAbsent(entry.getKey(), k -> new HashSet<>(entry.getValue()));
            options.retainAll(entry.getValue());
            if (options.isEmpty()) return false;
            var before = matter.situations().stream()
                    .filter(s -> s.id().equals(entry.getKey()))
                    .findFirst();
            if (before.isPresent() && !reachable(before.get(), matter, needed, path)) return false;
        }
        path.remove(situation.id());
        return true;
    }

    private void when(Located<?> located, String pointer, When when, Matter matter) {
        for (var entry : when.anyOf().entrySet()) {
            Optional<Situation> situation = matter.situations().stream()
                    .filter(s -> s.id().equals(entry.getKey()))
                    .findFirst();
            var at = pointer + "/" + entry.getKey();
            if (situation.isEmpty()) {
                error(
                        located,
                        at,
                        "事项“" + matter.id() + "”没有情形“" + entry.getKey() + "”；可以写："
                                + list(ids(matter.situations(), Situation::id)));
                continue;
            }
            var options = ids(situation.get().options(), Situation.Option::id);
            for (String option : entry.getValue()) {
                if (!options.contains(option))
                    error(located, at, "情形“" + entry.getKey() + "”没有选项“" + option + "”；可以写：" + list(options));
            }
        }
    }

    // ---- templates ----

    private void template(Located<ReplyTemplate> located) {
        var template = located.value();
        validity(located, "/valid", template.validity(), "这条模板");
        known(located, "/aspect", "要素", template.aspect(), aspectIds, ASPECTS);
        onlyByReference(located, "/text", template.text());
        onlyByReference(located, "/spoken", template.spoken());
        length(located, template.text());
        var matter = matterById.get(template.matter());
        if (matter == null) {
            knownMatterWithFile(located, template.matter());
            return;
        }
        when(located, "/when", template.condition(), matter.value());
        tags(located, "/text", template.text(), matter.value());
        tags(located, "/spoken", template.spoken(), matter.value());
        var sources = ids(matter.value().allSources(), s -> s.id());
        for (int i = 0; i < template.cites().size(); i++) {
            known(located, "/cites/" + i, "依据", template.cites().get(i), sources, "");
        }
        var id = template.matter() + "." + template.aspect();
        if (aspectIds.contains(template.aspect()) && !(template.id() + ".").startsWith(id + "."))
            error(located, "/id", "编号和事项、要素对不上；应当是“" + id + "”，或者以“" + id + ".”开头");
        verdict(located, matter.value());
    }

    /** Facts change in one place: a template says none of its own. */
    private void onlyByReference(Located<ReplyTemplate> located, String pointer, String text) {
        var words = TAG.matcher(text).replaceAll("◇");
        for (var pattern : List.of(ADDRESS, PHONE, LITERAL)) {
            pattern.matcher(words)
                    .results()
                    .map(m -> m.group())
                    .forEach(
                            literal -> error(
                                    located,
                                    pointer,
                                    "模板里不能直接写“" + literal
                                            + "”：金额、时间、电话、网址只能用标签，如 {{fee}}、{{time-limit}}、{{hotline}}；没有合适的就写进事项的 facts，用 {{fact.编号}}"));
        }
    }

    private void length(Located<ReplyTemplate> located, String text) {
        long length = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        if (length < TEMPLATE_LEAST || length > TEMPLATE_MOST)
            error(
                    located,
                    "/text",
                    "模板有 " + length + " 个字（标签在内，空白不算）；应当是 " + TEMPLATE_LEAST + " 到 " + TEMPLATE_MOST + " 个字");
    }

    private void verdict(Located<ReplyTemplate> located, Matter matter) {
        var template = located.value();
        var aspect = template.aspect().value();
        if (template.verdict() == null && (aspect.equals("can-online") || aspect.equals("conditions")))
            error(located, "/id", "要素“" + aspect + "”的模板缺少字段 verdict；可以写：\"yes\"、\"no\"（要加引号）、depends");
        var expected = matter.online().mode().verdict();
        if (aspect.equals("can-online")
                && template.condition().always()
                && template.verdict() != null
                && template.verdict() != expected)
            error(
                    located,
                    "/verdict",
                    "verdict 是 " + json(template.verdict()) + "，但事项“" + matter.id() + "”的 online.mode 是 "
                            + json(matter.online().mode()) + "；请把 verdict 改成 " + json(expected) + "，或者改 online.mode");
    }

    private void tags(Located<ReplyTemplate> located, String field, String text, Matter matter) {
        TemplateText parsed;
        try {
            parsed = TemplateText.parse(text);
        } catch (IllegalArgumentException e) {
            error(located, field, String.valueOf(e.getMessage()));
            return;
        }
        for (String tag : parsed.inlineTags()) {
            if (NamedFacts.of(matter).contains(tag)) {
                given(located, field, tag, matter);
                continue;
            }
            error(
                    located,
                    field,
                    "事项“" + matter.id() + "”没有 {{" + tag + "}} 这条事实；标签里可以写：" + list(NamedFacts.of(matter)));
        }
        for (var block : parsed.blocks()) {
            if (nothing(block, matter))
                error(located, field, "事项“" + matter.id() + "”没有 {{" + block.tag() + "}} 要列的内容；请补上，或者去掉这个标签");
        }
        if (field.equals("/spoken") && !parsed.blocks().isEmpty())
            error(located, field, "spoken 是电话里念的，不能有整块的标签；请写成一两句话");
    }

    private static boolean nothing(BlockTag block, Matter matter) {
        return switch (block) {
            case MATERIALS -> matter.materials().isEmpty();
            case CONDITIONS -> matter.conditions().isEmpty();
            case STEPS -> matter.process().isEmpty();
            case ONLINE_LINK -> matter.online().link() == null;
            case SPECIAL, NEIGHBOURS -> false; // a matter may well have none; the block is then left out
        };
    }

    /** What the outside source did not give is no answer. */
    private void given(Located<ReplyTemplate> located, String field, String tag, Matter matter) {
        if (!imported || faulty.contains(LINKS)) return;
        NamedFacts.find(matter, tag, allowed)
                .filter(fact -> fact.text().equals(City.NOT_GIVEN))
                .ifPresent(fact -> error(
                        located,
                        field,
                        "事项“" + matter.id() + "”的 {{" + tag + "}} " + City.NOT_GIVEN + "，模板不能用；请补上这条事实，或者删掉模板"));
    }

    private void templatesOf(Located<Matter> located) {
        var matter = located.value();
        if (faulty.contains(templatesFile(matter))) return;
        var own = templates.stream()
                .map(Located::value)
                .filter(t -> t.matter().equals(matter.id()))
                .toList();
        for (var aspect : aspects) {
            if (imported || !aspect.value().core()) continue;
            boolean has = own.stream()
                    .anyMatch(t -> t.aspect().equals(aspect.value().id())
                            && t.condition().always()
                            && t.region() == null
                            && t.audience() == null);
            if (!has)
                error(
                        located,
                        "/id",
                        templatesFile(matter) + " 缺少要素“" + aspect.value().id()
                                + "”的通用模板；请加一条不写 when、region、audience 的");
        }
        record Case(
                AspectId aspect,
                When when,
                @Nullable String region,
                @Nullable String audience) {}
        var cases = new HashMap<Case, List<Located<ReplyTemplate>>>();
        for (var template : templates) {
            var t = template.value();
            if (!t.matter().equals(matter.id())) continue;
            var earlier = cases.computeIfAbsent(
                    new Case(t.aspect(), t.condition(), t.region(), t.audience()), c -> new ArrayList<>());
            earlier.stream()
                    .filter(e -> e.value().validity().overlaps(t.validity()))
                    .findFirst()
                    .ifPresent(e -> error(
                            template,
                            "/id",
                            "模板“" + e.value().id() + "”（第 "
                                    + e.positions().of(e.pointer()).line()
                                    + " 行）管的是同一个要素、同一种情况；请让两条的 when、region、audience 或 valid 有所不同"));
            earlier.add(template);
        }
    }

    // ---- questions, topics ----

    private void questions() {
        var seen = new HashMap<String, Located<?>>();
        var counts = new HashMap<MatterId, Map<AspectId, Integer>>();
        for (var located : phrasings) {
            var phrasing = located.value();
            known(located, "/aspect", "要素", phrasing.aspect(), aspectIds, ASPECTS);
            var matter = matterById.get(phrasing.matter());
            if (matter == null) {
                knownMatterWithFile(located, phrasing.matter());
                continue;
            }
            once(located, "/text", phrasing.text(), seen);
            style(located, matter.value());
            counts.computeIfAbsent(phrasing.matter(), m -> new HashMap<>()).merge(phrasing.aspect(), 1, Integer::sum);
        }
        for (var located : pairs) {
            var pair = located.value();
            known(located, "/aspect", "要素", pair.aspect(), aspectIds, ASPECTS);
            if (!matterById.containsKey(pair.matter())) {
                knownMatterWithFile(located, pair.matter());
                continue;
            }
            knownMatter(located, "/neighbour", pair.neighbour());
            once(located, "/ours", pair.ours(), seen);
            once(located, "/theirs", pair.theirs(), seen);
        }
        var core = aspects.stream()
                .map(Located::value)
                .filter(Aspect::core)
                .map(Aspect::id)
                .collect(Collectors.toSet());
        for (var template : templates) {
            var t = template.value();
            if (!t.condition().always() || t.region() != null || !matterById.containsKey(t.matter())) continue;
            if (faulty.contains(questionsFile(t.matter())) || !aspectIds.contains(t.aspect())) continue;
            int count = counts.getOrDefault(t.matter(), Map.of()).getOrDefault(t.aspect(), 0);
            int least = imported ? 1 : core.contains(t.aspect()) ? LEAST_PHRASINGS : LEAST_OPTIONAL_PHRASINGS;
            if (count < least)
                error(
                        template,
                        "/aspect",
                        questionsFile(t.matter()) + " 里要素“" + t.aspect() + "”只有 " + count + " 句问法；至少要有 " + least
                                + " 句");
        }
    }

    private void once(Located<?> located, String field, String text, Map<String, Located<?>> seen) {
        var earlier = seen.putIfAbsent(UNHEARD.matcher(text).replaceAll(""), located);
        if (earlier != null)
            error(
                    located,
                    field,
                    "同样的问法在 " + earlier.file() + ":"
                            + earlier.positions().of("").line() + " 已经有了；请只留一个");
    }

    /** What can be told of a style by counting and looking for names. */
    private void style(Located<Phrasing> located, Matter matter) {
        var phrasing = located.value();
        int length = phrasing.text().codePointCount(0, phrasing.text().length());
        if (phrasing.style() == Phrasing.Style.LONG && (length < Phrasing.LONG_LEAST || length > Phrasing.LONG_MOST))
            error(
                    located,
                    "/text",
                    "这句有 " + length + " 个字；long 应当是 " + Phrasing.LONG_LEAST + " 到 " + Phrasing.LONG_MOST
                            + " 个字，请写长些、写短些，或者换一个 style");
        if (phrasing.style() == Phrasing.Style.FOLLOW_UP && !shortNames.contains(spokenOf(phrasing.text())))
            error(located, "/text", "follow-up 是接着前面说的，开头要写前面那件事的简称和一个逗号，比如“" + matter.shortName() + "，多久能好”");
        if (phrasing.style() != Phrasing.Style.EUPHEMISM) return;
        Stream.concat(Stream.of(matter.name(), matter.shortName()), matter.aliases().stream())
                .filter(phrasing.text()::contains)
                .findFirst()
                .ifPresent(
                        name -> error(located, "/text", "这句里有事项的名称“" + name + "”；euphemism 是不说名称的，请换个说法，或者换一个 style"));
    }

    private static String spokenOf(String followUp) {
        int end = followUp.indexOf(Phrasing.GOES_ON);
        return end < 0 ? "" : followUp.substring(0, end);
    }

    private void pairsOf(Located<Matter> located) {
        var matter = located.value();
        var file = "pairs/" + matter.id() + ".tsv";
        if (imported || faulty.contains(file)) return;
        for (int i = 0; i < matter.neighbours().size(); i++) {
            var neighbour = matter.neighbours().get(i).matter();
            if (!knownMatters.contains(neighbour)) continue;
            long count = pairs.stream()
                    .map(Located::value)
                    .filter(p -> p.matter().equals(matter.id()) && p.neighbour().equals(neighbour))
                    .count();
            if (count < LEAST_PAIRS)
                error(
                        located,
                        "/neighbours/" + i + "/matter",
                        file + " 里和“" + neighbour + "”的易混问法只有 " + count + " 对；至少要有 " + LEAST_PAIRS + " 对");
        }
    }

    private void tellings() {
        var said = new HashMap<String, Located<Telling>>();
        for (var located : tellings) {
            var telling = located.value();
            if (TellingPattern.parse(telling.says()).isEmpty())
                error(
                        located,
                        "/says",
                        "“" + telling.says() + "”不是一句说法；只写字和“…”，最多一个 {岁 0-15}、{天 31-}、{外省} 这样的空，等号只放在最前面");
            var twin = said.putIfAbsent(telling.matter() + " " + telling.situation() + " " + telling.says(), located);
            if (twin != null)
                error(
                        located,
                        "/says",
                        "同样的说法在 " + twin.file() + ":"
                                + twin.positions().of(twin.pointer()).line() + " 已经有了；一句话只能说明一个选项");
            var matter = matterById.get(telling.matter());
            if (matter == null) {
                knownMatterWithFile(located, telling.matter());
                continue;
            }
            var situation = matter.value().situations().stream()
                    .filter(s -> s.id().equals(telling.situation()))
                    .findFirst();
            if (situation.isEmpty())
                error(
                        located,
                        "/situation",
                        "事项“" + telling.matter() + "”没有情形“" + telling.situation() + "”；可以写："
                                + list(ids(matter.value().situations(), Situation::id)));
            else if (situation.get().options().stream().noneMatch(o -> o.id().equals(telling.option())))
                error(
                        located,
                        "/option",
                        "情形“" + telling.situation() + "”没有选项“" + telling.option() + "”；可以写："
                                + list(ids(situation.get().options(), Situation.Option::id)));
        }
    }

    private void bundle(Located<Bundle> located) {
        var bundle = located.value();
        words(located, "/name", bundle.name());
        words(located, "/summary", bundle.summary());
        for (int i = 0; i < bundle.steps().size(); i++) {
            var step = bundle.steps().get(i);
            if (step.matter() != null) knownMatter(located, "/steps/" + i + "/matter", step.matter());
            words(located, "/steps/" + i + "/name", step.name());
            if (step.note() != null) words(located, "/steps/" + i + "/note", step.note());
        }
        if (bundle.steps().stream().noneMatch(s -> s.matter() != null))
            error(located, "/steps", "没有一个环节是我们的事项；至少要有一个环节写 matter");
        duplicates(located, "/sources", bundle.sources(), s -> s.id());
    }

    private void topic(Located<Topic> located) {
        var topic = located.value();
        if (topic.phone() != null) phone(located, "/phone", topic.phone());
        if (!topic.choices().isEmpty() && topic.act() != Topic.Act.CLARIFY)
            error(located, "/choices", "只有 act 是 clarify 的话题才能给人选事项；请去掉 choices，或者把 act 改成 clarify");
        for (int i = 0; i < topic.choices().size(); i++) {
            var choice = topic.choices().get(i);
            if (!matterFiles.contains(choice))
                error(located, "/choices/" + i, "没有事项文件 " + choice + ".yaml；请改成已有的事项" + closest(choice, matterFiles));
        }
        for (int i = 0; i < topic.words().size(); i++)
            topicWord(located, "/words/" + i, topic.words().get(i));
        words(located, "/text", topic.text());
        TemplateText parsed;
        try {
            parsed = TemplateText.parse(topic.text());
        } catch (IllegalArgumentException e) {
            error(located, "/text", String.valueOf(e.getMessage()));
            return;
        }
        for (String tag : parsed.inlineTags()) {
            if (tag.equals("phone")) {
                if (topic.phone() == null)
                    error(located, "/text", "用了 {{phone}}，但没有字段 phone；请补上 phone，或者写 {{phone.电话编号}}");
            } else if (tag.startsWith("phone.")) phone(located, "/text", tag.substring("phone.".length()));
            else error(located, "/text", notForTopics(tag));
        }
        for (var block : parsed.blocks()) {
            error(located, "/text", notForTopics(block.tag()));
        }
    }

    /** Letters that come together by chance are no sign: 西藏独生子女, 今日你们上班吗. */
    private void topicWord(Located<Topic> located, String pointer, String word) {
        var twin = wordsOfTopics.putIfAbsent(word, located.value().id());
        if (twin != null) error(located, pointer, "字眼“" + word + "”在话题 " + twin + " 里也有；一个字眼只能归一个话题，请去掉一处");
        int at = saidOfMatters().indexOf(word);
        if (at < 0) return;
        var said = line(saidOfMatters(), at);
        error(located, pointer, "办事的人也会这样说：“" + said + "”；字眼“" + word + "”会把他挡在外面，请去掉，或者写得更长一些");
    }

    /** What people with a matter say, a line each: looked through some fifty times, once for each word. */
    private String saidOfMatters() {
        if (saidOfMatters == null)
            saidOfMatters = Stream.concat(
                            phrasings.stream().map(p -> p.value().text()),
                            tellings.stream().map(t -> t.value().says()))
                    .collect(Collectors.joining("\n"));
        return saidOfMatters;
    }

    private static String line(String text, int at) {
        int end = text.indexOf('\n', at);
        return text.substring(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length() : end);
    }

    private static String notForTopics(String tag) {
        return "话题里不能用 {{" + tag + "}}；只能用 {{phone}} 和 {{phone.电话编号}}";
    }

    // ---- shared ----

    /** No address and no number that is not on the allow-list. */
    private void words(Located<?> located, String pointer, String text) {
        if (faulty.contains(LINKS)) return;
        ADDRESS.matcher(text).results().map(m -> m.group()).forEach(address -> {
            if (!addresses.contains(address))
                error(
                        located,
                        pointer,
                        Complaint.About.LINK,
                        "网址 " + address + " 不在白名单里；请先加进 links.yaml 的 links，或者去掉，模板里可以写 {{online.link}}");
        });
        PHONE.matcher(text).results().map(m -> m.group()).forEach(number -> {
            if (!numbers.contains(number))
                error(located, pointer, Complaint.About.LINK, "电话 " + number + " 不在白名单里；请先加进 links.yaml 的 phones，或者去掉");
        });
    }

    private void validity(Located<?> located, String pointer, Validity validity, String what) {
        var until = validity.until();
        if (until == null) return;
        if (validity.expiredBefore(today))
            error(located, pointer, Complaint.About.EXPIRY, what + "的有效期到 " + until + "，已经过期；请更新，或者删掉");
        else if (!until.isAfter(today.plusDays(EXPIRES_SOON_DAYS)))
            warning(located, pointer, Complaint.About.EXPIRY, what + "的有效期到 " + until + "，快要过期；请及时更新");
    }

    private void phone(Located<?> located, String pointer, String id) {
        known(located, pointer, "电话", id, phoneIds, LINKS);
    }

    private void knownMatter(Located<?> located, String pointer, MatterId id) {
        if (!knownMatters.contains(id) && !faulty.contains(CATALOGUE))
            error(located, pointer, "没有事项“" + id + "”；请给它写一个文件，或者加进 catalogue.yaml" + closest(id, knownMatters));
    }

    /** Said once a file; a matter file that is there but faulty has complaints of its own. */
    private void knownMatterWithFile(Located<?> located, MatterId id) {
        if (!matterFiles.contains(id) && withoutMatter.add(located.file()))
            error(located, "", "没有事项文件 " + id + ".yaml；请在 matters/ 下写一个，或者改成已有的事项" + closest(id, matterFiles));
    }

    /** @param from the file that defines the ids, where it is another one */
    private <T> void known(Located<?> located, String pointer, String kind, T id, Set<T> ids, String from) {
        if (ids.contains(id) || faulty.contains(from)) return;
        var where = from.isEmpty() ? "本事项 legal-basis、sources" : " " + from;
        error(
                located,
                pointer,
                from.equals(LINKS) ? Complaint.About.LINK : Complaint.About.OTHER,
                "没有" + kind + "“" + id + "”；可以写" + where + " 里的：" + list(ids));
    }

    /** The ids that look most like it: a list of all matters would be too long to read. */
    private static String closest(MatterId id, Collection<MatterId> ids) {
        if (ids.isEmpty()) return "";
        return "，最像的是："
                + ids.stream()
                        .map(MatterId::value)
                        .sorted(Comparator.<String>comparingInt(other -> EditDistance.between(id.value(), other))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(3)
                        .collect(Collectors.joining("、"));
    }

    private static String templatesFile(Matter matter) {
        return "templates/" + matter.id() + ".yaml";
    }

    private static String questionsFile(MatterId matter) {
        return "questions/" + matter + ".tsv";
    }

    /** As it is written in the files: yes, not YES. */
    private static String json(@Nullable Enum<?> value) {
        return ContentJson.mapper().valueToTree(value).asString();
    }

    private static <T, K> Set<K> ids(Collection<T> all, Function<T, K> id) {
        return all.stream().map(id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String list(Collection<?> ids) {
        return ids.isEmpty() ? "（还没有）" : ids.stream().map(Object::toString).collect(Collectors.joining("、"));
    }

    private void error(Located<?> located, String pointer, String what) {
        error(located, pointer, Complaint.About.OTHER, what);
    }

    private void error(Located<?> located, String pointer, Complaint.About about, String what) {
        complaints.add(located.complaint(pointer, Complaint.Severity.ERROR, about, what));
    }

    private void warning(Located<?> located, String pointer, String what) {
        warning(located, pointer, Complaint.About.OTHER, what);
    }

    private void warning(Located<?> located, String pointer, Complaint.About about, String what) {
        complaints.add(located.complaint(pointer, Complaint.Severity.WARNING, about, what));
    }
}
