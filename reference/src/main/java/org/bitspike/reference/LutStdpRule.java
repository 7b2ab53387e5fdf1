package org.bitspike.reference;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;

/**
 * Parameters of the look-up-table rule of the FACETS hardware and what its synapses share, as
 * NEST's {@code stdp_facetshw_synapse_hom} has it. Times are milliseconds, as there, so that the
 * same doubles come out.
 */
final class LutStdpRule {

  private static final String IDENTITY = "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15";
  private static final int FEWEST_BITS = 2;
  private static final int MOST_BITS = 16;

  /** Threshold of both evaluations in NEST: 36 pairs 10 ms apart with a time constant of 20 ms. */
  private static final double DEFAULT_THRESHOLD = 21.835;

  /** Largest index of a table. */
  final int top;

  final double tauPlus;
  final double tauMinus;
  final double weightPerEntry;
  final double threshHigh;
  final double threshLow;
  final double synapsesPerDriver;
  final double driverReadout;
  final int[] causal;
  final int[] acausal;
  final int[] combined;
  final int[] resetPattern;
  private final int[] configBits0;
  private final int[] configBits1;

  private long synapses;
  private double cycle;

  LutStdpRule(Component component) {
    tauPlus = millis(number(component, "tauPlus", 0.02));
    tauMinus = millis(number(component, "tauMinus", 0.02));
    top = entries(component) - 1;
    weightPerEntry = number(component, "wMax", 100) / top;
    threshHigh = number(component, "threshHigh", DEFAULT_THRESHOLD);
    threshLow = number(component, "threshLow", DEFAULT_THRESHOLD);
    synapsesPerDriver = number(component, "synapsesPerDriver", 50);
    driverReadout = millis(number(component, "driverReadoutTime", 0.015));
    synapses = Math.round(number(component, "noSynapses", 0));
    causal = table(component, "lutCausal", "2 3 4 4 5 6 7 8 9 10 11 12 13 14 14 15");
    acausal = table(component, "lutAcausal", "0 0 1 2 3 4 5 6 7 8 9 10 10 11 12 13");
    combined = table(component, "lutCombined", IDENTITY);
    configBits0 = numbers(component, "configBits0", "0 0 1 0", 4, 1);
    configBits1 = numbers(component, "configBits1", "0 1 0 0", 4, 1);
    resetPattern = numbers(component, "resetPattern", "1 1 1 1 1 1", 6, 1);
    recomputeCycle();
  }

  /** Gives the next free number to a synapse that is active for the first time. */
  long enrol() {
    long id = synapses++;
    recomputeCycle();
    return id;
  }

  /** First read-out of a synapse, in ms. */
  double firstReadout(long id) {
    return Math.floor(id / synapsesPerDriver) * driverReadout;
  }

  /** Time between two read-outs of a synapse, in ms: grows as synapses wake up. */
  double cycle() {
    return cycle;
  }

  private void recomputeCycle() {
    cycle = ((int) ((synapses - 1.0) / synapsesPerDriver + 1.0)) * driverReadout;
  }

  /** The first evaluation of the accumulators. */
  boolean evaluate0(double aCausal, double aAcausal, double high, double low) {
    return evaluate(configBits0, aCausal, aAcausal, high, low);
  }

  /** The second evaluation of the accumulators. */
  boolean evaluate1(double aCausal, double aAcausal, double high, double low) {
    return evaluate(configBits1, aCausal, aAcausal, high, low);
  }

  /** Bits in the order e_cc, e_ca, e_ac, e_aa. */
  private static boolean evaluate(
      int[] bits, double aCausal, double aAcausal, double high, double low) {
    return (low + bits[2] * aCausal + bits[1] * aAcausal) / (1 + bits[2] + bits[1])
        > (high + bits[0] * aCausal + bits[3] * aAcausal) / (1 + bits[0] + bits[3]);
  }

  /**
   * Seconds as the milliseconds that were meant: the shift of the decimal point makes no rounding
   * error of its own.
   */
  static double millis(double seconds) {
    return Double.isFinite(seconds)
        ? new BigDecimal(seconds).round(new MathContext(15)).movePointRight(3).doubleValue()
        : seconds;
  }

  private static double number(Component component, String name, double otherwise) {
    Double value = component.parameters().get(name);
    return value == null ? otherwise : value;
  }

  private int[] table(Component component, String name, String otherwise) {
    return numbers(component, name, otherwise, top + 1, top);
  }

  /** As many as the combined table has, or else the causal one: a power of two. */
  private static int entries(Component component) {
    String text =
        component
            .texts()
            .getOrDefault("lutCombined", component.texts().getOrDefault("lutCausal", IDENTITY));
    int entries = text.isBlank() ? 1 << 4 : text.strip().split("[\\s,]+", -1).length;
    boolean power = Integer.bitCount(entries) == 1;
    if (!power || entries < 1 << FEWEST_BITS || entries > 1 << MOST_BITS) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              component.source(),
              "the tables of "
                  + component.id()
                  + " have "
                  + entries
                  + " entries, not a power of two from 4 to 65536",
              "write an entry for each code of a weight, 16 for one of 4 bits"));
    }
    return entries;
  }

  private static int[] numbers(
      Component component, String name, String otherwise, int length, int top) {
    String text = component.texts().getOrDefault(name, otherwise).strip();
    Optional<int[]> parsed = parse(text.isEmpty() ? otherwise : text);
    if (parsed.isEmpty()
        || parsed.get().length != length
        || Arrays.stream(parsed.get()).anyMatch(v -> v < 0 || v > top)) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              component.source(),
              name
                  + " of "
                  + component.id()
                  + " is \""
                  + text
                  + "\", not "
                  + length
                  + " whole numbers from 0 to "
                  + top,
              "write " + length + " numbers, separated by spaces"));
    }
    return parsed.get();
  }

  private static Optional<int[]> parse(String text) {
    try {
      return Optional.of(
          Arrays.stream(text.split("[\\s,]+", -1)).mapToInt(Integer::parseInt).toArray());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
