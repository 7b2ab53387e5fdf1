package org.bitspike.backends;

import org.bitspike.ir.program.Program;

/** The text that goes with exported C. */
final class CReadme {

  private CReadme() {}

  /** A name without what could end a comment or a line. */
  static String plain(String name) {
    return name.replace("*/", "* /")
        .replace("/*", "/ *")
        .replace('\n', ' ')
        .replace('\r', ' ')
        .replace("\\", "/");
  }

  static String text(Program program, String prefix) {
    String upper = prefix.toUpperCase(java.util.Locale.ROOT);
    return """
    %s for %s, as C99

    PREFIX.h and PREFIX.c compute this program in 64-bit integers, bit for bit as bitspike does. They need
    stdint.h and memset, no heap, no floating point, and do nothing that C99 leaves undefined.

      PREFIX_reset();
      while (PREFIX_tick < UPPER_TICKS) {
        PREFIX_step();
        /* the spikes of the tick: PREFIX_<block>_spikes[0 .. PREFIX_<block>_spike_count - 1] */
      }

    The header names every array that can be read between steps: state words of neurons, and the words of
    synapses that learn, each with the scale of its codes. PREFIX_<block>_fire(source) lets a source fire in the next
    step. When PREFIX_error is not 0, a value left its format where the program forbids it, and steps do nothing.

    To see a whole run as text:

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
            program.info().bitspikeVersion(),
            plain(program.info().profile()),
            program.info().profileDigest(),
            program.info().networkDigest(),
            program.info().seed())
        .replace("PREFIX", prefix)
        .replace("UPPER", upper);
  }
}
