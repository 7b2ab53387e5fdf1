package org.bitspike.frontends.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spike-timing dependent plasticity by look-up tables, as the FACETS chips do it (Pfeil et al.
 * 2012, "Is a 4-bit synaptic weight resolution enough?"; NEST's {@code stdp_facetshw_synapse_hom}).
 *
 * <p>A synapse sums exponentials of the time between pre- and postsynaptic spikes in two
 * accumulators; when its row is read out, two comparisons with thresholds choose one of three
 * tables, which maps the weight's code to the next one.
 *
 * @param tauPlusMillis time constant of the causal accumulator
 * @param tauMinusMillis time constant of the acausal accumulator
 * @param wMax weight of the largest code
 * @param threshold both thresholds of the comparison, in units of one exponential
 * @param synapsesPerDriver synapses read out together
 * @param driverReadoutMillis time to read them out
 * @param lutCausal a code for each code of a weight, 4 to 65,536 of them, applied when only the
 *     causal comparison holds
 * @param lutAcausal as many, applied when only the acausal comparison holds
 * @param lutCombined as many, applied when both hold
 */
public record LutStdp(
    double tauPlusMillis,
    double tauMinusMillis,
    double wMax,
    double threshold,
    int synapsesPerDriver,
    double driverReadoutMillis,
    String lutCausal,
    String lutAcausal,
    String lutCombined) {

  /** Default values of NEST 3.9's {@code stdp_facetshw_synapse_hom}. */
  public static LutStdp defaults() {
    return new LutStdp(
        20,
        20,
        100,
        21.835,
        50,
        15,
        "2 3 4 4 5 6 7 8 9 10 11 12 13 14 14 15",
        "0 0 1 2 3 4 5 6 7 8 9 10 10 11 12 13",
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");
  }

  /** The same with another largest weight. */
  public LutStdp withWMax(double largest) {
    return new LutStdp(
        tauPlusMillis,
        tauMinusMillis,
        largest,
        threshold,
        synapsesPerDriver,
        driverReadoutMillis,
        lutCausal,
        lutAcausal,
        lutCombined);
  }

  /** The same with other tables, all of one length. */
  public LutStdp withTables(String causal, String acausal, String combined) {
    return new LutStdp(
        tauPlusMillis,
        tauMinusMillis,
        wMax,
        threshold,
        synapsesPerDriver,
        driverReadoutMillis,
        causal,
        acausal,
        combined);
  }

  /** The same with other thresholds. */
  public LutStdp withThreshold(double both) {
    return new LutStdp(
        tauPlusMillis,
        tauMinusMillis,
        wMax,
        both,
        synapsesPerDriver,
        driverReadoutMillis,
        lutCausal,
        lutAcausal,
        lutCombined);
  }

  /** The same with other time constants. */
  public LutStdp withTimeConstants(double plusMillis, double minusMillis) {
    return new LutStdp(
        plusMillis,
        minusMillis,
        wMax,
        threshold,
        synapsesPerDriver,
        driverReadoutMillis,
        lutCausal,
        lutAcausal,
        lutCombined);
  }

  /** The same with another read-out. */
  public LutStdp withReadout(int synapses, double millis) {
    return new LutStdp(
        tauPlusMillis,
        tauMinusMillis,
        wMax,
        threshold,
        synapses,
        millis,
        lutCausal,
        lutAcausal,
        lutCombined);
  }

  Cell component() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("tauPlus", tauPlusMillis * 1e-3);
    values.put("tauMinus", tauMinusMillis * 1e-3);
    values.put("wMax", wMax);
    values.put("threshHigh", threshold);
    values.put("threshLow", threshold);
    values.put("synapsesPerDriver", (double) synapsesPerDriver);
    values.put("driverReadoutTime", driverReadoutMillis * 1e-3);
    values.put("noSynapses", 0.0);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("lutCausal", lutCausal);
    texts.put("lutAcausal", lutAcausal);
    texts.put("lutCombined", lutCombined);
    texts.put("configBits0", "0 0 1 0");
    texts.put("configBits1", "0 1 0 0");
    texts.put("resetPattern", "1 1 1 1 1 1");
    return new Cell("lutStdp", values, texts, Map.of());
  }
}
