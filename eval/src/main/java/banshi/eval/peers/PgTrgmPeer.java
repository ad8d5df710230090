package banshi.eval.peers;

import banshi.assistant.cases.Pair;
import banshi.eval.files.Scratch;
import banshi.eval.load.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's trigrams (PostgreSQL pg_trgm 对照): the taught question of the greatest similarity, found in a GiST index by a prepared
 * statement over one connection. A server of its own with a data folder of its own, on the loopback.
 */
final class PgTrgmPeer implements Peer {
    private static final String NEEDS =
            "pg_trgm needs PostgreSQL with its contributed modules: install it (Debian: apt-get install postgresql postgresql-contrib)";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** PostgreSQL refuses to run as root, so there it runs as the user that its package makes. */
    private static final String ROOT = "root";

    private static final String USER = "postgres";

    private @Nullable Scratch home;
    private @Nullable Child server;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement nearest;

    @Override
    public String name() {
        return "pg_trgm";
    }

    @Override
    public String about() {
        return "PostgreSQL with pg_trgm, GiST index, label of the most similar question";
    }

    @Override
    public void learn(List<Taught> taught) throws IOException, InterruptedException {
        var programs = programs();
        var scratch = Scratch.create("pg_trgm");
        home = scratch;
        var data = Files.createDirectory(scratch.folder().resolve("data"));
        boolean root = Files.getOwner(data).getName().equals(ROOT);
        if (root) handOver(scratch.folder(), data);
        Child.run(
                "initdb",
                scratch.folder(),
                PATIENCE,
                NEEDS,
                command(
                        root,
                        programs + "initdb",
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"));
        int port = ServerProcess.freePort();
        var started = Child.start(
                name(),
                scratch.folder(),
                Child.Heard.ALL,
                NEEDS,
                command(
                        root,
                        programs + "postgres",
                        "-D",
                        data.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "port=" + port,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "log_destination=stderr"));
        server = started;
        started.lineWith("ready to accept connections", PATIENCE);
        try {
            var opened = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER + "&prepareThreshold=1");
            connection = opened;
            fill(opened, taught);
            nearest = opened.prepareStatement(
                    "SELECT label, aspect FROM taught WHERE aspect IS NOT NULL ORDER BY text <-> ? LIMIT 1");
        } catch (SQLException e) {
            throw started.failure("could not be filled (" + e.getMessage() + ")", e);
        }
    }

    private static void fill(Connection connection, List<Taught> taught) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_trgm");
            statement.execute("CREATE TABLE taught (text text NOT NULL, label text NOT NULL, aspect text)");
        }
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("INSERT INTO taught VALUES (?, ?, ?)")) {
            for (var one : taught) {
                insert.setString(1, one.text().replace("\0", ""));
                insert.setString(2, one.label());
                if (one.aspect() == null) insert.setNull(3, Types.VARCHAR);
                else insert.setString(3, one.aspect());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE INDEX ON taught USING gist (text gist_trgm_ops(siglen=1024))");
            statement.execute("VACUUM ANALYZE taught");
        }
    }

    @Override
    public Guess ask(String text) throws IOException, InterruptedException {
        var statement = nearest;
        var asked = server;
        if (statement == null || asked == null) throw new IllegalStateException(name() + " has not learned yet");
        try {
            statement.setString(1, text.replace("\0", ""));
            try (var found = statement.executeQuery()) {
                return found.next() ? Guess.of(Pair.of(found.getString(1), found.getString(2))) : Guess.NOTHING;
            }
        } catch (SQLException e) {
            throw asked.failure("could not be asked (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) connection.close();
        } catch (SQLException e) {
            // the server ends next
        }
        if (server != null) server.close();
        if (home != null) home.discard();
    }

    /** The folder of PostgreSQL's programs with a slash, or nothing where they are on the path. Debian keeps them off it. */
    private static String programs() throws IOException, InterruptedException {
        var debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (var versions = Files.list(debian)) {
                var newest = versions.sorted(Comparator.reverseOrder())
                        .map(v -> v.resolve("bin"))
                        .filter(b -> Files.isExecutable(b.resolve("initdb")))
                        .findFirst();
                if (newest.isPresent()) return newest.get() + "/";
            }
        }
        Child.run("initdb", Path.of("."), PATIENCE, NEEDS, List.of("initdb", "--version"));
        return "";
    }

    private static void handOver(Path... folders) throws IOException {
        for (var folder : folders) {
            try {
                var users = folder.getFileSystem().getUserPrincipalLookupService();
                Files.setOwner(folder, users.lookupPrincipalByName(USER));
            } catch (UserPrincipalNotFoundException e) {
                throw (PeerUnavailable) new PeerUnavailable("root cannot run PostgreSQL and there is no user " + USER
                                + ": make one, or run this as another user")
                        .initCause(e);
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static List<String> command(boolean root, String... words) {
        var command = new ArrayList<String>();
        if (root) command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"));
        command.addAll(List.of(words));
        return command;
    }
}
