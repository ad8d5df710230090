package banshi.assistant.cases;

import java.util.List;

/** Says that evaluation files cannot be used as they are (用例文件有误): one line per problem, {@code file:line: what}. */
public final class MalformedCases extends Exception {
    private final List<String> problems;

    MalformedCases(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the files and their lines; at least one. */
    public List<String> problems() {
        return problems;
    }
}
