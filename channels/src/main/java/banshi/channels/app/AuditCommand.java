package banshi.channels.app;

import banshi.channels.audit.AuditCheck;
import banshi.channels.audit.AuditCheck.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the log of what staff did (审计命令). */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Looks after the log of what staff did.")
final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** For picocli. */
    AuditCommand() {}

    /** Without a deed there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "要做什么？audit verify。");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Tells whether the log is as it was written, or the first row that is not; exit code 1 then.")
    int verify(@Mixin Places places) {
        var out = spec.commandLine().getOut();
        try (var staff = StaffRecords.open(places.data())) {
            return switch (staff.audit().verify()) {
                case AuditCheck.Intact(var from, var to, var end) -> {
                    out.println(
                            from > to
                                    ? "审计日志完好，还没有记录。"
                                    : "审计日志完好：第 " + from + " 条到第 " + to + " 条。末条校验值 " + end + "，抄到别处，以后可以核对有没有被截短。");
                    yield 0;
                }
                case AuditCheck.Broken(var row, var fault) -> {
                    out.println("审计日志被动过：" + (row > 0 ? "第 " + row + " 条" : "") + words(fault) + "。请保留数据库现状，报告安全负责人。");
                    yield 1;
                }
            };
        } finally {
            out.flush();
        }
    }

    private static String words(Fault fault) {
        return switch (fault) {
            case CHANGED -> "被改过";
            case REMOVED -> "被删掉了";
            case INSERTED -> "是后来插进去的";
            case REORDERED -> "被换了位置";
            case HEAD -> "首尾标记被改过，或者安装密钥（banshi.secret）换了";
        };
    }
}
