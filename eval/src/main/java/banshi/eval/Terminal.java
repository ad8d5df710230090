package banshi.eval;

import banshi.assistant.cases.MalformedCases;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says to whoever called it (终端): results to standard output, all else to standard error. */
record Terminal(CommandLine line) {
    /** @param spec as picocli sets it before it calls the command */
    static Terminal of(@Nullable CommandSpec spec) {
        return new Terminal(Objects.requireNonNull(spec).commandLine());
    }

    /** Prints a result as it is. */
    void print(String text) {
        line.getOut().print(text);
        line.getOut().flush();
    }

    /** Says a line about the work. */
    void say(String text) {
        line.getErr().println(text);
        line.getErr().flush();
    }

    /**
     * Says what went wrong with the files.
     *
     * @return the exit status
     */
    int failed(Exception e) {
        switch (e) {
            case MalformedCases malformed -> malformed.problems().forEach(this::say);
            case NoSuchFileException missing -> say(missing.getFile() + ": no such file");
            default -> say(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** For the command to throw: picocli prints it with the usage. */
    CommandLine.ParameterException misuse(String what) {
        return new CommandLine.ParameterException(line, what);
    }

    /** The same, of what was thrown. */
    CommandLine.ParameterException misuse(IllegalArgumentException e) {
        return new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
    }
}
