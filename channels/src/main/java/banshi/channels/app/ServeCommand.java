package banshi.channels.app;

import banshi.channels.accounts.Accounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the server (启动服务). */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves the chat page, the HTTP interface and WeChat.")
final class ServeCommand implements Callable<Integer> {
    /** Asked before the server says that it is ready: the classes are loaded then. */
    private static final int FIRST = 8;

    /** Asked in the background afterwards, and what the start-up cache learns from. */
    private static final int MORE = 400;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Default: 8080; 0 takes a free one.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Default: 127.0.0.1, this machine alone, for a proxy with HTTPS in front; 0.0.0.0 for all.")
    @SuppressWarnings("NullAway.Init") // has a default
    private String host;

    @Option(names = "--train", hidden = true, description = "Answer some questions and stop: makes the start-up cache.")
    private boolean train;

    /** For picocli. */
    ServeCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        long started = System.nanoTime();
        var out = spec.commandLine().getOut();
        var settings = settings();
        Ports.requireFree(settings);
        places.requireWritableData();
        // the engine on one core, Spring on the other
        var opening = CompletableFuture.supplyAsync(
                this::openAndWarmUp,
                work -> Thread.ofPlatform().name("knowledge").start(work));
        var server = Server.start(settings, places, opening, Banshi.CLOCK);
        try (var knowledge = opening.join();
                server) {
            var rehearsal = new Rehearsal(knowledge.content(), MORE);
            if (train) {
                rehearsal.inProcess(knowledge.assistant(), Banshi.CLOCK);
                rehearsal.overHttp(server.address());
            } else {
                announce(out, server, knowledge, (System.nanoTime() - started) / 1e9);
                // the compilers have more to do; who asks now is answered meanwhile
                rehearsal.inProcess(knowledge.assistant(), Banshi.CLOCK);
                server.await();
            }
        }
        return 0;
    }

    private Knowledge openAndWarmUp() {
        var knowledge = Knowledge.serve(places, Banshi.CLOCK, spec.commandLine().getErr()::println);
        new Rehearsal(knowledge.content(), FIRST).inProcess(knowledge.assistant(), Banshi.CLOCK);
        return knowledge;
    }

    private ServeSettings settings() {
        try {
            return new ServeSettings(host, port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void announce(PrintWriter out, Server server, Knowledge knowledge, double seconds) {
        var summary = knowledge.summary();
        out.printf(
                "办事已就绪，用时 %.1f 秒。知识版本 %s：%d 个事项，%d 条回复模板。%n",
                seconds, summary.id(), summary.matters(), summary.templates());
        for (var city : knowledge.summaries().subList(1, knowledge.summaries().size()))
            out.printf("  另一城市  知识版本 %s：%d 个事项，%d 条回复模板%n", city.id(), city.matters(), city.templates());
        out.println("  网页咨询  " + server.address() + "/");
        out.println("  接口文档  " + server.address() + "/openapi.yaml");
        out.println("  职员登录  " + server.address() + "/login");
        server.firstPassword()
                .ifPresent(
                        password -> out.println("  首个账号  " + Accounts.FIRST + "，口令 " + password + "（只显示这一次，第一次登录时要改）"));
        out.println("按 Ctrl+C 停止。");
        out.flush();
    }
}
