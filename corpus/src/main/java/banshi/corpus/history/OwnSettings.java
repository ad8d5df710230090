package banshi.corpus.history;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

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
            // else each fetch begins a thread that puts a lock file into a folder that is moved meanwhile
            setBoolean(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTODETACH, false);
        }

        /** How exact the times of files are is not measured: that takes seconds, and writes into folders that are moved meanwhile. It is what JGit supposes where it cannot measure. */
        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long otherwise, TimeUnit wanted) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? wanted.convert(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION)
                    : super.getTimeUnit(section, subsection, name, otherwise, wanted);
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
