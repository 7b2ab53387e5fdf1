package org.bitspike.reference.flat;

import java.util.function.DoubleSupplier;

/** Compiled outputs of a system, for one instance whose values lie in a frame. */
public interface Kernel {

  /**
   * Computes.
   *
   * @param frame one value for each of the compiler's slots
   * @param draws the source of random numbers in [0, 1)
   */
  void run(double[] frame, DoubleSupplier draws);
}
