package org.bitspike.compiler;

import java.util.Arrays;
import java.util.Optional;
import org.bitspike.ir.network.Component;

/** What reaches a population through a synapse at the rates of the float run. */
final class MeanConductance {

  private final Draft draft;
  private final CellPlan cell;
  private final PassContext context;

  MeanConductance(Draft draft, CellPlan cell, PassContext context) {
    this.draft = draft;
    this.cell = cell;
    this.context = context;
  }

  /** Weight that arrives in a second, a mean over the population's neurons; 0 where not known. */
  double weightPerSecond(Component synapse) {
    double sum = 0;
    TickSums sums = new TickSums(0, context, 0);
    for (Link link : draft.links()) {
      if (!link.post().equals(cell.block())
          || link.synapse().filter(s -> s.id().equals(synapse.id())).isEmpty()) {
        continue;
      }
      Optional<double[]> perTick = sums.perTick(draft, link.pre());
      if (perTick.isPresent() && link.drawn().isPresent()) {
        DrawnLink drawn = link.drawn().get();
        double mean = Arrays.stream(perTick.get()).average().orElse(0);
        sum += drawn.size() * drawn.meanOfWeights(Math::abs) * mean;
      }
      for (int c = 0; perTick.isPresent() && c < link.table().size(); c++) {
        sum += Math.abs(link.table().weight(c)) * perTick.get()[link.table().pre(c)];
      }
    }
    return sum / context.dt() / cell.size();
  }
}
