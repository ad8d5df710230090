package banshi.assistant.answer;

import banshi.assistant.Application;
import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Guide;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Move;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.corpus.AllowList;
import banshi.corpus.Aspect;
import banshi.corpus.AspectId;
import banshi.corpus.Bundle;
import banshi.corpus.BundleId;
import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.Situation;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import banshi.corpus.template.BlockTag;
import banshi.corpus.template.NamedFacts;
import banshi.corpus.template.TemplateText;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import banshi.graph.Requirements;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the approved words for a move (组稿): chooses the template, fills its facts in, cites what they rest on. Thread-safe, the same to everybody. */
public final class Composer {
    private static final String UNSURE = "以窗口答复为准";
    private static final String UNSURE_SPOKEN = "，" + UNSURE;
    private static final String GOV_HOTLINE = "gov-hotline";
    private static final int FOLLOW_UPS = 3;
    private static final int OTHERWISE = 3;
    /** Of this aspect the online entry is the platform itself, not where one applies. */
    private static final AspectId PROGRESS = new AspectId("progress");

    private static final AspectId PROCESS = new AspectId("process");

    /** Of these aspects an answer to somebody who has told the case says what that case needs. */
    private static final Set<AspectId> LISTS =
            aspects("overview", "conditions", "process", "special", "can-online", "agent-proxy");

    /** The verdict on these is about them, not about the application. */
    private static final Set<AspectId> OWN_VERDICT = aspects("can-online", "agent-proxy");

    /** What people ask next, in this order, after each aspect. */
    private static final Map<String, List<String>> NEXT_ASPECTS = Map.of(
            "materials", List.of("where-when", "can-online", "time-limit"),
            "process", List.of("materials", "where-when", "fee"),
            "where-when", List.of("materials", "time-limit", "fee"),
            "fee", List.of("materials", "time-limit", "where-when"),
            "time-limit", List.of("progress", "result-delivery", "materials"),
            "can-online", List.of("process", "materials", "time-limit"),
            "agent-proxy", List.of("materials", "can-online", "where-when"),
            "conditions", List.of("materials", "process", "where-when"),
            "result-delivery", List.of("time-limit", "progress", "where-when"));

    private static final List<String> USUALLY_NEXT = List.of("materials", "process", "where-when", "fee");

    private final KnowledgeGraph graph;
    private final AllowList allowed;
    private final Map<AspectId, Aspect> aspects = new LinkedHashMap<>();
    private final Map<TopicId, Topic> topics = new HashMap<>();
    private final Map<BundleId, Bundle> bundles = new HashMap<>();
    private final Map<MatterId, Map<AspectId, List<ReplyTemplate>>> templates = new HashMap<>();
    /** The answers that were composed, so that none is twice. */
    private final Kept<Wanted, Optional<Reply.Answer>> composed = new Kept<>();

    /** The applications that can be started, and those that cannot. */
    private final Kept<Begun, Boolean> startable = new Kept<>();

    private record Begun(Application application, LocalDate day) {}

    /** All that an answer's words depend on. */
    private record Wanted(
            MatterId matter,
            AspectId aspect,
            @Nullable String region,
            LocalDate day,
            Circumstances known,
            @Nullable Situation asked,
            boolean lasting) {}

    /** Composes from checked content. */
    public Composer(Content content, KnowledgeGraph graph) {
        this.graph = graph;
        this.allowed = content.allowList();
        content.aspects().forEach(a -> aspects.put(a.id(), a));
        content.topics().forEach(t -> topics.put(t.id(), t));
        content.bundles().forEach(b -> bundles.put(b.id(), b));
        for (var template : content.templates())
            templates
                    .computeIfAbsent(template.matter(), m -> new HashMap<>())
                    .computeIfAbsent(template.aspect(), a -> new ArrayList<>())
                    .add(template);
    }

    private static Set<AspectId> aspects(String... ids) {
        return Arrays.stream(ids).map(AspectId::new).collect(Collectors.toUnmodifiableSet());
    }

    /** The aspects that have a template, by matter. */
    public Map<MatterId, Set<AspectId>> answerable() {
        var answerable = new HashMap<MatterId, Set<AspectId>>();
        templates.forEach((matter, byAspect) -> answerable.put(matter, Set.copyOf(byAspect.keySet())));
        return answerable;
    }

    /** Words for a move where nothing is known of the case. */
    public Reply compose(Move move, Reading reading, Utterance utterance) {
        return compose(move, reading, utterance, Circumstances.NONE, null, false);
    }

    /**
     * Words for a move.
     *
     * @param known of the case, for an answer
     * @param asked the situation to ask about behind the answer; null for none
     * @param lasting whether to say first how long what one gets is valid
     */
    public Reply compose(
            Move move,
            Reading reading,
            Utterance utterance,
            Circumstances known,
            @Nullable Situation asked,
            boolean lasting) {
        return switch (move) {
            case Move.Answer(var candidate) -> answer(candidate, reading, utterance, known, asked, lasting);
            case Move.Clarify(var readings) -> clarify(readings, reading);
            case Move.Together(var bundle) -> together(bundle, reading);
            case Move.PassOn(var matter) -> passOn(matter, reading);
            case Move.Address(var topic) -> address(topic, reading);
            case Move.GiveUp() -> giveUp(reading);
        };
    }

    // ---- answers ----

    private Reply answer(
            Candidate candidate,
            Reading reading,
            Utterance utterance,
            Circumstances known,
            @Nullable Situation asked,
            boolean lasting) {
        var wanted = new Wanted(
                candidate.matter(), candidate.aspect(), utterance.region(), utterance.day(), known, asked, lasting);
        var done = composed.of(wanted, this::composed);
        return done.isEmpty()
                ? passOn(candidate.matter(), reading)
                : done.get().readAs(candidate.p(), reading.candidates());
    }

    /**
     * The answer to a reading, for whoever asks by ids rather than in words.
     *
     * @param known of the case
     * @param day on which it must be valid
     * @return nothing where there is no approved answer
     */
    public Optional<Reply.Answer> answer(Candidate candidate, Circumstances known, LocalDate day) {
        var wanted = new Wanted(candidate.matter(), candidate.aspect(), null, day, known, null, false);
        return composed.of(wanted, this::composed).map(done -> done.readAs(candidate.p(), List.of(candidate)));
    }

    // ---- applications ----

    /** Whether it is made online that day, and nothing that is known stands in its way. */
    public boolean canStart(Application application, LocalDate day) {
        return startable.of(
                new Begun(application, day),
                begun -> started(begun.application(), begun.day()).isPresent());
    }

    /**
     * What somebody needs who applies.
     *
     * @param day on which it must be valid
     * @param release the id to name
     * @return nothing where there is no such matter or case, or {@link #canStart} says no
     */
    public Optional<Guide> guide(Application application, LocalDate day, String release) {
        return started(application, day).map(filled -> filled.guide(release));
    }

    private Optional<Filled> started(Application application, LocalDate day) {
        var wanted = new Wanted(application.matter(), PROCESS, null, day, application.known(), null, false);
        return graph.matter(application.matter())
                .filter(matter -> matter.validity().holds(day) && isOnline(matter))
                .filter(matter -> knowsAll(matter, application.known()))
                .flatMap(matter -> template(wanted).map(template -> new Filled(matter, template, wanted)))
                .filter(filled -> !filled.requirements.isRefused());
    }

    private static boolean isOnline(Matter matter) {
        return matter.online().mode() != Matter.OnlineMode.NONE
                && matter.online().link() != null;
    }

    private static boolean knowsAll(Matter matter, Circumstances known) {
        return known.known().entrySet().stream()
                .allMatch(told -> matter.situations().stream()
                        .filter(situation -> situation.id().equals(told.getKey()))
                        .flatMap(situation -> situation.options().stream())
                        .anyMatch(option -> option.id().equals(told.getValue())));
    }

    private Optional<Reply.Answer> composed(Wanted wanted) {
        return graph.matter(wanted.matter())
                .filter(matter -> matter.validity().holds(wanted.day()))
                .flatMap(matter -> template(wanted).map(template -> new Filled(matter, template, wanted).answer()));
    }

    /** The most specific template that holds: situation before region before audience, then by id. */
    private Optional<ReplyTemplate> template(Wanted wanted) {
        return templates.getOrDefault(wanted.matter(), Map.of()).getOrDefault(wanted.aspect(), List.of()).stream()
                .filter(t -> t.validity().holds(wanted.day()))
                .filter(t -> wanted.known().truth(t.condition()) == Circumstances.Truth.YES)
                .filter(t -> KnowledgeGraph.holdsIn(t.region(), wanted.region()))
                .filter(t -> t.audience() == null)
                .max(Comparator.comparingInt(
                                (ReplyTemplate t) -> t.condition().anyOf().size())
                        .thenComparingInt(
                                t -> t.region() == null ? 0 : t.region().length())
                        .thenComparing(t -> t.id(), Comparator.reverseOrder()));
    }

    /** One template being filled in for one citizen. */
    private final class Filled {
        private final Matter matter;
        private final ReplyTemplate template;
        private final Wanted wanted;
        private final Requirements requirements;
        private final Set<String> basis = new LinkedHashSet<>();
        private final List<RequiredMaterial> materials = new ArrayList<>();

        Filled(Matter matter, ReplyTemplate template, Wanted wanted) {
            this.matter = matter;
            this.template = template;
            this.wanted = wanted;
            requirements = graph.requirements(matter.id(), wanted.known());
        }

        /** As if it were certain. */
        Reply.Answer answer() {
            var blocks = new ArrayList<Block>();
            var told = String.join("；", told());
            boolean refused = requirements.isRefused();
            if (refused) blocks.addAll(refusal(told));
            if (wanted.lasting()) blocks.add(new Block.Text("有效期：" + words(matter.resultValidity()) + "。"));
            if (!refused) {
                for (var paragraph : TemplateText.parse(template.text()).paragraphs()) {
                    switch (paragraph) {
                        case TemplateText.Prose prose -> blocks.add(new Block.Text(prose.render(this::fact)));
                        case TemplateText.Block(BlockTag tag) -> blocks.addAll(block(tag, announced(blocks)));
                    }
                }
                if (!told.isEmpty()) blocks.addAll(Math.min(1, blocks.size()), ofTheCase(told)); // the answer first
                if (!told.isEmpty() && LISTS.contains(template.aspect()) && materials.isEmpty())
                    blocks.addAll(materials("您这种情况要准备的"));
            }
            basis.addAll(template.cites());
            if (basis.isEmpty()) basis.addAll(matter.summary().basis());
            if (!refused) offer(blocks);
            var words =
                    TemplateText.parse(template.spoken()).paragraphs().getFirst() instanceof TemplateText.Prose prose
                            ? prose.render(name -> fact(name, text -> text + UNSURE_SPOKEN))
                            : template.spoken();
            return new Reply.Answer(
                    matter.id(),
                    template.aspect(),
                    1,
                    verdict(refused, !told.isEmpty()),
                    blocks,
                    materials,
                    citations(),
                    template.id(),
                    words,
                    List.of());
        }

        /** What to pick: an answer to the question about the case, else what is asked next. */
        private void offer(List<Block> blocks) {
            var asked = wanted.asked();
            if (asked != null) {
                var options = new ArrayList<Choice>();
                for (var option : asked.options())
                    options.add(new Choice(
                            String.valueOf(options.size() + 1),
                            option.label(),
                            matter.id(),
                            template.aspect(),
                            option.id()));
                blocks.add(new Block.Choices(options, "想给您说得更准些，" + asked.question()));
                return;
            }
            var followUps = followUps();
            if (!followUps.isEmpty()) blocks.add(new Block.Choices(followUps, "您可能还想问："));
        }

        /** What the citizen needs beside an answer. */
        Guide guide(String release) {
            var blocks = materials("");
            return new Guide(
                    matter.id(),
                    matter.shortName(),
                    words(matter.summary()),
                    told(),
                    only(Block.Checklist.class, blocks),
                    only(Block.Points.class, blocks),
                    steps(),
                    link(),
                    release);
        }

        private static <T> List<T> only(Class<T> kind, List<Block> blocks) {
            return blocks.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        /** What is known of the case, as it is said: 丢了, 12岁. */
        private List<String> told() {
            var said = new ArrayList<String>();
            for (var situation : matter.situations()) {
                var option = wanted.known().known().get(situation.id());
                for (var one : situation.options())
                    if (one.id().equals(option)) said.add(KnowledgeGraph.statement(situation, one));
            }
            return said;
        }

        /** What was told, what an examination has to decide, and what may be quicker elsewhere. */
        private List<Block> ofTheCase(String told) {
            var blocks = new ArrayList<Block>();
            var examined = reasons(requirements.outcomes(Verdict.DEPENDS));
            blocks.add(new Block.Text("您说的是：" + told + "。" + (examined.isEmpty() ? "" : "能不能办要看情况：" + examined)));
            var advice = reasons(requirements.outcomes(Verdict.YES));
            if (!advice.isEmpty()) blocks.add(new Block.Text(advice));
            return blocks;
        }

        /** What stands in the way, and where to go instead. */
        private List<Block> refusal(String told) {
            var refusing = requirements.outcomes(Verdict.NO);
            var blocks = new ArrayList<Block>();
            blocks.add(new Block.Text("您说的是：" + told + "。" + reasons(refusing)));
            var instead = elsewhere(refusing);
            if (!instead.isEmpty()) blocks.add(new Block.Choices(instead, "接下来可以看："));
            return blocks;
        }

        /** Each reason once, as sentences; empty for none. */
        private String reasons(List<Matter.Outcome> outcomes) {
            return outcomes.stream()
                    .map(o -> {
                        basis.addAll(o.basis());
                        return doubted(o.text(), o.unsure()) + "。";
                    })
                    .distinct()
                    .collect(Collectors.joining());
        }

        private List<Choice> elsewhere(List<Matter.Outcome> outcomes) {
            var matters = outcomes.stream()
                    .map(Matter.Outcome::redirect)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            var choices = new ArrayList<Choice>();
            for (var other : matters) choices.add(choice(choices.size() + 1, other, PROCESS, graph.name(other)));
            return choices;
        }

        /**
         * No where something certainly stands in the way; to whom tells the case, it depends where the usual case would be refused, for what is
         * only presumed refuses nobody, and yes where nothing can stand in its way; else what the template says.
         */
        private @Nullable Verdict verdict(boolean refused, boolean told) {
            if (refused) return Verdict.NO;
            if (!told) return template.verdict();
            var presumed = graph.requirements(matter.id(), graph.presumed(matter.id(), wanted.known()))
                    .eligibility()
                    .verdict();
            boolean own = OWN_VERDICT.contains(template.aspect());
            if (own && template.verdict() == Verdict.NO) return Verdict.NO;
            if (presumed == Verdict.NO) return Verdict.DEPENDS;
            return own ? template.verdict() : presumed;
        }

        private String fact(String name) {
            return fact(name, text -> doubted(text, true));
        }

        private String words(Fact fact) {
            return graph.fact(fact, wanted.known(), wanted.region(), wanted.day())
                    .map(f -> {
                        basis.addAll(f.basis());
                        return doubted(f.text(), f.unsure());
                    })
                    .orElse("请拨" + allowed.phone(matter.hotline()).number() + "核实");
        }

        private String fact(String name, UnaryOperator<String> unsure) {
            var fact = NamedFacts.find(matter, name, allowed)
                    .flatMap(f -> graph.fact(f, wanted.known(), wanted.region(), wanted.day()));
            if (fact.isEmpty()) return "请拨" + allowed.phone(matter.hotline()).number() + "核实"; // no longer valid
            basis.addAll(fact.get().basis());
            var text = fact.get().text();
            return fact.get().unsure() ? unsure.apply(text) : text;
        }

        /** Whether the words before have already said what comes ("要带的是："). */
        private static boolean announced(List<Block> blocks) {
            return !blocks.isEmpty() && blocks.getLast() instanceof Block.Text(var text) && text.endsWith("：");
        }

        private List<Block> block(BlockTag tag, boolean announced) {
            return switch (tag) {
                case MATERIALS -> materials(announced ? "" : "要准备的");
                case CONDITIONS -> conditions();
                case STEPS -> List.of(new Block.Steps("", steps()));
                case ONLINE_LINK -> List.of(link());
                case SPECIAL -> special();
                case NEIGHBOURS -> neighbours(announced);
            };
        }

        /** The usual case as a list to tick off; what only other cases need, case by case below it. */
        private List<Block> materials(String title) {
            var usual = graph.presumed(matter.id(), wanted.known());
            var items = new ArrayList<Block.Checklist.Item>();
            var otherCases = new LinkedHashMap<String, List<String>>();
            for (var needed : requirements.materials()) {
                var material = needed.material();
                basis.addAll(material.basis());
                boolean inUsualCase = usual.truth(material.needed()) == Circumstances.Truth.YES;
                var note = note(needed);
                if (inUsualCase)
                    items.add(new Block.Checklist.Item(material.id(), material.name(), note, needed.required()));
                else
                    otherCases
                            .computeIfAbsent(needed.onlyIf(), k -> new ArrayList<>())
                            .add(doubted(material.name(), material.unsure()));
                if (inUsualCase || wanted.known().known().isEmpty()) // whoever tells the case gets its list
                materials.add(new RequiredMaterial(material.id(), material.name(), needed.required(), note));
            }
            var blocks = new ArrayList<Block>();
            if (!items.isEmpty()) blocks.add(new Block.Checklist(title, items));
            if (!otherCases.isEmpty()) {
                var points = otherCases.entrySet().stream()
                        .map(e -> new Block.Points.Point(e.getKey(), listed(e.getValue())))
                        .toList();
                blocks.add(new Block.Points("有下面情况的，还要", points));
            }
            if (!requirements.exempt().isEmpty()) {
                var without = requirements.exempt().stream()
                        .map(e -> new Block.Points.Point(
                                e.material().name(), e.because().option().label()))
                        .toList();
                blocks.add(new Block.Points("您这种情况不用带", without));
            }
            return blocks;
        }

        private static String doubted(String text, boolean unsure) {
            return unsure ? PlainText.remarked(text, UNSURE) : text;
        }

        /** With semicolons where a name has commas of its own. */
        private static String listed(List<String> names) {
            boolean plain = names.stream().noneMatch(n -> n.contains("、") || n.contains("，"));
            return String.join(plain ? "、" : "；", names);
        }

        private static String note(Requirements.Needed needed) {
            var material = needed.material();
            var note = new ArrayList<String>();
            var only = onlyIf(needed.onlyIf());
            if (!only.isEmpty()) note.add(only);
            if (material.form() != null) note.add(material.form().words());
            if (material.provider() != null) note.add(material.provider() + "出具");
            if (material.shared()) note.add("系统能查到的不用带");
            if (material.tolerant()) note.add("可以后补");
            if (material.note() != null) note.add(material.note());
            if (material.unsure()) note.add(UNSURE);
            return String.join("；", note);
        }

        /** A choice as a remark on one thing; empty where it is too long to be one (the thing is usual all the same). */
        private static String onlyIf(String choice) {
            if (choice.isEmpty()) return "";
            int asked = choice.indexOf('？');
            boolean more = choice.indexOf('？', asked + 1) >= 0 || (asked >= 0 && choice.contains("；"));
            if (more) return "";
            var option = choice.substring(asked + 1);
            return option + (option.endsWith("的") ? "才要" : "的才要");
        }

        private List<Block> conditions() {
            var points = new ArrayList<Block.Points.Point>();
            for (var applying : requirements.conditions()) {
                basis.addAll(applying.condition().basis());
                var condition = applying.condition(); // its text names the case itself: 外省户口的，…
                points.add(new Block.Points.Point("", doubted(condition.text(), condition.unsure())));
            }
            return List.of(new Block.Points("", points));
        }

        /** Those of the usual case, like the materials. */
        private List<Block.Steps.Step> steps() {
            var usual = graph.presumed(matter.id(), wanted.known());
            return matter.process().stream()
                    .filter(s -> usual.truth(s.applies()) == Circumstances.Truth.YES)
                    .map(s -> new Block.Steps.Step(s.text(), where(s)))
                    .toList();
        }

        /** Nothing where it may happen anywhere: the text says what there is to choose. */
        private static String where(Matter.Step step) {
            return step.where() == Matter.Place.ANYWHERE ? "" : step.where().words();
        }

        private Block.Link link() {
            // the content check has made sure that there is one
            var link = allowed.link(Objects.requireNonNull(matter.online().link()));
            basis.addAll(matter.online().basis());
            var wanted = matter.online().entry();
            var entry = wanted == null || template.aspect().equals(PROGRESS) ? "" : "打开后搜“" + wanted + "”";
            return new Block.Link(link.title(), link.url(), entry);
        }

        private List<Block> special() {
            var points = new ArrayList<Block.Points.Point>();
            for (var special : matter.special()) {
                basis.addAll(special.basis());
                points.add(new Block.Points.Point(special.title(), doubted(special.text(), special.unsure())));
            }
            return points.isEmpty() ? List.of() : List.of(new Block.Points("", points));
        }

        private List<Block> neighbours(boolean announced) {
            var points = new ArrayList<Block.Points.Point>();
            for (var neighbour : matter.neighbours()) {
                points.add(new Block.Points.Point(
                        graph.shortName(neighbour.matter())
                                .orElse(neighbour.matter().value()),
                        neighbour.tellApart()));
            }
            return points.isEmpty() ? List.of() : List.of(new Block.Points(announced ? "" : "别和这些弄混", points));
        }

        private List<Citation> citations() {
            return matter.allSources().stream()
                    .filter(s -> basis.contains(s.id()))
                    .map(Citation::of)
                    .distinct()
                    .toList();
        }

        private List<Choice> followUps() {
            var answerable = templates.getOrDefault(matter.id(), Map.of()).keySet();
            var choices = elsewhere(requirements.outcomes().stream()
                    .filter(o -> o.verdict() != Verdict.NO)
                    .toList());
            var other = graph.next(matter.id()).stream().findFirst();
            int own = other.isPresent() ? FOLLOW_UPS - 1 : FOLLOW_UPS;
            for (String next : NEXT_ASPECTS.getOrDefault(template.aspect().value(), USUALLY_NEXT)) {
                var aspect = aspects.get(new AspectId(next));
                if (aspect == null || aspect.id().equals(template.aspect()) || !answerable.contains(aspect.id()))
                    continue;
                if (choices.size() >= own) break;
                choices.add(choice(choices.size() + 1, matter.id(), aspect.id(), matter.shortName()));
            }
            other.filter(m -> choices.stream().noneMatch(c -> m.equals(c.matter())))
                    .ifPresent(m -> choices.add(choice(choices.size() + 1, m, PROCESS, graph.name(m))));
            return choices;
        }
    }

    private Choice choice(int number, MatterId matter, AspectId aspect, String shortName) {
        var asked = aspects.get(aspect);
        var label = shortName + (asked == null ? "" : asked.ask());
        return new Choice(String.valueOf(number), label, matter, aspect);
    }

    // ---- everything else ----

    private Reply together(BundleId id, Reading reading) {
        var bundle = bundles.get(id);
        if (bundle == null) throw new IllegalArgumentException("no bundle " + id + " in this release");
        double p = reading.subjects().stream()
                .filter(l -> l.subject().equals(new Subject.OfBundle(id)))
                .mapToDouble(Reading.Likely::p)
                .findFirst()
                .orElse(0);
        return new TogetherAnswer(
                        graph, bundle, (number, matter) -> choice(number, matter, PROCESS, graph.name(matter)))
                .reply(Math.min(1, p), reading.candidates());
    }

    private Reply clarify(List<Candidate> readings, Reading reading) {
        var named = onlyNamed(reading);
        if (named.isPresent()) return toChoose(named.get(), reading);
        var choices = choices(readings);
        boolean oneMatter = readings.stream().map(Candidate::matter).distinct().count() == 1;
        var prompt = oneMatter ? "我没听准您想问哪一点，是下面哪个？" : "我怕给您说错，您问的是下面哪件事？";
        return new Reply.Clarify(
                List.of(new Block.Text(prompt), new Block.Choices(choices, null)), choices, reading.candidates());
    }

    /** What was only named, where the editors have said from what to choose then. */
    private Optional<Topic> onlyNamed(Reading reading) {
        return reading.subjects().stream()
                .findFirst()
                .flatMap(l ->
                        l.subject() instanceof Subject.OfTopic(var id, var act) ? Optional.of(id) : Optional.empty())
                .map(topics::get)
                .filter(topic -> !topic.choices().isEmpty());
    }

    private Reply toChoose(Topic topic, Reading reading) {
        var choices = new ArrayList<Choice>();
        for (var matter : topic.choices()) choices.add(choice(choices.size() + 1, matter, PROCESS, graph.name(matter)));
        return new Reply.Clarify(
                List.of(new Block.Text(topic.text()), new Block.Choices(choices, null)), choices, reading.candidates());
    }

    /** The same choices again, for somebody who has picked a number that none of them has. */
    public Reply again(List<Choice> choices) {
        var prompt = choices.size() == 1
                ? "这里只有一个可以选，回1就行："
                : "这里只有" + choices.size() + "个可以选，您看是哪一个，回1到" + choices.size() + "：";
        boolean isClarification = choices.size() >= 2 && choices.size() <= Reply.Clarify.MOST;
        return new Reply.Clarify(
                List.of(new Block.Choices(choices, prompt)), isClarification ? choices : List.of(), List.of());
    }

    private List<Choice> choices(List<Candidate> readings) {
        var choices = new ArrayList<Choice>();
        for (var candidate : readings) {
            choices.add(
                    choice(choices.size() + 1, candidate.matter(), candidate.aspect(), graph.name(candidate.matter())));
        }
        return choices;
    }

    private Reply passOn(MatterId id, Reading reading) {
        var hotline = graph.matter(id)
                .map(Matter::hotline)
                .or(() -> graph.known(id).map(k -> k.hotline()))
                .map(allowed::phone)
                .orElseGet(() -> allowed.phone(GOV_HOTLINE));
        var name = graph.name(id);
        return new Reply.Handoff(
                null,
                id,
                List.of(
                        new Block.Text(
                                "您问的是“" + name + "”。这件事我手上还没有审核过的答复，不敢乱说，请您打" + hotline.number() + "问，那边有人给您说准。"),
                        new Block.Phone(hotline.label(), hotline.number())),
                reading.candidates());
    }

    private Reply address(TopicId id, Reading reading) {
        var topic = topics.get(id);
        if (topic == null) throw new IllegalArgumentException("no topic " + id + " in this release");
        var blocks = new ArrayList<Block>();
        for (var paragraph : TemplateText.parse(topic.text()).paragraphs()) {
            if (paragraph instanceof TemplateText.Prose prose)
                blocks.add(new Block.Text(prose.render(tag -> phone(topic, tag).number())));
        }
        if (topic.phone() != null) {
            var phone = allowed.phone(topic.phone());
            blocks.add(new Block.Phone(phone.label(), phone.number()));
        }
        var otherwise = topic.act().isBeginning() ? List.<Choice>of() : otherwise(reading);
        if (!otherwise.isEmpty()) blocks.add(new Block.Choices(otherwise, "要是您问的是下面的事，回个数字："));
        return switch (topic.act()) {
            case DECLINE -> new Reply.Decline(id, blocks, reading.candidates());
            case HANDOFF -> new Reply.Handoff(id, null, blocks, reading.candidates());
            case SMALLTALK -> new Reply.Smalltalk(id, blocks, reading.candidates());
            case EMERGENCY -> new Reply.Emergency(id, blocks);
            case CLARIFY, OPENING ->
                topic.choices().isEmpty()
                        ? new Reply.Clarify(blocks, List.of(), reading.candidates())
                        : toChoose(topic, reading);
        };
    }

    /** What else may be meant: some readings of our matters, where one of them is likelier than the topic and just not sure enough. */
    private List<Choice> otherwise(Reading reading) {
        boolean ours =
                !reading.subjects().isEmpty() && reading.subjects().getFirst().subject() instanceof Subject.OfMatter;
        return ours ? choices(reading.candidates().stream().limit(OTHERWISE).toList()) : List.of();
    }

    private AllowList.Phone phone(Topic topic, String tag) {
        @Nullable String own = topic.phone();
        if (tag.equals("phone") && own != null) return allowed.phone(own);
        return allowed.phone(tag.substring("phone.".length()));
    }

    private Reply giveUp(Reading reading) {
        var hotline = allowed.phone(GOV_HOTLINE);
        return new Reply.Decline(
                null,
                List.of(
                        new Block.Text("这个我没听明白，怕给您说错。您可以换个说法，比如“身份证到期怎么换”；急的话打" + hotline.number() + "，有人给您解答。"),
                        new Block.Phone(hotline.label(), hotline.number())),
                reading.candidates());
    }
}
