package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
 * Cuts a morphology into sections, parents before children. Each segment group that is marked as an
 * unbranched cable is one, with as many compartments as its property {@code
 * numberInternalDivisions} says, else one; every segment in no such group is a section of its own
 * with one compartment.
 */
final class Sections {

  private static final int MOST_DIVISIONS = 100_000;

  /** Distance from an end of the section below which a place counts as the end. */
  private static final double AT_END = 1e-9;

  private static final int ROOT = -1;
  private static final int UNKNOWN = -2;

  private record Cut(String name, List<Integer> segments, int divisions, SourceRef source) {}

  private final Morphology morphology;
  private final SegmentGroups groups;
  private final Diagnostics diagnostics;

  private Sections(Morphology morphology, SegmentGroups groups, Diagnostics diagnostics) {
    this.morphology = morphology;
    this.groups = groups;
    this.diagnostics = diagnostics;
  }

  static List<Section> of(Morphology morphology, SegmentGroups groups, Diagnostics diagnostics) {
    return new Sections(morphology, groups, diagnostics).cut();
  }

  private List<Section> cut() {
    int[] cutOf = new int[morphology.segments().size()];
    Arrays.fill(cutOf, -1);
    List<Cut> cuts = new ArrayList<>();
    for (Component g : groups.unbranched()) {
      BitSet set = groups.set(g.id(), g.source());
      if (set.isEmpty()) {
        continue;
      }
      Optional<Integer> taken = set.stream().boxed().filter(s -> cutOf[s] >= 0).findFirst();
      if (taken.isPresent()) {
        error(
            g.source(),
            "segment "
                + morphology.segments().get(taken.get()).id()
                + " is in two unbranched groups, "
                + cuts.get(cutOf[taken.get()]).name
                + " and "
                + g.id(),
            "let groups with neuroLexId sao864921383 not overlap");
        continue;
      }
      List<Integer> chain = set.stream().boxed().toList();
      if (isChain(g, chain)) {
        chain.forEach(s -> cutOf[s] = cuts.size());
        cuts.add(new Cut(g.id(), chain, divisions(g), g.source()));
      }
    }
    for (int s = 0; s < cutOf.length; s++) {
      if (cutOf[s] < 0) {
        cutOf[s] = cuts.size();
        Segment segment = morphology.segments().get(s);
        cuts.add(new Cut("segment " + segment.id(), List.of(s), 1, segment.source()));
      }
    }
    return inOrderOfTree(cuts, cutOf);
  }

  private boolean isChain(Component g, List<Integer> chain) {
    for (int k = 1; k < chain.size(); k++) {
      Segment s = morphology.segments().get(chain.get(k));
      if (s.parent() != chain.get(k - 1) || s.fractionAlong() < 1 - AT_END) {
        error(
            s.source(),
            "segment group "
                + g.id()
                + " is marked as unbranched, but its segment "
                + s.id()
                + " does not follow the end of its segment "
                + morphology.segments().get(chain.get(k - 1)).id(),
            "split the group where the cell branches, or remove its neuroLexId");
        return false;
      }
    }
    return true;
  }

  private int divisions(Component g) {
    Optional<String> text = SegmentGroups.property(g, "numberInternalDivisions");
    if (text.isEmpty()) {
      return 1;
    }
    String t = text.get().trim();
    int n = t.matches("[0-9]{1,7}") ? Integer.parseInt(t) : -1;
    if (n < 1 || n > MOST_DIVISIONS) {
      error(
          g.source(),
          "numberInternalDivisions of segment group " + g.id() + " is '" + t + "'",
          "give a whole number from 1 to " + MOST_DIVISIONS);
      return 1;
    }
    return n;
  }

  private List<Section> inOrderOfTree(List<Cut> cuts, int[] cutOf) {
    List<Section> sections = new ArrayList<>();
    Map<Integer, Integer> positions = new LinkedHashMap<>();
    boolean grown = true;
    while (grown && sections.size() < cuts.size()) {
      grown = false;
      for (int c = 0; c < cuts.size(); c++) {
        Segment first = morphology.segments().get(cuts.get(c).segments.getFirst());
        int parent =
            first.parent() < 0 ? ROOT : positions.getOrDefault(cutOf[first.parent()], UNKNOWN);
        if (!positions.containsKey(c) && parent != UNKNOWN) {
          positions.put(c, sections.size());
          sections.add(section(cuts.get(c), first, parent, sections));
          grown = true;
        }
      }
    }
    return sections;
  }

  private Section section(Cut cut, Segment first, int parent, List<Section> sections) {
    int[] segments = cut.segments.stream().mapToInt(Integer::intValue).toArray();
    double[] offsets = new double[segments.length + 1];
    for (int k = 0; k < segments.length; k++) {
      offsets[k + 1] = offsets[k] + morphology.segments().get(segments[k]).length();
    }
    double place =
        parent < 0 ? 0 : place(sections.get(parent), first.parent(), first.fractionAlong());
    return new Section(cut.name, segments, offsets, cut.divisions, parent, place);
  }

  /** Where along a section a place on one of its segments lies, 0 to 1. */
  private double place(Section section, int segment, double fraction) {
    for (int k = 0; k < section.segments().length; k++) {
      if (section.segments()[k] == segment) {
        double s = section.offsets()[k] + fraction * morphology.segments().get(segment).length();
        double x = s / section.length();
        return x < AT_END ? 0 : x > 1 - AT_END ? 1 : x;
      }
    }
    return 1;
  }

  private void error(SourceRef where, String what, String remedy) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_MORPHOLOGY,
            where,
            "morphology " + morphology.component().id() + ": " + what,
            remedy));
  }
}
