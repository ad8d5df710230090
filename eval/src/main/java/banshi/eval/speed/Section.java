package banshi.eval.speed;

import java.util.List;

/**
 * What came out of one measurement (测速结果): a table, what the project asks of it, and pictures.
 *
 * @param title in one line, Chinese and English
 * @param note how it was measured, so that a reader can judge it
 * @param targets empty where the project asks for nothing
 */
public record Section(String title, String note, Table table, List<Target> targets, List<Picture> pictures) {
    public Section {
        targets = List.copyOf(targets);
        pictures = List.copyOf(pictures);
    }
}
