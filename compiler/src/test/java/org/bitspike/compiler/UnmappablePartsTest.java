package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** What would be dropped in silence is refused by name. */
class UnmappablePartsTest {

  private static final ConnectionTable ONE =
      ConnectionTable.builder().add(0, 0, 1, 0.001, 1).build();

  private static final Recording NOTHING =
      new Recording(
          new Recording.Info("n", "e", "v", "", 1),
          1e-4,
          100,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static List<Diagnostic> refusals(
      List<ComponentType> types,
      Component cell,
      List<Projection> projections,
      List<Coupling> couplings) {
    List<ComponentType> all = new ArrayList<>(TestModels.types());
    all.addAll(types);
    Network network =
        new Network(
            "n",
            all,
            List.of(
                cell,
                TestModels.regular("regular", 0.007),
                TestModels.expOne("syn", 1e-9, 0, 0.003),
                Component.of("gap", "gapType", Map.of())),
            List.of(
                new Population("source", "regular", 1, SourceRef.ofPath("net/source")),
                new Population("cells", cell.id(), 2, SourceRef.ofPath("net/cells"))),
            projections,
            couplings,
            List.of(),
            List.of(),
            new Network.Run(1e-4, 0.01, 7),
            SourceRef.ofPath("net"));
    return catchThrowableOfType(
            BitspikeException.class,
            () ->
                Compiler.compile(
                    network,
                    Profiles.load("generic-int8", List.of()),
                    NOTHING,
                    CompileOptions.defaults()))
        .diagnostics();
  }

  private static ComponentType type(String name, List<Slot> slots, Dynamics dynamics) {
    return new ComponentType(
        name,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        slots,
        List.of("from", "to"),
        dynamics,
        SourceRef.NONE);
  }

  private static ComponentType gap() {
    return type("gapType", List.of(new Slot("peer", "gapType", Slot.Kind.PEER)), Dynamics.NONE);
  }

  private static Component with(String slot, String... childTypes) {
    List<Component> children = new ArrayList<>();
    for (String child : childTypes) {
      children.add(Component.of(child + children.size(), child, Map.of()));
    }
    return new Component(
        "cell", "made", Map.of(), Map.of(), Map.of(slot, children), SourceRef.NONE);
  }

  @Test
  void couplingsAreRefused() {
    Coupling coupling =
        new Coupling(
            "gj",
            "cells",
            "cells",
            "gap",
            "gap",
            ConnectionTable.builder().add(0, 1, 1, 0, 1).build(),
            SourceRef.ofPath("net/gj"));
    List<Diagnostic> found =
        refusals(List.of(gap()), TestModels.iaf("cell"), List.of(), List.of(coupling));
    assertThat(found).singleElement().extracting(Diagnostic::code).isEqualTo(Code.C_NO_SYNAPSE);
    assertThat(found.get(0).message()).contains("coupling gj", "without events");
    assertThat(found.get(0).where().path()).isEqualTo("net/gj");
  }

  @Test
  void eventsToCellsThemselvesAreRefused() {
    Projection direct =
        new Projection(
            "direct",
            "source",
            "cells",
            Optional.empty(),
            Optional.empty(),
            ONE,
            Optional.of("other"),
            Optional.of("in"),
            SourceRef.NONE);
    assertThat(refusals(List.of(gap()), TestModels.iaf("cell"), List.of(direct), List.of()))
        .extracting(Diagnostic::message)
        .satisfiesExactly(
            m -> assertThat(m).contains("port in of the cells"),
            m -> assertThat(m).contains("port other", "spike"));
  }

  @Test
  void kineticSchemesAreRefused() {
    Dynamics markov =
        new Dynamics(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new KineticScheme("k", "nodes", "x", "edges", "from", "to", "rf", "rr")));
    List<Slot> slots =
        List.of(
            new Slot("nodes", "", Slot.Kind.CHILDREN), new Slot("edges", "", Slot.Kind.CHILDREN));
    List<ComponentType> types =
        List.of(
            gap(),
            type("gate", slots, markov),
            type("made", List.of(new Slot("gates", "gate", Slot.Kind.CHILDREN)), Dynamics.NONE));
    assertThat(refusals(types, with("gates", "gate"), List.of(), List.of()))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo(Code.C_NOT_LOWERABLE);
              assertThat(d.message()).contains("gate0", "kinetic scheme");
            });
  }

  @Test
  void cellsOfSeveralSegmentsAreRefused() {
    List<ComponentType> types =
        List.of(
            gap(),
            type("segment", List.of(), Dynamics.NONE),
            type(
                "made",
                List.of(new Slot("segments", "segment", Slot.Kind.CHILDREN)),
                Dynamics.NONE));
    assertThat(refusals(types, with("segments", "segment", "segment"), List.of(), List.of()))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo(Code.C_NOT_LOWERABLE);
              assertThat(d.message()).contains("2 segments", "cells");
              assertThat(d.where().path()).isEqualTo("net/cells");
            });
  }
}
