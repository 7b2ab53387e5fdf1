package org.bitspike.compiler.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.unit.Dimension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeabilityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-g / 0.003; g + weight * 2; g * (0 - v); MERGED",
        "-g / 0.003; g + weight * 2; g * (0 - v) * exp(v); MERGED",
        "-g / 0.003; g + 2; g * (0 - v); MERGED_WEIGHTLESS",
        "-g / 0.003; g + 2 + weight; g; SEPARATE",
        "(1 - g) / 0.003; g + weight; g; SEPARATE",
        "-g * g; g + weight; g; SEPARATE",
        "-g / 0.003; weight; g; SEPARATE",
        "-g / 0.003; g + weight * g; g; SEPARATE",
        "-g / 0.003; g + weight; g + 1; SEPARATE",
        "-g / 0.003; g + weight; exp(g); SEPARATE",
      })
  void onlyLinearSynapsesShareTheirState(
      String rate, String onEvent, String current, Mergeability expected) {
    ComponentType type =
        new ComponentType(
            "syn",
            List.of(),
            List.of(),
            List.of(new ComponentType.Property("weight", Dimension.NONE, 1)),
            List.of(),
            List.of(),
            List.of(new ComponentType.Requirement("v", Dimension.VOLTAGE)),
            List.of(new EventPort("in", true)),
            List.of(),
            List.of(),
            new Dynamics(
                List.of(new StateVariable("g", Dimension.NONE, Optional.empty())),
                List.of(
                    new DerivedVariable(
                        "i",
                        Dimension.NONE,
                        Optional.of("i"),
                        new Definition.Value(ExprText.parse(current)))),
                List.of(new TimeDerivative("g", ExprText.parse(rate))),
                List.of(),
                List.of(),
                List.of(
                    new OnEvent("in", List.of(new Action.Assign("g", ExprText.parse(onEvent))))),
                List.of()),
            SourceRef.NONE);
    Component synapse = Component.of("s", "syn", Map.of());
    Network network =
        new Network(
            "n",
            List.of(type),
            List.of(synapse),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Network.Run(1e-4, 1, 1),
            SourceRef.NONE);
    assertThat(Mergeability.of(network, synapse)).isEqualTo(expected);
  }
}
