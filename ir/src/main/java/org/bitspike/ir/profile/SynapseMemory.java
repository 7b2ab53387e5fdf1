package org.bitspike.ir.profile;

import java.util.List;

/**
 * The memory of a core that holds its synapses, in rows: one for each source whose spikes the core
 * receives, of all of its synapses there. A row takes {@code rowBits + synapses * bitsOf(synapse)}
 * bits, rounded up to whole words; a source with more synapses than a row has takes several rows.
 *
 * @param bitsPerCore bits of a core
 * @param wordBits bits of a word, at least 1
 * @param rowBits bits of a row beside its synapses
 * @param rowSynapses synapses of a row at most, at least 1
 * @param tagBits bits of a synapse beside weight, delay and index
 * @param weightBits widths of a weight, ascending
 * @param indexBits widths of a target's index in the core, ascending
 */
public record SynapseMemory(
    int bitsPerCore,
    int wordBits,
    int rowBits,
    int rowSynapses,
    int tagBits,
    List<Integer> weightBits,
    List<Integer> indexBits) {

  public SynapseMemory {
    weightBits = List.copyOf(weightBits);
    indexBits = List.copyOf(indexBits);
  }

  /** Bits that tell {@code count} things apart: 0 of one, 3 of eight. */
  public static int bits(long count) {
    return 64 - Long.numberOfLeadingZeros(Math.max(count, 1) - 1);
  }

  /** The smallest width that is not below a number of bits; the largest where none is. */
  public static int width(List<Integer> widths, int bits) {
    return widths.stream().filter(w -> w >= bits).findFirst().orElse(widths.getLast());
  }

  /**
   * Bits of a synapse.
   *
   * @param codes number of weight codes
   * @param delays number of delays
   * @param targets circuits of the core that have synapses
   */
  public int bitsOf(long codes, long delays, long targets) {
    return width(weightBits, bits(codes))
        + bits(delays)
        + tagBits
        + width(indexBits, bits(targets));
  }

  /**
   * Bits that a source's synapses take in a core.
   *
   * @param synapses how many there are
   * @param each bits of a synapse
   */
  public long bitsOfRows(int synapses, int each) {
    long full = synapses / rowSynapses;
    int rest = synapses % rowSynapses;
    return full * bitsOfRow(rowSynapses, each) + (rest == 0 ? 0 : bitsOfRow(rest, each));
  }

  private long bitsOfRow(int synapses, int each) {
    return Math.ceilDiv(rowBits + (long) synapses * each, wordBits) * wordBits;
  }
}
