package banshi.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.RequiredMaterial;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Response;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SituationResultTest {
    @ParameterizedTest(name = "lists {0}, says {1}, verdict {2}: included {3}, excluded {4}, eligible {5}")
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "居民户口簿 照片      | -              | YES     | true  | true  | true",
                "户口本 一寸照片      | -              | YES     | true  | true  | true", // either word for it will do
                "户口本              | 请带照片       | YES     | true  | true  | true", // a material may stand in the text
                "户口本              | -              | YES     | false | true  | true",
                "户口本 照片 押金收据 | -              | YES     | true  | false | true",
                "户口本 照片         | 不用交押金     | YES     | true  | true  | true", // the text does not count here
                "户口本 照片         | -              | DEPENDS | true  | true  | false",
                "户口本 照片         | -              | -       | true  | true  | false", // saying nothing of it is a miss
            })
    void wantsMaterialsInAndOutAndTheVerdict(
            String lists,
            @Nullable String says,
            @Nullable Verdict verdict,
            boolean included,
            boolean excluded,
            boolean eligible) {
        var result = result(Verdict.YES, replied("card", lists.split(" "), says == null ? "" : says, verdict));

        assertThat(result.isIncluded()).isEqualTo(included);
        assertThat(result.isExcluded()).isEqualTo(excluded);
        assertThat(result.isEligibilityRight()).isEqualTo(eligible);
        assertThat(result.isRight()).isEqualTo(included && excluded && eligible);
    }

    @Test
    void asksForNoVerdictWhereTheCaseGivesNone() {
        assertThat(result(null, replied("card", new String[] {"户口本", "照片"}, "", null))
                        .isRight())
                .isTrue();
    }

    @Test
    void missesEverythingWithoutAReply() {
        var result = result(null, new Response.Failed("x"));

        assertThat(result.isIncluded()).isFalse();
        assertThat(result.isExcluded()).isFalse();
        assertThat(result.isEligibilityRight()).isFalse();
        assertThat(result.isMatterRight()).isFalse();
        assertThat(result.listsMaterials()).isFalse();
    }

    @Test
    void takesTheMatterOrTheOneThatIsTheRightAnswerInstead() {
        var none = new String[0];
        assertThat(result(null, replied("card", none, "", null)).isMatterRight())
                .isTrue();
        assertThat(result(null, replied("loan", none, "", null)).isMatterRight())
                .isTrue();
        assertThat(result(null, replied("room", none, "", null)).isMatterRight())
                .isFalse();
    }

    @Test
    void countsExclusionsOnlyWhereMaterialsAreListed() {
        var clean = result(Verdict.YES, replied("card", new String[] {"户口本", "照片"}, "", Verdict.YES));
        var silent = result(Verdict.YES, replied("card", new String[0], "", Verdict.YES));

        var measured = Measurement.of(
                Results.release(),
                List.of(),
                new ResultSet(List.of(), List.of(), List.of(), List.of(), List.of(clean, silent), List.of()));

        var excluded = measured.figure("materials-excluded", Group.ALL).orElseThrow();
        assertThat(excluded.value()).isEqualTo(1);
        assertThat(excluded.cases()).isEqualTo(1);
        assertThat(measured.figure("situation-accuracy", Group.ALL)
                        .orElseThrow()
                        .value())
                .isEqualTo(.5);
    }

    private static SituationResult result(@Nullable Verdict eligible, Response response) {
        return new SituationResult(
                new EvalCase.Facts(
                        new EvalCase.Origin("c.jsonl", 1),
                        "c",
                        new MatterId("card"),
                        "小孩八岁",
                        List.of(List.of("户口簿", "户口本"), List.of("照片")),
                        List.of("押金"),
                        eligible,
                        new MatterId("loan")),
                response);
    }

    private static Response replied(String matter, String[] materials, String text, @Nullable Verdict verdict) {
        return new Response.Replied(
                Act.ANSWER,
                new MatterId(matter),
                null,
                .9,
                List.of(),
                List.of(),
                text,
                verdict,
                Arrays.stream(materials)
                        .map(name -> new RequiredMaterial(name, name, true, ""))
                        .toList(),
                null);
    }
}
