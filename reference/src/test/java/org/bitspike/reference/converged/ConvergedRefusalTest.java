package org.bitspike.reference.converged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bitspike.reference.TypeBuilder.emit;
import static org.bitspike.reference.TypeBuilder.set;
import static org.bitspike.reference.TypeBuilder.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.reference.Models;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergedRefusalTest {

  private static Network alone(ComponentType type, Component component) {
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(type);
    return Models.network(
        types,
        List.of(component),
        List.of(Models.population("p", component.id(), 1)),
        List.of(),
        List.of(),
        List.of(),
        1e-3,
        2);
  }

  private static Network alone(ComponentType type) {
    return alone(type, Component.of("c", type.name(), Map.of()));
  }

  private static AbstractThrowableAssert<?, ?> refusal(Network n, Code code) {
    return refusal(n, 1e-8, code);
  }

  private static AbstractThrowableAssert<?, ?> refusal(Network n, double tolerance, Code code) {
    return assertThatThrownBy(
            () ->
                ReferenceSimulator.simulate(
                    n,
                    SimulationOptions.defaults()
                        .withTolerance(tolerance)
                        .withTrace("p", 0, "v", 1)))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> assertThat(e.diagnostics().getFirst().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-14, 0.1, Double.NaN})
  void refusesATolerance(double tolerance) {
    refusal(LimitModels.tau(), tolerance, Code.R_TOLERANCE)
        .hasMessageContaining("the tolerance is " + tolerance)
        .hasMessageContaining("between 1.0E-13 and 0.01");
  }

  @Test
  void tellsWhereASolutionEnds() {
    ComponentType wild = type("wild").state("v").rate("v", "v * v").start(set("v", "1")).build();
    refusal(alone(wild), Code.R_UNBOUNDED)
        .hasMessageContaining("v of p[0] grows without bound at t = ")
        .hasMessageMatching("(?s).*at t = (0\\.99999|1\\.0000).*");
  }

  @Test
  void tellsWhatBecomesInfinite() {
    ComponentType wild =
        type("wild").state("v").rate("v", "1").when("v .gt. 1", set("v", "1 / 0")).build();
    refusal(alone(wild), Code.R_NOT_FINITE)
        .hasMessageContaining("v of p[0] became Infinity at t = 1");
  }

  @Test
  void refusesAConditionThatNeverRests() {
    ComponentType restless =
        type("restless")
            .emits("spike")
            .state("v")
            .rate("v", "1")
            .when("v .gt. 1", emit("spike"))
            .build();
    refusal(alone(restless), Code.R_NO_LIMIT)
        .hasMessageContaining("v .gt. 1")
        .hasMessageContaining("p[0]")
        .hasMessageContaining("at t = 1");
  }

  @Test
  void refusesNoiseInARate() {
    ComponentType noisy = type("noisy").state("v").rate("v", "random(1)").build();
    refusal(alone(noisy), Code.R_UNSUPPORTED)
        .hasMessageContaining("the rate of v draws a random number")
        .hasMessageContaining("grid mode");
  }

  @Test
  void refusesCellsOfSeveralSegments() {
    ComponentType segment = type("segment").build();
    ComponentType morphology =
        type("morphology").slot("segments", "segment", Slot.Kind.CHILDREN).build();
    ComponentType cell =
        type("cell").state("v").slot("morphology", "morphology", Slot.Kind.CHILD).build();
    Component m =
        new Component(
            "m",
            "morphology",
            Map.of(),
            Map.of(),
            Map.of(
                "segments",
                List.of(
                    Component.of("0", "segment", Map.of()),
                    Component.of("1", "segment", Map.of()))),
            SourceRef.NONE);
    Component c =
        new Component(
            "c", "cell", Map.of(), Map.of(), Map.of("morphology", List.of(m)), SourceRef.NONE);
    Network n =
        Models.network(
            List.of(segment, morphology, cell),
            List.of(c),
            List.of(Models.population("p", "c", 1)),
            List.of(),
            List.of(),
            List.of(),
            1e-3,
            1);
    refusal(n, Code.R_UNSUPPORTED)
        .hasMessageContaining("2 segments")
        .hasMessageContaining("grid mode");
  }

  @Test
  void refusesEventsThatCallForthEachOtherWithoutEnd() {
    ComponentType echo =
        type("echo")
            .emits("spike")
            .slot("synapses", "synapse", Slot.Kind.ATTACHMENTS)
            .hidden("told")
            .sum("n", "synapses[*]/n")
            .when("n .gt. told", set("told", "told + 1"), emit("spike"))
            .build();
    ComponentType delta =
        type("delta").isA("synapse").takes("in").state("n").on("in", set("n", "n + 1")).build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.addAll(List.of(echo, delta));
    Network n =
        Models.network(
            types,
            List.of(
                Models.spikes("s", 0.5),
                Component.of("e", "echo", Map.of()),
                Component.of("d", "delta", Map.of())),
            List.of(Models.population("s", "s", 1), Models.population("e", "e", 1)),
            List.of(
                Models.projection("s", "e", "d", Models.one(0, 0, 1, 0)),
                Models.projection("e", "e", "d", Models.one(0, 0, 1, 0))),
            List.of(),
            List.of(),
            1e-3,
            1);
    refusal(n, Code.R_NO_LIMIT)
        .hasMessageContaining("without delay")
        .hasMessageContaining("t = 0.5");
  }

  @Test
  void refusesRulesOfLearningThatWorkInTicks() {
    Network n = LimitModels.conductances();
    List<Projection> learning =
        n.projections().stream()
            .map(
                p ->
                    new Projection(
                        p.id(),
                        p.pre(),
                        p.post(),
                        p.synapse(),
                        Optional.of("c"),
                        p.connectivity(),
                        p.source()))
            .toList();
    Network plastic =
        new Network(
            n.name(),
            n.types(),
            n.components(),
            n.populations(),
            learning,
            n.inputs(),
            n.outputs(),
            n.run(),
            n.source());
    refusal(plastic, Code.R_UNSUPPORTED)
        .hasMessageContaining("learns")
        .hasMessageContaining("grid mode");
  }

  @Test
  void leavesOutAVariableThatIsNotThereAndSaysSo() {
    StringBuilder said = new StringBuilder();
    var r =
        ReferenceSimulator.simulate(
            LimitModels.tau(),
            SimulationOptions.defaults()
                .withTolerance(1e-6)
                .withTrace("p", 0, "u", 1)
                .withTrace("p", 7, "v", 1)
                .withWarnings(w -> said.append(w.message()).append('\n')));
    assertThat(r.traces()).isEmpty();
    assertThat(said).contains("u of p[0]").contains("v of p[7]");
  }
}
