package org.bitspike.backends;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/** A neuron block in C. */
final class CNeurons {

  private final NeuronBlock block;
  private final Program program;
  private final int ordinal;
  private final Kernel kernel;
  private final CNames names;
  private final CTables tables;
  private final CWords words;
  // Longest delay of the synapses to each port whose events are summed.
  private final Map<String, Integer> longestDelay = new TreeMap<>();

  CNeurons(NeuronBlock block, int ordinal, Program program, CNames names, CTables tables) {
    this.block = block;
    this.ordinal = ordinal;
    this.program = program;
    this.names = names;
    this.tables = tables;
    kernel = program.kernel(block.kernel());
    for (SynapseBlock synapses : program.synapses()) {
      if (synapses.target().equals(block.name())
          && synapses.port().isPresent()
          && synapses.size() > 0) {
        String port = synapses.port().get();
        if (onEvent(kernel, port).isEmpty()) {
          longestDelay.merge(port, CSynapses.longestDelay(synapses), Math::max);
        }
      }
    }
    words =
        new CWords(
            block.name(),
            kernel,
            block.size(),
            block.params(),
            block.initial(),
            longestDelay.keySet(),
            names,
            tables);
  }

  /** The handler that takes a port's events one by one, if there is one. */
  static Optional<Handler> onEvent(Kernel kernel, String port) {
    return kernel.handlers().stream()
        .filter(h -> h.trigger() == Trigger.EVENT && h.port().filter(port::equals).isPresent())
        .findFirst();
  }

  /** Name of the function that handles an event of a port. */
  static String eventFunction(CNames names, String block, String port) {
    return names.of(block, "event", port);
  }

  /** Name of the ring of sums of a port's events, by due tick and neuron. */
  static String ring(CNames names, String block, String port) {
    return names.of(block, port, "due");
  }

  /** Number of ticks that the ring of a port holds. */
  int slots(String port) {
    return longestDelay.getOrDefault(port, 0) + 1;
  }

  void declare(CText header, CText source) {
    header.gap().line("/* Neuron block " + CReadme.plain(block.name()) + ". */");
    CSources.declareSpikes(
        block.name(), CSources.kept(program, block.size()), names, header, source);
    words.declare(header, source);
    if (spikes()) {
      source.line(
          "static uint8_t " + CHandler.spiked(names, block.name()) + "[" + block.size() + "];");
    }
    for (String port : longestDelay.keySet()) {
      source.line(
          "static int64_t "
              + ring(names, block.name(), port)
              + "["
              + slots(port)
              + "]["
              + block.size()
              + "];");
    }
    if (CProgram.draws(kernel)) {
      source.line(
          "static draws " + CHandler.draws(names, block.name()) + "[" + block.size() + "];");
    }
  }

  private boolean spikes() {
    return kernel.handlers().stream().anyMatch(handler -> spikes(handler.body()));
  }

  private static boolean spikes(List<Kernel.Statement> body) {
    return body.stream()
        .anyMatch(
            s ->
                s instanceof Kernel.Statement.Spike
                    || (s instanceof Kernel.Statement.If branch
                        && (spikes(branch.then()) || spikes(branch.otherwise()))));
  }

  /** Defines the functions of the handlers that can run. */
  void functions(CText source) {
    for (Handler handler : kernel.handlers()) {
      Optional<String> port = handler.port();
      if (port.isEmpty()) {
        source.add(handler().function(names.of(block.name(), "integrate"), handler));
      } else if (reached(port.get())) {
        source.add(handler().function(eventFunction(names, block.name(), port.get()), handler));
        if (program.events().isPresent()) {
          handle(source, port.get());
        }
      }
    }
  }

  /** Name of the function that handles an event of a port and sees whether the neuron fires. */
  String handleFunction(String port) {
    return names.of(block.name(), "handle", port);
  }

  private void handle(CText source, String port) {
    source.line(
        "static void " + handleFunction(port) + "(int32_t i, int64_t now, int64_t value) {");
    source.line(eventFunction(names, block.name(), port) + "(i, now, value);");
    if (spikes()) {
      String mark = CHandler.spiked(names, block.name()) + "[i]";
      source.line("if (" + mark + ") {").line(mark + " = 0;");
      CSources.collectOne(block.name(), "i", names, source);
      int base = 0;
      for (NeuronBlock before : program.neurons().subList(0, ordinal)) {
        base += before.size();
      }
      source.line(names.prefix() + "_fired(i + " + base + ");").line("}");
    }
    source.line("}").gap();
  }

  /** Whether neurons of the block can fire. */
  boolean fires() {
    return spikes();
  }

  /** Whether a kind of event goes to a port. */
  private boolean named(String port) {
    return program.events().stream()
        .flatMap(schedule -> schedule.kinds().stream())
        .anyMatch(kind -> kind.port().filter(port::equals).isPresent());
  }

  String name() {
    return block.name();
  }

  int size() {
    return block.size();
  }

  /** The expression that reads a word of a neuron, as those see it that are allowed to. */
  String read(String word, String index) {
    return words.read(kernel.word(word).orElseThrow(), index);
  }

  private CHandler handler() {
    return new CHandler(block.name(), ordinal, kernel, words, tables, names);
  }

  private boolean reached(String port) {
    return named(port)
        || program.synapses().stream()
            .anyMatch(
                s ->
                    s.size() > 0
                        && s.target().equals(block.name())
                        && s.port().filter(port::equals).isPresent());
  }

  void reset(CText source) {
    words.reset(source);
    source.line(CSources.count(names, block.name()) + " = 0;");
    if (spikes()) {
      clear(source, CHandler.spiked(names, block.name()));
    }
    longestDelay.keySet().forEach(port -> clear(source, ring(names, block.name(), port)));
    if (CProgram.draws(kernel)) {
      clearDraws(source, names, block.name(), block.size());
    }
  }

  static void clear(CText source, String array) {
    source.line("clear(" + array + ", (uint32_t)sizeof " + array + ");");
  }

  static void clearDraws(CText source, CNames names, String block, int size) {
    source.line("for (int32_t i = 0; i < " + size + "; i++) {");
    source.line(CHandler.draws(names, block) + "[i].tick = -1;").line("}");
  }

  /** Brings the sums of a tick's events into the input words. */
  void deliver(CText source) {
    for (String port : longestDelay.keySet()) {
      Word word = kernel.word(port).orElseThrow();
      String sum = ring(names, block.name(), port) + "[modulo(now, " + slots(port) + ")][i]";
      source.line("for (int32_t i = 0; i < " + block.size() + "; i++) {");
      String where = block.name() + ", the sum of input " + port;
      source.line(
          words.write(
              word,
              CHandler.fit(new CCode(sum, false), word.format(), word.overflow(), where).text()));
      source.line(sum + " = 0;").line("}");
    }
  }

  void integrate(CText source) {
    boolean ticks = kernel.handler(Trigger.TICK).isPresent();
    if (!ticks && longestDelay.isEmpty()) {
      return;
    }
    source.line("for (int32_t i = 0; i < " + block.size() + "; i++) {");
    if (ticks) {
      source.line(names.of(block.name(), "integrate") + "(i, now, 0);");
    }
    for (String port : longestDelay.keySet()) {
      source.line(words.name(kernel.word(port).orElseThrow()) + "[i] = 0;");
    }
    source.line("}");
  }

  void fire(CText source) {
    source.line(CSources.count(names, block.name()) + " = 0;");
    if (spikes()) {
      CSources.collect(
          block.name(), block.size(), CHandler.spiked(names, block.name()), names, source);
    }
  }

  void print(CText source) {
    CSources.printSpikes(block.name(), names, source);
    words.print(source);
  }

  /** Whether this is the block of that name. */
  boolean is(String name) {
    return block.name().equals(name);
  }
}
