package banshi.channels.app;

import banshi.assistant.Citation;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks on the command line (命令行提问): one question, or a conversation; without a server. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Answers one question, or, without one, line by line until the input ends.")
final class AskCommand implements Callable<Integer> {
    private static final String PROMPT = "您问：";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Parameters(arity = "0..1", paramLabel = "QUESTION", description = "For example: 我要补办户口本，网上能办吗？")
    private @Nullable String question;

    @Option(names = "--region", paramLabel = "CODE", description = "Where the citizen is: a six-digit GB/T 2260 code.")
    private @Nullable String region;

    /** For picocli. */
    AskCommand() {}

    @Override
    public Integer call() {
        if (question != null) requireAskable(question);
        if (region != null && !region.matches("\\d{6}")) throw new CannotStart("地区代码要是六位数字，这里是 " + region);
        try (var knowledge =
                Knowledge.open(places, Banshi.CLOCK, spec.commandLine().getErr()::println)) {
            var out = spec.commandLine().getOut();
            if (question == null) converse(knowledge, out);
            else out.println(words(ask(knowledge, Dialogue.NEW, question)));
            return 0;
        }
    }

    private void converse(Knowledge knowledge, PrintWriter out) {
        var dialogue = Dialogue.NEW;
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = next(in, out); line != null; line = next(in, out)) {
                if (line.isBlank()) continue;
                if (line.length() > Utterance.LONGEST) {
                    out.println("请把问题说短一些，不超过 " + Utterance.LONGEST + " 个字。\n");
                    continue;
                }
                var turn = ask(knowledge, dialogue, line);
                dialogue = turn.dialogue();
                out.println(words(turn) + "\n");
            }
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the next question", e);
        }
    }

    private static @Nullable String next(BufferedReader in, PrintWriter out) throws IOException {
        out.print(PROMPT);
        out.flush();
        return in.readLine();
    }

    private Turn ask(Knowledge knowledge, Dialogue dialogue, String text) {
        var utterance = new Utterance(text, Utterance.Channel.WEB, region, LocalDate.now(Banshi.CLOCK));
        return knowledge.assistant().reply(dialogue, utterance);
    }

    private static void requireAskable(String question) {
        if (question.isBlank() || question.length() > Utterance.LONGEST)
            throw new CannotStart(
                    "问题要有 1 到 " + Utterance.LONGEST + " 个字，这里有 " + (question.isBlank() ? 0 : question.length()) + " 个");
    }

    /** The reply as it would be read out, what it stands on, and what it comes from. */
    static String words(Turn turn) {
        var text = PlainText.of(turn.reply().blocks());
        var release = "知识版本 " + turn.release();
        return switch (turn.reply()) {
            case Reply.Answer answer ->
                "%s%n%n%s%n%n模板 %s · %s · 把握 %.2f"
                        .formatted(text, sources(answer.citations()), answer.template(), release, answer.confidence());
            case Reply.Together together ->
                "%s%n%n%s%n%n%s · %s · 把握 %.2f"
                        .formatted(
                                text, sources(together.citations()), together.bundle(), release, together.confidence());
            case Reply.Clarify clarify -> text + "\n\n" + release;
            case Reply.Decline decline -> text + "\n\n" + release;
            case Reply.Handoff handoff -> text + "\n\n" + release;
            case Reply.Smalltalk smalltalk -> text + "\n\n" + release;
            case Reply.Emergency emergency -> text + "\n\n" + release;
        };
    }

    private static String sources(List<Citation> citations) {
        return citations.stream()
                .map(c -> Stream.of(c.title(), c.article(), c.url())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")))
                .map(line -> "依据：" + line)
                .collect(Collectors.joining("\n"));
    }
}
