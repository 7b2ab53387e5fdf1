package org.bitspike.backends.verilog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend.Artefact;

/** All files of one program: a file for each module, one for each memory, a text. */
final class Export {

  private final Program program;
  private final String prefix;
  // Names of modules have two parts: no word of the language has.
  private final String core;
  private final Memories memories;
  private final Map<String, List<KernelModule>> modules = new LinkedHashMap<>();
  private final Names moduleNames;

  Export(Program program) {
    this.program = program;
    prefix = Names.prefix(program.info().name());
    memories = new Memories(prefix);
    core = prefix + "_core";
    moduleNames = new Names(core, prefix + "_tb");
    for (Kernel kernel : program.kernels()) {
      boolean used =
          program.neurons().stream().anyMatch(b -> b.kernel().equals(kernel.name()))
              || program.learning().stream().anyMatch(r -> r.kernel().equals(kernel.name()));
      if (used) {
        modules.put(kernel.name(), kernel.handlers().stream().map(h -> module(kernel, h)).toList());
      }
    }
  }

  private KernelModule module(Kernel kernel, Handler handler) {
    String on = "on_" + handler.port().orElse(handler.trigger().name().toLowerCase(Locale.ROOT));
    String name = moduleNames.of(prefix, kernel.name(), on);
    return new KernelModule(kernel, handler, name, program.info().seed(), program::table, memories);
  }

  List<Artefact> files() {
    List<Artefact> files = new ArrayList<>();
    Core made =
        new Core(program, core, kernel -> modules.getOrDefault(kernel.name(), List.of()), memories);
    String coreText = made.text();
    String bench = new Testbench(program, prefix, made, memories).text();
    List<String> sources = new ArrayList<>();
    for (List<KernelModule> kernel : modules.values()) {
      for (KernelModule module : kernel) {
        sources.add(module.name() + ".v");
        files.add(VerilogBackend.text(module.name() + ".v", headed(module.text())));
      }
    }
    sources.add(core + ".v");
    files.add(VerilogBackend.text(core + ".v", headed(coreText)));
    files.add(VerilogBackend.text(prefix + "_tb.v", bench));
    files.addAll(memories.files());
    files.add(VerilogBackend.text("README.txt", ExportText.of(program, prefix, sources, made)));
    return files;
  }

  /** What holds for every module that is synthesised. */
  private static String headed(String module) {
    return """
    // Signed operands are extended, and results cut, to the width of the wire that takes them; not
    // every bit of every wire is read, and what is constant in a kernel makes comparisons so.
    /* verilator lint_off WIDTH */
    /* verilator lint_off UNUSED */
    /* verilator lint_off UNSIGNED */
    """
        + module;
  }
}
