package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bitspike.ir.diag.Diagnostics;
import org.junit.jupiter.api.Test;

class CompartmentsTest {

  /** Square micrometres, of NEURON 8.2.2 for the tapered section below. */
  private static final double[] AREAS = {
    30.552805188343275, 28.806930606152235, 27.061056023961186, 25.315181441770132,
    23.56930685957911, 21.823432277388065, 20.077557695197, 18.331683113005976,
    16.585808530814912
  };

  /** Megohm at 100 kohm cm, of NEURON 8.2.2: from each compartment to the one before. */
  private static final double[] RESISTANCES = {
    242.5218180447929,
    529.13851209773,
    597.4144491425984,
    679.8164421277843,
    780.5299891096785,
    905.4147873672276,
    1062.8782286484834,
    1265.3312245815296,
    1531.71674554606
  };

  private static Compartments divide(Tree morphology, double resistivity) {
    Diagnostics diagnostics = new Diagnostics();
    Morphology m = Morphology.of(morphology.build(), diagnostics);
    SegmentGroups groups = new SegmentGroups(m, diagnostics);
    List<Section> sections = Sections.of(m, groups, diagnostics);
    diagnostics.throwIfErrors();
    return new Compartments(m, sections, s -> resistivity);
  }

  private static Tree tapered() {
    return Tree.of("morphology", "m")
        .in("segments", Tree.segment(0, 0, 10, 10, 10))
        .in("segments", Tree.segment(1, 10, 3, 20, 3).on(0))
        .in("segments", Tree.segment(2, 20, 3, 30, 2.5).on(1))
        .in(
            "segments",
            Tree.of("segment", "3")
                .in("parent", Tree.of("parent", "parent").text("segment", "2"))
                .in("distal", Tree.point("distal", 50, 0, 1.5)))
        .in("segmentGroups", Tree.section("soma", 1, 0))
        .in("segmentGroups", Tree.section("near", 1, 1))
        .in("segmentGroups", Tree.section("far", 9, 2, 3));
  }

  @Test
  void areasAndAxialResistancesOfTaperedSectionsAreNeurons() {
    Compartments c = divide(tapered(), 1000);
    int[] parents = c.parents();
    double[] conductances = c.conductances();
    int node = c.at(2, 0.01).orElseThrow();
    for (int k = 0; k < 9; k++, node++) {
      assertThat(c.area(node) * 1e12).isCloseTo(AREAS[k], within(1e-9));
      assertThat(1e-6 / conductances[node]).isCloseTo(RESISTANCES[k], within(1e-7));
    }
    assertThat(parents[c.at(2, 0.01).orElseThrow()]).isEqualTo(c.at(1, 1).orElseThrow());
  }

  @Test
  void placesAreMiddlesOfCompartmentsAndEnds() {
    Compartments c = divide(tapered(), 1);
    assertThat(c.at(3, 0.5)).hasValue(c.at(2, 0.01).orElseThrow() + 6);
    assertThat(c.at(0, 0)).hasValue(0);
    assertThat(c.area(c.at(3, 1).orElseThrow())).isZero();
    assertThat(c.at(9, 0.5)).isEmpty();
    assertThat(c.at(3, 1.5)).isEmpty();
    assertThat(c.pathLength(c.at(1, 0.5).orElseThrow())).isCloseTo(15e-6, within(1e-15));
  }

  @Test
  void sphereHasTheAreaOfASphere() {
    Compartments c =
        divide(Tree.of("morphology", "m").in("segments", Tree.segment(0, 5, 20, 5, 20)), 1);
    assertThat(c.area(1)).isCloseTo(Math.PI * 20e-6 * 20e-6, within(1e-20));
  }

  @Test
  void sectionsThatLeaveInTheMiddleJoinTheCompartmentThere() {
    Tree morphology =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, 2, 100, 2))
            .in("segments", Tree.segment(1, 0, 1, 10, 1).on(0, 0.5))
            .in("segments", Tree.segment(2, 0, 1, 10, 1).on(0, 0.0))
            .in("segmentGroups", Tree.section("a", 5, 0));
    Compartments c = divide(morphology, 1);
    int[] parents = c.parents();
    assertThat(parents[c.at(1, 0.5).orElseThrow()]).isEqualTo(c.at(0, 0.5).orElseThrow());
    assertThat(parents[c.at(2, 0.5).orElseThrow()]).isZero();
  }

  @Test
  void groupsArePathsSubtreesMembersAndIncludes() {
    Diagnostics diagnostics = new Diagnostics();
    Tree tree =
        tapered()
            .in(
                "segmentGroups",
                Tree.of("segmentGroup", "path")
                    .in(
                        "paths",
                        Tree.of("path", "p")
                            .in("from", Tree.of("from", "from").text("segment", "1"))
                            .in("to", Tree.of("to", "to").text("segment", "2"))),
                Tree.of("segmentGroup", "beyond")
                    .in(
                        "subTrees",
                        Tree.of("subTree", "s")
                            .in("from", Tree.of("from", "from").text("segment", "2"))),
                Tree.of("segmentGroup", "both")
                    .in("includes", Tree.of("include", "i").text("segmentGroup", "soma"))
                    .in("includes", Tree.of("include", "j").text("segmentGroup", "path")));
    Morphology m = Morphology.of(tree.build(), diagnostics);
    SegmentGroups groups = new SegmentGroups(m, diagnostics);
    assertThat(groups.set("path", m.component().source())).hasToString("{1, 2}");
    assertThat(groups.set("beyond", m.component().source())).hasToString("{2, 3}");
    assertThat(groups.set("both", m.component().source())).hasToString("{0, 1, 2}");
    assertThat(groups.set("all", m.component().source())).hasToString("{0, 1, 2, 3}");
    diagnostics.throwIfErrors();
  }
}
