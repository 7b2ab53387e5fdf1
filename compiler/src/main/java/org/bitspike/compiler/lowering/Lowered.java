package org.bitspike.compiler.lowering;

import java.util.List;
import java.util.Map;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.loss.LossReport.FormatChoice;
import org.bitspike.ir.program.LookupTable;

/**
 * A kernel made from a step, with what it needs.
 *
 * @param kernel the kernel
 * @param constants value of each parameter word that is the same for all neurons
 * @param gains parameter words whose value depends on the neuron's weight scales
 * @param initial code of each state word before tick 0
 * @param tables look-up tables
 * @param formats how each format was chosen
 * @param roundings constants that their words round
 * @param approximations functions that tables stand for
 */
public record Lowered(
    Kernel kernel,
    Map<String, Long> constants,
    List<Gain> gains,
    Map<String, Long> initial,
    List<LookupTable> tables,
    List<FormatChoice> formats,
    List<Rounding> roundings,
    List<Approximation> approximations) {

  public Lowered {
    constants = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(constants));
    gains = List.copyOf(gains);
    initial = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(initial));
    tables = List.copyOf(tables);
    formats = List.copyOf(formats);
    roundings = List.copyOf(roundings);
    approximations = List.copyOf(approximations);
  }

  /** A word that holds {@code factor * scale} of a receptor. */
  public record Gain(String word, String receptor, double factor) {}

  /** A constant that its word does not hold exactly. */
  public record Rounding(String word, double meant, double effective, String format) {}

  /**
   * A function that a table stands for.
   *
   * @param function in words
   * @param table its name
   * @param entries of the table
   * @param curve what joins entries: {@code steps}, {@code lines}, {@code parabolas} or {@code
   *     cubics}
   * @param maxError of the value that the kernel computes, for arguments within the table
   * @param magnitude largest value
   */
  public record Approximation(
      String function,
      String table,
      int entries,
      String curve,
      double maxError,
      double magnitude) {}
}
