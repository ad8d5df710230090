package banshi.channels.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A real PostgreSQL on a free loopback port, started once for all tests and stopped with them. Its programs come from Debian's package, or from the path; as
 * root it runs as the user {@code postgres}, for it refuses to be root.
 */
public final class Postgres {
    private static final String USER = "banshi";
    private static Postgres running;

    private final int port;

    private Postgres(int port) {
        this.port = port;
    }

    /** The address of an empty database of its own. */
    public static synchronized String emptyDatabase() {
        if (running == null) running = start();
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(running.url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return running.url(name);
        } catch (SQLException e) {
            throw new IllegalStateException("making a database for a test", e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    private static Postgres start() {
        try {
            var home = Files.createTempDirectory("banshi-postgres");
            boolean root = System.getProperty("user.name").equals("root");
            if (root) run(home, List.of("chown", "postgres", home.toString()));
            var programs = programs();
            run(
                    home,
                    as(
                            root,
                            programs + "initdb",
                            "--pgdata=" + home.resolve("data"),
                            "--username=" + USER,
                            "--auth=trust",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--no-sync"));
            int port = freePort();
            var options = "-c listen_addresses=127.0.0.1 -c port=" + port + " -c unix_socket_directories= -c fsync=off";
            run(
                    home,
                    as(
                            root,
                            programs + "pg_ctl",
                            "start",
                            "--wait",
                            "--pgdata=" + home.resolve("data"),
                            "--log=" + home.resolve("data/log"),
                            "--options=" + options));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    run(
                            home,
                            as(
                                    root,
                                    programs + "pg_ctl",
                                    "stop",
                                    "--mode=immediate",
                                    "--pgdata=" + home.resolve("data")));
                    delete(home);
                } catch (IOException | InterruptedException | IllegalStateException e) {
                    // it ends with the machine
                }
            }));
            return new Postgres(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> as(boolean root, String... command) {
        var all = new ArrayList<String>();
        if (root) all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        all.addAll(List.of(command));
        return all;
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        var log = Files.createTempFile("banshi-postgres", ".log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = process.waitFor();
        var said = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        if (code != 0)
            throw new IllegalStateException(command + " failed; these tests need PostgreSQL (Debian: apt-get install"
                    + " postgresql): " + said);
    }

    private static String programs() throws IOException {
        var debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) return "";
        try (var versions = Files.list(debian)) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin/"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .map(bin -> bin + "/")
                    .findFirst()
                    .orElse("");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
