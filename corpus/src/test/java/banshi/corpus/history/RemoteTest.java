package banshi.corpus.history;

import static banshi.corpus.history.TestHistory.ANNA;
import static banshi.corpus.history.TestHistory.BEN;
import static banshi.corpus.history.TestHistory.CHIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.internal.WorkQueue;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.transport.DaemonClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTest {
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private URI remote;

    @BeforeEach
    void bareRepository() throws IOException {
        var path = folder.resolve("remote.git");
        remote = URI.create("file://" + path);
        try (var repository = bare(path)) {
            repository.create(true);
        }
    }

    private static Repository bare(Path path) throws IOException {
        return new FileRepositoryBuilder().setBare().setGitDir(path.toFile()).build();
    }

    private static final class Told implements Follower {
        final LinkedBlockingQueue<Release> releases = new LinkedBlockingQueue<>();
        final LinkedBlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();

        @Override
        public void released(Release release) {
            releases.add(release);
        }

        @Override
        public void failed(RuntimeException failure) {
            failures.add(failure);
        }
    }

    @Test
    void theFirstServerBeginsTheRemoteAndTheSecondBeginsWithIt() {
        try (var one = new TestHistory(folder.resolve("one"), remote)) {
            var release = one.releaseFee("r-2", "不收钱了");
            try (var two = new TestHistory(folder.resolve("two"), remote)) {
                assertThat(two.history.current()).isEqualTo(release);
                assertThat(two.history.releases()).hasSize(2);
            }
        }
    }

    @Test
    void aReplicaIsToldOfEachReleaseWhenItIsThere() throws InterruptedException {
        follows(remote);
    }

    @Test
    void aReplicaFollowsOverTheNetworkToo() throws Exception {
        var daemon = new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon.setRepositoryResolver((DaemonClient client, String name) -> {
            try {
                return bare(folder.resolve("remote.git"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        daemon.getService("git-receive-pack").setEnabled(true);
        daemon.start();
        try {
            follows(URI.create("git://127.0.0.1:" + daemon.getAddress().getPort() + "/remote.git"));
        } finally {
            daemon.stopAndWait();
        }
    }

    private void follows(URI address) throws InterruptedException {
        var told = new Told();
        try (var one = new TestHistory(folder.resolve("one"), address);
                var two = new TestHistory(folder.resolve("two"), address);
                var following = two.history.follow(OFTEN, told)) {
            for (var id : new String[] {"r-2", "r-3"}) {
                var release = one.releaseFee(id, "收费见 " + id);
                assertThat(told.releases.poll(20, TimeUnit.SECONDS)).isEqualTo(release);
                assertThat(two.fee(two.history.current().revision())).isEqualTo("收费见 " + id);
            }
            assertThat(told.failures).isEmpty();
        }
    }

    /** What JGit gave to a thread of its own. */
    private static long tasksBegun() {
        return ((ScheduledThreadPoolExecutor) WorkQueue.getExecutor()).getTaskCount();
    }

    @Test
    void nothingTidiesUpBehindTheBackOfAFetch() {
        var begun = tasksBegun();
        try (var one = new TestHistory(folder.resolve("one"), remote);
                var two = new TestHistory(folder.resolve("two"), remote)) {
            one.releaseFee("r-2", "不收钱了");
            assertThat(two.history.fetch()).isPresent();
        }
        assertThat(tasksBegun()).isEqualTo(begun);
    }

    @Test
    void whoPublishesSecondIsRefusedAndGetsThereWithTheFirstOnesRelease() {
        try (var one = new TestHistory(folder.resolve("one"), remote);
                var two = new TestHistory(folder.resolve("two"), remote)) {
            var draft = two.draft();
            two.saved(two.save(draft, draft.head(), BEN, TestHistory.MATTER, t -> t.put("department", "二楼窗口")));
            var first = one.releaseFee("r-2", "不收钱了");

            assertThat(two.history.publish(draft.id(), two.head(draft), new Release.Id("r-3"), CHIEF, ""))
                    .isEqualTo(new Published.Behind(first));
            assertThat(two.history.drafts()).hasSize(1);
            assertThat(two.history.release(new Release.Id("r-3"))).isEmpty();

            two.saved(two.history.bringUpToDate(draft.id(), BEN));
            var second = two.publish(draft, "r-3");
            assertThat(one.history.fetch()).contains(second);
            assertThat(one.fee(second.revision())).isEqualTo("不收钱了");
        }
    }

    @Test
    void whatWasPublishedBeforeThereWasARemoteIsSentThere() {
        try (var one = new TestHistory(folder.resolve("one"))) {
            one.releaseFee("r-2", "不收钱了");
        }
        assertThat(ContentHistory.releasesAt(remote)).isZero();
        try (var one = new TestHistory(folder.resolve("one"), remote)) {
            assertThat(one.history.fetch()).isEmpty();

            assertThat(ContentHistory.releasesAt(remote)).isEqualTo(2);
            var third = one.releaseFee("r-3", "又收钱了");
            try (var two = new TestHistory(folder.resolve("two"), remote)) {
                assertThat(two.history.current()).isEqualTo(third);
            }
        }
    }

    @Test
    void aFollowerIsToldOfWhatCameWhenItsOwnPublicationWasRefused() throws InterruptedException {
        var told = new Told();
        try (var one = new TestHistory(folder.resolve("one"), remote);
                var two = new TestHistory(folder.resolve("two"), remote);
                var following = two.history.follow(Duration.ofMillis(500), told)) {
            var first = one.releaseFee("r-2", "不收钱了");
            two.history.rollBack(TestHistory.FIRST, new Release.Id("r-3"), ANNA, CHIEF, "");
            assertThat(told.releases.poll(20, TimeUnit.SECONDS).id()).isIn(first.id(), new Release.Id("r-3"));
        }
    }

    @Test
    void whatOneLogsInWithIsNeverSaid() {
        var secret = URI.create("http://name:word@127.0.0.1:1/content.git");
        assertThatThrownBy(() -> new TestHistory(folder.resolve("one"), secret)).satisfies(failure -> {
            for (var cause = failure; cause != null; cause = cause.getCause())
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("word@");
        });
    }

    @Test
    void anIdThatAnotherServerTookIsRefused() {
        try (var one = new TestHistory(folder.resolve("one"), remote);
                var two = new TestHistory(folder.resolve("two"), remote)) {
            var first = one.releaseFee("r-2", "不收钱了");
            assertThat(two.history.rollBack(TestHistory.FIRST, first.id(), ANNA, CHIEF, ""))
                    .isEqualTo(new Published.Behind(first));
        }
    }

    @Test
    void whileTheRemoteIsAwayNothingIsPublishedAndNothingLost() throws Exception {
        var told = new Told();
        try (var one = new TestHistory(folder.resolve("one"), remote)) {
            var draft = one.draft();
            var saved = one.saved(one.saveFee(draft, draft.head(), ANNA, "不收钱了"));
            var away = folder.resolve("away.git");
            Files.move(folder.resolve("remote.git"), away);

            assertThatThrownBy(() -> one.publish(draft, "r-2"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("publishing draft");
            assertThat(one.history.current().id()).isEqualTo(TestHistory.FIRST);
            assertThat(one.head(draft)).isEqualTo(saved);
            try (var following = one.history.follow(OFTEN, told)) {
                assertThat(told.failures.poll(20, TimeUnit.SECONDS)).hasMessageContaining("fetching releases");
            }
            Files.move(away, folder.resolve("remote.git"));
            assertThat(one.fee(one.publish(draft, "r-2").revision())).isEqualTo("不收钱了");
        }
    }

    @Test
    void anotherInstallationsContentIsNotTakenForOurs() {
        try (var one = new TestHistory(folder.resolve("one"))) {
            one.releaseFee("r-2", "不收钱了");
        }
        try (var other = new TestHistory(folder.resolve("other"), remote);
                var one = new TestHistory(folder.resolve("one"), remote)) {
            assertThat(other.history.current().id()).isEqualTo(TestHistory.FIRST);
            assertThatThrownBy(() -> one.history.fetch())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not follow on release r-2");
        }
    }
}
