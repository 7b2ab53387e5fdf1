package org.bitspike.frontends.lems.validation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;

/** Segments have one root and existing parents; groups are made of what there is. */
final class MorphologyRules {

  private final Found found;
  private final Map<String, Node> segments = new LinkedHashMap<>();
  private final Map<String, Node> groups = new LinkedHashMap<>();

  private MorphologyRules(Found found) {
    this.found = found;
  }

  static void check(Node morphology, Found found) {
    MorphologyRules rules = new MorphologyRules(found);
    rules.segments(morphology);
    rules.groups(morphology);
  }

  /** A segment's id as a number writes it. */
  static String segmentId(String text) {
    String id = text.strip();
    String digits = id.startsWith("+") || id.startsWith("-") ? id.substring(1) : id;
    int at = 0;
    while (at < digits.length() - 1 && digits.charAt(at) == '0') {
      at++;
    }
    return digits.substring(at);
  }

  static Set<String> segmentIds(Node morphology) {
    Set<String> ids = new HashSet<>();
    morphology.children("segment").forEach(s -> ids.add(segmentId(s.id())));
    return ids;
  }

  private void segments(Node morphology) {
    int roots = 0;
    for (Node segment : morphology.children("segment").toList()) {
      Node known = segments.putIfAbsent(segmentId(segment.id()), segment);
      if (known != null) {
        found.error(
            Code.V_SEGMENT_ID,
            segment.where(),
            "segment " + segment.id() + " stands already in line " + known.where().line());
      }
      if (segment.child("parent").isEmpty()) {
        roots++;
        if (roots > 1) {
          found.error(
              Code.V_ROOT_SEGMENT,
              segment.where(),
              "segment "
                  + segment.id()
                  + " is another segment without a parent; one may have none");
        }
        if (segment.child("proximal").isEmpty()) {
          found.error(
              Code.V_PROXIMAL,
              segment.where(),
              "segment " + segment.id() + " has no parent and no proximal point");
        }
      }
    }
    if (segments.isEmpty()) {
      return;
    }
    if (roots == 0) {
      found.error(
          Code.V_ROOT_SEGMENT,
          morphology.where(),
          "every segment has a parent; one must have none");
    }
    if (!segments.containsKey("0")) {
      found.warning(
          Code.V_ROOT_NOT_ZERO, morphology.where(), "no segment of the morphology has the id 0");
    }
    parents();
  }

  private static Optional<String> parentOf(Node segment) {
    return segment.child("parent").map(p -> segmentId(p.text("segment")));
  }

  private void parents() {
    Set<String> rooted = new HashSet<>();
    for (Node segment : segments.values()) {
      Optional<Node> parent = segment.child("parent");
      if (parent.isPresent() && !segments.containsKey(segmentId(parent.get().text("segment")))) {
        found.error(
            Code.V_SEGMENT_PARENT,
            parent.get().where(),
            "the parent "
                + parent.get().text("segment")
                + " of segment "
                + segment.id()
                + " does not exist");
      }
      climb(segment, rooted);
    }
  }

  /** Follows parents until one that is known to lead to the root, or back to where it was. */
  private void climb(Node from, Set<String> rooted) {
    Set<String> way = new LinkedHashSet<>();
    Optional<Node> at = Optional.of(from);
    while (at.isPresent()) {
      String id = segmentId(at.get().id());
      if (rooted.contains(id)) {
        break;
      }
      if (!way.add(id)) {
        found.error(
            Code.V_SEGMENT_PARENT,
            at.get().where(),
            "segment " + id + " is its own parent, directly or through others");
        break;
      }
      at = parentOf(at.get()).map(segments::get);
    }
    rooted.addAll(way);
  }

  private void groups(Node morphology) {
    List<Node> all = morphology.children("segmentGroup").toList();
    Set<String> names = new HashSet<>();
    all.forEach(g -> names.add(g.id()));
    for (Node group : all) {
      if (groups.putIfAbsent(group.id(), group) != null) {
        found.error(
            Code.V_GROUP_ID,
            group.where(),
            "segment group '" + group.id() + "' is defined before in this morphology");
      }
      for (Node child : group.children()) {
        switch (child.name()) {
          case "member" -> segment(child, Code.V_MEMBER, group);
          case "include" -> include(child, group, names);
          case "path", "subTree" ->
              child.children().forEach(end -> segment(end, Code.V_SEGMENT, group));
          default -> {
            // nothing that refers to segments
          }
        }
      }
    }
    groups.values().forEach(this::circle);
  }

  private void segment(Node reference, Code code, Node group) {
    String id = reference.text("segment");
    if (!id.isEmpty() && !segments.containsKey(segmentId(id))) {
      found.error(
          code,
          reference.where(),
          "segment " + id + ", named in segment group '" + group.id() + "', does not exist");
    }
  }

  private void include(Node include, Node group, Set<String> names) {
    String other = include.text("segmentGroup");
    if (other.isEmpty()) {
      return;
    }
    if (!names.contains(other)) {
      found.error(
          Code.V_GROUP_INCLUDE,
          include.where(),
          "segment group '" + group.id() + "' includes '" + other + "', which does not exist");
    } else if (!groups.containsKey(other)) {
      found.warning(
          Code.V_GROUP_ORDER,
          include.where(),
          "segment group '" + group.id() + "' includes '" + other + "', which is defined later");
    }
  }

  private void circle(Node group) {
    Set<String> seen = new HashSet<>();
    java.util.ArrayDeque<Node> open = new java.util.ArrayDeque<>(List.of(group));
    while (!open.isEmpty()) {
      for (Node include : open.remove().children("include").toList()) {
        String other = include.text("segmentGroup");
        if (other.equals(group.id())) {
          found.error(
              Code.V_GROUP_INCLUDE,
              group.where(),
              "segment group '" + group.id() + "' includes itself, directly or through others");
          return;
        }
        Node next = groups.get(other);
        if (next != null && seen.add(other)) {
          open.add(next);
        }
      }
    }
  }
}
