package org.bitspike.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.OutputRequest.Axes;
import org.bitspike.ir.network.OutputRequest.Column;
import org.bitspike.ir.network.OutputRequest.Line;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Trace;

/**
 * A {@code Display} as SVG. Of the samples that fall into one column of the picture the first, the
 * lowest, the highest and the last are drawn, so no spike is lost.
 */
final class DisplayPlot {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 340;
  private static final int LEFT = 70;
  private static final int RIGHT = 14;
  private static final int TOP = 10;
  private static final int BOTTOM = 42;

  /** Share of an axis that a curve must fill to be more than a flat line. */
  private static final double VISIBLE = 0.02;

  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20}");
  private static final List<String> PALETTE =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7a7a7a");

  private final OutputRequest display;
  private final Axes axes;
  private final List<Curve> curves = new ArrayList<>();
  private final List<Column> missing = new ArrayList<>();

  /** A line with its values on the axis of values. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Curve(Column column, String color, double[] values, double first, double step) {}

  DisplayPlot(OutputRequest display, Recording recording) {
    this.display = display;
    this.axes = display.axes().orElse(new Axes("", 1e-3, 0, 0, 0, 0));
    for (Column column : display.columns()) {
      Optional<Trace> trace =
          recording.trace(column.population(), column.index(), column.variable());
      if (trace.isPresent()) {
        curves.add(curve(column, trace.get(), recording.tickSeconds()));
      } else {
        missing.add(column);
      }
    }
  }

  private Curve curve(Column column, Trace trace, double tickSeconds) {
    double scale = column.line().map(Line::scale).orElse(1.0);
    double[] values = trace.values().clone();
    for (int k = 0; k < values.length; k++) {
      values[k] /= scale;
    }
    double step = trace.everyTicks() * tickSeconds / axes.timeScale();
    String color =
        column
            .line()
            .map(Line::color)
            .filter(c -> COLOR.matcher(c).matches())
            .orElse(PALETTE.get(curves.size() % PALETTE.size()));
    return new Curve(column, color, values, trace.withInitial() ? 0 : step, step);
  }

  void write(Html html) {
    String title = axes.title().isBlank() ? display.id() : axes.title();
    html.open("section", "class", "display").element("h2", title);
    if (curves.isEmpty()) {
      html.element("p", "Nothing that it shows was recorded.", "class", "soft").close();
      return;
    }
    Span x = span(axes.xmin(), axes.xmax(), true);
    Span y = span(axes.ymin(), axes.ymax(), false);
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "class",
        "plot",
        "aria-label",
        title);
    frame(html, x, y);
    // clips what the axes do not cover
    html.open(
        "svg",
        "x",
        Integer.toString(LEFT),
        "y",
        Integer.toString(TOP),
        "width",
        Integer.toString(WIDTH - LEFT - RIGHT),
        "height",
        Integer.toString(HEIGHT - TOP - BOTTOM),
        "overflow",
        "hidden");
    for (Curve curve : curves) {
      html.open(
              "path",
              "d",
              path(curve, x, y),
              "fill",
              "none",
              "stroke",
              curve.color,
              "stroke-width",
              "1.5",
              "stroke-linejoin",
              "round")
          .close();
    }
    html.close().close();
    legend(html);
    html.close();
  }

  // ---- axes

  private record Span(double low, double high) {
    double share(double value) {
      return (value - low) / (high - low);
    }
  }

  /** The bounds that are given, if something can be seen between them; else what there is. */
  private Span span(double low, double high, boolean time) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    boolean inside = false;
    for (Curve curve : curves) {
      for (int k = 0; k < curve.values.length; k++) {
        double value = time ? curve.first + k * curve.step : curve.values[k];
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
          inside |= value > low && value < high;
        }
      }
    }
    boolean seen = most == least || most - least > VISIBLE * (high - low);
    if (inside && seen && low < high) {
      return new Span(low, high);
    }
    if (!(least < most)) {
      double middle = Double.isFinite(least) ? least : 0;
      double around = Math.max(Math.abs(middle) * 0.1, 1e-12);
      return new Span(middle - around, middle + around);
    }
    double margin = time ? 0 : (most - least) * 0.04;
    return new Span(least - margin, most + margin);
  }

  private void frame(Html html, Span x, Span y) {
    int bottom = HEIGHT - BOTTOM;
    for (double tick : Ticks.between(x.low, x.high)) {
      double at = LEFT + x.share(tick) * (WIDTH - LEFT - RIGHT);
      line(html, at, TOP, at, bottom, "grid");
      text(html, at, bottom + 16, "middle", Ticks.label(tick));
    }
    for (double tick : Ticks.between(y.low, y.high)) {
      double at = bottom - y.share(tick) * (bottom - TOP);
      line(html, LEFT, at, WIDTH - RIGHT, at, "grid");
      text(html, LEFT - 6, at + 4, "end", Ticks.label(tick));
    }
    line(html, LEFT, bottom, WIDTH - RIGHT, bottom, "axis");
    line(html, LEFT, TOP, LEFT, bottom, "axis");
    text(html, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "time (" + timeUnit() + ")");
    commonUnit().ifPresent(unit -> text(html, LEFT + 6, TOP + 12, "start", unit));
  }

  private String timeUnit() {
    double scale = axes.timeScale();
    return scale == 1
        ? "s"
        : scale == 1e-3 ? "ms" : scale == 1e-6 ? "\u00b5s" : Ticks.label(scale) + " s";
  }

  private Optional<String> commonUnit() {
    List<String> units = curves.stream().map(c -> unit(c.column)).distinct().toList();
    return units.size() == 1 && !units.getFirst().isEmpty()
        ? Optional.of(units.getFirst())
        : Optional.empty();
  }

  /** {@code mV} for a scale of {@code 1mV}, {@code 10 mV} for one of {@code 10mV}. */
  private static String unit(Column column) {
    String written = column.line().map(Line::unit).orElse("");
    return written.replaceFirst("^1(\\.0*)?\\s*(?=[A-Za-z])", "");
  }

  // ---- curves

  private static String path(Curve curve, Span x, Span y) {
    double wide = WIDTH - LEFT - RIGHT;
    double high = HEIGHT - TOP - BOTTOM;
    StringBuilder d = new StringBuilder();
    boolean pen = false;
    int k = 0;
    while (k < curve.values.length) {
      double at = x.share(curve.first + k * curve.step) * wide;
      int until = k + 1;
      while (until < curve.values.length
          && Math.floor(x.share(curve.first + until * curve.step) * wide) == Math.floor(at)) {
        until++;
      }
      for (int sample : drawn(curve.values, k, until)) {
        double value = curve.values[sample];
        if (!Double.isFinite(value)) {
          pen = false;
          continue;
        }
        double px = x.share(curve.first + sample * curve.step) * wide;
        double py = Math.clamp((1 - y.share(value)) * high, -1e4, 1e4);
        if (px >= -wide && px <= 2 * wide) {
          d.append(pen ? 'L' : 'M').append(number(px)).append(' ').append(number(py));
          pen = true;
        }
      }
      k = until;
    }
    return d.toString();
  }

  /** The first, the lowest, the highest and the last of a stretch, each once, in order. */
  private static int[] drawn(double[] values, int from, int to) {
    int low = from;
    int high = from;
    for (int k = from + 1; k < to; k++) {
      low = values[k] < values[low] ? k : low;
      high = values[k] > values[high] ? k : high;
    }
    return java.util.stream.IntStream.of(from, low, high, to - 1).sorted().distinct().toArray();
  }

  private void legend(Html html) {
    html.open("ul", "class", "legend");
    for (Curve curve : curves) {
      html.open("li");
      html.open("svg", "viewBox", "0 0 18 8", "class", "key", "aria-hidden", "true");
      html.open("path", "d", "M1 4h16", "stroke", curve.color, "stroke-width", "3").close().close();
      String unit =
          commonUnit().isPresent() || unit(curve.column).isEmpty()
              ? ""
              : " (" + unit(curve.column) + ")";
      html.text(curve.column.id() + unit + ": " + place(curve.column)).close();
    }
    for (Column column : missing) {
      html.element("li", column.id() + ": " + place(column) + " was not recorded");
    }
    html.close();
  }

  private static String place(Column column) {
    return column.population() + "[" + column.index() + "]/" + column.variable();
  }

  private static void line(Html html, double x1, double y1, double x2, double y2, String kind) {
    html.open(
            "line",
            "class",
            kind,
            "x1",
            number(x1),
            "y1",
            number(y1),
            "x2",
            number(x2),
            "y2",
            number(y2))
        .close();
  }

  private static void text(Html html, double x, double y, String anchor, String text) {
    html.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
