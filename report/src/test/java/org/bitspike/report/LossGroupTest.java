package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.junit.jupiter.api.Test;

class LossGroupTest {

  private static final Network NETWORK = Synthetic.balanced().network();

  @Test
  void groupsByCauseGravestFirst() {
    List<LossGroup> groups = LossGroup.of(Synthetic.balanced().losses(), NETWORK);
    assertThat(groups.stream().map(LossGroup::code).toList())
        .containsExactly(
            Code.C_FAN_IN,
            Code.C_PARAMETER_RANGE,
            Code.C_DELAY,
            Code.C_WEIGHT_RESOLUTION,
            Code.C_PARAMETER_ROUNDED);
    assertThat(groups.getFirst().losses()).hasSize(200);
    assertThat(groups.get(3).affected()).isEqualTo(12_000);
  }

  @Test
  void aNeuronsImportanceCountsOnceHoweverManyProjectionsLose() {
    LossReport report = report(lost("EE", 2, 1), lost("IE", 2, 3));
    LossGroup group = LossGroup.of(report, NETWORK).getFirst();
    assertThat(group.affected()).isEqualTo(4);
    // both end on E[2]: 1 + 3 of its 10
    assertThat(group.effect())
        .isEqualTo("4 % of all synapses, on 1 neuron; 40 % of the targets' total importance");
  }

  @Test
  void mergedEventsCountAsWellAsMovedOnes() {
    Loss.EventsMoved loss =
        new Loss.EventsMoved(Code.C_EVENT_TIME, "p", "m", "r", SourceRef.NONE, "input", 3, 2, 1e-5);
    LossGroup group = LossGroup.of(report(loss), NETWORK).getFirst();
    assertThat(group.affected()).isEqualTo(5);
    assertThat(group.effect())
        .isEqualTo("3 moved by at most 10 \u00b5s; 2 merged into an earlier one");
  }

  private static Loss lost(String projection, int neuron, int synapses) {
    return new Loss.LostSynapses(
        Code.C_FAN_IN,
        "p",
        "m",
        "r",
        SourceRef.NONE,
        projection,
        neuron,
        10,
        14,
        new int[synapses],
        synapses,
        10);
  }

  private static LossReport report(Loss... losses) {
    return new LossReport("n", "p", 100, 96, List.of(losses), List.of(), List.of());
  }
}
