package org.bitspike.ir.loss;

import java.util.List;
import java.util.Optional;

/**
 * Everything that mapping a network onto hardware changed.
 *
 * @param network name of the network
 * @param profile name of the hardware profile
 * @param synapsesMeant connections of the model
 * @param synapsesRealised synapses of the program; the difference is listed as {@link
 *     Loss.LostSynapses}
 * @param losses in the order the passes made them
 * @param formats the fixed-point format of every variable, and how it was chosen
 * @param use how much of each limited resource is taken
 */
public record LossReport(
    String network,
    String profile,
    long synapsesMeant,
    long synapsesRealised,
    List<Loss> losses,
    List<FormatChoice> formats,
    List<ResourceUse> use) {

  public LossReport {
    losses = List.copyOf(losses);
    formats = List.copyOf(formats);
    use = List.copyOf(use);
  }

  /** Whether nothing changed. */
  public boolean isLossless() {
    return losses.isEmpty();
  }

  /**
   * A projection whose weights changed and are not listed one by one, since they are drawn and too
   * many; empty when there is none.
   */
  public Optional<Loss.WeightError> toldByDistribution() {
    return losses.stream()
        .filter(Loss.WeightError.class::isInstance)
        .map(Loss.WeightError.class::cast)
        .filter(error -> error.connection().length == 0 && error.maxError() > 0)
        .findFirst();
  }

  /**
   * The format of one variable.
   *
   * @param block kernel or block
   * @param variable state or input variable
   * @param format as written, such as {@code s32.24}
   * @param bound largest magnitude, in the variable's unit
   * @param derivation how the bound was got: {@code static}, or {@code profiled} with its margin
   * @param resolution value of one step
   * @param headroomBits bits between the bound and the format's end
   */
  public record FormatChoice(
      String block,
      String variable,
      String format,
      double bound,
      String derivation,
      double resolution,
      double headroomBits) {}

  /** How much of a resource is taken. */
  public record ResourceUse(String resource, long used, long available) {}
}
