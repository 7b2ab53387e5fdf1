package org.bitspike.backends;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/**
 * A synapse block in C. Events of a summed port are added to the port's ring; others wait in a ring
 * of the block.
 */
final class CSynapses {

  private final SynapseBlock block;
  private final Program program;
  private final Iterable<CNeurons> neurons;
  private final CNames names;
  private final CTables tables;
  private final Optional<CLearning> learning;
  private final boolean oneByOne;
  private final int portSlots;

  CSynapses(
      SynapseBlock block,
      int ordinal,
      Program program,
      CNames names,
      CTables tables,
      Iterable<CNeurons> neurons) {
    this.block = block;
    this.program = program;
    this.neurons = neurons;
    this.names = names;
    this.tables = tables;
    learning =
        block
            .plasticity()
            .map(p -> new CLearning(block, p, ordinal, program, names, tables, neurons));
    Optional<NeuronBlock> target =
        program.neurons().stream().filter(n -> n.name().equals(block.target())).findFirst();
    oneByOne =
        target.isPresent()
            && block.port().isPresent()
            && CNeurons.onEvent(program.kernel(target.get().kernel()), block.port().get())
                .isPresent();
    int slots = 1;
    for (CNeurons candidate : neurons) {
      if (candidate.is(block.target()) && block.port().isPresent()) {
        slots = candidate.slots(block.port().get());
      }
    }
    portSlots = oneByOne ? longestDelay(block) + 1 : slots;
  }

  static int longestDelay(SynapseBlock block) {
    return Arrays.stream(block.delayTicks()).max().orElse(0);
  }

  private static long[] longs(int[] column) {
    return Arrays.stream(column).asLongStream().toArray();
  }

  private String name(String part) {
    return names.of(block.name(), part);
  }

  private String send() {
    return name("send");
  }

  void declare(CText header, CText source) {
    learning.ifPresent(rule -> rule.declare(header, source));
    if (program.events().isPresent()) {
      return;
    }
    if (oneByOne) {
      source.line(
          "static uint8_t " + name("waiting") + "[" + portSlots + "][" + block.size() + "];");
      source.line("static int32_t " + name("waiting_count") + "[" + portSlots + "];");
      if (learning.isPresent()) {
        source.line(
            "static int64_t " + name("carried") + "[" + portSlots + "][" + block.size() + "];");
      }
    }
  }

  void functions(CText source) {
    if (program.events().isPresent()) {
      learning.ifPresent(rule -> rule.functions(source, Optional.empty()));
      reach(source);
      return;
    }
    if (block.port().isPresent()) {
      sendFunction(source);
    }
    learning.ifPresent(
        rule ->
            rule.functions(
                source, block.port().isPresent() ? Optional.of(send()) : Optional.empty()));
  }

  /** The value of an event of synapse {@code s} that is sent now. */
  private String value() {
    if (learning.isPresent()) {
      String code = learning.get().weight("s");
      return block.decode().isPresent()
          ? tables.lookup(
              block.decode().get(),
              "add_wrapping(" + code + ", " + CText.literal(-block.codeOffset()) + ")")
          : code;
    }
    long[] values = longs(block.weightCode());
    if (block.decode().isPresent()) {
      LookupTable table = program.table(block.decode().get());
      values = Arrays.stream(values).map(code -> table.at(code - block.codeOffset())).toArray();
    }
    return tables.column(name("value"), values, "s");
  }

  private void sendFunction(CText source) {
    source.line("/* Sends the event of synapse s, whose source fires in a tick. */");
    source.line("static void " + send() + "(int32_t s, int64_t tick) {").line("(void)s;");
    String delay = tables.column(name("delay"), longs(block.delayTicks()), "s");
    source.line("int64_t slot = modulo(tick + " + delay + ", " + portSlots + ");");
    if (oneByOne) {
      if (learning.isPresent()) {
        source.line(name("carried") + "[slot][s] = " + value() + ";");
      }
      source.line(name("waiting") + "[slot][s] = 1;").line(name("waiting_count") + "[slot]++;");
    } else {
      String ring = CNeurons.ring(names, block.target(), block.port().orElseThrow());
      source.line("int64_t *sum = &" + ring + "[slot][" + target("s") + "];");
      source.line("*sum = add_wrapping(*sum, " + value() + ");");
    }
    source.line("}").gap();
  }

  /** Name of the function of an event that reaches a synapse. */
  String reachFunction() {
    return name("reach");
  }

  private void reach(CText source) {
    source.line(
        "static void " + reachFunction() + "(int32_t s, int64_t now, int work, int delivers) {");
    source.line("(void)s;").line("(void)now;").line("(void)work;").line("(void)delivers;");
    if (block.port().isPresent()) {
      source.line("const int64_t value = " + value() + ";");
    }
    learning.ifPresent(rule -> rule.reached(source));
    if (block.port().isPresent()) {
      for (CNeurons target : neurons) {
        if (target.is(block.target())) {
          source.line("if (delivers) {");
          source.line(
              target.handleFunction(block.port().get())
                  + "((int32_t)"
                  + target("s")
                  + ", now, value);");
          source.line("}");
        }
      }
    }
    source.line("}").gap();
  }

  String source() {
    return block.source();
  }

  String target() {
    return block.target();
  }

  int size() {
    return block.size();
  }

  int targetOf(int synapse) {
    return block.targetIndex()[synapse];
  }

  int rowOf(int synapse) {
    int row = 0;
    while (block.rowStart()[row + 1] <= synapse) {
      row++;
    }
    return row;
  }

  /** Whether the targets of each row ascend. */
  boolean inOrder() {
    for (int row = 0; row + 1 < block.rowStart().length; row++) {
      for (int s = block.rowStart()[row] + 1; s < block.rowStart()[row + 1]; s++) {
        if (block.targetIndex()[s] < block.targetIndex()[s - 1]) {
          return false;
        }
      }
    }
    return true;
  }

  /** The array of the first synapse of each row, and of their end. */
  String rows() {
    return tables.array(name("rows"), longs(block.rowStart()));
  }

  String target(String synapse) {
    return tables.column(name("target"), longs(block.targetIndex()), synapse);
  }

  void reset(CText source) {
    learning.ifPresent(rule -> rule.reset(source));
    if (program.events().isPresent()) {
      return;
    }
    if (oneByOne) {
      CNeurons.clear(source, name("waiting"));
      CNeurons.clear(source, name("waiting_count"));
    }
  }

  /** Hands events to the port's handler: by the tick in which the source fired, then by synapse. */
  void deliver(CText source) {
    if (!oneByOne) {
      return;
    }
    int[] order =
        IntStream.range(0, block.size())
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer s) -> -block.delayTicks()[s])
                    .thenComparingInt(s -> s))
            .mapToInt(Integer::intValue)
            .toArray();
    String slot = "[modulo(now, " + portSlots + ")]";
    source.line(
        "for (int32_t k = 0; k < "
            + block.size()
            + " && "
            + name("waiting_count")
            + slot
            + " > 0; k++) {");
    source.line("int32_t s = (int32_t)" + tables.column(name("order"), longs(order), "k") + ";");
    source.line("if (" + name("waiting") + slot + "[s]) {");
    String value = learning.isPresent() ? name("carried") + slot + "[s]" : value();
    String function = CNeurons.eventFunction(names, block.target(), block.port().orElseThrow());
    source.line(name("waiting") + slot + "[s] = 0;").line(name("waiting_count") + slot + "--;");
    source
        .line(function + "((int32_t)" + target("s") + ", now, " + value + ");")
        .line("}")
        .line("}");
  }

  void learn(CText source) {
    learning.ifPresent(rule -> source.line(rule.function() + "(now);"));
  }

  void route(CText source) {
    if (learning.isPresent() || block.port().isEmpty()) {
      return;
    }
    String rows = tables.array(name("rows"), longs(block.rowStart()));
    source.line("for (int32_t k = 0; k < " + CSources.count(names, block.source()) + "; k++) {");
    source.line("int32_t row = " + CSources.spikes(names, block.source()) + "[k];");
    source.line(
        "for (int32_t s = (int32_t)" + rows + "[row]; s < (int32_t)" + rows + "[row + 1]; s++) {");
    source.line(send() + "(s, now);").line("}").line("}");
  }

  void print(CText source) {
    learning.ifPresent(rule -> rule.print(source));
  }
}
