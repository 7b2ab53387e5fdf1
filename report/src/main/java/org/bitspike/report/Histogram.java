package org.bitspike.report;

import java.util.Locale;

/**
 * Two distributions over one axis, drawn as SVG: what was meant as an outline, what became of it as
 * bars.
 */
final class Histogram {

  private static final int BINS = 48;
  private static final int WIDTH = 360;
  private static final int HEIGHT = 170;
  private static final int LEFT = 40;
  private static final int BOTTOM = 28;
  private static final int TOP = 10;
  private static final int RIGHT = 10;

  private Histogram() {}

  /**
   * Draws.
   *
   * @param html where to
   * @param title for those who cannot see it
   * @param before what the outline shows
   * @param after what the bars show
   * @param unit of the axis
   */
  static void draw(Html html, String title, double[] before, double[] after, String unit) {
    double low = Math.min(min(before), min(after));
    double high = Math.max(max(before), max(after));
    if (!(low < high)) {
      double around = Double.isFinite(low) ? Math.max(Math.abs(low) * 0.5, 1e-12) : 1;
      low = (Double.isFinite(low) ? low : 0) - around;
      high = low + 2 * around;
    }
    long[] meant = count(before, low, high);
    long[] became = count(after, low, high);
    long top = 1;
    for (int b = 0; b < BINS; b++) {
      top = Math.max(top, Math.max(meant[b], became[b]));
    }
    double barWidth = (double) (WIDTH - LEFT - RIGHT) / BINS;
    double perCount = (double) (HEIGHT - TOP - BOTTOM) / top;
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "class",
        "histogram",
        "aria-label",
        title);
    line(html, LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    StringBuilder outline = new StringBuilder("M" + LEFT + " " + (HEIGHT - BOTTOM));
    for (int b = 0; b < BINS; b++) {
      double x = LEFT + b * barWidth;
      if (became[b] > 0) {
        double height = became[b] * perCount;
        html.open(
            "rect",
            "class",
            "after",
            "x",
            number(x + 0.5),
            "y",
            number(HEIGHT - BOTTOM - height),
            "width",
            number(barWidth - 1),
            "height",
            number(height));
        html.element(
            "title",
            range(low, high, b)
                + " "
                + unit
                + ": "
                + Figures.count(became[b])
                + ", meant "
                + Figures.count(meant[b]));
        html.close();
      }
      double y = HEIGHT - BOTTOM - meant[b] * perCount;
      outline.append('L').append(number(x)).append(' ').append(number(y));
      outline.append('L').append(number(x + barWidth)).append(' ').append(number(y));
    }
    outline.append('L').append(WIDTH - RIGHT).append(' ').append(HEIGHT - BOTTOM);
    html.open("path", "class", "before", "d", outline.toString()).close();
    label(html, LEFT, HEIGHT - 10, "start", Figures.shortest(low));
    label(html, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "middle", unit);
    label(html, WIDTH - RIGHT, HEIGHT - 10, "end", Figures.shortest(high));
    label(html, LEFT - 6, TOP + 8, "end", Figures.brief(top));
    label(html, LEFT - 6, HEIGHT - BOTTOM, "end", "0");
    html.close();
  }

  private static String range(double low, double high, int bin) {
    double width = (high - low) / BINS;
    return Figures.shortest(low + bin * width) + " to " + Figures.shortest(low + (bin + 1) * width);
  }

  private static long[] count(double[] values, double low, double high) {
    long[] bins = new long[BINS];
    for (double value : values) {
      if (Double.isFinite(value)) {
        bins[Math.min(BINS - 1, (int) ((value - low) / (high - low) * BINS))]++;
      }
    }
    return bins;
  }

  private static double min(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Double.isFinite(value) ? Math.min(least, value) : least;
    }
    return least;
  }

  private static double max(double[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      most = Double.isFinite(value) ? Math.max(most, value) : most;
    }
    return most;
  }

  private static void line(Html html, int x1, int y1, int x2, int y2) {
    html.open(
            "line",
            "class",
            "axis",
            "x1",
            Integer.toString(x1),
            "y1",
            Integer.toString(y1),
            "x2",
            Integer.toString(x2),
            "y2",
            Integer.toString(y2))
        .close();
  }

  private static void label(Html html, int x, int y, String anchor, String text) {
    html.element(
        "text", text, "x", Integer.toString(x), "y", Integer.toString(y), "text-anchor", anchor);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
