package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.junit.jupiter.api.Test;

class BadCellTest {

  private static BitspikeException refused(Tree cell) {
    return catchThrowableOfType(BitspikeException.class, () -> Run.of(cell, 1e-5).begin());
  }

  private static void says(Tree morphology, String... words) {
    BitspikeException e = refused(Tree.cell(morphology, Tree.leak(1, -0.065)));
    assertThat(e.diagnostics()).isNotEmpty();
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.R_MORPHOLOGY);
    assertThat(e.diagnostics().toString()).contains(words);
  }

  private static Tree morphology(Tree... segments) {
    return Tree.of("morphology", "m").in("segments", segments);
  }

  @Test
  void cycleOfParents() {
    says(
        morphology(
            Tree.segment(0, 0, 1, 1, 1),
            Tree.segment(1, 1, 1, 2, 1).on(2),
            Tree.segment(2, 2, 1, 3, 1).on(1)),
        "segment 1",
        "never ends at a root");
  }

  @Test
  void missingParent() {
    says(
        morphology(Tree.segment(0, 0, 1, 1, 1), Tree.segment(1, 1, 1, 2, 1).on(7)),
        "segment 1",
        "parent 7 does not exist",
        "name one of the segments 0, 1");
  }

  @Test
  void twoRootsAndTwiceTheSameId() {
    says(morphology(Tree.segment(0, 0, 1, 1, 1), Tree.segment(1, 1, 1, 2, 1)), "has no parent");
    says(morphology(Tree.segment(0, 0, 1, 1, 1), Tree.segment(0, 1, 1, 2, 1)), "given twice");
  }

  @Test
  void idsThatAreNoNumbersAndCellsBeyondAllMeasure() {
    says(
        morphology(
            Tree.of("segment", "soma")
                .in("proximal", Tree.point("proximal", 0, 0, 1))
                .in("distal", Tree.point("distal", 1, 0, 1)),
            Tree.of("segment", "1")
                .in("parent", Tree.of("parent", "parent").text("segment", "soma"))
                .in("distal", Tree.point("distal", 2, 0, 1))),
        "segment soma: its id is no whole number");
    Tree huge =
        Tree.cell(
            morphology(Tree.segment(0, 0, 1, 1, 1))
                .in("segmentGroups", Tree.section("g", 100_000, 0)));
    BitspikeException e =
        catchThrowableOfType(
            BitspikeException.class, () -> new Run(huge, 1000, 1e-5, StateScheme.GRID));
    assertThat(e.getMessage()).contains("has 100002000 compartments in all");
  }

  @Test
  void zeroDiameter() {
    says(morphology(Tree.segment(0, 0, 1, 1, 0)), "diameter is 0.0 um, but must be above 0");
  }

  @Test
  void noSegmentsNoPointsNoNumbers() {
    says(morphology(), "has no segments");
    says(morphology(Tree.of("segment", "0")), "no distal point");
    says(
        morphology(Tree.of("segment", "0").in("distal", Tree.point("distal", 1, 0, 1))),
        "no proximal point and no parent");
    says(
        morphology(Tree.segment(0, 0, 1, 1, 1), Tree.segment(1, 1, 1, 2, 1).on(0, 1.5)),
        "leaves its parent at 1.5");
  }

  @Test
  void groupsThatDoNotHold() {
    Tree soma = Tree.segment(0, 0, 1, 1, 1);
    Tree side = Tree.segment(1, 1, 1, 2, 1).on(0);
    Tree other = Tree.segment(2, 1, 1, 2, 1).on(0);
    says(
        morphology(soma, side, other).in("segmentGroups", Tree.section("g", 1, 1, 2)),
        "marked as unbranched",
        "split the group");
    says(
        morphology(soma, side)
            .in("segmentGroups", Tree.section("g", 1, 0), Tree.section("h", 1, 0)),
        "in two unbranched groups, g and h");
    says(
        morphology(soma).in("segmentGroups", Tree.section("g", 0, 0)),
        "numberInternalDivisions of segment group g is '0'");
    says(
        morphology(soma)
            .in(
                "segmentGroups",
                Tree.of("segmentGroup", "g")
                    .in("includes", Tree.of("include", "i").text("segmentGroup", "nothing"))),
        "no segment group nothing");
    says(
        morphology(soma)
            .in(
                "segmentGroups",
                Tree.of("segmentGroup", "g")
                    .in("includes", Tree.of("include", "i").text("segmentGroup", "g"))),
        "includes itself");
    says(
        morphology(soma)
            .in(
                "segmentGroups",
                Tree.of("segmentGroup", "g")
                    .in("members", Tree.of("member", "m").text("segment", "8"))),
        "no segment 8");
  }

  @Test
  void densityOnAnUnknownGroup() {
    BitspikeException e =
        refused(
            Tree.cell(
                morphology(Tree.segment(0, 0, 1, 1, 1)),
                Tree.leak(1, -0.065).text("segmentGroup", "dendrites")));
    assertThat(e.diagnostics().toString()).contains("no segment group dendrites");
  }

  @Test
  void synapseOnAMissingSegment() {
    Run run = Run.of(Tree.cell(morphology(Tree.segment(0, 0, 1, 1, 1))), 1e-5);
    BitspikeException e =
        catchThrowableOfType(BitspikeException.class, () -> run.attach(Tree.pulse(1), 0, 4, 0.5));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.R_NO_PLACE);
    assertThat(e.getMessage()).contains("0.5 of segment 4");
  }

  @Test
  void whatNothingProvides() {
    Tree channel =
        Tree.of("ionChannelHH", "c")
            .in(
                "gates",
                Tree.gate(
                    "n",
                    1,
                    Tree.of("shiftedRate", "f").set("rate", 1),
                    Tree.rate("HHExpRate", 1, 0, 1)));
    Tree population =
        Tree.of("channelDensityNernst", "d").set("condDensity", 1).in("ionChannel", channel);
    assertThat(refused(Tree.cell(morphology(Tree.segment(0, 0, 1, 1, 1)), population)).getMessage())
        .contains("vShift");
  }

  @Test
  void cellsWithoutShapeOrMembrane() {
    assertThat(refused(Tree.of("cell", "c")).getMessage()).contains("has no morphology");
    assertThat(
            refused(Tree.of("cell", "c").in("morphology", morphology(Tree.segment(0, 0, 1, 1, 1))))
                .getMessage())
        .contains("no membrane properties");
  }

  @Test
  void voltageThatExplodes() {
    Run run =
        Run.of(Tree.cell(morphology(Tree.segment(0, 0, 1, 1, 1)), Tree.leak(1, -0.065)), 1e-5);
    run.attach(Tree.pulse(Double.POSITIVE_INFINITY), 0, 0, 0.5);
    run.begin();
    BitspikeException e = catchThrowableOfType(BitspikeException.class, () -> run.steps(2));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.R_NOT_FINITE);
    assertThat(SourceRef.NONE.isNone()).isTrue();
  }
}
