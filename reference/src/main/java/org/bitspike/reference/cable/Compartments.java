package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * A cell as nodes of a tree, parents before children: for each section its compartments, each
 * represented by its middle, and one node without area at its end, where other sections join; at
 * the root also one at the beginning. A section that leaves its parent between the ends joins the
 * compartment there, one that leaves at a beginning joins what the beginning joins (Carnevale and
 * Hines, The NEURON Book, 2006, chapter 5).
 *
 * <p>With diameters {@code a} and {@code b} at the ends of a piece of length {@code l}: area {@code
 * pi/2 (a + b) sqrt(((a - b)/2)^2 + l^2)}, axial resistance {@code 4 R l / (pi a b)}, both exact
 * for a frustum. The resistance between two nodes is that of the cable between their places.
 */
final class Compartments {

  /** What a node holds of one segment. */
  record Share(int segment, double area) {}

  /** A node's place: for coordinates along the cell. */
  record Place(int section, double from, double to) {}

  private final Morphology morphology;
  private final List<Section> sections;
  private final IntToDoubleFunction resistivity;
  private final List<Integer> parents = new ArrayList<>();
  private final List<Double> conductances = new ArrayList<>();
  private final List<List<Share>> shares = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final int[] firstNode;

  /**
   * Divides.
   *
   * @param resistivity of the inside of each segment, ohm metre
   */
  Compartments(Morphology morphology, List<Section> sections, IntToDoubleFunction resistivity) {
    this.morphology = morphology;
    this.sections = sections;
    this.resistivity = resistivity;
    this.firstNode = new int[sections.size()];
    add(-1, 0, List.of(), new Place(0, 0, 0));
    for (int s = 0; s < sections.size(); s++) {
      divide(s);
    }
  }

  private int add(int parent, double conductance, List<Share> held, Place place) {
    parents.add(parent);
    conductances.add(conductance);
    shares.add(held);
    places.add(place);
    return parents.size() - 1;
  }

  private void divide(int s) {
    Section section = sections.get(s);
    int at = section.parent() < 0 ? 0 : node(section.parent(), section.parentPlace());
    int n = section.divisions();
    double step = section.length() / n;
    double before = 0;
    firstNode[s] = parents.size();
    for (int k = 0; k < n; k++) {
      double from = k * step;
      double to = k == n - 1 ? section.length() : (k + 1) * step;
      double middle = (from + to) / 2;
      double resistance = before + resistance(section, from, middle);
      at = add(at, 1 / resistance, held(section, from, to), new Place(s, from, to));
      before = resistance(section, middle, to);
    }
    add(at, 1 / before, List.of(), new Place(s, section.length(), section.length()));
  }

  /** The node at a place along a section, 0 to 1; ends have nodes of their own. */
  private int node(int s, double x) {
    Section section = sections.get(s);
    if (x <= 0) {
      return section.parent() < 0 ? 0 : node(section.parent(), section.parentPlace());
    }
    int n = section.divisions();
    return firstNode[s] + (x >= 1 ? n : Math.min((int) (x * n), n - 1));
  }

  private interface PieceVisitor {
    void piece(int segment, double length, double from, double to);
  }

  /** Visits the frusta between two places of a section, given in metres from its beginning. */
  private void visit(Section section, double from, double to, PieceVisitor visitor) {
    for (int k = 0; k < section.segments().length; k++) {
      Segment segment = morphology.segments().get(section.segments()[k]);
      double begin = section.offsets()[k];
      double a = Math.max(from, begin);
      double b = Math.min(to, section.offsets()[k + 1]);
      if (b > a) {
        double slope = (segment.distalDiameter() - segment.proximalDiameter()) / segment.length();
        double d0 = segment.proximalDiameter();
        visitor.piece(
            section.segments()[k], b - a, d0 + slope * (a - begin), d0 + slope * (b - begin));
      }
    }
  }

  private double resistance(Section section, double from, double to) {
    double[] sum = {0};
    visit(
        section,
        from,
        to,
        (segment, length, a, b) ->
            sum[0] += resistivity.applyAsDouble(segment) * 4 * length / (Math.PI * a * b));
    return sum[0];
  }

  private List<Share> held(Section section, double from, double to) {
    List<Share> result = new ArrayList<>();
    visit(
        section,
        from,
        to,
        (segment, length, a, b) -> {
          double half = (a - b) / 2;
          double area = Math.PI / 2 * (a + b) * Math.sqrt(half * half + length * length);
          result.add(new Share(segment, area));
        });
    return result;
  }

  // ------------------------------------------------------------------------------------------------ what is known of nodes

  /** Number of nodes. */
  int size() {
    return parents.size();
  }

  /** Parent of each node; -1 for the root. */
  int[] parents() {
    return parents.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Axial conductance between each node and its parent, siemens; 0 for the root. */
  double[] conductances() {
    return conductances.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Area of a node, square metres. */
  double area(int node) {
    return shares.get(node).stream().mapToDouble(Share::area).sum();
  }

  /** Area of a node that belongs to some segments, square metres. */
  double area(int node, BitSet segments) {
    return shares.get(node).stream()
        .filter(s -> segments.get(s.segment))
        .mapToDouble(Share::area)
        .sum();
  }

  /** Sum of a quantity per area over a node. */
  double weighted(int node, IntToDoubleFunction perArea) {
    return shares.get(node).stream()
        .mapToDouble(s -> s.area * perArea.applyAsDouble(s.segment))
        .sum();
  }

  List<Share> shares(int node) {
    return shares.get(node);
  }

  /** Nodes with area, ascending. */
  int[] withArea() {
    int[] result = new int[size()];
    int count = 0;
    for (int n = 0; n < size(); n++) {
      if (!shares.get(n).isEmpty()) {
        result[count++] = n;
      }
    }
    return Arrays.copyOf(result, count);
  }

  /** The node at a place on a segment, if there is such a segment and 0 <= fraction <= 1. */
  Optional<Integer> at(int segmentId, double fraction) {
    Optional<Integer> segment = morphology.position(segmentId);
    if (segment.isEmpty() || !(fraction >= 0 && fraction <= 1)) {
      return Optional.empty();
    }
    for (int s = 0; s < sections.size(); s++) {
      Section section = sections.get(s);
      for (int k = 0; k < section.segments().length; k++) {
        if (section.segments()[k] == segment.get()) {
          double length = section.offsets()[k + 1] - section.offsets()[k];
          return Optional.of(
              node(s, (section.offsets()[k] + fraction * length) / section.length()));
        }
      }
    }
    return Optional.empty();
  }

  /** Way from the root's beginning to the middle of a node along the cell, metres. */
  double pathLength(int node) {
    Place place = places.get(node);
    Section section = sections.get(place.section);
    return morphology.pathLength(section.segments()[0]) + (place.from + place.to) / 2;
  }
}
