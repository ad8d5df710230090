package banshi.channels.app;

import ch.qos.logback.classic.LoggerContext;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program (办事): one jar, one command line. */
@Command(
        name = "banshi",
        mixinStandardHelpOptions = true,
        versionProvider = Banshi.Version.class,
        description = "Answers citizens' questions about public services from approved content.",
        commandListHeading = "%nCommands:%n",
        subcommands = {
            ServeCommand.class,
            AskCommand.class,
            CheckCommand.class,
            CorpusCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            DoctorCommand.class,
            AccountCommand.class,
            AuditCommand.class,
            CompileCommand.class,
            TrialCommand.class,
            EchoCommand.class
        })
public final class Banshi implements Runnable {
    /** The city's time: it decides which content is valid today. */
    static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));

    /** Kept here, for java.util.logging forgets loggers that nobody holds; Lucene tells there which CPU it found. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    /** Likewise; what is wrong with the graph database is said by us. */
    private static final Logger NEO4J = Logger.getLogger("org.neo4j.driver");

    private static final String LEVEL = "logging.level.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** For picocli. */
    Banshi() {}

    /** Runs one command: exit code 0 if it did what it was asked to, 1 if it could not, 2 if it was asked wrongly. */
    public static void main(String[] args) {
        LUCENE.setLevel(Level.WARNING);
        NEO4J.setLevel(Level.OFF);
        quietUntilServing();
        System.exit(commandLine(writer(System.out), writer(System.err)).execute(args));
    }

    /** Where Spring does not set the logs up, as it does for a server, they would tell all that a connection pool does. */
    private static void quietUntilServing() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logs)) return;
        logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(ch.qos.logback.classic.Level.WARN);
        Server.DEFAULTS.forEach((name, level) -> {
            if (name.startsWith(LEVEL) && !name.endsWith(".root"))
                logs.getLogger(name.substring(LEVEL.length()))
                        .setLevel(ch.qos.logback.classic.Level.toLevel(String.valueOf(level)));
        });
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Banshi())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().print(sentence(failure));
                    command.getErr().flush();
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "要做什么？请给出一个命令。");
    }

    /** What went wrong, for the terminal: sentences for what can happen to anybody, a trace for what is our mistake. */
    private static String sentence(Exception failure) {
        return switch (failure) {
            case CannotStart known -> "banshi: " + known.getMessage() + "\n";
            case FaultyContent faulty -> CheckCommand.report(faulty);
            default -> {
                var trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                yield "banshi: 程序出错了，请把下面几行告诉开发者\n" + trace;
            }
        };
    }

    /** UTF-8 whatever the terminal's locale says: everything here is Chinese. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** From the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Banshi.class.getPackage().getImplementationVersion();
            return new String[] {"banshi " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
