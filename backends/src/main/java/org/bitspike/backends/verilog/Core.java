package org.bitspike.backends.verilog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.SynapseBlock;

/** The module that runs the program, a tick for each pulse of {@code start}. */
final class Core implements Expressions.Scope {

  private final Program program;
  private final String module;
  private final Modules modules;
  private final Memories memories;
  private final Names names =
      new Names(
          "clk",
          "start",
          "busy",
          "trapped",
          "trap",
          "tick",
          "put",
          "put_what",
          "put_member",
          "put_code",
          "step",
          "i",
          "s",
          "k",
          "STEP_IDLE");
  private final Steps steps = new Steps(names);
  private final List<CoreNeurons> neurons = new ArrayList<>();
  private final List<CoreSynapses> synapses = new ArrayList<>();
  private final List<CoreLearning> learning = new ArrayList<>();
  private final Map<String, Integer> puts = new LinkedHashMap<>();
  private final List<String> traps = new ArrayList<>();
  private int longestBlock = 1;
  private String fire = "";
  private String when = "1'b1";
  private final Map<Lines, Expressions> translators = new LinkedHashMap<>();

  Core(Program program, String module, Modules modules, Memories memories) {
    this.program = program;
    this.module = module;
    this.modules = modules;
    this.memories = memories;
    Map<String, CoreNeurons> byName = new LinkedHashMap<>();
    int ordinal = 0;
    for (NeuronBlock block : program.neurons()) {
      CoreNeurons made = new CoreNeurons(block, ordinal++, this);
      neurons.add(made);
      byName.put(block.name(), made);
    }
    for (SynapseBlock block : program.synapses()) {
      int own = ordinal++;
      if (block.size() > 0 && block.plasticity().isPresent()) {
        Optional<CoreNeurons> target = Optional.ofNullable(byName.get(block.target()));
        learning.add(new CoreLearning(block, block.plasticity().get(), own, this, target));
      } else if (block.size() > 0 && block.port().isPresent()) {
        longestBlock = Math.max(longestBlock, block.size() + 1);
        CoreNeurons target = byName.get(block.target());
        synapses.add(new CoreSynapses(block, this, java.util.Objects.requireNonNull(target)));
      }
    }
    for (SourceBlock block : program.sources()) {
      puts.put(block.name(), puts.size());
    }
    for (NeuronBlock block : program.neurons()) {
      for (Word word : program.kernel(block.kernel()).words(Word.Kind.LEVEL)) {
        puts.put(block.name() + "\0" + word.name(), puts.size());
      }
    }
  }

  Program program() {
    return program;
  }

  Modules modules() {
    return modules;
  }

  Memories memories() {
    return memories;
  }

  Names names() {
    return names;
  }

  Steps steps() {
    return steps;
  }

  List<CoreNeurons> neurons() {
    return neurons;
  }

  List<CoreLearning> learning() {
    return learning;
  }

  /** Name of the step in which spikes become known; empty when there is none. */
  String fire() {
    return fire;
  }

  /** Bits of the register that walks along synapses; it also holds their number. */
  int synapseBits() {
    return Bits.address(longestBlock);
  }

  /** The number by which a level word is put from outside. */
  int level(String block, String word) {
    return puts.getOrDefault(block + "\0" + word, 0);
  }

  /** The number by which the spikes of a source block are put from outside. */
  int source(String block) {
    return puts.getOrDefault(block, 0);
  }

  /** Name of the bits of a block's members that fired in the last fire phase. */
  String firing(String block) {
    return names.of(block, "fired");
  }

  /** Declares a memory that holds zeros before the first tick. */
  void zeros(Lines out, String sign, int bits, String name, int entries) {
    out.line("reg %s%s %s [0:%d];", sign, Bits.range(bits), name, entries - 1);
    out.line(
        "initial for (k = 0; k < %d; k = k + 1) %s[k] = %s;",
        entries, name, Bits.unsigned(0, bits));
  }

  void trapsWhen(String condition) {
    traps.add("(" + condition + ")");
  }

  /** Says when what is translated next is of effect. */
  void when(String condition) {
    when = condition;
  }

  /** Translates to a text. */
  Expressions expressions(Lines out) {
    return translators.computeIfAbsent(out, text -> new Expressions(text, names, this));
  }

  @Override
  public void trap(String condition) {
    trapsWhen(when + " & (" + condition + ")");
  }

  @Override
  public Expressions.Value read(String name) {
    throw new AssertionError("the core reads no words by name");
  }

  @Override
  public String draw() {
    throw new AssertionError("the core draws nothing");
  }

  @Override
  public Expressions.Table table(String name) {
    throw new AssertionError("the core looks nothing up");
  }

  /** The text of the module. */
  String text() {
    List<Phase> order = program.tick().order();
    neurons.forEach(CoreNeurons::forget);
    learning.forEach(CoreLearning::forget);
    for (Phase phase : order) {
      switch (phase) {
        case DELIVER -> {
          synapses.forEach(CoreSynapses::deliver);
          neurons.forEach(CoreNeurons::deliver);
        }
        case INTEGRATE -> neurons.forEach(CoreNeurons::integrate);
        case FIRE -> fire = steps.add("all", "fire", 1);
        case LEARN -> learning.forEach(CoreLearning::learn);
        case ROUTE -> synapses.forEach(CoreSynapses::route);
      }
    }
    steps.add("all", "end", 1);
    synapses.forEach(CoreSynapses::connect);
    learning.forEach(CoreLearning::connect);
    Lines body = new Lines();
    program.sources().forEach(block -> source(body, block));
    for (CoreSynapses block : synapses) {
      block.write(body, order.contains(Phase.DELIVER), order.contains(Phase.ROUTE));
    }
    learning.forEach(block -> block.write(body));
    neurons.forEach(block -> block.write(body));
    return assembled(body).toString();
  }

  private void source(Lines out, SourceBlock block) {
    String marked = names.of(block.name(), "marked");
    out.gap().line("// Source block %s.", Names.clean(block.name()));
    out.line("reg %s %s;", Bits.range(block.size()), marked);
    out.line("initial %s = 0;", marked).line("initial %s = 0;", firing(block.name()));
    out.open("always @(posedge clk) begin");
    out.line(
        "if (put & put_what == %s) %s[put_member%s] <= 1'b1;",
        Bits.unsigned(source(block.name()), 16), marked, Bits.range(Bits.address(block.size())));
    if (!fire.isEmpty()) {
      out.open("if (%s) begin".formatted(Steps.in(fire)));
      out.line("%s <= %s;", firing(block.name()), marked).line("%s <= 0;", marked).close("end");
    }
    out.close("end");
  }

  private Lines assembled(Lines body) {
    Lines out = new Lines();
    out.line("// The core: one neuron or one synapse in a clock, phase by phase.");
    out.open("module " + module + " (");
    out.line("input wire clk,");
    out.line("input wire start, // begins a tick when busy is 0");
    out.line("output wire busy,");
    out.line("output reg trapped, // a value left its format where the program forbids it");
    out.line("output reg [47:0] tick, // number of ticks done");
    out.line("input wire put, // stores, while busy is 0: a spike of a source, or a level");
    out.line("input wire [15:0] put_what,");
    out.line("input wire [31:0] put_member,");
    out.line("input wire [63:0] put_code,");
    List<String> fired = new ArrayList<>();
    program.neurons().forEach(b -> fired.add(firedPort(b.name(), b.size())));
    program.sources().forEach(b -> fired.add(firedPort(b.name(), b.size())));
    for (int f = 0; f < fired.size(); f++) {
      out.line(fired.get(f) + (f == fired.size() - 1 ? "" : ","));
    }
    out.close(");").open("");
    steps.declare(out);
    boolean walks = !synapses.isEmpty();
    if (walks) {
      out.line("reg %s s; // synapse", Bits.range(synapseBits())).line("initial s = 0;");
    }
    out.line("integer k;");
    out.line("initial tick = 48'd0;").line("initial trapped = 1'b0;");
    out.line("assign busy = step != STEP_IDLE;");
    out.add(body).gap();
    out.line("wire trap = %s;", traps.isEmpty() ? "1'b0" : String.join("\n    | ", traps));
    steps.write(out, walks);
    return out.close("endmodule");
  }

  private String firedPort(String block, int size) {
    return "output reg " + Bits.range(size) + " " + firing(block);
  }

  /** The modules of the kernels' handlers. */
  interface Modules {
    /** All handlers of a kernel. */
    List<KernelModule> of(Kernel kernel);

    /** The handler of a port's events, or of ticks. */
    default Optional<KernelModule> of(Kernel kernel, Optional<String> port) {
      return of(kernel).stream().filter(m -> m.handler().port().equals(port)).findFirst();
    }
  }
}
