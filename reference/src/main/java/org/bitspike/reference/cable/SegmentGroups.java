package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;

/**
 * Named sets of segments: members, whole other groups, the way between two segments, everything
 * beyond a segment. The group {@code all}, unless written otherwise, holds every segment.
 */
final class SegmentGroups {

  /** Marks a group that is one unbranched cable, by its term in NeuroLex. */
  private static final String UNBRANCHED = "sao864921383";

  private final Morphology morphology;
  private final Diagnostics diagnostics;
  private final Map<String, Component> groups = new LinkedHashMap<>();
  private final Map<String, BitSet> sets = new LinkedHashMap<>();
  private final Set<String> underway = new HashSet<>();

  SegmentGroups(Morphology morphology, Diagnostics diagnostics) {
    this.morphology = morphology;
    this.diagnostics = diagnostics;
    for (Component g : Parts.ofType(morphology.component(), "segmentGroup")) {
      groups.put(g.id(), g);
    }
    groups.keySet().forEach(id -> set(id, morphology.source()));
  }

  /** Groups that are marked as unbranched cables, as written. */
  List<Component> unbranched() {
    return groups.values().stream()
        .filter(g -> UNBRANCHED.equals(g.texts().get("neuroLexId")))
        .toList();
  }

  /** A group by its id. */
  Optional<Component> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /**
   * Positions of the segments of a group.
   *
   * @param user where the group is named, for the message when there is none
   */
  BitSet set(String id, SourceRef user) {
    BitSet done = sets.get(id);
    if (done != null) {
      return done;
    }
    Component group = groups.get(id);
    BitSet result = new BitSet();
    if (group == null) {
      if (id.isEmpty() || id.equals("all")) {
        result.set(0, morphology.segments().size());
      } else {
        error(
            user,
            "there is no segment group " + id,
            groups.isEmpty()
                ? "define it in the morphology"
                : "name one of " + Morphology.shortList(groups.keySet()));
      }
    } else if (!underway.add(id)) {
      error(
          group.source(), "segment group " + id + " includes itself", "remove one of the includes");
      return result;
    } else {
      fill(group, result);
      underway.remove(id);
    }
    sets.put(id, result);
    return result;
  }

  private void fill(Component group, BitSet result) {
    for (Component m : Parts.ofType(group, "member")) {
      segment(m).ifPresent(result::set);
    }
    for (Component i : Parts.ofType(group, "include")) {
      result.or(set(i.texts().getOrDefault("segmentGroup", ""), i.source()));
    }
    for (Component p : Parts.ofType(group, "path")) {
      int from = Parts.first(p, "from").flatMap(this::segment).orElse(0);
      Optional<Integer> to = Parts.first(p, "to").flatMap(this::segment);
      for (int s = 0; s < morphology.segments().size(); s++) {
        if (morphology.isBelow(s, from) && (to.isEmpty() || morphology.isBelow(to.get(), s))) {
          result.set(s);
        }
      }
    }
    for (Component t : Parts.ofType(group, "subTree")) {
      int from = Parts.first(t, "from").flatMap(this::segment).orElse(0);
      for (int s = 0; s < morphology.segments().size(); s++) {
        if (morphology.isBelow(s, from)) {
          result.set(s);
        }
      }
    }
  }

  private Optional<Integer> segment(Component reference) {
    return segmentOf(reference.texts().getOrDefault("segment", ""), reference.source());
  }

  /** Position of a segment by its id, reported where there is none. */
  Optional<Integer> segmentOf(String id, SourceRef user) {
    String text = id.trim();
    Optional<Integer> found =
        text.matches("[0-9]{1,9}") ? morphology.position(Integer.parseInt(text)) : Optional.empty();
    if (found.isEmpty()) {
      error(
          user,
          "there is no segment " + text,
          "name one of the segments " + Morphology.shortList(morphology.ids()));
    }
    return found;
  }

  private void error(SourceRef where, String what, String remedy) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_MORPHOLOGY,
            where,
            "morphology " + morphology.component().id() + ": " + what,
            remedy));
  }

  /** Value of a property of a group, such as {@code numberInternalDivisions}. */
  static Optional<String> property(Component group, String tag) {
    return Parts.ofType(group, "property").stream()
        .filter(p -> tag.equals(p.texts().get("tag")))
        .map(p -> p.texts().getOrDefault("value", ""))
        .findFirst();
  }

  /** Positions of a group's segments in the order of the tree. */
  List<Integer> ordered(String id) {
    List<Integer> result = new ArrayList<>();
    set(id, morphology.source()).stream().forEach(result::add);
    return result;
  }
}
