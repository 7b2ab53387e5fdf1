package org.bitspike.reference.flat;

import java.util.function.DoubleSupplier;

/** Compiled outputs of a system, for many instances whose values lie in columns. */
public interface ColumnKernel {

  /**
   * Computes for the instances {@code from} to {@code to}, exclusive.
   *
   * @param columns one column for each of the compiler's slots; those of symbols that no output
   *     needs are never touched and may be empty
   * @param draws the source of random numbers in [0, 1)
   */
  void run(double[][] columns, int from, int to, DoubleSupplier draws);
}
