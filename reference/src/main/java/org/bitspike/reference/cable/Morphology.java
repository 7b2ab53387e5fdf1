package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;

/**
 * The segments of a cell as a tree, parents before children. A proximal point that is not written
 * is the place on the parent where the segment leaves it (NeuroML's rule). A segment without length
 * is a sphere; it is taken as a cylinder as long as wide, which has the sphere's area.
 */
final class Morphology {

  /** Unit of coordinates and diameters. */
  private static final double MICROMETRE = 1e-6;

  /** A written point. */
  private record Point(double x, double y, double z, double diameter) {

    double distance(Point o) {
      double dx = x - o.x;
      double dy = y - o.y;
      double dz = z - o.z;
      return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    Point towards(Point o, double f) {
      return new Point(
          x + f * (o.x - x),
          y + f * (o.y - y),
          z + f * (o.z - z),
          diameter + f * (o.diameter - diameter));
    }
  }

  private final List<Segment> segments = new ArrayList<>();
  private final Map<Integer, Integer> positions = new LinkedHashMap<>();
  private final Map<String, Integer> byText = new LinkedHashMap<>();
  private final Component component;

  private Morphology(Component component) {
    this.component = component;
  }

  /** The segments, parents before children, otherwise as written. */
  List<Segment> segments() {
    return segments;
  }

  /** The component that was read; it holds the segment groups. */
  Component component() {
    return component;
  }

  /** Position of the segment of that id. */
  Optional<Integer> position(int id) {
    return Optional.ofNullable(positions.get(id));
  }

  /** Whether {@code ancestor} is the segment itself or lies on its way to the root. */
  boolean isBelow(int segment, int ancestor) {
    for (int s = segment; s >= 0; s = segments.get(s).parent()) {
      if (s == ancestor) {
        return true;
      }
    }
    return false;
  }

  /**
   * Length of the way along the cell from the root's beginning to the beginning of a segment, in
   * metres.
   */
  double pathLength(int segment) {
    double sum = 0;
    Segment at = segments.get(segment);
    while (at.parent() >= 0) {
      Segment parent = segments.get(at.parent());
      sum += at.fractionAlong() * parent.length();
      at = parent;
    }
    return sum;
  }

  /** Reads the segments; mistakes are reported and {@code segments()} may then lack some. */
  static Morphology of(Component morphology, Diagnostics diagnostics) {
    Morphology result = new Morphology(morphology);
    List<Component> written = Parts.ofType(morphology, "segment");
    if (written.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              Code.R_MORPHOLOGY,
              morphology.source(),
              "morphology " + morphology.id() + " has no segments"));
    }
    Map<String, Component> byId = new LinkedHashMap<>();
    for (Component s : written) {
      if (byId.put(s.id(), s) != null) {
        error(diagnostics, s, "its id is given twice", "give every segment an id of its own");
      }
    }
    Map<String, Point[]> points = new LinkedHashMap<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Component s : byId.values()) {
        if (!points.containsKey(s.id()) && result.place(s, byId, points, diagnostics)) {
          grown = true;
        }
      }
    }
    byId.values().stream()
        .filter(s -> !points.containsKey(s.id()))
        .filter(s -> parentOf(s).filter(byId::containsKey).isPresent())
        .findFirst()
        .ifPresent(
            s ->
                error(
                    diagnostics,
                    s,
                    "following its parents never ends at a root",
                    "let exactly one segment have no parent, and all others lead to it"));
    long roots = result.segments.stream().filter(s -> s.parent() < 0).count();
    if (roots > 1) {
      Component second =
          byId.get(
              String.valueOf(
                  result.segments.stream()
                      .filter(s -> s.parent() < 0)
                      .skip(1)
                      .findFirst()
                      .orElseThrow()
                      .id()));
      error(
          diagnostics,
          java.util.Objects.requireNonNull(second),
          "it has no parent, but neither has another segment",
          "let exactly one segment have no parent");
    }
    return result;
  }

  private static void error(Diagnostics diagnostics, Component s, String what, String remedy) {
    diagnostics.add(
        Diagnostic.error(Code.R_MORPHOLOGY, s.source(), "segment " + s.id() + ": " + what, remedy));
  }

  private static Optional<String> parentOf(Component segment) {
    return Parts.first(segment, "parent").map(p -> p.texts().getOrDefault("segment", ""));
  }

  /** Adds a segment if its parent is known or it is a root; reports what can never be added. */
  private boolean place(
      Component s,
      Map<String, Component> byId,
      Map<String, Point[]> points,
      Diagnostics diagnostics) {
    Optional<String> parent = parentOf(s);
    if (parent.isPresent() && !points.containsKey(parent.get())) {
      if (!byId.containsKey(parent.get())) {
        error(
            diagnostics,
            s,
            "its parent " + parent.get() + " does not exist",
            "name one of the segments " + shortList(byId.keySet()));
        points.put(s.id(), new Point[0]);
        return true;
      }
      return false;
    }
    Point[] above = parent.map(points::get).orElse(new Point[0]);
    double fraction =
        Parts.first(s, "parent")
            .map(p -> p.texts().getOrDefault("fractionAlong", ""))
            .filter(t -> !t.isBlank())
            .map(t -> number(t, s, diagnostics))
            .orElse(1.0);
    Optional<Point> distal = Parts.first(s, "distal").map(Morphology::point);
    Optional<Point> written = Parts.first(s, "proximal").map(Morphology::point);
    Optional<Point> joint =
        above.length == 0 ? Optional.empty() : Optional.of(above[0].towards(above[1], fraction));
    Optional<Point> proximal = written.or(() -> joint);
    if (distal.isEmpty() || proximal.isEmpty()) {
      String missing = distal.isEmpty() ? "distal" : "proximal";
      error(
          diagnostics,
          s,
          "it has no "
              + missing
              + " point"
              + (distal.isEmpty() ? "" : " and no parent to take it from"),
          "write its " + missing + " point");
      points.put(s.id(), new Point[0]);
      return true;
    }
    points.put(s.id(), new Point[] {proximal.get(), distal.get()});
    add(s, parent, fraction, proximal.get(), distal.get(), joint, diagnostics);
    return true;
  }

  private void add(
      Component s,
      Optional<String> parent,
      double fraction,
      Point proximal,
      Point distal,
      Optional<Point> joint,
      Diagnostics diagnostics) {
    if (!(proximal.diameter > 0) || !(distal.diameter > 0)) {
      error(
          diagnostics,
          s,
          "its diameter is "
              + (proximal.diameter > 0 ? distal.diameter : proximal.diameter)
              + " um, but must be above 0",
          "give the diameter of the neurite in micrometres");
      return;
    }
    if (fraction < 0 || fraction > 1) {
      error(
          diagnostics,
          s,
          "it leaves its parent at " + fraction + " of its length",
          "give fractionAlong between 0 and 1");
      return;
    }
    int id;
    try {
      id = Integer.parseInt(s.id());
    } catch (NumberFormatException e) {
      error(diagnostics, s, "its id is no whole number", "number the segments");
      return;
    }
    int parentAt = parent.map(p -> byText.getOrDefault(p, -2)).orElse(-1);
    if (parentAt == -2) {
      return;
    }
    double length = proximal.distance(distal);
    boolean sphere = length == 0;
    positions.put(id, segments.size());
    byText.put(s.id(), segments.size());
    segments.add(
        new Segment(
            id,
            parentAt,
            fraction,
            (sphere ? proximal.diameter : length) * MICROMETRE,
            proximal.diameter * MICROMETRE,
            (sphere ? proximal.diameter : distal.diameter) * MICROMETRE,
            joint.map(j -> !j.equals(proximal)).orElse(true),
            s.source()));
  }

  private static double number(String text, Component s, Diagnostics diagnostics) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      error(diagnostics, s, "its fractionAlong '" + text + "' is no number", "write a number");
      return 1;
    }
  }

  private static Point point(Component c) {
    Map<String, Double> p = c.parameters();
    return new Point(
        p.getOrDefault("x", 0.0),
        p.getOrDefault("y", 0.0),
        p.getOrDefault("z", 0.0),
        p.getOrDefault("diameter", 0.0));
  }

  static String shortList(java.util.Collection<String> names) {
    String joined = String.join(", ", names.stream().limit(12).toList());
    return names.size() > 12 ? joined + ", ..." : joined;
  }

  /** The ids of all segments, for messages. */
  List<String> ids() {
    return Arrays.stream(segments.stream().mapToInt(Segment::id).toArray())
        .mapToObj(String::valueOf)
        .toList();
  }

  SourceRef source() {
    return component.source();
  }
}
