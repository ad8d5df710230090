package banshi.channels.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import banshi.assistant.Candidate;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.llm.LlmSettings;
import banshi.assistant.llm.ModelDrafter;
import banshi.assistant.release.Explained;
import banshi.assistant.release.Explainer;
import banshi.assistant.understanding.Explanation;
import banshi.assistant.understanding.Reading;
import banshi.channels.app.ModelServer;
import banshi.channels.curation.SmallFolder;
import banshi.channels.suggestions.SuggestedPhrasing.Belongs;
import banshi.corpus.Aspect;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Phrasing;
import banshi.corpus.Verdict;
import banshi.corpus.When;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a model writes, asked over real HTTP, and what is made of it. All questions are made up. */
@Timeout(30)
class SuggestionsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final MatterId RENEW = new MatterId("idcard-renew");
    private static final AspectId FEE = new AspectId("fee");

    @TempDir
    private static Path folder;

    private static Content content;
    private static Matter matter;
    private static Aspect fee;

    @BeforeAll
    static void read() {
        content = SmallFolder.content(SmallFolder.in(folder));
        matter = content.matters().stream()
                .filter(one -> one.id().equals(RENEW))
                .findFirst()
                .orElseThrow();
        fee = content.aspects().stream()
                .filter(one -> one.id().equals(FEE))
                .findFirst()
                .orElseThrow();
    }

    /** Reads what says 补领 as the other matter, and knows one approved phrasing of it. */
    private static final Explainer EXPLAINER = utterance -> {
        var text = utterance.text();
        boolean reissue = text.contains("补领");
        var near = text.contains("等多久")
                ? new Explanation.Near("换身份证要等多久", "idcard-renew", "time-limit", 0.92)
                : new Explanation.Near("补办身份证多少钱", "idcard-reissue", "fee", 0.7);
        var reading = reissue ? List.of(new Candidate(new MatterId("idcard-reissue"), FEE, 0.9)) : List.<Candidate>of();
        return new Explained(
                "r1",
                new Explanation(
                        text,
                        List.of(),
                        List.of(),
                        new Reading(List.of(), reading, true, Reading.Step.MEANING),
                        0,
                        0.9,
                        List.of(),
                        List.of(near),
                        List.of(),
                        List.of()),
                new Move.GiveUp(),
                new Policy(0.8, 0.9, 0.85, 0.5, 0.2, 0.05));
    };

    private static Suggestions by(String address) {
        var settings =
                new LlmSettings(URI.create(address), null, "small", Duration.ofSeconds(1), Duration.ofSeconds(10));
        return new Suggestions(new ModelDrafter(settings), EXPLAINER, CLOCK);
    }

    private static List<SuggestedPhrasing> phrasings(ModelServer server, String... there) {
        return by(server.address())
                .phrasings(
                        matter,
                        fee,
                        List.of(there).stream()
                                .map(text -> new Phrasing(RENEW, FEE, Phrasing.Style.PLAIN, text))
                                .toList());
    }

    private static List<SuggestedTemplate> templates(ModelServer server, When when) {
        return by(server.address()).templates(matter, fee, when, Verdict.YES, content.allowList());
    }

    @Test
    void suggestsWhatIsNotThereAndMarksWhatBelongsElsewhere() {
        try (var server = new ModelServer(200, """
                [{"style": "colloquial", "text": "换张新证得花几个钱"},
                 {"style": "plain", "text": "换身份证，收费吗？"},
                 {"style": "plain", "text": "补领身份证要交多少"},
                 {"style": "keyword", "text": "换证 等多久"},
                 {"style": "colloquial", "text": "换张新证得花几个钱？"},
                 {"style": "plain", "text": "补办身份证多少钱？"},
                 {"style": "plain", "text": "我叫王小明，换证多少钱"},
                 {"style": "sung", "text": "换证呀换证多少钱"},
                 {"style": "plain", "text": "how much"},
                 {"style": "plain"}]
                """)) {
            assertThat(phrasings(server, "换身份证收费吗"))
                    .extracting(SuggestedPhrasing::text, SuggestedPhrasing::style, SuggestedPhrasing::belongs)
                    .containsExactly(
                            tuple("换张新证得花几个钱", Phrasing.Style.COLLOQUIAL, Belongs.HERE),
                            tuple("补领身份证要交多少", Phrasing.Style.PLAIN, Belongs.OTHER_MATTER),
                            tuple("换证 等多久", Phrasing.Style.KEYWORD, Belongs.OTHER_ASPECT));
        }
    }

    @Test
    void sendsPublishedWordsAloneAndNothingThatTellsWhoSomebodyIs() {
        try (var server = new ModelServer(200, "[{\"style\": \"plain\", \"text\": \"换证得花几个钱\"}]")) {
            phrasings(server, "我叫王小明，电话13800001111，换证多少钱", "换证收费吗");

            assertThat(server.asked()).hasSize(1);
            assertThat(server.asked().getFirst())
                    .contains("换证收费吗", matter.name(), fee.ask())
                    .doesNotContain("王小明")
                    .doesNotContain("13800001111");
        }
    }

    @Test
    void saysThatNothingNewCame() {
        try (var server = new ModelServer(200, "[{\"style\": \"plain\", \"text\": \"换证收费吗？\"}]")) {
            assertThatExceptionOfType(NoSuggestions.class)
                    .isThrownBy(() -> phrasings(server, "换证收费吗"))
                    .withMessageContaining("已经有了");
        }
    }

    @Test
    void offersTheFactsAndTellsWhyWordsOfItsOwnAreRefused() {
        try (var server = new ModelServer(200, """
                [{"text": "要交的。换证的费用是{{fee}}，现场交给窗口就行，别的都不用管，交完等着拿新证。", "spoken": "要交的，{{fee}}。"},
                 {"text": "要交20元，{{fee}}，带上旧证去窗口交，交完等着拿新证就行，别的都不用您管。", "spoken": "要交的。"}]
                """)) {
            var when = new When(Map.of("reason", List.of("expired")));
            var suggested = templates(server, when);

            assertThat(suggested).hasSize(2);
            assertThat(suggested.getFirst().faults()).isEmpty();
            assertThat(suggested.get(1).faults())
                    .anySatisfy(fault -> assertThat(fault).contains("20"));
            assertThat(server.asked().getFirst())
                    .contains("{{fee}}", matter.fee().text(), "过期", "可以")
                    .doesNotContain("{{fact.none}}");
        }
    }

    @Test
    void saysInPlainWordsThatTheModelCannotBeUsed() throws IOException {
        try (var nonsense = new ModelServer(200, "我不会");
                var refusing = new ModelServer(503, "");
                var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(NoSuggestions.class)
                    .isThrownBy(() -> templates(nonsense, When.ALWAYS))
                    .withMessageContaining("不是草稿");
            assertThatExceptionOfType(NoSuggestions.class)
                    .isThrownBy(() -> templates(refusing, When.ALWAYS))
                    .withMessageContaining("doctor");
            var hurried = new LlmSettings(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/v1"),
                    null,
                    "small",
                    Duration.ofSeconds(1),
                    Duration.ofMillis(300));
            assertThatExceptionOfType(NoSuggestions.class)
                    .isThrownBy(() -> new Suggestions(new ModelDrafter(hurried), EXPLAINER, CLOCK)
                            .phrasings(matter, fee, List.of()))
                    .withMessageContaining("太慢");
        }
        var gone = new ModelServer(200, "[]");
        gone.close();
        assertThatExceptionOfType(NoSuggestions.class)
                .isThrownBy(() -> phrasings(gone))
                .withMessageContaining("连不上");
    }

    @Test
    void withoutAModelNothingIsSuggested() {
        var off = new Suggestions(null, EXPLAINER, CLOCK);

        assertThat(off.model()).isEmpty();
        assertThatExceptionOfType(NoSuggestions.class)
                .isThrownBy(() -> off.phrasings(matter, fee, List.of()))
                .withMessageContaining("没有设置");
    }

    @Test
    void theHistoryTellsWhoseTheFirstWordsWereAndWhoTookThem() {
        var suggestions = by("http://127.0.0.1:1/v1");

        assertThat(suggestions.signed("", 2, "采编甲")).isEqualTo("修改（其中 2 处由模型 small 起草，采编甲采用）");
        assertThat(suggestions.signed(" 补问法 ", 0, "采编甲")).isEqualTo("补问法");
    }
}
