package org.bitspike.backends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.program.SynapseBlock;

/** A whole program in C: one header, one source. */
final class CProgram {

  private final Program program;
  private final CNames names;
  private final CTables tables;
  private final List<CNeurons> neurons = new ArrayList<>();
  private final List<CSources> sources = new ArrayList<>();
  private final List<CSynapses> synapses = new ArrayList<>();
  private final Optional<CEvents> events;
  private final String prefix;
  private final CText header = new CText();
  private final CText source = new CText();

  CProgram(Program program) {
    this.program = program;
    names = new CNames(program.info().name());
    tables = new CTables(program, names);
    prefix = names.prefix();
    int ordinal = 0;
    for (NeuronBlock block : program.neurons()) {
      neurons.add(new CNeurons(block, ordinal++, program, names, tables));
    }
    for (SourceBlock block : program.sources()) {
      sources.add(new CSources(block, program, names, tables));
    }
    for (SynapseBlock block : program.synapses()) {
      if (block.size() > 0) {
        synapses.add(new CSynapses(block, ordinal, program, names, tables, neurons));
      }
      ordinal++;
    }
    events = program.events().map(_ -> new CEvents(program, names, tables, neurons, synapses));
    write();
  }

  /** What every identifier and both file names start with. */
  String prefix() {
    return prefix;
  }

  String header() {
    return header.toString();
  }

  String source() {
    String body = source.toString();
    return "#include \""
        + prefix
        + ".h\"\n\n"
        + CRuntime.NAMED
        + CRuntime.calledBy(body, prefix, program.info().seed())
        + tables.definitions()
        + "\n"
        + body;
  }

  private void write() {
    openHeader();
    CText declarations = source;
    variable("int64_t", "tick", "Number of ticks done.");
    variable(
        "int",
        "error",
        "Not 0 when a value left its format where the program forbids it; steps do nothing then.");
    variable("int64_t", "error_tick", "In which tick that was.");
    variable("int32_t", "error_member", "Of which neuron or synapse of its block.");
    variable("const char *", "error_where", "Which block and which value.");
    neurons.forEach(block -> block.declare(header, declarations));
    sources.forEach(block -> block.declare(header, declarations));
    synapses.forEach(block -> block.declare(header, declarations));
    declareLevels();
    events.ifPresent(loop -> loop.declare(header, declarations));
    source.gap();
    if (neurons.stream().anyMatch(CNeurons::fires)) {
      events.ifPresent(loop -> loop.fired(source));
    }
    neurons.forEach(block -> block.functions(source));
    sources.forEach(block -> block.functions(source));
    synapses.forEach(block -> block.functions(source));
    events.ifPresent(loop -> loop.functions(source));
    reset();
    step();
    print();
    header.gap().line("#endif");
  }

  private void openHeader() {
    String guard = prefix.toUpperCase(java.util.Locale.ROOT) + "_H";
    header.line("/* " + CReadme.plain(program.info().name()) + ", see README.txt. */");
    header
        .line("#ifndef " + guard)
        .line("#define " + guard)
        .gap()
        .line("#include <stdint.h>")
        .gap();
    header.line("/* Takes everything back to before tick 0. To be called first. */");
    header.line("void " + prefix + "_reset(void);");
    header.line("/* Does one tick. */").line("void " + prefix + "_step(void);").gap();
    header.line("/* Ticks of the run, for which there is a stimulus. */");
    header.line(
        "#define "
            + prefix.toUpperCase(java.util.Locale.ROOT)
            + "_TICKS "
            + CText.literal(program.durationTicks()));
    header.gap();
  }

  private void variable(String type, String name, String meaning) {
    String declaration = type + (type.endsWith("*") ? "" : " ") + prefix + "_" + name + ";";
    header.line("/* " + meaning + " */").line("extern " + declaration);
    source.line(declaration);
  }

  private String nextLevel(int train) {
    return names.of("levels", Integer.toString(train), "next");
  }

  private void eachLevel(Consumer<Integer> action) {
    for (int t = 0; t < program.stimulus().levels().size(); t++) {
      if (program.stimulus().levels().get(t).tick().length > 0) {
        action.accept(t);
      }
    }
  }

  private void declareLevels() {
    eachLevel(t -> source.line("static int32_t " + nextLevel(t) + ";"));
  }

  private void setLevels() {
    eachLevel(
        t -> {
          LevelTrain train = program.stimulus().levels().get(t);
          String id = Integer.toString(t);
          NeuronBlock block =
              program.neurons().stream()
                  .filter(b -> b.name().equals(train.block()))
                  .findFirst()
                  .orElseThrow();
          Word word = program.kernel(block.kernel()).word(train.word()).orElseThrow();
          String ticks = tables.array(names.of("levels", id, "tick"), train.tick());
          String members =
              tables.array(
                  names.of("levels", id, "neuron"),
                  Arrays.stream(train.neuron()).asLongStream().toArray());
          String codes = tables.array(names.of("levels", id, "code"), train.code());
          String at = "[" + nextLevel(t) + "]";
          source.line(
              "while ("
                  + nextLevel(t)
                  + " < "
                  + train.tick().length
                  + " && (int64_t)"
                  + ticks
                  + at
                  + " <= now) {");
          source.line(
              names.word(block.name(), word.name())
                  + "["
                  + members
                  + at
                  + "] = ("
                  + CWords.type(word)
                  + ")"
                  + codes
                  + at
                  + ";");
          source.line(nextLevel(t) + "++;").line("}");
        });
  }

  private void reset() {
    source.line("void " + prefix + "_reset(void) {");
    source
        .line(prefix + "_tick = 0;")
        .line(prefix + "_error = 0;")
        .line(prefix + "_error_tick = 0;");
    source.line(prefix + "_error_member = 0;").line(prefix + "_error_where = \"\";");
    neurons.forEach(block -> block.reset(source));
    sources.forEach(block -> block.reset(source));
    synapses.forEach(block -> block.reset(source));
    eachLevel(t -> source.line(nextLevel(t) + " = 0;"));
    events.ifPresent(loop -> loop.reset(source));
    source.line("}").gap();
  }

  private void step() {
    source.line("void " + prefix + "_step(void) {");
    source.line("const int64_t now = " + prefix + "_tick;");
    source.line("if (" + prefix + "_error) {").line("return;").line("}");
    setLevels();
    events.ifPresent(loop -> loop.step(source));
    for (Phase phase : program.tick().order()) {
      source.line("/* " + phase.name().toLowerCase(java.util.Locale.ROOT) + " */");
      switch (phase) {
        case DELIVER -> {
          synapses.forEach(block -> block.deliver(source));
          neurons.forEach(block -> block.deliver(source));
        }
        case INTEGRATE -> neurons.forEach(block -> block.integrate(source));
        case FIRE -> {
          neurons.forEach(block -> block.fire(source));
          sources.forEach(block -> block.fire(source));
        }
        case LEARN -> synapses.forEach(block -> block.learn(source));
        case ROUTE -> synapses.forEach(block -> block.route(source));
      }
    }
    source.line(prefix + "_tick = now + 1;").line("}").gap();
  }

  /** What tests and the curious compile in: writes the state of a tick, and a whole run. */
  private void print() {
    source
        .line("#if defined(BITSPIKE_MAIN) || defined(BITSPIKE_PRINT)")
        .line("#include <inttypes.h>")
        .line("#include <stdio.h>")
        .gap();
    source.line("void " + prefix + "_print(FILE *out);").gap();
    source.line("void " + prefix + "_print(FILE *out) {");
    neurons.forEach(block -> block.print(source));
    sources.forEach(block -> block.print(source));
    synapses.forEach(block -> block.print(source));
    source.line("(void)out;").line("}").line("#endif").gap();
    source.line("#ifdef BITSPIKE_MAIN").line("int main(void) {").line(prefix + "_reset();");
    source.line("while (" + prefix + "_tick < " + CText.literal(program.durationTicks()) + ") {");
    source.line("printf(\"tick %\" PRId64 \"\\n\", " + prefix + "_tick);");
    source.line(prefix + "_step();").line("if (" + prefix + "_error) {");
    source.line("printf(\"trap\\n\");");
    source
        .line("return 1;")
        .line("}")
        .line(prefix + "_print(stdout);")
        .line("}")
        .line("return 0;")
        .line("}")
        .line("#endif");
  }

  /** Whether a kernel takes random draws. */
  static boolean draws(Kernel kernel) {
    return kernel.handlers().stream().anyMatch(handler -> draws(kernel, handler.body()));
  }

  private static boolean draws(Kernel kernel, List<Statement> body) {
    return body.stream()
        .anyMatch(
            statement ->
                switch (statement) {
                  case Statement.Let(String _, KernelExpr value) -> draws(value);
                  case Statement.Assign(String word, KernelExpr value) ->
                      draws(value)
                          || kernel
                              .word(word)
                              .filter(w -> w.rounding() == Rounding.STOCHASTIC)
                              .isPresent();
                  case Statement.If(
                          KernelExpr condition,
                          List<Statement> then,
                          List<Statement> otherwise) ->
                      draws(condition) || draws(kernel, then) || draws(kernel, otherwise);
                  case Statement.Spike() -> false;
                });
  }

  private static boolean draws(KernelExpr expr) {
    return switch (expr) {
      case KernelExpr.Literal _, KernelExpr.Read _ -> false;
      case KernelExpr.Random _ -> true;
      case KernelExpr.Binary b -> draws(b.left()) || draws(b.right());
      case KernelExpr.Not n -> draws(n.operand());
      case KernelExpr.Shift s -> draws(s.operand());
      case KernelExpr.Select s -> draws(s.condition()) || draws(s.then()) || draws(s.otherwise());
      case KernelExpr.Quantise q -> q.rounding() == Rounding.STOCHASTIC || draws(q.operand());
      case KernelExpr.Lookup l -> draws(l.index());
    };
  }
}
