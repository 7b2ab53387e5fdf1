package org.bitspike.backends.odin;

import java.math.BigInteger;
import java.util.Locale;

/**
 * The SPI transactions that bring the chip from reset to a program, one in a line: {@code W
 * <address> <data>}, each 20 bits in hex.
 *
 * <p>Address: bit 18 write; bits 17 and 16 what: 0 register, 1 neuron memory (byte, then neuron), 2
 * synapse memory (byte, then word). Data: a mask of bits to keep, then the byte. By src/spi_slave.v
 * and src/controller.v of the public RTL. No register resets, so all are written. While memory is
 * written the chip is gated and its loop is open: half-written neurons would fire. After it, a
 * write that changes nothing lets every neuron recompute what learning sees of it. A memory write
 * takes effect when the next transaction begins; the last ones here are of registers, which need
 * none.
 */
final class SpiSequence {

  private static final int WRITE = 1 << 18;
  private static final int NEURON_MEMORY = 1 << 16;
  private static final int SYNAPSE_MEMORY = 2 << 16;
  private static final int KEEP_ALL = 0xFF00;
  private static final int GATE_ACTIVITY = 0;
  private static final int OPEN_LOOP = 1;
  private static final int SYNAPSE_SIGN = 2;
  private static final int LAST_BYTE = 15;

  private final StringBuilder text = new StringBuilder();
  private final Memory memory;
  private final Demands demands;

  private SpiSequence(Memory memory, Demands demands) {
    this.memory = memory;
    this.demands = demands;
  }

  static String of(Memory memory, Demands demands) {
    SpiSequence sequence = new SpiSequence(memory, demands);
    sequence.program();
    return sequence.text.toString();
  }

  private void program() {
    write(GATE_ACTIVITY, 1);
    write(OPEN_LOOP, 1);
    registers();
    for (int neuron = 0; neuron < Memory.NEURONS; neuron++) {
      BigInteger word = memory.neurons().get(neuron);
      for (int b = 0; b <= LAST_BYTE; b++) {
        int value = word.shiftRight(8 * b).intValue() & 0xFF;
        write(WRITE | NEURON_MEMORY | b << 8 | neuron, value);
      }
    }
    for (int word = 0; word < memory.synapses().length; word++) {
      for (int b = 0; b < 4; b++) {
        int value = memory.synapses()[word] >>> (8 * b) & 0xFF;
        write(WRITE | SYNAPSE_MEMORY | b << 13 | word, value);
      }
    }
    for (int neuron = 0; neuron < Memory.NEURONS; neuron++) {
      write(WRITE | NEURON_MEMORY | LAST_BYTE << 8 | neuron, KEEP_ALL);
    }
    registers();
    write(OPEN_LOOP, demands.openLoop() ? 1 : 0);
    write(GATE_ACTIVITY, 0);
  }

  private void registers() {
    for (int r = 0; r < Memory.NEURONS / 16; r++) {
      int signs = 0;
      for (int i = 0; i < 16; i++) {
        signs |= memory.inhibitory()[16 * r + i] ? 1 << i : 0;
      }
      write(SYNAPSE_SIGN + r, signs);
    }
    write(18, 0); // BURST_TIMEREF: there are no bursts
    write(19, 0); // AER_SRC_CTRL_nNEUR: spikes are sent as neurons fire
    write(20, 0); // OUT_AER_MONITOR_EN
    write(21, 0); // MONITOR_NEUR
    write(22, 0); // MONITOR_SYN
    write(23, demands.updatesUnmapped() ? 1 : 0); // UPDATE_UNMAPPED
    write(24, 0); // PROPAGATE_UNMAPPED
    write(25, demands.learnsOnSynapseEvents() ? 1 : 0); // SDSP_ON_SYN_STIM
  }

  private void write(int address, int data) {
    text.append(String.format(Locale.ROOT, "W %05x %05x", address, data)).append('\n');
  }
}
