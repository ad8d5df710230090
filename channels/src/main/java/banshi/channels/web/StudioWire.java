package banshi.channels.web;

import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.answer.PlainText;
import banshi.assistant.cases.Response;
import banshi.assistant.metrics.Figure;
import banshi.assistant.release.Explained;
import banshi.assistant.replay.Comparison;
import banshi.assistant.replay.Moved;
import banshi.assistant.replay.Outcome;
import banshi.assistant.replay.ReplayQuestion;
import banshi.assistant.replay.Rereading;
import banshi.assistant.replay.Ruling;
import banshi.channels.conversation.Told;
import banshi.channels.curation.Candidacy;
import banshi.channels.curation.Deed;
import banshi.channels.curation.DraftView;
import banshi.channels.curation.Gate;
import banshi.channels.curation.MatterRow;
import banshi.channels.curation.Trials;
import banshi.channels.curation.Workbooks;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import banshi.corpus.history.Author;
import banshi.corpus.history.Change;
import banshi.corpus.history.Field;
import banshi.corpus.history.Release;
import banshi.corpus.history.Revision;
import banshi.corpus.history.Saved;
import banshi.corpus.xlsx.WorkbookImport;
import banshi.corpus.yaml.Complaint;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the studio's contract has (采编接口的数据): {@code studio.openapi.yaml}. What is null is left out. */
final class StudioWire {
    private StudioWire() {}

    /** {@code Revision}. */
    record WireRevision(String id, String by, Instant at, String message) {
        static WireRevision of(Revision revision) {
            return new WireRevision(revision.id().value(), revision.by().name(), revision.at(), revision.message());
        }
    }

    /** {@code Change}. */
    record WireChange(Field field, String before, String after, List<WireMark> marks) {
        static WireChange of(Change change) {
            return new WireChange(
                    change.field(),
                    change.before(),
                    change.after(),
                    change.marks().stream().map(WireMark::of).toList());
        }
    }

    record WireMark(String fate, String words) {
        static WireMark of(Change.Mark mark) {
            return new WireMark(word(mark.fate()), mark.words());
        }
    }

    /** {@code Conflicted}. */
    record WireConflicted(String theirs, List<Saved.Conflict> conflicts) {
        static WireConflicted of(Saved.Conflicted conflicted) {
            return new WireConflicted(conflicted.theirs().value(), conflicted.conflicts());
        }
    }

    /** {@code Outdated}. */
    record WireOutdated(String base, String ours, String theirs, List<Saved.Conflict> conflicts) {
        static WireOutdated of(Revision.Id base, Revision.Id ours, Saved.Conflicted conflicted) {
            return new WireOutdated(
                    base.value(), ours.value(), conflicted.theirs().value(), conflicted.conflicts());
        }
    }

    /** {@code Outlook}. */
    record WireOutlook(
            boolean dated,
            List<WorkbookImport.RowChanges> rows,
            int changedCount,
            List<WireChange> changes,
            List<Saved.Conflict> conflicts,
            List<String> ignoredSheets,
            int reminders) {
        private static final int MOST = 500;

        static WireOutlook of(Workbooks.Outlook outlook) {
            var prospect = outlook.prospect();
            return new WireOutlook(
                    outlook.dated(),
                    outlook.rows(),
                    prospect.changes().size(),
                    prospect.changes().stream().limit(MOST).map(WireChange::of).toList(),
                    prospect.conflicts(),
                    outlook.ignoredSheets(),
                    outlook.reminders());
        }
    }

    /** {@code Complaint}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WireComplaint(String file, @Nullable String pointer, String severity, String what) {
        static WireComplaint of(Trials.Found found) {
            var complaint = found.complaint();
            return new WireComplaint(complaint.file(), found.pointer(), word(complaint.severity()), complaint.what());
        }
    }

    /** As {@code POST /api/v1/chat} has it, without what belongs to a conversation. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WirePreview(
            String act,
            @Nullable MatterId matter,
            @Nullable AspectId aspect,
            @Nullable Verdict verdict,
            double confidence,
            String text,
            List<WireBlock> blocks,
            List<RequiredMaterial> materials,
            List<ChatReply.Source> sources,
            String template) {
        static WirePreview of(Reply reply) {
            var told = Told.of(reply);
            return new WirePreview(
                    told.act(),
                    told.matter(),
                    told.aspect(),
                    told.verdict(),
                    told.confidence(),
                    PlainText.of(reply.blocks()),
                    reply.blocks().stream().map(WireBlock::of).toList(),
                    told.materials(),
                    told.citations().stream().map(ChatReply.Source::of).toList(),
                    told.template());
        }
    }

    record WireMatters(String revision, List<MatterRow> matters) {}

    record WireFiles(String revision, List<String> files) {}

    /** {@code ContentFile}. */
    record WireFile(String name, String revision, JsonNode tree) {}

    record WirePast(WireRevision revision, List<WireChange> changes) {}

    record WireLast(Field field, String words, WireRevision revision) {}

    record WireSaved(String revision, List<WireComplaint> complaints) {}

    /** {@code Draft}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WireDraft(
            String id,
            String title,
            String openedBy,
            Instant openedAt,
            String head,
            String state,
            boolean behind,
            List<String> editors,
            @Nullable String remark,
            @Nullable String remarkBy,
            List<String> may) {
        static WireDraft of(DraftView view) {
            var draft = view.draft();
            var last = view.last();
            return new WireDraft(
                    draft.id().value(),
                    draft.title(),
                    draft.openedBy().name(),
                    draft.openedAt(),
                    draft.head().value(),
                    view.progress().word(),
                    view.behind(),
                    List.copyOf(view.editors()),
                    last == null || last.remark().isEmpty() ? null : last.remark(),
                    view.lastBy(),
                    view.deeds().stream().sorted().map(Deed::word).toList());
        }
    }

    /** {@code Release}. */
    record WireRelease(
            String id, String revision, Instant at, List<String> editedBy, String approvedBy, String reason) {
        static WireRelease of(Release release) {
            return new WireRelease(
                    release.id().value(),
                    release.revision().value(),
                    release.at(),
                    release.editedBy().stream().map(Author::name).toList(),
                    release.approvedBy().name(),
                    release.reason());
        }
    }

    /** What words are near to. */
    record WireNear(List<WireCandidate> readAs, List<WirePhrasing> phrasings) {
        static WireNear of(Explained explained, Map<String, String> names) {
            return new WireNear(
                    explained.why().reading().candidates().stream()
                            .map(one -> new WireCandidate(
                                    one.matter().value(),
                                    names.get(one.matter().value()),
                                    one.aspect().value(),
                                    one.p()))
                            .toList(),
                    explained.why().nearest().stream()
                            .map(near -> new WirePhrasing(
                                    near.text(),
                                    near.subject(),
                                    names.get(near.subject()),
                                    near.aspect(),
                                    Math.clamp(near.score(), 0, 1)))
                            .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WireCandidate(String matter, @Nullable String matterName, String aspect, double probability) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WirePhrasing(
            String text, String matter, @Nullable String matterName, String aspect, double similarity) {}

    // ---- a trial ----

    /** {@code Candidacy}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WireCandidacy(
            String head,
            @Nullable String release,
            String state,
            @Nullable String doing,
            @Nullable String failure,
            @Nullable Double seconds,
            @Nullable Boolean passes,
            List<WireRule> blocks,
            List<WireFigure> figures,
            int movedCount,
            List<WireMoved> moved,
            List<WireComplaint> expiring,
            List<WireComplaint> links) {
        private static final int MOST = 500;

        static WireCandidacy of(Candidacy candidacy) {
            var head = candidacy.head().value();
            return switch (candidacy) {
                case Candidacy.Working working -> untried(head, "working", working.doing(), null);
                case Candidacy.Failed failed -> untried(head, "failed", null, failed.why());
                case Candidacy.Broken broken ->
                    new WireCandidacy(
                            head,
                            null,
                            "done",
                            null,
                            null,
                            null,
                            false,
                            List.of(new WireRule(
                                    "broken-content",
                                    "内容有 "
                                            + broken.complaints().stream()
                                                    .filter(found ->
                                                            found.complaint().severity() == Complaint.Severity.ERROR)
                                                    .count()
                                            + " 处错误，改好了才能发布")),
                            List.of(),
                            0,
                            List.of(),
                            about(Complaint.About.EXPIRY, broken.complaints()),
                            about(Complaint.About.LINK, broken.complaints()));
                case Candidacy.Done done -> {
                    var tried = done.tried();
                    var replay = tried.replay();
                    yield new WireCandidacy(
                            head,
                            tried.release(),
                            "done",
                            null,
                            null,
                            done.took().toMillis() / 1_000.0,
                            tried.ruling() instanceof Ruling.Passes,
                            WireRule.of(tried.ruling()),
                            WireFigure.of(tried),
                            replay.moved().size(),
                            WireMoved.gravest(replay.moved(), MOST),
                            about(Complaint.About.EXPIRY, done.complaints()),
                            about(Complaint.About.LINK, done.complaints()));
                }
            };
        }

        private static List<WireComplaint> about(Complaint.About about, List<Trials.Found> complaints) {
            return complaints.stream()
                    .filter(found -> found.complaint().about() == about)
                    .map(WireComplaint::of)
                    .toList();
        }

        private static WireCandidacy untried(
                String head, String state, @Nullable String doing, @Nullable String failure) {
            return new WireCandidacy(
                    head, null, state, doing, failure, null, null, List.of(), List.of(), 0, List.of(), List.of(),
                    List.of());
        }
    }

    /** A rule that stands in the way. */
    record WireRule(String rule, String what) {
        static List<WireRule> of(Ruling ruling) {
            if (!(ruling instanceof Ruling.Blocked(var rules))) return List.of();
            return rules.stream()
                    .map(rule -> switch (rule) {
                        case Ruling.Rule.WrongAnswersUp up ->
                            new WireRule(
                                    "wrong-answers",
                                    among(up.among()) + "答错的多了，新答错 "
                                            + up.wrong().size() + " 句，超出了偶然的范围");
                        case Ruling.Rule.ApprovedLost(var lost) ->
                            new WireRule("lost-question", "有 " + lost.size() + " 句审定过的问法，原来答对，现在答不对了");
                        case Ruling.Rule.BrokenReplies(var broken) ->
                            new WireRule("broken-content", "有 " + broken.size() + " 句问法答复出错");
                        case Ruling.Rule.BrokenContent(var complaints) ->
                            new WireRule("broken-content", "内容有 " + complaints.size() + " 处问题");
                    })
                    .toList();
        }

        private static String among(Ruling.Among among) {
            return switch (among) {
                case APPROVED -> "审定问法里";
                case OURS -> "测试问题里";
                case NOT_OURS -> "不归我们管的问题里";
            };
        }
    }

    /** A figure before and after. */
    record WireFigure(String name, WireShare before, WireShare after, WireShare difference) {
        static List<WireFigure> of(Gate.Tried tried) {
            var figures = new ArrayList<WireFigure>();
            add(figures, "审定问法", tried.replay().approved());
            add(figures, "测试问题", tried.replay().ours());
            add(figures, "不该作答的问题", tried.replay().notOurs());
            return figures;
        }

        private static void add(List<WireFigure> figures, String among, Comparison comparison) {
            if (comparison.questions() == 0) return;
            add(figures, among + " · 答错的比例", comparison.wrong());
            if (comparison.precision().before().isDefined()) {
                add(figures, among + " · 答了的里面答对的", comparison.precision());
                add(figures, among + " · 直接作答的比例", comparison.coverage());
            }
        }

        private static void add(List<WireFigure> figures, String name, Comparison.Change change) {
            figures.add(new WireFigure(
                    name,
                    WireShare.of(change.before()),
                    WireShare.of(change.after()),
                    WireShare.of(change.difference())));
        }
    }

    record WireShare(double value, double low, double high) {
        static WireShare of(Figure figure) {
            return new WireShare(figure.value(), figure.low(), figure.high());
        }
    }

    /** An answer that moves. */
    record WireMoved(String question, String kind, String change, String fate, WireSaid before, WireSaid after) {
        static WireMoved of(Moved moved) {
            return new WireMoved(
                    moved.question().text(),
                    switch (moved.question()) {
                        case ReplayQuestion.Approved _ -> "phrasing";
                        case ReplayQuestion.Real _ -> "real";
                        case ReplayQuestion.Ours _, ReplayQuestion.NotOurs _, ReplayQuestion.Hostile _ -> "case";
                    },
                    moved.differences().stream()
                            .min(Enum::compareTo)
                            .map(difference -> switch (difference) {
                                case ACT -> "act";
                                case MATTER -> "matter";
                                case ASPECT -> "aspect";
                                case TEMPLATE -> "template";
                                case TEXT, DETAILS -> "words";
                            })
                            .orElse("words"),
                    fate(moved),
                    WireSaid.of(moved.before()),
                    WireSaid.of(moved.after()));
        }

        static List<WireMoved> gravest(List<Moved> moved, int most) {
            return moved.stream()
                    .sorted(Comparator.comparingInt(WireMoved::gravity))
                    .limit(most)
                    .map(WireMoved::of)
                    .toList();
        }

        private static int gravity(Moved moved) {
            if (moved.isLost()) return -1;
            return moved.differences().stream().mapToInt(Enum::ordinal).min().orElse(Integer.MAX_VALUE);
        }

        private static String fate(Moved moved) {
            var was = moved.before().outcome();
            var is = moved.after().outcome();
            if (was == null || is == null) return "unknown";
            if (was == Outcome.RIGHT && is != Outcome.RIGHT) return "lost";
            return was != Outcome.RIGHT && is == Outcome.RIGHT ? "won" : "same";
        }
    }

    /** {@code Rereading}. */
    record WireRereading(
            int questions,
            int reread,
            List<Rereading.Example> examples,
            int asked,
            int movedCount,
            List<WireMoved> moved) {
        private static final int MOST = 200;

        static WireRereading of(Rereading rereading) {
            var replay = rereading.replay();
            return new WireRereading(
                    rereading.questions(),
                    rereading.reread(),
                    rereading.examples(),
                    replay.questions(),
                    replay.moved().size(),
                    WireMoved.gravest(replay.moved(), MOST));
        }
    }

    /** What one side says. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WireSaid(
            String act,
            @Nullable String matter,
            @Nullable String aspect,
            @Nullable String template,
            String text) {
        static WireSaid of(Moved.Side side) {
            return switch (side.response()) {
                case Response.Failed(var what) -> new WireSaid("failed", null, null, null, what);
                case Response.Replied replied ->
                    new WireSaid(
                            word(replied.act()),
                            replied.matter() == null ? null : replied.matter().value(),
                            replied.aspect() == null ? null : replied.aspect().value(),
                            null,
                            PlainText.of(side.blocks()));
            };
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
