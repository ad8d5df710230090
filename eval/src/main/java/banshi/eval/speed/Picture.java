package banshi.eval.speed;

import java.util.List;

/** A plot to be drawn (图). */
public sealed interface Picture {
    /** Of letters, digits and hyphens; one of its kind in a report. */
    String id();

    String title();

    /** How to read it. */
    String caption();

    /**
     * Curves over one axis (曲线图). Both axes are logarithmic, because times and sizes spread over powers of ten; numbers must be
     * positive, others are left out.
     */
    record Curves(String id, String title, String caption, String across, String up, List<Curve> curves)
            implements Picture {
        public Curves {
            curves = List.copyOf(curves);
        }
    }

    /** A named curve (曲线); points from left to right. */
    record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** Where a curve passes (点). */
    record Point(double x, double y) {}

    /**
     * Bars that begin at nought, some to a row (条形图).
     *
     * @param unit of all values
     * @param series what the bars of a row are, in their order
     */
    record Bars(String id, String title, String caption, String unit, List<String> series, List<Row> rows)
            implements Picture {
        /**
         * Checks the shape.
         *
         * @throws IllegalArgumentException if a row has more or fewer values than there are series
         */
        public Bars {
            series = List.copyOf(series);
            rows = List.copyOf(rows);
            for (var row : rows)
                if (row.values().size() != series.size())
                    throw new IllegalArgumentException("row " + row.name() + " has "
                            + row.values().size() + " values; there are " + series.size() + " series");
        }
    }

    /** The bars of one thing (一组条), none negative. */
    record Row(String name, List<Double> values) {
        public Row {
            values = List.copyOf(values);
        }
    }
}
