package org.bitspike.ir.program;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.program.Program.Phase;

/** What makes a program sound, so that it has a meaning. SEMANTICS.md 1.3. */
public final class ProgramVerifier {

  private final Program program;
  private final Findings findings = new Findings();

  private ProgramVerifier(Program program) {
    this.program = program;
  }

  /** All findings; empty when the program is sound. */
  public static List<Diagnostic> verify(Program program) {
    ProgramVerifier verifier = new ProgramVerifier(program);
    verifier.ticks();
    Map<String, LookupTable> tables = verifier.tables();
    Map<String, Kernel> kernels = verifier.kernels(tables);
    verifier.learning(kernels);
    Findings findings = verifier.findings;
    BlockVerifier blocks = new BlockVerifier(kernels, findings);
    program.neurons().forEach(blocks::neurons);
    program.sources().forEach(blocks::sources);
    SynapseVerifier synapses = new SynapseVerifier(program, kernels, tables, findings);
    program.synapses().forEach(synapses::verify);
    new DrawnVerifier(program, kernels, tables, findings).verify();
    new StimulusVerifier(program, kernels, findings).verify();
    new EventVerifier(program, kernels, findings).verify();
    new ProbeVerifier(program, kernels, findings).verify();
    program.wiring().ifPresent(w -> new WiringVerifier(program, w, findings).verify());
    return findings.all();
  }

  private void ticks() {
    SourceRef where = SourceRef.ofPath("tick");
    if (program.tick().femtoseconds() < 1) {
      invalid(where, "a tick is " + program.tick().femtoseconds() + " fs long");
    }
    if (program.durationTicks() < 0) {
      invalid(where, "the run has " + program.durationTicks() + " ticks");
    }
    if (program.events().isPresent()) {
      return; // EventVerifier holds that there are no phases
    }
    List<Phase> order = program.tick().order();
    EnumSet<Phase> seen = EnumSet.noneOf(Phase.class);
    for (Phase phase : order) {
      if (!seen.add(phase)) {
        invalid(where, "the phase " + phase + " stands twice");
      }
    }
    EnumSet<Phase> needed = EnumSet.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE);
    if (!program.learning().isEmpty()) {
      needed.add(Phase.LEARN);
    }
    needed.removeAll(seen);
    needed.forEach(phase -> invalid(where, "the phase " + phase + " is missing"));
    for (Phase later : List.of(Phase.ROUTE, Phase.LEARN)) {
      if (order.contains(later) && order.indexOf(later) < order.indexOf(Phase.FIRE)) {
        invalid(
            where, "the phase " + later + " stands before FIRE, which makes the spikes it needs");
      }
    }
  }

  private Map<String, LookupTable> tables() {
    Map<String, LookupTable> tables = new HashMap<>();
    for (LookupTable table : program.tables()) {
      SourceRef where = SourceRef.ofPath("table/" + table.name());
      if (tables.putIfAbsent(table.name(), table) != null) {
        invalid(where, "there are two tables of this name");
      }
      if (table.entries().length == 0) {
        invalid(where, "the table has no entries");
      }
      for (int k = 0; k < table.entries().length; k++) {
        if (!table.entry().holds(table.entries()[k])) {
          invalid(where, "entry " + k + " is " + table.entries()[k] + ", outside " + table.entry());
        }
      }
    }
    return tables;
  }

  private Map<String, Kernel> kernels(Map<String, LookupTable> tables) {
    Map<String, Kernel> kernels = new HashMap<>();
    for (Kernel kernel : program.kernels()) {
      SourceRef where = SourceRef.ofPath("kernel/" + kernel.name());
      if (kernels.putIfAbsent(kernel.name(), kernel) != null) {
        invalid(where, "there are two kernels of this name");
      }
      KernelVerifier.verify(kernel)
          .forEach(problem -> findings.error(Code.P_BAD_KERNEL, where, problem));
      for (Kernel.TableUse use : kernel.tables()) {
        LookupTable table = tables.get(use.name());
        if (table == null) {
          invalid(where, "the kernel reads the table " + use.name() + ", which does not exist");
        } else if (!table.entry().equals(use.entry())) {
          invalid(
              where,
              "the kernel reads "
                  + use.entry()
                  + " from table "
                  + use.name()
                  + ", which holds "
                  + table.entry());
        }
      }
    }
    return kernels;
  }

  private void learning(Map<String, Kernel> kernels) {
    Set<String> names = new HashSet<>();
    for (LearningRule rule : program.learning()) {
      SourceRef where = SourceRef.ofPath("learning/" + rule.name());
      if (!names.add(rule.name())) {
        invalid(where, "there are two learning rules of this name");
      }
      Optional<Kernel> kernel = Optional.ofNullable(kernels.get(rule.kernel()));
      if (kernel.isEmpty()) {
        invalid(where, "the rule uses the kernel " + rule.kernel() + ", which does not exist");
      } else if (kernel.get().word("weight").filter(w -> w.kind() == Word.Kind.STATE).isEmpty()) {
        invalid(where, "the kernel " + rule.kernel() + " has no state word weight");
      }
      if (kernel.isPresent() && !BlockVerifier.learns(kernel.get())) {
        invalid(where, "the kernel " + rule.kernel() + " is a neuron's");
      }
      if (rule.sliceTicks() < 1) {
        invalid(where, "a slice has " + rule.sliceTicks() + " ticks");
      }
      rule.controller().ifPresent(c -> controller(c, where));
      boolean reads = kernel.flatMap(k -> k.handler(Trigger.READOUT)).isPresent();
      if (rule.controller().isPresent() && kernel.isPresent() && !reads) {
        invalid(
            where,
            "there is a controller, but the kernel " + rule.kernel() + " has no read-out handler");
      }
    }
  }

  private void controller(LearningRule.Controller controller, SourceRef where) {
    if (controller.firstTick() < 0
        || controller.rowsPerStep() < 1
        || controller.stepTicks() < 0
        || controller.cycleTicks() < 1) {
      invalid(where, "the read-out schedule is " + controller);
    }
  }

  private void invalid(SourceRef where, String message) {
    findings.error(Code.P_INVALID, where, message);
  }
}
