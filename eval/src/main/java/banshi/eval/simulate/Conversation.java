package banshi.eval.simulate;

import static banshi.eval.simulate.Trouble.ASKED_AGAIN;
import static banshi.eval.simulate.Trouble.CANNOT_ANSWER;
import static banshi.eval.simulate.Trouble.FORGOT;
import static banshi.eval.simulate.Trouble.GAVE_UP;
import static banshi.eval.simulate.Trouble.IDLE_QUESTION;
import static banshi.eval.simulate.Trouble.LOST_THE_MATTER;
import static banshi.eval.simulate.Trouble.MISHEARD;
import static banshi.eval.simulate.Trouble.MISSING_MATERIAL;
import static banshi.eval.simulate.Trouble.NEEDLESS_MATERIAL;
import static banshi.eval.simulate.Trouble.NEVER_ANSWERED;
import static banshi.eval.simulate.Trouble.NOT_HEARD;
import static banshi.eval.simulate.Trouble.TOO_MANY_QUESTIONS;
import static banshi.eval.simulate.Trouble.WENT_ELSEWHERE;
import static banshi.eval.simulate.Trouble.WRONG_VERDICT;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.corpus.Matter;
import banshi.corpus.Situation;
import banshi.corpus.Verdict;
import banshi.eval.simulate.Walk.Ending;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import banshi.graph.Requirements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One walk while it goes on (进行中的对话). For one thread, once. */
final class Conversation {
    private static final int MOST_QUESTIONS = 3;
    private static final int MOST_TURNS = 10;
    private static final int MOST_FOLLOW_UPS = 3;

    /** Of these aspects the verdict is about something else than whether one may apply. */
    private static final Set<String> OTHER_VERDICTS = Set.of("can-online", "agent-proxy");

    private final int number;
    private final WalkedRelease release;
    private final KnowledgeGraph graph;
    private final Matter matter;
    private final Circumstances hidden;
    private final Citizen citizen;
    private final RandomGenerator random;

    /** What the case needs when all of it is known. */
    private final Requirements truth;

    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private int questions;
    private int told;
    private int heard;
    private Dialogue dialogue = Dialogue.NEW;
    private @Nullable Reply reply;
    private Reply.@Nullable Answer answer;

    /** In one order: that of the dialogue differs from one JVM to the next. */
    private NavigableMap<String, String> known = new TreeMap<>();

    Conversation(
            int number,
            WalkedRelease release,
            KnowledgeGraph graph,
            Matter matter,
            Circumstances hidden,
            Citizen citizen,
            RandomGenerator random) {
        this.number = number;
        this.release = release;
        this.graph = graph;
        this.matter = matter;
        this.hidden = hidden;
        this.citizen = citizen;
        this.random = random;
        truth = graph.requirements(matter.id(), hidden);
    }

    Walk walk() {
        var ending = talk();
        return new Walk(number, matter.id(), hidden.known(), exchanges, findings, ending, questions, told, heard);
    }

    private Ending talk() {
        var opening = citizen.opening().orElse(null);
        if (opening == null) return Ending.NO_TRUE_OPENING;
        say(opening.words());
        if (!isAnswered()) {
            if (isElsewhereRightly()) return Ending.REDIRECTED;
            if (!pickOwn()) return Ending.OPENING_NOT_UNDERSTOOD;
            if (!isAnswered()) return brokenOff(NEVER_ANSWERED, "", "the matter was chosen from what was offered");
        }
        told = opening.told().size();
        heard = (int) opening.told().stream().filter(known::containsKey).count();
        for (int left = random.nextInt(MOST_FOLLOW_UPS + 1); findings.isEmpty(); ) {
            var question = question();
            if (question.isPresent()) {
                var ended = answer(question.get());
                if (ended.isPresent()) return ended.get();
                continue;
            }
            if (left-- == 0 || exchanges.size() >= MOST_TURNS) break;
            say(left == 0 && random.nextBoolean() ? citizen.last() : citizen.followUp());
            if (!isAnswered() && !(pickOwn() && isAnswered()))
                return isElsewhereRightly() ? Ending.REDIRECTED : Ending.FOLLOW_UP_LOST;
        }
        if (!findings.isEmpty()) return Ending.BROKEN_OFF;
        checkVerdict();
        if (random.nextInt(3) == 0) say(citizen.thanks());
        return Ending.DONE;
    }

    private void say(String words) {
        say(words, "");
    }

    private void say(String words, String manner) {
        var turn =
                release.assistant().reply(dialogue, new Utterance(words, Utterance.Channel.WEB, null, release.day()));
        dialogue = turn.dialogue();
        reply = turn.reply();
        exchanges.add(new Exchange(words, manner, InShort.of(turn.reply())));
        var before = known;
        known = new TreeMap<>(
                dialogue.about(matter.id()).map(t -> t.known().known()).orElse(Map.of()));
        checkCase(before);
        if (turn.reply() instanceof Reply.Answer own && own.matter().equals(matter.id())) {
            answer = own;
            if (findings.isEmpty()) checkMaterials(own);
        }
    }

    private boolean isAnswered() {
        return reply instanceof Reply.Answer own && own.matter().equals(matter.id());
    }

    /** Whether the answer is about a matter to which the case belongs by the content. */
    private boolean isElsewhereRightly() {
        return reply instanceof Reply.Answer other
                && truth.outcomes().stream().anyMatch(o -> other.matter().equals(o.redirect()));
    }

    /** Picks the matter where it is offered. */
    private boolean pickOwn() {
        if (reply instanceof Reply.Answer) return false;
        var offered = choices();
        for (int i = 0; i < offered.size(); i++) {
            if (!matter.id().equals(offered.get(i).matter())) continue;
            say(citizen.pick(i, offered.get(i)));
            return true;
        }
        return false;
    }

    private List<Choice> choices() {
        return InShort.choices(Objects.requireNonNull(reply));
    }

    /** The situation that the reply asks about. */
    private Optional<Situation> question() {
        var situation = dialogue.asked();
        if (situation == null || choices().stream().allMatch(c -> c.option() == null)) return Optional.empty();
        return matter.situations().stream()
                .filter(s -> s.id().equals(situation))
                .findFirst();
    }

    private Optional<Ending> answer(Situation question) {
        questions++;
        var options = choices().stream().map(Choice::option).toList();
        int place = options.indexOf(hidden.known().get(question.id()));
        if (!asked.add(question.id())) return Optional.of(brokenOff(ASKED_AGAIN, question.id(), question.question()));
        if (questions > MOST_QUESTIONS)
            return Optional.of(brokenOff(TOO_MANY_QUESTIONS, question.id(), "asked about " + asked));
        if (place < 0) return Optional.of(brokenOff(CANNOT_ANSWER, question.id(), "offered: " + options));
        if (!Effects.differ(matter, new Circumstances(known), question))
            find(IDLE_QUESTION, question.id(), "known by then: " + known);
        var said = citizen.answer(question.id(), place, choices().get(place).label());
        say(said.words(), said.manner());
        return answered(question, said.words());
    }

    private Optional<Ending> answered(Situation question, String said) {
        if (reply instanceof Reply.Clarify && !pickOwn())
            return Optional.of(brokenOff(LOST_THE_MATTER, question.id(), said));
        if (isElsewhereRightly()) return Optional.of(Ending.REDIRECTED);
        if (reply instanceof Reply.Answer other && !isAnswered())
            return Optional.of(brokenOff(WENT_ELSEWHERE, question.id(), said + " → " + other.matter()));
        if (!isAnswered()) return Optional.of(brokenOff(GAVE_UP, question.id(), said));
        boolean asksAgain = question.id().equals(dialogue.asked());
        if (!known.containsKey(question.id()) && !asksAgain && findings.isEmpty())
            return Optional.of(brokenOff(NOT_HEARD, question.id(), said));
        return Optional.empty();
    }

    private void checkCase(Map<String, String> before) {
        known.forEach((situation, option) -> {
            var is = hidden.known().get(situation); // what does not arise in the case counts for nothing there
            if (is != null && !option.equals(is)) find(MISHEARD, situation, "taken for " + option + ", is " + is);
        });
        before.forEach((situation, option) -> {
            if (!known.containsKey(situation)) find(FORGOT, situation, "was " + option);
        });
    }

    private void checkMaterials(Reply.Answer own) {
        if (own.materials().isEmpty()) return;
        var needed = truth.materials().stream()
                .collect(Collectors.toMap(n -> n.material().id(), n -> n));
        var listed = own.materials().stream().collect(Collectors.toMap(RequiredMaterial::id, m -> m));
        for (var material : own.materials())
            if (material.required() && !needed.containsKey(material.id()))
                find(NEEDLESS_MATERIAL, material.id(), material.name() + ", known: " + known);
        var said = PlainText.of(own.blocks()); // what only other cases need stands there, under its condition
        var spared = graph.requirements(matter.id(), new Circumstances(known)).exempt().stream()
                .map(e -> e.material().id())
                .collect(Collectors.toSet()); // and what need not be brought
        for (var material : needed.values())
            if (material.required()
                    && !listed.containsKey(material.material().id())
                    && (spared.contains(material.material().id())
                            || !said.contains(material.material().name())))
                find(
                        MISSING_MATERIAL,
                        material.material().id(),
                        material.material().name() + ", known: " + known);
    }

    /** What the last answer said about whether one may apply, beside what follows from what was known by then and the usual for the rest. */
    private void checkVerdict() {
        var last = Objects.requireNonNull(answer);
        var told = new Circumstances(known);
        var open = graph.requirements(matter.id(), told).eligibility().verdict();
        var follows = graph.requirements(matter.id(), graph.presumed(matter.id(), told))
                .eligibility()
                .verdict();
        var said = last.verdict();
        boolean silent = said == null
                || known.isEmpty()
                || OTHER_VERDICTS.contains(last.aspect().value());
        if (said == follows || said == open || (silent && follows != Verdict.NO)) return;
        find(
                WRONG_VERDICT,
                last.aspect().value(),
                "said " + said + ", follows " + follows + ", of the whole case "
                        + truth.eligibility().verdict() + "; known: " + known);
    }

    private Ending brokenOff(Trouble trouble, String about, String detail) {
        find(trouble, about, detail);
        return Ending.BROKEN_OFF;
    }

    private void find(Trouble trouble, String about, String detail) {
        findings.add(new Finding(trouble, exchanges.size(), about, detail));
    }
}
