package org.bitspike.backends.verilog;

import java.util.List;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;

/** The text that goes with exported Verilog. */
final class ExportText {

  private ExportText() {}

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  static String of(Program program, String prefix, List<String> sources, Core core) {
    StringBuilder puts = new StringBuilder();
    for (SourceBlock block : program.sources()) {
      puts.append(
          "    %-6d spikes of %s%n".formatted(core.source(block.name()), plain(block.name())));
    }
    for (NeuronBlock block : program.neurons()) {
      for (Word word : program.kernel(block.kernel()).words(Word.Kind.LEVEL)) {
        puts.append(
            "    %-6d level %s of %s, %s%n"
                .formatted(
                    core.level(block.name(), word.name()),
                    word.name(),
                    plain(block.name()),
                    word.format()));
      }
    }
    return """
    %s for %s, as Verilog-2001

    PREFIX_core.v is the core, a module for each handler of a kernel goes with it, PREFIX_tb.v is a testbench.
    Memories are filled from the .hex files with $readmemh; simulators and synthesis look for these in the
    folder they are started in.

      iverilog -g2001 -o PREFIX.vvp SOURCES PREFIX_tb.v && vvp PREFIX.vvp
      verilator --binary -Wno-fatal --top-module PREFIX_tb PREFIX_tb.v SOURCES && obj_dir/VPREFIX_tb
      yosys -p "read_verilog SOURCES; synth -top PREFIX_core; stat"

    The core does a tick for each clock with start = 1 and busy = 0, and is busy until the tick is done: a clock for
    each neuron in each phase that handles neurons, each row and each synapse of those that fired. Before a tick, put = 1
    stores a spike of a source or a level for this tick: put_what says which, put_member the member, put_code a level's
    code.

    PUTS
    <block>_fired holds a bit for each member that fired in the tick just done. When trapped = 1, a value left its format
    where the program forbids it; the core then does nothing. There is no reset: words start from the files.

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
        .replace("SOURCES", String.join(" ", sources))
        .replace("PREFIX", prefix)
        .replace("PUTS\n", puts.isEmpty() ? "" : "put_what:\n" + puts + "\n");
  }
}
