package org.bitspike.ir.network;

import java.util.Optional;
import org.bitspike.ir.SourceRef;

/**
 * A component attached to cells from outside, such as a pulse generator: one instance per target.
 *
 * @param id unique among inputs
 * @param component id of the attached component
 * @param population id of the target population
 * @param targets indices of the targets
 * @param weights one per target; multiplies the component's {@code weight} property where it has
 *     one
 * @param sites where on each target; empty when every target is a point or the middle of its first
 *     segment
 * @param source where it is written
 */
@SuppressWarnings("ArrayRecordComponent") // a column: shared, never changed after construction
public record InputBinding(
    String id,
    String component,
    String population,
    int[] targets,
    double[] weights,
    Optional<Sites> sites,
    SourceRef source) {

  /** An input whose targets are points. */
  public InputBinding(
      String id,
      String component,
      String population,
      int[] targets,
      double[] weights,
      SourceRef source) {
    this(id, component, population, targets, weights, Optional.empty(), source);
  }

  /**
   * Where on cells with a morphology, one place per target.
   *
   * @param segments ids of segments
   * @param fractions along each segment from its proximal (0) to its distal (1) end
   */
  @SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed
  public record Sites(int[] segments, double[] fractions) {}
}
