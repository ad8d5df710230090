package banshi.eval.report;

import static banshi.eval.speed.Table.cell;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.eval.speed.Measured;
import banshi.eval.speed.Picture;
import banshi.eval.speed.Section;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

class SpeedReportTest {
    private static final Picture CURVES = new Picture.Curves(
            "curves",
            "曲线",
            "a < b",
            "n",
            "ms",
            List.of(
                    new Picture.Curve("p50", List.of(new Picture.Point(1_000, .4), new Picture.Point(1_000_000, 40))),
                    new Picture.Curve("p99", List.of(new Picture.Point(0, 1), new Picture.Point(10, Double.NaN)))));
    private static final Picture BARS = new Picture.Bars(
            "bars",
            "条形",
            "",
            "µs",
            List.of("ours", "theirs"),
            List.of(new Picture.Row("one & two", List.of(50.0, 100.0))));
    private static final Measured MEASURED = new Measured(
            "stages",
            new Section(
                    "环节 Steps",
                    "how & why",
                    new Table(
                            List.of("step", "p50 µs"),
                            List.of(
                                    List.of(cell("reply"), cell(1_234.56, 1)),
                                    List.of(cell("search"), cell(Double.NaN, 1)))),
                    List.of(
                            new Target("p50 at most 2 ms", "1.2 ms", true),
                            new Target("p99 at most 1 ms", "7 ms", false)),
                    List.of(CURVES, BARS)),
            .25);

    @Test
    void isATableWithItsTargetsInText() {
        assertThat(SpeedText.of(MEASURED)).isEqualTo("""
                == 环节 Steps
                how & why
                step     p50 µs
                reply   1,234.6
                search        –
                target: p50 at most 2 ms: 1.2 ms, met
                target: p99 at most 1 ms: 7 ms, missed
                others kept 0.25 processors busy

                """);
    }

    @Test
    void keepsWholeNumbersInJson() {
        var section =
                JsonMapper.shared().readTree(SpeedJson.of(List.of(MEASURED))).get(0);

        assertThat(section.path("part").stringValue()).isEqualTo("stages");
        assertThat(section.path("others").doubleValue()).isEqualTo(.25);
        assertThat(section.path("rows").get(0).path("p50 µs").doubleValue()).isEqualTo(1_234.56);
        assertThat(section.path("rows").get(1).path("p50 µs").isNull()).isTrue();
        assertThat(section.path("targets").get(1).path("met").booleanValue()).isFalse();
    }

    @Test
    void isOnePageThatLoadsNothing() {
        var page = SpeedPage.of(List.of(MEASURED));

        assertThat(page)
                .contains("how &amp; why", "1,234.6", "p99 at most 1 ms: 7 ms, missed", "id=\"curves\"", "id=\"bars\"")
                .doesNotContain("<script", "http", "NaN", "Infinity");
    }

    @Test
    void drawsWellFormedPictures() throws Exception {
        for (var picture : List.of(CURVES, BARS)) {
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(Drawing.of(picture))));

            assertThat(svg.getDocumentElement().getAttribute("id")).isEqualTo(picture.id());
        }
    }

    @Test
    void drawsTheSlowerHigherAndTheLongerBarLonger() {
        var curves = Drawing.of(CURVES);
        var ys = attribute(curves, "cy");
        assertThat(ys.get(1)).isLessThan(ys.get(0)); // SVG counts from the top
        assertThat(ys).as("points at nought have no logarithm").hasSize(2);

        var widths = attribute(Drawing.of(BARS), "width");
        assertThat(widths).contains(210.0, 420.0);
    }

    @Test
    void drawsAnEmptyPlotWhereThereIsNothingToDraw() {
        assertThat(Drawing.of(new Picture.Curves("none", "", "", "", "", List.of())))
                .startsWith("<svg id=\"none\"");
    }

    private static List<Double> attribute(String svg, String name) {
        return java.util.regex.Pattern.compile(name + "=\"([0-9.]+)\"")
                .matcher(svg)
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .toList();
    }
}
