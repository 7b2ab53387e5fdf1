package org.bitspike.backends.odin;

import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;

/** The texts that go with an export. */
final class Readme {

  private Readme() {}

  /** Which addresses the members of each population have. */
  static String addresses(Program program) {
    Addresses addresses = new Addresses(program);
    StringBuilder text = new StringBuilder("# first address, number, what, population\n");
    for (NeuronBlock block : program.neurons()) {
      line(text, addresses.of(block.name()), block.size(), "neurons", block.population());
    }
    for (SourceBlock block : program.sources()) {
      line(text, addresses.of(block.name()), block.size(), "sources", block.population());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, int first, int size, String what, String name) {
    text.append(first).append(' ').append(size).append(' ').append(what).append(' ');
    text.append(name.replace('\n', ' ')).append('\n');
  }

  static String of(Program program) {
    return """
    %s for ODIN

    program.cmd    SPI transactions from reset to ready, one in a line: W <address> <data>, 20 bits each, in hex
    stimulus.cmd   T <tick> begins a tick; B <event> is an AER event of 17 bits, in hex
    neurons.hex    the neuron memory after program.cmd: 256 words of 128 bits, for $readmemh
    synapses.hex   the synapse memory after it: 8192 words of 32 bits, for $readmemh
    addresses.txt  which neurons and sources of the model have which addresses

    1. Reset the chip. Send program.cmd in its order: 40 cycles of SCK for each line, address first, most significant
       bit first, sampled at the rising edge of SCK; SCK at most a quarter of the chip's clock. No other order: nothing
       resets the registers, and half-written neurons fire.
       In a simulation, the images may be loaded instead of the lines that begin with W 5 and W 6, except those whose
       data begins with 0ff: they let each neuron recompute what learning sees of it.
    2. Send stimulus.cmd by the four-phase handshake of AERIN. After each event wait until the chip is quiet: events
       from outside overtake the chip's own spikes, so that an earlier one would change what happens. The chip has no
       pin that says so; wait for 520 cycles of its clock and 520 more for each spike on AEROUT since, at most 33 times
       520, and 16400 after an event of bistability of all rows.
    3. AEROUT gives the address of every neuron that fires, in the order that `bitspike emulate` computes. Sources
       have addresses of neurons that are disabled.

    Ticks have no length on the chip: what passes time is the time reference (B 0007f) at the end of each. A tick of
    the model is %s s.

    made by   bitspike %s
    profile   %s %s
    network   %s
    """
        .formatted(
            program.info().name().replace('\n', ' '),
            program.tick().seconds(),
            program.info().bitspikeVersion(),
            program.info().profile(),
            program.info().profileDigest(),
            program.info().networkDigest());
  }
}
