package banshi.corpus.yaml;

/**
 * What is wrong with a content file, and where (内容问题), in Chinese, for editors read it. Written as {@code file:line:column: what}.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param about what sort of thing is wrong
 * @param what what is wrong, and what is allowed
 */
public record Complaint(String file, int line, int column, Severity severity, About about, String what)
        implements Comparable<Complaint> {
    /** Of something else. */
    public Complaint(String file, int line, int column, Severity severity, String what) {
        this(file, line, column, severity, About.OTHER, what);
    }

    /** What is looked at by itself before something is published. */
    public enum About {
        /** Something that has ended or ends soon. */
        EXPIRY,
        /** An address or a number that the allow-list has not. */
        LINK,
        OTHER
    }

    /** Whether the content can be published in spite of it. */
    public enum Severity {
        ERROR,
        WARNING
    }

    @Override
    public int compareTo(Complaint other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) return byFile;
        int byLine = Integer.compare(line, other.line);
        if (byLine != 0) return byLine;
        int byColumn = Integer.compare(column, other.column);
        return byColumn != 0 ? byColumn : what.compareTo(other.what);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (severity == Severity.WARNING ? "提醒：" : "") + what;
    }
}
