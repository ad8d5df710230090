package banshi.channels.app;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * A picture of a page (页面截图), and whether another shows the same page.
 *
 * <p>Both are cut into blocks of {@value #BLOCK} × {@value #BLOCK} pixels. A block is the same if in each channel its mean lies between those
 * of the places at most a pixel away in the other picture, or is at most {@value #LIMIT} of 255 off: shapes of letters and soft edges may be
 * other ones, as they are with another build of a font or a browser. It is another page if more than {@value #SHARE} of all blocks differ,
 * or if one is {@value #HEIGHT} pixels longer than the other.
 */
final class Picture {
    private static final int BLOCK = 4;
    private static final int LIMIT = 12;
    private static final double SHARE = .001;
    private static final int HEIGHT = 3;
    /** Of a channel, in a file. */
    private static final int STEP = 8;

    private static final int RED = 0xd02020;
    private static final int WHITE = 0xffffff;

    private final int width;
    private final int height;
    /** 0xRRGGBB, row by row. */
    private final int[] pixels;

    private Picture(int width, int height, int[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    static Picture of(BufferedImage image) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) pixels[i] &= 0xffffff;
        return new Picture(image.getWidth(), image.getHeight(), pixels);
    }

    static Picture read(byte[] png) throws IOException {
        return of(Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)), "this is no picture"));
    }

    static Picture read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /** Writes a small PNG: colours in steps of {@value #STEP}, so an area is at most half of that off. */
    void write(Path file) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.length; i++) image.setRGB(i % width, i / width, coarse(pixels[i]));
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static int coarse(int colour) {
        int coarse = 0;
        for (int shift = 0; shift <= 16; shift += 8)
            coarse |= Math.min(255, ((colour >> shift & 255) + STEP / 2) / STEP * STEP) << shift;
        return coarse;
    }

    /** One pixel, their mean, for {@code by} × {@code by}. */
    Picture reduced(int by) {
        var smaller = new int[(width / by) * (height / by)];
        for (int i = 0; i < smaller.length; i++) smaller[i] = mean(i % (width / by) * by, i / (width / by) * by, by);
        return new Picture(width / by, height / by, smaller);
    }

    /** Looks whether another picture, taken later, shows the same page. */
    Comparison with(Picture now) {
        if (now.width != width || Math.abs(now.height - height) >= HEIGHT)
            return new Comparison(
                    "it is %d × %d instead of %d × %d pixels".formatted(now.width, now.height, width, height), now);
        var marked = now.pale();
        int all = 0;
        int differing = 0;
        var first = "";
        for (int y = 0; y < Math.min(height, now.height); y += BLOCK)
            for (int x = 0; x < width; x += BLOCK, all++)
                if (differs(now, x, y)) {
                    if (differing++ == 0) first = "x %d, y %d".formatted(x, y);
                    marked.mark(x, y);
                }
        var what = differing <= SHARE * all
                ? ""
                : "%d of %d blocks look different, the first at %s".formatted(differing, all, first);
        return new Comparison(what, marked);
    }

    /**
     * What a comparison found.
     *
     * @param what differs, in words; empty if both show the same page
     * @param marked the later picture, pale, with what differs in red
     */
    record Comparison(String what, Picture marked) {
        boolean same() {
            return what.isEmpty();
        }
    }

    private boolean differs(Picture now, int x, int y) {
        int mine = mean(x, y, BLOCK);
        for (int shift = 0; shift <= 16; shift += 8) {
            int least = 255;
            int most = 0;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++) {
                    int its = now.mean(x + dx, y + dy, BLOCK) >> shift & 255;
                    least = Math.min(least, its);
                    most = Math.max(most, its);
                }
            int channel = mine >> shift & 255;
            if (channel < least - LIMIT || channel > most + LIMIT) return true;
        }
        return false;
    }

    /** The mean colour of what lies in the picture of a square; of the pixel nearest to it if nothing does. */
    private int mean(int x, int y, int size) {
        int left = Math.clamp(x, 0, width - 1);
        int top = Math.clamp(y, 0, height - 1);
        int right = Math.clamp(x + size, left + 1, width);
        int bottom = Math.clamp(y + size, top + 1, height);
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int row = top; row < bottom; row++)
            for (int i = row * width + left; i < row * width + right; i++) {
                red += pixels[i] >> 16;
                green += pixels[i] >> 8 & 255;
                blue += pixels[i] & 255;
            }
        int area = (right - left) * (bottom - top);
        return (red + area / 2) / area << 16 | (green + area / 2) / area << 8 | (blue + area / 2) / area;
    }

    private Picture pale() {
        var pale = pixels.clone();
        for (int i = 0; i < pale.length; i++) pale[i] = mixed(pale[i], WHITE);
        return new Picture(width, height, pale);
    }

    private void mark(int x, int y) {
        for (int row = y; row < Math.min(y + BLOCK, height); row++)
            for (int i = row * width + x; i < row * width + Math.min(x + BLOCK, width); i++)
                pixels[i] = mixed(pixels[i], RED);
    }

    private static int mixed(int one, int other) {
        return ((one & 0xfefefe) >> 1) + ((other & 0xfefefe) >> 1);
    }
}
