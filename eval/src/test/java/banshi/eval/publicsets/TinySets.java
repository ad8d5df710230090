package banshi.eval.publicsets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Invented sets in the formats of the public ones. */
final class TinySets {
    private TinySets() {}

    static void writeTo(Path folder) {
        write(
                folder,
                "msgabench/retrieval/corpus.tsv.gz",
                "a1\t带户口簿到派出所补领。\na2\t护照过期后应当换发。\na3\t转出须原单位办理。\na4\t转入须新单位办理。\n");
        write(folder, "msgabench/retrieval/queries.tsv.gz", "q1\t户口簿丢了怎么补领\nq2\t护照过期了怎么办\nq3\t公积金转出\nq4\t公积金转入\n");
        write(
                folder,
                "msgabench/retrieval/qrels.tsv.gz",
                "q1\t0\ta1\t1\nq2\t0\ta2\t1\nq2\t0\ta1\t1\nq3\t0\ta3\t1\nq4\t0\ta4\t1\n");
        write(
                folder,
                "msgabench/confusable_pairs.tsv.gz",
                "jaccard\tid1\tid2\tsame_answer\tquestion1\tquestion2\n"
                        + "0.8\tq3\tq4\t0\t公积金转出\t公积金转入\n0.7\tq1\tq2\t1\t同答案一\t同答案二\n");
        write(
                folder,
                "kaohsiung-faq/faq.jsonl.gz",
                "{\"id\":\"k1\",\"question\":\"戶口名簿如何申請\",\"answer\":\"請至戶政事務所申請戶口名簿。\"}\n"
                        + "{\"id\":\"k2\",\"question\":\"拖吊至何處\",\"answer\":\"請撥打電話。\"}\n"
                        + "{\"id\":\"k3\",\"question\":\"罰單如何繳\",\"answer\":\"請撥打電話。\"}\n");
        write(
                folder,
                "legal-stard/corpus.jsonl.gz",
                "{\"id\":\"S1\",\"name\":\"某法第一条\",\"text\":\"合同受法律保护。\"}\n"
                        + "{\"id\":\"S2\",\"name\":\"某法第二条\",\"text\":\"公民可以登记为个体工商户。\"}\n");
        write(folder, "legal-stard/qrels.tsv.gz", "0\t0\tS2\t1\n");
        write(folder, "legal-stard/queries.jsonl.gz", "{\"id\":\"0\",\"question\":\"谁可以成为个体工商户？\"}\n");
        write(
                folder,
                "ncp-policies/corpus.jsonl.gz",
                "{\"docid\":\"d1\",\"text\":\"复工的企业应当测温。\"}\n{\"docid\":\"d2\",\"text\":\"展会延期。\"}\n");
        write(
                folder,
                "ncp-policies/qa.tsv.gz",
                "qid\tdocid\tin_corpus\tquestion\tanswer\n1\td2\t1\t展会怎么办\t延期\n2\td9\t0\t口罩怎么买\t预约\n");
        write(folder, "intent/cic.train.tsv.gz", "id\tlabel\tlabel_des\ttext\n1\t7\t改地址\t帮我改地址\n2\t8\t退款\t我要退款\n");
        write(folder, "intent/cic.dev.tsv.gz", "id\tlabel\tlabel_des\ttext\n3\t7\t改地址\t地址改一下\n4\t8\t退款\t退款呢\n");
        for (String name : List.of("lcqmc.dev", "bq.dev", "afqmc.dev", "atec.first8000", "bustm.few", "pawsx-zh.dev"))
            write(folder, "paraphrase/" + name + ".tsv.gz", "s1\ts2\tlabel\n怎么退款\t如何退款\t1\n怎么退款\t天气如何\t0\n");
        write(folder, "paraphrase/epidemic.train.tsv.gz", "category\ts1\ts2\tlabel\n咳\t咳血\t咯血\t1\n咳\t咳血\t咳痰\t0\n");
        write(
                folder,
                "paraphrase/gov_subset.tsv.gz",
                "src\ts1\ts2\tlabel\nlcqmc.dev\t查驾照分\t驾照几分\t1\nqbqtc\t社保\t社保申报\t2\nlcqmc.dev\t买票带证\t退票带证\t0\n");
        write(
                folder,
                "baselines.tsv",
                "dataset\tsplit\tsystem\tmetric\tvalue\tsource\n"
                        + "msgabench Q->A\t4 q\tchar-bigram BM25\thit@1 / MRR@10\t0.1234 / 0.5678\tsomebody\n"
                        + "AFQMC\tvalidation\tbge-small-zh-v1.5\tspearman(cos)\t0.4321\tmakers\n"
                        + "AFQMC\tvalidation\tother-encoder\tspearman(cos)\t0.9876\tmakers\n");
    }

    static void write(Path folder, String file, String text) {
        var to = folder.resolve(file);
        try {
            Files.createDirectories(to.getParent());
            try (var out = file.endsWith(".gz")
                    ? new GZIPOutputStream(Files.newOutputStream(to))
                    : Files.newOutputStream(to)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
