package banshi.channels.curation;

import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import banshi.assistant.replay.Rereading;
import banshi.channels.records.TurnRecords;
import banshi.channels.records.TurnRecords.Kept;
import banshi.channels.records.TurnRecords.Traced;
import banshi.corpus.Content;
import banshi.corpus.Term;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Release;
import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.ContentJson;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What citizens were told, why, and what they would be told now or by a draft (答复追查). Asks releases beside all conversations: nobody's turn is counted, no language model is
 * asked, and where it came to what was said before, the turns as they are kept are gone through again.
 *
 * <p>Thread-safe. Blocks: milliseconds as a rule, some tenths of a second where an older release is opened, seconds where all questions are read again.
 */
public final class Answers {
    /** Conversations are forgotten after that long. */
    private static final Duration PAUSE = Duration.ofMinutes(30);

    private static final int MOST_BEFORE = 10;
    private static final String LEXICON = "lexicon/terms.tsv";

    private final TurnRecords turns;
    private final Studio studio;
    private final Respondents respondents;
    private final Clock clock;

    /** @param clock in the city's time zone: replies are of its days */
    public Answers(TurnRecords turns, Studio studio, Respondents respondents, Clock clock) {
        this.turns = turns;
        this.studio = studio;
        this.respondents = respondents;
        this.clock = clock;
    }

    /**
     * A reply that was given (给过的答复).
     *
     * @param published its release as it was published; null where the history has none of it, as of an imported city
     * @param then what the release that gave it replies when it is asked again, for that day; null where it is not kept any more
     * @param differences between what is kept and {@code then}; empty where that is null
     */
    public record Given(
            Traced traced,
            @Nullable Release published,
            @Nullable Retold then,
            Set<Difference> differences) {
        public Given {
            differences = Set.copyOf(differences);
        }
    }

    /**
     * The same words on what answers now, and on a draft (重问).
     *
     * @param said the words
     * @param since in what {@code now} differs from what was told; empty where nobody was told anything
     * @param draft null where none was named
     */
    public record Replayed(
            String said,
            Retold now,
            Set<Difference> since,
            @Nullable Drafted draft) {
        public Replayed {
            since = Set.copyOf(since);
        }
    }

    /**
     * On a draft.
     *
     * @param tried whether its trial was asked, which understands as the draft would; otherwise what answers now was, with the draft's facts and words
     * @param teaches whether it changes files that say how people are understood, which shows after a trial only
     * @param differences from what answers now
     */
    public record Drafted(Draft draft, Retold retold, boolean tried, boolean teaches, Set<Difference> differences) {
        public Drafted {
            differences = Set.copyOf(differences);
        }
    }

    /** The reply of that turn's id; nothing where none is kept. */
    public Optional<Given> find(String turn) {
        return turns.trace(turn, MOST_BEFORE, PAUSE).map(this::given);
    }

    private Given given(Traced traced) {
        var kept = traced.turn();
        var day = LocalDate.ofInstant(kept.at(), clock.getZone());
        var then = respondents
                .of(kept.release())
                .map(release -> retold(release, traced, day))
                .orElse(null);
        return new Given(
                traced,
                published(kept).orElse(null),
                then,
                then == null ? Set.of() : Difference.between(kept, then.turn().reply()));
    }

    /** The same content may have been published again and again. */
    private Optional<Release> published(Kept kept) {
        return studio.releases().stream()
                .filter(release -> Naming.compiled(release.id()).equals(kept.release()))
                .filter(release -> !release.at().isAfter(kept.at()))
                .findFirst();
    }

    /**
     * Puts what was asked in a turn once more, after what was said before it; nothing where it is not kept.
     *
     * @param draft null for none
     * @throws Refused if there is no such draft, or it cannot answer yet
     */
    public Optional<Replayed> replay(String turn, Draft.@Nullable Id draft) {
        return turns.trace(turn, MOST_BEFORE, PAUSE).map(traced -> {
            Asking asking = respondent -> retold(respondent, traced, LocalDate.now(clock));
            var now = asking.ask(respondents.current());
            return new Replayed(
                    traced.turn().said(),
                    now,
                    Difference.between(traced.turn(), now.turn().reply()),
                    draft == null ? null : drafted(draft, asking, now));
        });
    }

    /** The same of words that somebody has typed, as the first ones of a conversation. */
    public Replayed replayWords(String said, Draft.@Nullable Id draft) {
        Asking asking = respondent -> retold(respondent, List.of(), said, Utterance.Channel.WEB, LocalDate.now(clock));
        var now = asking.ask(respondents.current());
        return new Replayed(said, now, Set.of(), draft == null ? null : drafted(draft, asking, now));
    }

    /**
     * Which questions a lexicon would have read otherwise than what answers does, and what they would be told then (重读).
     *
     * @param draft null for what is published
     * @param unsaved the table as it is being edited; null for as it is saved
     * @throws Refused if there is no such draft, or a row is not filled in
     */
    public Rereading reread(Draft.@Nullable Id draft, @Nullable ObjectNode unsaved) {
        var table = unsaved != null
                ? unsaved
                : studio.file(studio.at(draft), LEXICON)
                        .map(ContentFile::tree)
                        .orElseThrow(() -> new Refused(Refused.Why.NOT_THERE, "这里没有词典"));
        return respondents.rereading(terms(table), studio.askedOfLate(), LocalDate.now(clock));
    }

    private static List<Term> terms(ObjectNode table) {
        var terms = new ArrayList<Term>();
        for (var row : table.path(ContentFile.ROWS)) {
            if (row.path("term").asString("").isBlank()
                    || row.path("canonical").asString("").isBlank()) throw unfinished(terms.size());
            try {
                terms.add(ContentJson.mapper().treeToValue(row, Term.class));
            } catch (JacksonException e) {
                throw unfinished(terms.size());
            }
        }
        return terms;
    }

    private static Refused unfinished(int row) {
        return new Refused(Refused.Why.NOT_NOW, "词典第 " + (row + 1) + " 行还没有填完，或者填得不对；改好了再看");
    }

    private interface Asking {
        Retold ask(Respondent respondent);
    }

    private Drafted drafted(Draft.Id id, Asking asking, Retold now) {
        var draft = studio.open(id);
        var tried = tried(draft);
        var teaches = studio.changedFrom(draft.head()).stream().anyMatch(Answers::teaches);
        var content = studio.content(draft.head());
        try {
            var retold = asking.ask(tried.orElseGet(() -> respondents.saying(content)));
            return new Drafted(
                    draft,
                    retold,
                    tried.isPresent(),
                    teaches || renames(studio.published(), content),
                    Difference.between(now.turn().reply(), retold.turn().reply()));
        } catch (IllegalArgumentException e) { // what a check of the content would say
            throw new Refused(Refused.Why.NOT_NOW, "这个草稿现在还答不了：" + e.getMessage());
        }
    }

    private Optional<Respondent> tried(Draft draft) {
        return studio.candidacy(draft.id())
                .filter(candidacy -> candidacy.head().equals(draft.head()))
                .flatMap(candidacy -> candidacy instanceof Candidacy.Done done
                        ? respondents.of(done.tried().release())
                        : Optional.empty());
    }

    /** Matters, templates and links are what is said; all else is how people are understood. */
    private static boolean teaches(String file) {
        return !file.startsWith("matters/") && !file.startsWith("templates/") && !file.equals("links.yaml");
    }

    /** Names of matters are listened for, too. */
    private static boolean renames(Content published, Content draft) {
        return !names(published).equals(names(draft));
    }

    private static Map<Object, Object> names(Content content) {
        var names = new HashMap<>();
        for (var matter : content.matters())
            names.put(matter.id(), List.of(matter.name(), matter.shortName(), matter.aliases()));
        return names;
    }

    private static Retold retold(Respondent respondent, Traced traced, LocalDate day) {
        var kept = traced.turn();
        return retold(
                respondent,
                traced.before().stream()
                        .map(Kept::said)
                        .filter(Predicate.not(String::isEmpty))
                        .toList(),
                kept.said(),
                Utterance.Channel.valueOf(kept.channel().toUpperCase(Locale.ROOT)),
                day);
    }

    private static Retold retold(
            Respondent respondent, List<String> before, String said, Utterance.Channel channel, LocalDate day) {
        var dialogue = Dialogue.NEW;
        for (var earlier : before)
            dialogue = respondent
                    .assistant()
                    .reply(dialogue, utterance(earlier, channel, day))
                    .dialogue();
        var utterance = utterance(said, channel, day);
        return new Retold(
                respondent.assistant().reply(dialogue, utterance),
                respondent.explainer().explain(utterance));
    }

    /** Masked words may be longer than what was said. */
    private static Utterance utterance(String said, Utterance.Channel channel, LocalDate day) {
        return new Utterance(
                said.length() > Utterance.LONGEST ? said.substring(0, Utterance.LONGEST) : said, channel, null, day);
    }
}
