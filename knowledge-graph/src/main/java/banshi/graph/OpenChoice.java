package banshi.graph;

import banshi.corpus.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says a choice that is still open so that it can be understood without its question (未定情形的说法).
 *
 * <p>An option's label answers its question and often says nothing alone: 国外 means little without 孩子在哪里出生的. Where question
 * and label fit together by the grammar of the question (有没有, 是不是, …吗, 在哪里, 随谁), they become one statement: 孩子在国外出生.
 * Everywhere else they stay question and answer: 由谁来报户口？托别人去办. A rule only fires where what comes out is certainly
 * Chinese; the second form always is.
 */
final class OpenChoice {
    private static final Pattern EITHER = Pattern.compile("有没有|是不是");
    /** 在哪里, 随谁, 姓什么: the word before the interrogative begins the answer too. */
    private static final Pattern WHICH = Pattern.compile("(.)(哪里|哪儿|谁|什么)");

    private static final Pattern ASKING = Pattern.compile("哪|谁|什么|几|怎么|多少|多久|多大|吗|有没有|是不是|还是");
    private static final Pattern DONE_WHERE = Pattern.compile("^(.*在)哪里([^，在]+?)的?$");

    /** As many letters at the beginning are taken for what is spoken of. */
    private static final int SUBJECT = 2;

    private OpenChoice() {}

    /**
     * The choice in words.
     *
     * @param options ids of options of the situation; any of them
     */
    static String words(Situation situation, List<String> options) {
        var question = stripMark(situation.question());
        var open = situation.options().stream()
                .filter(o -> options.contains(o.id()))
                .map(Situation.Option::label)
                .toList();
        var statements = new ArrayList<String>();
        for (String label : open) {
            var statement = statement(question, label, situation);
            if (statement.isEmpty()) return question + "？" + any(open);
            statements.add(statement);
        }
        return any(withoutWhatRepeats(statements, open));
    }

    /** Empty where question and label do not certainly make one statement. */
    private static String statement(String question, String label, Situation situation) {
        int comma = label.indexOf('，');
        var answer = comma < 0 ? label : label.substring(0, comma);
        var rest = comma < 0 ? "" : label.substring(comma);
        var said = whole(question, answer);
        if (said.isEmpty()) said = either(question, answer);
        if (said.isEmpty()) said = whether(question, answer);
        if (said.isEmpty()) said = which(question, answer);
        if (said.isEmpty()) said = place(question, label, situation);
        return said.isEmpty() || ASKING.matcher(said).find() ? "" : said + rest;
    }

    /** A label that says of whom or what it speaks: 孩子在哪里出生的 + 孩子在国外出生. */
    private static String whole(String question, String answer) {
        boolean named = answer.length() > SUBJECT && question.startsWith(answer.substring(0, SUBJECT));
        return named ? answer : "";
    }

    /** 有没有外国国籍 + 有 → 有外国国籍. */
    private static String either(String question, String answer) {
        Matcher asked = EITHER.matcher(question);
        if (!asked.find()) return "";
        var yes = asked.group().substring(0, 1);
        var no = yes.equals("有") ? "没有" : "不是";
        return answer.equals(yes) || answer.equals(no) ? asked.replaceFirst(answer) : "";
    }

    /** 民族一样吗 + 不一样 → 民族不一样. */
    private static String whether(String question, String answer) {
        if (!question.endsWith("吗")) return "";
        var claim = question.substring(0, question.length() - 1);
        if (claim.endsWith("了")) claim = claim.substring(0, claim.length() - 1);
        if (claim.startsWith("是") && (answer.equals("是") || answer.equals("不是"))) return answer + claim.substring(1);
        if (claim.endsWith(answer)) return claim;
        var asked = answer.replaceFirst("^[不没]", "");
        return asked.length() > 1 && asked.length() < answer.length() && claim.endsWith(asked)
                ? claim.substring(0, claim.length() - asked.length()) + answer
                : "";
    }

    /** 户口随谁 + 随爸爸 → 户口随爸爸. */
    private static String which(String question, String answer) {
        Matcher asked = WHICH.matcher(question);
        if (!asked.find() || !answer.startsWith(asked.group(1))) return "";
        var after = question.substring(asked.end());
        boolean noun = after.startsWith("的") || (asked.group(2).equals("什么") && !after.isEmpty()); // 什么婚姻状况
        return noun || (!after.isEmpty() && answer.endsWith(after))
                ? ""
                : question.substring(0, asked.start()) + answer + after;
    }

    /** 在哪里出生的 + 国外 → 在国外出生, where all labels of the question are plain names of places. */
    private static String place(String question, String label, Situation situation) {
        Matcher asked = DONE_WHERE.matcher(question);
        if (!asked.matches()) return "";
        var after = asked.group(2);
        boolean plain = situation.options().stream()
                .map(Situation.Option::label)
                .allMatch(l -> !l.contains("，")
                        && l.codePoints().noneMatch(c -> after.indexOf(c) >= 0)
                        && !l.matches("^[在人去没不有就是].*"));
        return plain ? asked.group(1) + label + after : "";
    }

    /** What several statements begin with alike is said once: 户口随爸爸或随妈妈. */
    private static List<String> withoutWhatRepeats(List<String> statements, List<String> labels) {
        var first = statements.getFirst();
        int at = first.indexOf(labels.getFirst());
        if (at <= 0) return statements;
        var before = first.substring(0, at);
        for (int i = 0; i < statements.size(); i++) {
            if (!statements.get(i).equals(before + labels.get(i))) return statements;
        }
        var said = new ArrayList<>(labels);
        said.set(0, first);
        return said;
    }

    private static String any(List<String> words) {
        return String.join(words.stream().anyMatch(w -> w.contains("，") || w.contains("或")) ? "；或者" : "或", words);
    }

    private static String stripMark(String question) {
        return question.replaceFirst("[？?]\\s*$", "");
    }
}
