package banshi.channels.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures of our pages that are kept beside the tests (界面基准图). With
 * {@code -Dbanshi.pictures.accept} a page that looks different, or is new, is kept as it is now.
 */
final class GoldenPictures {
    private static final String ACCEPT = "banshi.pictures.accept";
    private static final Path KEPT = Path.of("src", "test", "resources", "banshi", "channels", "app", "pictures");
    private static final Path LEFT = Path.of("target", "pictures");

    private final Path kept;
    private final Path left;
    private final boolean accepting;

    GoldenPictures() {
        this(KEPT, LEFT, !System.getProperty(ACCEPT, "false").equals("false"));
    }

    /**
     * Pictures elsewhere.
     *
     * @param kept where they are
     * @param left where one that looks different is left, with a second one that shows what does
     */
    GoldenPictures(Path kept, Path left, boolean accepting) {
        this.kept = kept;
        this.left = left;
        this.accepting = accepting;
    }

    /**
     * Compares what is shown with the picture of that name.
     *
     * @throws AssertionError if there is none or it looks different, unless that is accepted
     */
    void compare(String name, Picture now) throws IOException {
        var golden = kept.resolve(name + ".png");
        if (!Files.exists(golden)) {
            if (accepting) now.write(golden);
            else throw different(name, "there is no picture of it", now, now);
            return;
        }
        var comparison = Picture.read(golden).with(now);
        if (comparison.same()) return;
        if (accepting) now.write(golden);
        else throw different(name, comparison.what(), now, comparison.marked());
    }

    private AssertionError different(String name, String what, Picture now, Picture marked) throws IOException {
        var taken = left.resolve(name + ".png");
        var difference = left.resolve(name + ".difference.png");
        now.write(taken);
        marked.write(difference);
        return new AssertionError(
                "%s does not look like %s: %s. Now it looks like %s; %s shows in red what is different. If it should be so, run the test with -D%s, look at the picture and commit it."
                        .formatted(name, kept.resolve(name + ".png"), what, taken, difference, ACCEPT));
    }
}
