package org.bitspike.ir.loss;

import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;

/**
 * One thing that a pass changed, with the place in the user's input that it changes.
 *
 * <pre>
 *   Loss = LostSynapses | WeightError | DelayChanged | ParameterRounded | RangeClamped | Approximated | EventsMoved
 * </pre>
 */
public sealed interface Loss {

  /** Why, as a stable code. */
  Code code();

  /** Id of the pass. */
  String pass();

  /** One sentence for a person, with limit against actual. */
  String message();

  /** What would remove the loss. */
  String remedy();

  /** The user's element. */
  SourceRef where();

  /**
   * Synapses of one target neuron and one projection that have no place on the hardware.
   *
   * @param projection id of the projection
   * @param neuron index of the target in its population
   * @param limit inputs the neuron's circuits can take
   * @param actual inputs the model gives it, over all projections
   * @param connections indices in the projection's expanded connection table, ascending; shared,
   *     never changed
   * @param importanceLost sum of the lost synapses' importance
   * @param importanceTotal sum over all of the neuron's synapses
   */
  @SuppressWarnings("ArrayRecordComponent")
  record LostSynapses(
      Code code,
      String pass,
      String message,
      String remedy,
      SourceRef where,
      String projection,
      int neuron,
      long limit,
      long actual,
      int[] connections,
      double importanceLost,
      double importanceTotal)
      implements Loss {}

  /**
   * Weights of one projection that the chip's codes cannot give exactly. The columns hold every
   * kept synapse; they are empty where synapses are drawn and so many that numbers are those of the
   * distribution.
   *
   * @param projection id of the projection
   * @param connection index in the projection's expanded connection table
   * @param meant weight in the model
   * @param effective weight that the code stands for, in the same unit
   * @param clipped how many lie outside the range of codes
   * @param zeroed how many nonzero weights became zero
   * @param signFlips how many changed sign
   * @param rms root of the mean squared error
   * @param maxError largest absolute error
   */
  @SuppressWarnings("ArrayRecordComponent")
  record WeightError(
      Code code,
      String pass,
      String message,
      String remedy,
      SourceRef where,
      String projection,
      int[] connection,
      double[] meant,
      double[] effective,
      long clipped,
      long zeroed,
      long signFlips,
      double rms,
      double maxError)
      implements Loss {}

  /**
   * Delays of one projection that were moved to what the chip can do.
   *
   * @param projection id of the projection
   * @param changed how many synapses
   * @param minTicks smallest delay of the chip
   * @param maxTicks largest delay of the chip
   * @param maxErrorSeconds largest absolute change
   * @param meanErrorSeconds mean signed change, effective minus meant
   */
  record DelayChanged(
      Code code,
      String pass,
      String message,
      String remedy,
      SourceRef where,
      String projection,
      long changed,
      long minTicks,
      long maxTicks,
      double maxErrorSeconds,
      double meanErrorSeconds)
      implements Loss {}

  /**
   * A parameter whose register or format rounds it.
   *
   * @param element population or component the parameter belongs to
   * @param parameter name
   * @param meant SI value of the model
   * @param effective SI value the hardware takes instead
   * @param register register and code, such as {@code V_t = 482}; the format for a programmable
   *     target
   */
  record ParameterRounded(
      Code code,
      String pass,
      String message,
      String remedy,
      SourceRef where,
      String element,
      String parameter,
      double meant,
      double effective,
      String register)
      implements Loss {}

  /** A parameter outside the chip's range, replaced by the nearest value inside. Values are SI. */
  record RangeClamped(
      Code code,
      String pass,
      String message,
      String remedy,
      SourceRef where,
      String element,
      String parameter,
      double meant,
      double effective,
      double low,
      double high)
      implements Loss {}

  /**
   * A part of the model that was replaced by something else, such as a synapse kinetics the chip
   * lacks.
   *
   * @param element what was replaced
   * @param replacement what stands in its place
   */
  record Approximated(
      Code code,
      String pass,
      String message,
      String remedy,
      SourceRef where,
      String element,
      String replacement)
      implements Loss {}

  /**
   * External events moved to the chip's event clock.
   *
   * @param population id of the source population
   * @param moved how many events changed their tick
   * @param merged how many fell on an earlier event of the same source and were lost
   * @param maxErrorSeconds largest move
   */
  record EventsMoved(
      Code code,
      String pass,
      String message,
      String remedy,
      SourceRef where,
      String population,
      long moved,
      long merged,
      double maxErrorSeconds)
      implements Loss {}
}
