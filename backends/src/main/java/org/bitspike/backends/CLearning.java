package org.bitspike.backends;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/**
 * The learning rule of a synapse block in C: keeps who fired in the slice, and hands it over at the
 * slice's end.
 */
final class CLearning {

  private final SynapseBlock block;
  private final Plasticity plasticity;
  private final int ordinal;
  private final Program program;
  private final LearningRule rule;
  private final Kernel kernel;
  private final CNames names;
  private final CTables tables;
  private final CWords words;
  private final int sources;
  private final int targets;

  CLearning(
      SynapseBlock block,
      Plasticity plasticity,
      int ordinal,
      Program program,
      CNames names,
      CTables tables,
      Iterable<CNeurons> neurons) {
    this.block = block;
    this.plasticity = plasticity;
    this.ordinal = ordinal;
    this.program = program;
    this.names = names;
    this.tables = tables;
    rule = program.learningRule(plasticity.rule());
    kernel = program.kernel(rule.kernel());
    sources = program.blockSize(block.source());
    targets = program.blockSize(block.target());
    Map<String, long[]> initial = new LinkedHashMap<>(plasticity.initial().byWord());
    initial.putAll(plasticity.shared().byWord());
    initial.put("weight", Arrays.stream(block.weightCode()).asLongStream().toArray());
    words =
        new CWords(
            block.name(),
            kernel,
            block.size(),
            plasticity.params(),
            new Columns(initial),
            Set.of(),
            names,
            tables);
    long[] target = Arrays.stream(block.targetIndex()).asLongStream().toArray();
    for (CNeurons seen : neurons) {
      if (seen.is(block.target())) {
        words.seeing(
            word -> seen.read(word, tables.column(names.of(block.name(), "target"), target, "i")));
      }
    }
  }

  private String name(String part) {
    return names.of(block.name(), part);
  }

  /** The expression that reads a synapse's weight code. */
  String weight(String synapse) {
    return "(int64_t)" + names.word(block.name(), "weight") + "[" + synapse + "]";
  }

  /** Name of the function that sees the spikes of a tick. */
  String function() {
    return name("learn");
  }

  private int slice() {
    return rule.sliceTicks();
  }

  /** Ticks of target spikes to remember: a slice's, and those still on their way. */
  private int memory() {
    return slice() + plasticity.dendriticDelayTicks();
  }

  private boolean sees(Trigger trigger) {
    return kernel.handler(trigger).isPresent();
  }

  void declare(CText header, CText source) {
    header
        .gap()
        .line(
            "/* Synapse block "
                + CReadme.plain(block.name())
                + ": one entry per synapse, source by source. */");
    words.declare(header, source);
    if (CProgram.draws(kernel)) {
      source.line(
          "static draws " + CHandler.draws(names, block.name()) + "[" + block.size() + "];");
    }
    if (program.events().isPresent()) {
      return;
    }
    source.line("static uint8_t " + name("pre_fired") + "[" + slice() + "][" + sources + "];");
    if (sees(Trigger.POST)) {
      source.line("static uint8_t " + name("post_fired") + "[" + memory() + "][" + targets + "];");
    }
    source.line("static int64_t " + name("slice_start") + ";");
  }

  void reset(CText source) {
    words.reset(source);
    if (CProgram.draws(kernel)) {
      CNeurons.clearDraws(source, names, block.name(), block.size());
    }
    if (program.events().isPresent()) {
      return;
    }
    CNeurons.clear(source, name("pre_fired"));
    if (sees(Trigger.POST)) {
      CNeurons.clear(source, name("post_fired"));
    }
    source.line(name("slice_start") + " = 0;");
  }

  void functions(CText source, Optional<String> send) {
    for (Handler handler : kernel.handlers()) {
      CHandler translator = new CHandler(block.name(), ordinal, kernel, words, tables, names);
      source.add(translator.function(handlerFunction(handler.trigger()), handler));
    }
    if (program.events().isPresent()) {
      return;
    }
    source.line("static void " + function() + "(int64_t now) {");
    remember(source, "pre_fired", slice(), block.source());
    if (sees(Trigger.POST)) {
      remember(source, "post_fired", memory(), block.target());
    }
    source.line(
        "if (modulo(now, "
            + slice()
            + ") != 0 && now != "
            + CText.literal(program.durationTicks() - 1)
            + ") {");
    source.line("return;").line("}");
    handOver(source, send);
    source.line(name("slice_start") + " = now + 1;");
    source.line("}").gap();
  }

  /** Does the work of an event that reaches synapse {@code s}. */
  void reached(CText source) {
    for (SynapseWork work : List.of(SynapseWork.PRE, SynapseWork.READOUT)) {
      Trigger trigger = work == SynapseWork.PRE ? Trigger.PRE : Trigger.READOUT;
      if (sees(trigger)) {
        source.line("if (work == " + work.ordinal() + ") {");
        source.line(handlerFunction(trigger) + "(s, now, 0);").line("}");
      }
    }
  }

  private String handlerFunction(Trigger trigger) {
    return switch (trigger) {
      case PRE -> name("pre");
      case POST -> name("post");
      case READOUT -> name("readout");
      case TICK, EVENT -> throw new AssertionError("a learning rule sees no " + trigger);
    };
  }

  private void remember(CText source, String array, int length, String firing) {
    String slot = name(array) + "[modulo(now, " + length + ")]";
    source.line("clear(" + slot + ", (uint32_t)sizeof " + slot + ");");
    source.line("for (int32_t k = 0; k < " + CSources.count(names, firing) + "; k++) {");
    source.line(slot + "[" + CSources.spikes(names, firing) + "[k]] = 1;").line("}");
  }

  private void handOver(CText source, Optional<String> send) {
    String rows =
        tables.array(name("rows"), Arrays.stream(block.rowStart()).asLongStream().toArray());
    source.line("for (int32_t row = 0; row < " + sources + "; row++) {");
    source.line(
        "for (int32_t s = (int32_t)" + rows + "[row]; s < (int32_t)" + rows + "[row + 1]; s++) {");
    source.line("for (int64_t tick = " + name("slice_start") + "; tick <= now; tick++) {");
    if (sees(Trigger.POST)) {
      int delay = plasticity.dendriticDelayTicks();
      long[] target = Arrays.stream(block.targetIndex()).asLongStream().toArray();
      String fired =
          name("post_fired")
              + "[modulo(tick - "
              + delay
              + ", "
              + memory()
              + ")]["
              + tables.column(name("target"), target, "s")
              + "]";
      source.line("if (tick >= " + delay + " && " + fired + ") {");
      source.line(handlerFunction(Trigger.POST) + "(s, tick, 0);").line("}");
    }
    if (sees(Trigger.PRE) || send.isPresent()) {
      source.line("if (" + name("pre_fired") + "[modulo(tick, " + slice() + ")][row]) {");
      if (sees(Trigger.PRE)) {
        source.line(handlerFunction(Trigger.PRE) + "(s, tick, 0);");
      }
      send.ifPresent(function -> source.line(function + "(s, tick);"));
      source.line("}");
    }
    if (sees(Trigger.READOUT)) {
      readout(source);
    }
    source.line("}").line("}").line("}");
  }

  private void readout(CText source) {
    if (rule.controller().isEmpty()) {
      source.line("(void)" + handlerFunction(Trigger.READOUT) + ";");
      return;
    }
    LearningRule.Controller controller = rule.controller().get();
    source.line(
        "const int64_t visit = "
            + CText.literal(controller.firstTick())
            + " + (row / "
            + controller.rowsPerStep()
            + ") * "
            + CText.literal(controller.stepTicks())
            + ";");
    source.line(
        "if (tick >= visit && modulo(tick - visit, "
            + CText.literal(controller.cycleTicks())
            + ") == 0) {");
    source.line(handlerFunction(Trigger.READOUT) + "(s, tick, 0);").line("}");
  }

  void print(CText source) {
    words.print(source);
  }
}
