package org.bitspike.conformance.chips;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads SPI transactions and AER events as the chip does, by src/spi_slave.v of the RTL. */
final class OdinReader {

  private static final int NEURONS = 256;

  final BigInteger[] neurons = new BigInteger[NEURONS];
  final int[] synapses = new int[8192];
  final Map<String, Object> registers = new LinkedHashMap<>();
  final List<String> faults = new ArrayList<>();
  private final boolean[] refreshed = new boolean[NEURONS];
  private boolean pending;

  OdinReader() {
    Arrays.fill(neurons, BigInteger.ZERO);
  }

  /** Takes the lines that are SPI writes; others are passed over. */
  OdinReader transactions(List<String> lines) {
    for (String line : lines) {
      String[] parts = line.split(" ");
      if (parts[0].equals("R")) {
        pending = false;
      } else if (parts[0].equals("W")) {
        write(Integer.parseInt(parts[1], 16), Integer.parseInt(parts[2], 16));
      }
    }
    return this;
  }

  private void write(int address, int data) {
    pending = false; // what the transaction before it wrote has taken effect
    int keep = data >> 8 & 0xFF;
    int set = data & 0xFF & ~keep;
    switch (address >> 16 & 3) {
      case 0 -> registers.put(String.valueOf(address & 0xFFFF), data);
      case 1 -> {
        programming(address);
        int neuron = address & 0xFF;
        int low = 8 * (address >> 8 & 0xF);
        int old = neurons[neuron].shiftRight(low).intValue() & 0xFF;
        neurons[neuron] =
            neurons[neuron]
                .xor(BigInteger.valueOf(old).shiftLeft(low))
                .or(BigInteger.valueOf(old & keep | set).shiftLeft(low));
        refreshed[neuron] = keep == 0xFF;
      }
      case 2 -> {
        programming(address);
        int low = 8 * (address >> 13 & 3);
        int word = address & 0x1FFF;
        int old = synapses[word] >>> low & 0xFF;
        synapses[word] ^= (old ^ (old & keep | set)) << low;
      }
      default -> faults.add("no memory at " + Integer.toHexString(address));
    }
  }

  private void programming(int address) {
    pending = true;
    if ((address >> 18 & 1) == 0) {
      faults.add("no write at " + Integer.toHexString(address));
    }
    if (OdinProgram.register(registers, 0) != 1 || OdinProgram.register(registers, 1) != 1) {
      faults.add("memory is written while the chip is not gated, or while its loop is closed");
    }
  }

  /** What would be wrong on the chip; empty after a sound sequence. */
  List<String> faultsAtTheEnd() {
    List<String> all = new ArrayList<>(faults);
    for (int n = 0; n < NEURONS; n++) {
      if (!refreshed[n]) {
        all.add("neuron " + n + " does not end with a write that changes nothing");
      }
    }
    for (int r = 0; r <= 25; r++) {
      if (!registers.containsKey(String.valueOf(r))) {
        all.add("register " + r + " is not written");
      }
    }
    if (pending) {
      all.add("the last write of memory is followed by no transaction");
    }
    if (OdinProgram.register(registers, 0) != 0) {
      all.add("the chip is still gated");
    }
    return all.stream().distinct().toList();
  }

  BigInteger signs() {
    BigInteger signs = BigInteger.ZERO;
    for (int r = 0; r < 16; r++) {
      signs =
          signs.or(
              BigInteger.valueOf(OdinProgram.register(registers, 2 + r) & 0xFFFF)
                  .shiftLeft(16 * r));
    }
    return signs;
  }

  /** The chip with what it was programmed with, and these events. */
  OdinProgram program() {
    return new OdinProgram(List.of(neurons), synapseWords(), signs(), Map.copyOf(registers));
  }

  List<BigInteger> synapseWords() {
    return Arrays.stream(synapses).mapToObj(w -> BigInteger.valueOf(w & 0xFFFFFFFFL)).toList();
  }

  /** AER words by tick. */
  static List<List<Integer>> events(List<String> lines) {
    List<List<Integer>> steps = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" ");
      if (parts[0].equals("T")) {
        steps.add(new ArrayList<>());
      } else if (parts[0].equals("B")) {
        steps.getLast().add(Integer.parseInt(parts[1], 16));
      }
    }
    return steps;
  }
}
