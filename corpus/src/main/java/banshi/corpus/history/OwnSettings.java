package banshi.corpus.history;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps the settings of whoever runs the program out (自有设置): a repository of ours behaves the same everywhere, no Git program is asked
 * where its settings lie, and nothing is written into anybody's home folder.
 */
final class OwnSettings extends SystemReader.Delegate {
    private OwnSettings(SystemReader system) {
        super(system);
    }

    /** For all of JGit in this process; nobody else uses it. */
    static synchronized void use() {
        if (SystemReader.getInstance() instanceof OwnSettings) return;
        SystemReader.setInstance(new OwnSettings(SystemReader.getInstance()));
        // how exact the times of files are is measured beside, or whoever opens first waits for three seconds
        FS.FileStoreAttributes.setBackground(true);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    private static final class Nothing extends FileBasedConfig {
        @SuppressWarnings("NullAway") // JGit's own way to say that there is no file
        Nothing(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
