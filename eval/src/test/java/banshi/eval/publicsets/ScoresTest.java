package banshi.eval.publicsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.metrics.Figure;
import banshi.eval.publicsets.LabelSet.Sentence;
import banshi.eval.publicsets.RetrievalScores.Ranked;
import banshi.eval.publicsets.Retriever.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static double value(List<Figure> figures, String metric) {
        return figures.stream()
                .filter(f -> f.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Ranked ranked(Set<Integer> relevant, int... found) {
        var all = new ArrayList<Found>();
        for (int document : found) all.add(new Found(document, -all.size()));
        return new Ranked(new RetrievalSet.Query("问", relevant), all);
    }

    @Test
    void ofARankingAreTheTextbooks() {
        var figures =
                RetrievalScores.of(List.of(ranked(Set.of(7, 8), 1, 7, 2), ranked(Set.of(3), 3), ranked(Set.of(5))));

        assertThat(value(figures, "hit@1")).isEqualTo(1 / 3., within(1e-9));
        assertThat(value(figures, "hit@10")).isEqualTo(2 / 3., within(1e-9));
        assertThat(value(figures, "R@10")).isEqualTo((.5 + 1) / 3, within(1e-9));
        assertThat(value(figures, "MRR@10")).isEqualTo((.5 + 1) / 3, within(1e-9));
        double log3 = Math.log(3) / Math.log(2);
        assertThat(value(figures, "nDCG@10")).isEqualTo((1 / log3 / (1 + 1 / log3) + 1) / 3, within(1e-9));
    }

    @Test
    void ofARankingStopAtTheTenthPlace() {
        var figures = RetrievalScores.of(List.of(ranked(Set.of(11), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));

        assertThat(figures).allSatisfy(f -> assertThat(f.value()).isZero());
    }

    @Test
    void ofNeighboursAreSummedByLabel() {
        var known = List.of(new Sentence("a", "x"), new Sentence("b", "y"), new Sentence("c", "y"));

        assertThat(LabelScores.vote(List.of(new Found(0, 3), new Found(1, 2), new Found(2, 2)), known))
                .isEqualTo("y");
        assertThat(LabelScores.vote(List.of(new Found(0, 3), new Found(1, 3)), known))
                .isEqualTo("x");
        assertThat(LabelScores.vote(List.of(), known)).isEmpty();
    }

    @Test
    void ofLabelsAverageOverTheLabelsThatAreAsked() {
        var figures = LabelScores.of(List.of("x", "x", "y", "z"), List.of("x", "y", "y", "never asked"));

        assertThat(value(figures, "acc")).isEqualTo(.5, within(1e-9));
        // x: 2·1/(2+1), y: 2·1/(1+2), z: 0
        assertThat(value(figures, "macro-F1")).isEqualTo((2 / 3. + 2 / 3. + 0) / 3, within(1e-9));
    }

    @Test
    void ofPairsCountTiesHalf() {
        var pairs = List.of(
                new PairSet.Pair("", "", true), new PairSet.Pair("", "", false), new PairSet.Pair("", "", false));

        assertThat(value(PairScores.of(new double[] {.9, .2, .1}, pairs), "AUROC"))
                .isEqualTo(1);
        assertThat(value(PairScores.of(new double[] {.2, .2, .1}, pairs), "AUROC"))
                .isEqualTo(.75);
        assertThat(value(PairScores.of(new double[] {.5, .5, .5}, pairs), "AUROC"))
                .isEqualTo(.5);
        assertThat(value(PairScores.of(new double[] {.9, .2, .1}, pairs), "best acc"))
                .isEqualTo(1);
        assertThat(value(PairScores.of(new double[] {.1, .5, .9}, pairs), "best acc"))
                .isEqualTo(2 / 3., within(1e-9));
    }

    @Test
    void ofPairsCorrelateAsRanksDo() {
        var random = new Random(5);
        int n = 60;
        var similarity = new double[n];
        var pairs = new ArrayList<PairSet.Pair>();
        for (int i = 0; i < n; i++) {
            similarity[i] = random.nextInt(12) / 12.;
            pairs.add(new PairSet.Pair("", "", random.nextDouble() < similarity[i]));
        }

        var labels = pairs.stream().mapToDouble(p -> p.same() ? 1 : 0).toArray();
        assertThat(value(PairScores.of(similarity, pairs), "spearman(cos)"))
                .isEqualTo(pearson(ranks(similarity), ranks(labels)), within(1e-9));
    }

    private static double[] ranks(double[] values) {
        var ranks = new double[values.length];
        for (int i = 0; i < ranks.length; i++) {
            for (double other : values) {
                if (other < values[i]) ranks[i] += 1;
                if (other == values[i]) ranks[i] += .5;
            }
        }
        return ranks;
    }

    private static double pearson(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
