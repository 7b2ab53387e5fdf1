package org.bitspike.backends.mapped;

import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.network.Component;

/**
 * A leaky integrate-and-fire neuron, {@code c dv/dt = g (vRest - v) + i}, SI.
 *
 * @param capacitance F
 * @param leak S; 0 for a perfect integrator
 * @param rest leak reversal potential, V
 * @param reset V
 * @param threshold V
 * @param initial V
 * @param offset constant current, A
 * @param refractory s
 */
public record PointNeuron(
    double capacitance,
    double leak,
    double rest,
    double reset,
    double threshold,
    double initial,
    double offset,
    double refractory) {

  /** What a cell of NeuroML or PyNN is in these terms; empty for other types. */
  public static Optional<PointNeuron> of(Component cell) {
    Map<String, Double> p = cell.parameters();
    return switch (cell.type()) {
      case "iafCell", "iafRefCell" ->
          Optional.of(
              new PointNeuron(
                  value(p, "C"),
                  value(p, "leakConductance"),
                  value(p, "leakReversal"),
                  value(p, "reset"),
                  value(p, "thresh"),
                  value(p, "leakReversal"),
                  0,
                  p.getOrDefault("refract", 0.0)));
      case "IF_curr_exp", "IF_curr_alpha", "IF_curr_delta", "IF_cond_exp", "IF_cond_alpha" ->
          Optional.of(
              new PointNeuron(
                  value(p, "cm") * 1e-9,
                  value(p, "cm") / value(p, "tau_m") * 1e-6,
                  value(p, "v_rest") * 1e-3,
                  value(p, "v_reset") * 1e-3,
                  value(p, "v_thresh") * 1e-3,
                  value(p, "v_init") * 1e-3,
                  value(p, "i_offset") * 1e-9,
                  value(p, "tau_refrac") * 1e-3));
      default -> Optional.empty();
    };
  }

  private static double value(Map<String, Double> parameters, String name) {
    return parameters.getOrDefault(name, 0.0);
  }

  /** The same with quantities that hardware changed, by the names of profiles. */
  public PointNeuron with(Map<String, Double> changes) {
    double c = changes.getOrDefault("c_m", capacitance);
    Double tau = changes.get("tau_m");
    return new PointNeuron(
        c,
        tau != null ? c / tau : c == capacitance || leak == 0 ? leak : c * leak / capacitance,
        changes.getOrDefault("v_rest", rest),
        changes.getOrDefault("v_reset", reset),
        changes.getOrDefault("v_thresh", threshold),
        changes.getOrDefault("v_init", initial),
        changes.getOrDefault("i_offset", offset),
        changes.getOrDefault("tau_refrac", refractory));
  }

  /** Membrane time constant in seconds; infinite without a leak. */
  public double tau() {
    return capacitance / leak;
  }
}
