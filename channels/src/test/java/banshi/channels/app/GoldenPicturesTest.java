package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenPicturesTest {
    private Path kept;
    private Path left;

    @BeforeEach
    void useFolders(@TempDir Path folder) {
        kept = folder.resolve("kept");
        left = folder.resolve("left");
    }

    private GoldenPictures pictures(boolean accepting) {
        return new GoldenPictures(kept, left, accepting);
    }

    private static Picture plain(Color colour) {
        var image = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, 80, 80);
        pen.dispose();
        return Picture.of(image);
    }

    @Test
    void leavesWhatIsDifferentAndSaysHowItIsAccepted() throws Exception {
        pictures(true).compare("welcome", plain(Color.BLUE));

        assertThatThrownBy(() -> pictures(false).compare("welcome", plain(Color.GREEN)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "welcome does not look like " + kept.resolve("welcome.png"),
                        left.resolve("welcome.png").toString(),
                        left.resolve("welcome.difference.png").toString(),
                        "-Dbanshi.pictures.accept");
        assertThat(Picture.read(left.resolve("welcome.png"))
                        .with(plain(Color.GREEN))
                        .same())
                .isTrue();
        assertThat(left.resolve("welcome.difference.png")).exists();
    }

    @Test
    void missesAPictureOfAPageThatIsNew() {
        assertThatThrownBy(() -> pictures(false).compare("welcome", plain(Color.BLUE)))
                .hasMessageContaining("there is no picture of it");
        assertThat(left.resolve("welcome.png")).exists();
    }

    @Test
    void leavesNothingOfAPageThatLooksTheSame() throws Exception {
        pictures(true).compare("welcome", plain(Color.BLUE));
        assertThatCode(() -> pictures(false).compare("welcome", plain(new Color(0, 0, 250))))
                .doesNotThrowAnyException();
        assertThat(left).doesNotExist();
    }

    @Test
    void keepsWhatIsAcceptedAndRewritesNothingElse() throws Exception {
        pictures(true).compare("welcome", plain(Color.BLUE));
        var before = Files.readAllBytes(kept.resolve("welcome.png"));
        pictures(true).compare("welcome", plain(new Color(0, 0, 250)));
        assertThat(kept.resolve("welcome.png")).hasBinaryContent(before);

        pictures(true).compare("welcome", plain(Color.GREEN));
        assertThatCode(() -> pictures(false).compare("welcome", plain(Color.GREEN)))
                .doesNotThrowAnyException();
    }
}
