package banshi.eval.publicsets;

import banshi.assistant.metrics.Figure;
import banshi.eval.publicsets.RetrievalSet.Query;
import banshi.eval.publicsets.Retriever.Found;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How good the documents found are (检索指标), one ranking a question. Binary gains; the documents found are looked at up to the tenth. */
final class RetrievalScores {
    static final int DEPTH = 10;

    private RetrievalScores() {}

    /** One ranking (排名). */
    record Ranked(Query query, List<Found> found) {
        /** The place of the first document that answers, from 1; 0 where none does within {@link #DEPTH}. */
        int first() {
            for (int i = 0; i < Math.min(DEPTH, found.size()); i++)
                if (query.relevant().contains(found.get(i).document())) return i + 1;
            return 0;
        }

        double hitAt(int depth) {
            return first() > 0 && first() <= depth ? 1 : 0;
        }

        /** The share of the documents that answer. */
        double recall() {
            long hits = found.stream()
                    .limit(DEPTH)
                    .filter(f -> query.relevant().contains(f.document()))
                    .count();
            return (double) hits / query.relevant().size();
        }

        double reciprocalRank() {
            return first() == 0 ? 0 : 1.0 / first();
        }

        /** Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 20 (2002). */
        double gain() {
            double gain = 0;
            double ideal = 0;
            for (int i = 0; i < DEPTH; i++) {
                double worth = Math.log(2) / Math.log(i + 2);
                if (i < found.size() && query.relevant().contains(found.get(i).document())) gain += worth;
                if (i < query.relevant().size()) ideal += worth;
            }
            return gain / ideal;
        }
    }

    /** All of them, under the names that baselines.tsv has. */
    static List<Figure> of(List<Ranked> rankings) {
        return List.of(
                mean("hit@1", rankings, r -> r.hitAt(1)),
                mean("hit@10", rankings, r -> r.hitAt(DEPTH)),
                mean("R@10", rankings, Ranked::recall),
                mean("MRR@10", rankings, Ranked::reciprocalRank),
                mean("nDCG@10", rankings, Ranked::gain));
    }

    private static Figure mean(String metric, List<Ranked> rankings, ToDoubleFunction<Ranked> score) {
        return Figure.mean(metric, rankings.stream().mapToDouble(score).toArray());
    }
}
