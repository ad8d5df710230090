package banshi.eval.publicsets;

import banshi.eval.publicsets.LabelSet.Sentence;
import banshi.eval.publicsets.PairSet.Pair;
import banshi.eval.publicsets.RetrievalSet.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The public sets in the form in which their README files describe them (公开集). */
final class PublicSets {
    static final String MSGABENCH = "msgabench";
    static final String NCP_DOCUMENTS = "ncp-documents";
    static final String NCP_ANSWERS = "ncp-answers";
    static final String KAOHSIUNG = "kaohsiung-faq";
    static final String STARD = "legal-stard";
    static final String CIC = "intent-cic";
    static final String PARAPHRASE = "paraphrase";

    /** All of them, in the order of the table. */
    static final List<String> NAMES = List.of(MSGABENCH, KAOHSIUNG, STARD, NCP_DOCUMENTS, NCP_ANSWERS, CIC, PARAPHRASE);

    /** The files of {@link #PARAPHRASE} and the names that C-MTEB has for them, with “-” where it has none. */
    private static final Map<String, String> PAIRS = Map.of(
            "lcqmc.dev", "LCQMC",
            "bq.dev", "BQ",
            "afqmc.dev", "AFQMC",
            "atec.first8000", "ATEC",
            "bustm.few", "-",
            "pawsx-zh.dev", "PAWSX",
            "epidemic.train", "-");

    private final SetFiles files;

    PublicSets(SetFiles files) {
        this.files = files;
    }

    /** Questions to Beijing's offices, and their answers; equal texts are one. */
    RetrievalSet msgabench() throws IOException {
        var ordinals = new HashMap<String, Integer>();
        var documents = new ArrayList<String>();
        for (var row : files.rows("msgabench/retrieval/corpus.tsv.gz")) {
            ordinals.put(row.get(0), documents.size());
            documents.add(row.get(1));
        }
        var relevant = relevant("msgabench/retrieval/qrels.tsv.gz", ordinals);
        var queries = new ArrayList<Query>();
        for (var row : files.rows("msgabench/retrieval/queries.tsv.gz"))
            queries.add(new Query(row.get(1), of(row.get(0), relevant)));
        return new RetrievalSet(
                MSGABENCH, "MSGABench, Beijing: question to answer", "msgabench Q->A", documents, queries);
    }

    /** Each question of a pair whose answers differ, against the other's answer in {@link #msgabench}. */
    List<Confusable> confusables() throws IOException {
        var ordinals = new HashMap<String, Integer>();
        for (var row : files.rows("msgabench/retrieval/corpus.tsv.gz")) ordinals.put(row.get(0), ordinals.size());
        var relevant = relevant("msgabench/retrieval/qrels.tsv.gz", ordinals);
        var confusables = new ArrayList<Confusable>();
        for (var row : files.table("msgabench/confusable_pairs.tsv.gz")) {
            if (cell(row, "same_answer").equals("1")) continue;
            add(confusables, cell(row, "question1"), cell(row, "id1"), cell(row, "id2"), relevant);
            add(confusables, cell(row, "question2"), cell(row, "id2"), cell(row, "id1"), relevant);
        }
        return confusables;
    }

    private static void add(
            List<Confusable> to, String question, String own, String other, Map<String, Set<Integer>> relevant) {
        var right = relevant.getOrDefault(own, Set.of());
        var wrong = new HashSet<>(relevant.getOrDefault(other, Set.of()));
        wrong.removeAll(right);
        if (!right.isEmpty() && !wrong.isEmpty()) to.add(new Confusable(question, right, wrong));
    }

    /** Kaohsiung's public FAQ in traditional characters; equal answers all count. */
    RetrievalSet kaohsiung() throws IOException {
        var questions = new ArrayList<String>();
        var answers = new ArrayList<String>();
        for (var faq : files.objects("kaohsiung-faq/faq.jsonl.gz")) {
            questions.add(faq.path("question").asString());
            answers.add(faq.path("answer").asString());
        }
        return answered(
                KAOHSIUNG,
                "Kaohsiung, traditional characters: question to answer",
                "kaohsiung-faq Q->A",
                questions,
                answers);
    }

    /** Lay questions and the articles of law that settle them. */
    RetrievalSet stard() throws IOException {
        var ordinals = new HashMap<String, Integer>();
        var documents = new ArrayList<String>();
        for (var article : files.objects("legal-stard/corpus.jsonl.gz")) {
            ordinals.put(article.path("id").asString(), documents.size());
            documents.add(
                    article.path("name").asString() + " " + article.path("text").asString());
        }
        var relevant = relevant("legal-stard/qrels.tsv.gz", ordinals);
        var queries = new ArrayList<Query>();
        for (var query : files.objects("legal-stard/queries.jsonl.gz"))
            queries.add(new Query(
                    query.path("question").asString(), of(query.path("id").asString(), relevant)));
        return new RetrievalSet(
                STARD, "STARD: lay question to article of law", "legal-stard Q->article", documents, queries);
    }

    /** Questions on policies and the documents that they were made from. */
    RetrievalSet ncpDocuments() throws IOException {
        var ordinals = new HashMap<String, Integer>();
        var documents = new ArrayList<String>();
        for (var document : files.objects("ncp-policies/corpus.jsonl.gz")) {
            ordinals.put(document.path("docid").asString(), documents.size());
            documents.add(document.path("text").asString());
        }
        var queries = new ArrayList<Query>();
        for (var row : files.table("ncp-policies/qa.tsv.gz")) {
            var ordinal = ordinals.get(cell(row, "docid"));
            if (ordinal != null) queries.add(new Query(cell(row, "question"), Set.of(ordinal)));
        }
        return new RetrievalSet(
                NCP_DOCUMENTS,
                "policies of 2020: question to document",
                "ncp-policies Q->document",
                documents,
                queries);
    }

    /** Questions on policies and the spans that answer them; equal answers all count. */
    RetrievalSet ncpAnswers() throws IOException {
        var questions = new ArrayList<String>();
        var answers = new ArrayList<String>();
        for (var row : files.table("ncp-policies/qa.tsv.gz")) {
            questions.add(cell(row, "question"));
            answers.add(cell(row, "answer"));
        }
        return answered(
                NCP_ANSWERS,
                "policies of 2020: question to a short span",
                "ncp-policies Q->A (short spans)",
                questions,
                answers);
    }

    /** Customer service in 118 intents. */
    LabelSet cic() throws IOException {
        return new LabelSet(
                CIC,
                "CIC, customer service: the intent of a sentence, from its ten nearest known ones",
                "intent CIC",
                sentences("intent/cic.train.tsv.gz"),
                sentences("intent/cic.dev.tsv.gz"));
    }

    private List<Sentence> sentences(String file) throws IOException {
        return files.table(file).stream()
                .map(row -> new Sentence(cell(row, "text"), cell(row, "label")))
                .toList();
    }

    /** Similar questions and look-alikes, a set a file. */
    List<PairSet> paraphrases() throws IOException {
        var sets = new ArrayList<PairSet>();
        for (String name : PAIRS.keySet().stream().sorted().toList()) {
            var table = files.table("paraphrase/" + name + ".tsv.gz");
            sets.add(pairs(name, List.of("paraphrase " + name, PAIRS.getOrDefault(name, "-")), table));
        }
        var ofLcqmc = files.table("paraphrase/gov_subset.tsv.gz").stream()
                .filter(row -> cell(row, "src").equals("lcqmc.dev"))
                .toList();
        sets.add(pairs("public services in lcqmc.dev", List.of("paraphrase gov_subset lcqmc part"), ofLcqmc));
        return sets;
    }

    private static PairSet pairs(String name, List<String> published, List<Map<String, String>> table) {
        var pairs = table.stream()
                .map(row -> new Pair(
                        cell(row, "s1"), cell(row, "s2"), cell(row, "label").equals("1")))
                .toList();
        return new PairSet(name, published, pairs);
    }

    /** Each answer is a document of its own; equal ones answer each other's questions. */
    private static RetrievalSet answered(
            String name, String what, String published, List<String> questions, List<String> answers) {
        var byText = new HashMap<String, Set<Integer>>();
        for (int i = 0; i < answers.size(); i++)
            byText.computeIfAbsent(answers.get(i), text -> new HashSet<>()).add(i);
        var queries = new ArrayList<Query>();
        for (int i = 0; i < questions.size(); i++)
            queries.add(new Query(questions.get(i), byText.getOrDefault(answers.get(i), Set.of(i))));
        return new RetrievalSet(name, what, published, answers, queries);
    }

    /** By question the numbers of its documents: question, 0, document, 1. */
    private Map<String, Set<Integer>> relevant(String file, Map<String, Integer> ordinals) throws IOException {
        var relevant = new HashMap<String, Set<Integer>>();
        for (var row : files.rows(file)) {
            var ordinal = ordinals.get(row.get(2));
            if (ordinal == null) throw new IOException(file + " names a document that is not there: " + row.get(2));
            relevant.computeIfAbsent(row.get(0), query -> new HashSet<>()).add(ordinal);
        }
        return relevant;
    }

    private static Set<Integer> of(String query, Map<String, Set<Integer>> relevant) throws IOException {
        var documents = relevant.get(query);
        if (documents == null) throw new IOException("no document answers question " + query);
        return documents;
    }

    private static String cell(Map<String, String> row, String name) {
        var cell = row.get(name);
        if (cell == null) throw new IllegalArgumentException("a table has no column " + name);
        return cell;
    }
}
