package org.bitspike.compiler.lowering;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;

/** Turns times into whole numbers of ticks, and times since when into counters. */
public final class TimeLowering {

  private TimeLowering() {}

  /**
   * Lowers.
   *
   * @param dt length of a tick, s
   * @param ticks ticks of the run
   */
  public static StepModel lower(StepModel model, double dt, long ticks) {
    Set<String> times =
        model.variables().stream()
            .filter(v -> v.kind() instanceof Kind.Ticks)
            .map(Variable::name)
            .collect(Collectors.toCollection(TreeSet::new));
    TimeComparisons comparisons = new TimeComparisons(dt, ticks, times);
    return new ElapsedCounters(times).replace(model.map(comparisons::lower));
  }
}
