package banshi.eval.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.assistant.understanding.Reading;
import banshi.eval.SmallRelease;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesPartTest {
    @Test
    void measuresEveryStepInTheOrderOfAReply() {
        var section = new StagesPart().measure(setting("StageBenchmark")).getFirst();

        assertThat(section.table().rows())
                .extracting(row -> row.getFirst().text())
                .containsExactly(
                        "normalise",
                        "readByWords",
                        "sentenceVector",
                        "readByMeaning",
                        "understand",
                        "decideAndCompose",
                        "searchPassages",
                        "replyToTheMix",
                        "replyToAKnownQuestion",
                        "replyToANewQuestion",
                        "replyToAFirstTurn",
                        "replyToAFollowUp");
        assertThat(section.targets()).hasSize(3);
    }

    @Test
    void takesEachStepByItself() throws Exception {
        var stages = Stages.of(SmallRelease.folder().toString(), "");

        assertThat(stages.questions)
                .allSatisfy(
                        q -> assertThat(stages.meaningRecorded.read(q).step()).isEqualTo(Reading.Step.MEANING));
        assertThat(stages.questions)
                .as("words alone decide, but not about danger")
                .filteredOn(q -> stages.wordsAlone.read(q).step() == Reading.Step.WORDS)
                .hasSizeGreaterThan(stages.questions.size() / 2);
        var question = stages.questions.stream()
                .filter(q -> stages.whole.read(q).step() == Reading.Step.MEANING)
                .findFirst()
                .orElseThrow();
        assertThat(stages.meaningRecorded.read(question)).isEqualTo(stages.whole.read(question));
        assertThat(Stages.of(SmallRelease.folder().toString(), "")).isSameAs(stages);
    }

    @Test
    void holdsTheReplyAgainstItsDearestParts() {
        var timings = List.of(
                timing("StageBenchmark.replyToTheMix[release=r]", 200, 5_200),
                timing("StageBenchmark.sentenceVector[release=r]", 2_000, 3_600),
                timing("StageBenchmark.searchPassages[release=r]", 300, 400));

        assertThat(StagesPart.section(timings, setting(".*")).targets())
                .extracting(Target::line)
                .containsExactly(
                        "reply to the mix, p50 at most 0.3 ms: 0.200 ms, met",
                        "reply to the mix, p99 at most 1.3 × (vector + search) = 5.200 ms: 5.200 ms, met");
        assertThat(StagesPart.section(timings.subList(1, 3), setting(".*")).targets())
                .isEmpty();
    }

    @Test
    void holdsAFollowUpAgainstAFirstTurn() {
        var timings = List.of(
                timing("StageBenchmark.replyToAFirstTurn[release=r]", 2_000, 9_000),
                timing("StageBenchmark.replyToAFollowUp[release=r]", 2_500, 9_000));

        assertThat(StagesPart.section(timings, setting(".*")).targets())
                .extracting(Target::line)
                .containsExactly("a follow-up at most 1.2 × a first turn = 2.400 ms on average: 2.500 ms, missed");
    }

    @Test
    void saysWhenNothingMatches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StagesPart().measure(setting("NoSuchBenchmark")))
                .withMessageContaining("NoSuchBenchmark");
    }

    private static Harness.Timing timing(String name, double p50, double p99) {
        return new Harness.Timing(name, 1_000, p50, p99, p99, p50, 10);
    }

    private static Setting setting(String only) {
        Path release = SmallRelease.folder();
        return new Setting(
                release, null, null, only, 0, Duration.ofMillis(20), Duration.ofMillis(50), List.of(), said -> {});
    }
}
