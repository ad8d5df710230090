package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A page that is drawn here: a bar, a card with lines of strokes as thick and as close as those of writing, a button; at half its size. */
class PictureTest {
    private static final int WIDTH = 375;
    private static final int HEIGHT = 812;
    private static final int LINES = 18;
    private static final int LEADING = 26;

    /** What of the page is drawn otherwise; changed by a test before it is drawn. */
    private static final class Page {
        private int height = HEIGHT;
        private Object strokes = RenderingHints.VALUE_STROKE_NORMALIZE;
        private float stroke = 1.5f;
        private int missingLine = -1;
        private int buttonX = 230;
        private int buttonY = 700;
        private Color ground = new Color(0xf3f6fb);
        private Color accent = new Color(0x1f5fbf);
        private boolean icon = true;
        private int shiftX;
        private int shiftY;

        Picture drawn() {
            var image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
            var pen = image.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, strokes);
            pen.setColor(ground);
            pen.fillRect(0, 0, WIDTH, height);
            pen.translate(shiftX, shiftY);
            pen.setColor(accent);
            pen.fillRect(-1, -1, WIDTH + 2, 57);
            pen.setColor(Color.WHITE);
            pen.fill(new RoundRectangle2D.Double(16, 80, 343, 600, 36, 36));
            pen.setColor(new Color(0x172133));
            var random = new Random(7);
            double y = 100;
            for (int line = 0; line < LINES; line++) {
                writing(pen, random, y, line == missingLine);
                if (line != missingLine) y += LEADING;
            }
            pen.setColor(accent);
            pen.fill(new RoundRectangle2D.Double(buttonX, buttonY, 110, 44, 44, 44));
            if (icon) pen.fill(new RoundRectangle2D.Double(30, 706, 24, 24, 8, 8));
            pen.dispose();
            return Picture.of(image).reduced(2);
        }

        /** A line; one that is left out takes its share of chance all the same. */
        private void writing(Graphics2D pen, Random random, double y, boolean leftOut) {
            pen.setStroke(new BasicStroke(stroke));
            for (int place = 0; place < 18; place++) {
                var character = new Path2D.Double();
                for (int i = 0; i < 5; i++) {
                    double x = 30 + 17 * place;
                    character.moveTo(x + random.nextInt(15), y + random.nextInt(15));
                    character.lineTo(x + random.nextInt(15), y + random.nextInt(15));
                }
                if (!leftOut) pen.draw(character);
            }
        }
    }

    private static Page page(Consumer<Page> otherwise) {
        var page = new Page();
        otherwise.accept(page);
        return page;
    }

    private static Arguments of(String what, Consumer<Page> otherwise) {
        return Arguments.of(what, page(otherwise));
    }

    static Stream<Arguments> samePages() {
        return Stream.of(
                of("nothing", page -> {}),
                of("a pixel to the right", page -> page.shiftX = 1),
                of("a pixel down", page -> page.shiftY = 1),
                of("a pixel up and to the left", page -> page.shiftX = page.shiftY = -1),
                of("other soft edges", page -> page.strokes = RenderingHints.VALUE_STROKE_PURE),
                of("thicker letters", page -> page.stroke = 1.65f),
                of("a colour 1 % off", page -> page.ground = new Color(0xf0f3f8)));
    }

    static Stream<Arguments> otherPages() {
        return Stream.of(
                of("a button moved to the left", page -> page.buttonX -= 8),
                of("a button moved down", page -> page.buttonY += 8),
                of("a line missing", page -> page.missingLine = 9),
                of("the last line missing", page -> page.missingLine = LINES - 1),
                of("an icon missing", page -> page.icon = false),
                of("a ground 10 % darker", page -> page.ground = new Color(0xdbddE2)),
                of("a button and a bar in a colour 10 % off", page -> page.accent = new Color(0x1f5fa5)),
                of("all of it further down", page -> page.shiftY = 6),
                of("a longer page", page -> page.height += 40));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samePages")
    void takesForTheSamePage(String what, Page page) {
        assertThat(new Page().drawn().with(page.drawn()).what()).as(what).isEmpty();
        assertThat(page.drawn().with(new Page().drawn()).what())
                .as("from " + what)
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherPages")
    void takesForAnotherPage(String what, Page page) {
        assertThat(new Page().drawn().with(page.drawn()).what()).as(what).isNotEmpty();
        assertThat(page.drawn().with(new Page().drawn()).what())
                .as("from " + what)
                .isNotEmpty();
    }

    @Test
    void tellsWhere() {
        assertThat(new Page().drawn().with(page(p -> p.icon = false).drawn()).what())
                .contains("x 12, y 352");
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead(@TempDir Path folder) throws Exception {
        var file = folder.resolve("page.png");
        var drawn = page(p -> p.icon = false).drawn();
        drawn.write(file);

        assertThat(Picture.read(file).with(drawn).what()).isEmpty();
        assertThat(Picture.read(file).with(new Page().drawn()).what()).isNotEmpty();
    }
}
