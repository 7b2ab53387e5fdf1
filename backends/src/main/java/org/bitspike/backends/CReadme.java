package org.bitspike.backends;

import org.bitspike.ir.program.Program;

/** The text that goes with exported C. */
final class CReadme {

  private static final String SOURCES =
      "PREFIX_<block>_fire(source) lets a source fire in the next step.";

  private static final String EVENTS =
      """
      PREFIX_event(kind, address, target, value) handles an event at once, with all that follow from it; the header
      names the kinds. A step handles the events of the stimulus in its tick. PREFIX_on_spike, if it is set, is told of every spike of
      a neuron in their order; the arrays of spikes keep the first %d of a step, or as many as the block has members.\
      """
          .formatted(CSources.SPIKES_KEPT);

  private CReadme() {}

  /** A name without what could end a comment or a line. */
  static String plain(String name) {
    return name.replace("*/", "* /")
        .replace("/*", "/ *")
        .replace('\n', ' ')
        .replace('\r', ' ')
        .replace("\\", "/");
  }

  static String text(Program program, String prefix, CMemory memory) {
    String upper = prefix.toUpperCase(java.util.Locale.ROOT);
    return """
    %s for %s, as C99

    PREFIX.h and PREFIX.c compute this program in integers, bit for bit as bitspike does. They need stdint.h and
    nothing else: no heap, no library, no floating point; and they do nothing that C99 leaves undefined. Values are computed in
    32 bits where all their codes fit, in 64 otherwise. Parameters, tables and synapses are constants.

      memory for variables   %d bytes
      memory for constants   %d bytes, and the code

    Use

      PREFIX_reset();
      while (PREFIX_tick < UPPER_TICKS) {
        PREFIX_step();
        /* the spikes of the tick: PREFIX_<block>_spikes[0 .. PREFIX_<block>_spike_count - 1] */
      }

    The header names every array that can be read between steps: state words of neurons, and the words of
    synapses that learn, each with the scale of its codes. When PREFIX_error is not 0, a value left its format where the
    program forbids it, and steps do nothing.

    %s

    Build

      cc -std=c99 -O2 -c PREFIX.c
      cc -std=c99 -Os -ffreestanding -fno-tree-loop-distribute-patterns -c PREFIX.c   without an operating system

      -DBITSPIKE_NO_NAMES       leaves out the texts that PREFIX_error_where points to
      -DBITSPIKE_OWN_DIVISION   divides integers of 64 bits by itself, slowly, where the compiler would call its runtime
                                (__aeabi_ldivmod and __aeabi_uldivmod on ARM)

    gcc may put calls of memset for loops that clear arrays; -fno-tree-loop-distribute-patterns keeps it from that.

    To see a whole run as text, with stdio:

      cc -std=c99 -O2 -DBITSPIKE_MAIN PREFIX.c -o PREFIX && ./PREFIX

    Learning rules that are handed their spikes in slices get the last, shorter slice at tick UPPER_TICKS - 1.

    made by   bitspike %s
    profile   %s %s
    network   %s
    seed      %d
    """
        .formatted(
            plain(program.info().name()),
            plain(program.info().profile()),
            memory.variables(),
            memory.constants(),
            program.events().isPresent() ? EVENTS : SOURCES,
            program.info().bitspikeVersion(),
            plain(program.info().profile()),
            program.info().profileDigest(),
            program.info().networkDigest(),
            program.info().seed())
        .replace("PREFIX", prefix)
        .replace("UPPER", upper);
  }
}
