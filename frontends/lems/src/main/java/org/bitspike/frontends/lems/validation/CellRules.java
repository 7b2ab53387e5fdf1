package org.bitspike.frontends.lems.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;

/** The parts of a cell exist and fit each other: groups, segments, channels, species. */
final class CellRules {

  /** The group of all segments, which need not be defined. */
  private static final String ALL = "all";

  private final Model model;
  private final Found found;

  CellRules(Model model, Found found) {
    this.model = model;
    this.found = found;
  }

  /** Whether a node is a cell made of segments. */
  static boolean isCell(Node node) {
    return node.name().equals("cell") || node.name().equals("cell2CaPools");
  }

  /** The morphology inside a cell, or the one it names. */
  static Optional<Node> morphology(Node cell, Model model) {
    return cell.child("morphology")
        .or(() -> cell.attribute("morphology").flatMap(model::find))
        .filter(m -> m.name().equals("morphology"));
  }

  void check(Node cell) {
    Optional<Node> morphology = part(cell, "morphology", "morphology", ComponentKind.MORPHOLOGY);
    cell.child("morphology").ifPresent(m -> MorphologyRules.check(m, found));
    String inside =
        cell.child("biophysicalProperties2CaPools").isPresent()
            ? "biophysicalProperties2CaPools"
            : "biophysicalProperties";
    Optional<Node> biophysics =
        part(cell, inside, "biophysicalProperties", ComponentKind.BIOPHYSICS);
    if (biophysics.isPresent()
        && cell.child("morphology").isEmpty()
        && cell.attribute("morphology").isEmpty()) {
      found.warning(
          Code.V_CELL_PART,
          cell.where(),
          cell.label() + " has biophysical properties, but no morphology that they act on");
    }
    biophysics.ifPresent(b -> biophysics(b, morphology));
  }

  private Optional<Node> part(Node cell, String inside, String attribute, ComponentKind kind) {
    Optional<Node> own = cell.child(inside);
    Optional<String> named = cell.attribute(attribute);
    if (own.isPresent() && named.isPresent()) {
      found.error(
          Code.V_CELL_PART,
          cell.where(),
          cell.label()
              + " has "
              + inside
              + " inside and names '"
              + named.get()
              + "' besides; it is one or the other");
      return own;
    }
    return own.or(
        () ->
            named.flatMap(
                id ->
                    model.require(
                        id,
                        Code.V_CELL_PART,
                        attribute + " of " + cell.label(),
                        Set.of(kind),
                        cell.where())));
  }

  /** Checks biophysical properties, against a morphology where there is one. */
  void biophysics(Node biophysics, Optional<Node> morphology) {
    Optional<Set<String>> groups = morphology.map(CellRules::groupIds);
    Optional<Set<String>> segments = morphology.map(MorphologyRules::segmentIds);
    for (Node part : biophysics.children()) {
      for (Node use : part.children()) {
        groups.ifPresent(g -> group(use, g));
        segments.ifPresent(s -> segment(use, s));
        if (use.attribute("ionChannel").isPresent()) {
          model.require(
              use.text("ionChannel"),
              Code.V_ION_CHANNEL,
              "ion channel of " + use.label(),
              Set.of(ComponentKind.CHANNEL),
              use.where());
        }
        if (use.attribute("concentrationModel").isPresent()) {
          model.require(
              use.text("concentrationModel"),
              Code.V_CONCENTRATION_MODEL,
              "concentration model of " + use.label(),
              Set.of(ComponentKind.CONCENTRATION_MODEL),
              use.where());
        }
        use.children("variableParameter")
            .forEach(v -> morphology.ifPresent(m -> inhomogeneous(v, m)));
      }
    }
  }

  private static Set<String> groupIds(Node morphology) {
    Set<String> ids = new HashSet<>(Set.of(ALL));
    morphology.children("segmentGroup").forEach(g -> ids.add(g.id()));
    return ids;
  }

  private void group(Node use, Set<String> groups) {
    Optional<String> group = use.attribute("segmentGroup");
    if (group.isPresent() && !groups.contains(group.get())) {
      noGroup(use.label(), group.get(), use.where());
    }
  }

  private void noGroup(String what, String group, SourceRef where) {
    found.error(
        Code.V_GROUP_USE,
        where,
        what + " is for segment group '" + group + "', which the morphology lacks");
  }

  private void segment(Node use, Set<String> segments) {
    Optional<String> segment = use.attribute("segment");
    if (segment.isPresent() && !segments.contains(MorphologyRules.segmentId(segment.get()))) {
      found.error(
          Code.V_SEGMENT,
          use.where(),
          use.label() + " is for segment " + segment.get() + ", which the morphology lacks");
    }
  }

  private void inhomogeneous(Node variable, Node morphology) {
    String group = variable.text("segmentGroup");
    List<Node> groups =
        morphology.children("segmentGroup").filter(g -> g.id().equals(group)).toList();
    if (groups.isEmpty()) {
      if (!group.isEmpty() && !group.equals(ALL)) {
        noGroup("variableParameter", group, variable.where());
      }
      return;
    }
    for (Node value : variable.children("inhomogeneousValue").toList()) {
      String parameter = value.text("inhomogeneousParameter");
      boolean exists =
          groups
              .getFirst()
              .children("inhomogeneousParameter")
              .anyMatch(p -> p.id().equals(parameter));
      if (!exists && !parameter.isEmpty()) {
        found.error(
            Code.V_INHOMOGENEOUS,
            value.where(),
            "segment group '" + group + "' has no inhomogeneous parameter '" + parameter + "'");
      }
    }
  }
}
