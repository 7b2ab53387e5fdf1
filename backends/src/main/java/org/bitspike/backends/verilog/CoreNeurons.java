package org.bitspike.backends.verilog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.backends.verilog.Expressions.Value;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;

/** A neuron block in the core: its words in memories, and a copy of each of its handlers' gates. */
final class CoreNeurons {

  /** What brings an event to a port: when, to whom, and its value. */
  private record Arrival(String when, String target, String value) {}

  /** What adds to a ring of sums: when, at which address, and how much. */
  private record Sum(String when, String address, String value) {}

  private final NeuronBlock block;
  private final Kernel kernel;
  private final Core core;
  private final String stream;
  private final int address;
  // By port that a handler takes event by event.
  private final Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
  // By port whose events are summed: what adds, the longest delay, the extreme sums of each neuron.
  private final Map<String, List<Sum>> sums = new LinkedHashMap<>();
  private final Map<String, Integer> slotBits = new LinkedHashMap<>();
  private final Map<String, Integer> sumBits = new LinkedHashMap<>();
  private String ticking = "1'b0";
  private String clearing = "1'b0";
  private final Map<String, String> summing = new LinkedHashMap<>();
  private String forgetting = "";

  CoreNeurons(NeuronBlock block, int ordinal, Core core) {
    this.block = block;
    this.core = core;
    kernel = core.program().kernel(block.kernel());
    stream = Bits.unsigned(0x10000000L + ordinal, 32);
    address = Bits.address(block.size());
    core.steps().longest(block.size());
  }

  String name() {
    return block.name();
  }

  int address() {
    return address;
  }

  int size() {
    return block.size();
  }

  Word port(String port) {
    return kernel.word(port).orElseThrow();
  }

  /** Whether the events of a port are handled one by one. */
  boolean oneByOne(String port) {
    return core.modules().of(kernel, Optional.of(port)).isPresent();
  }

  private String name(String... parts) {
    String[] path = new String[parts.length + 1];
    path[0] = block.name();
    System.arraycopy(parts, 0, path, 1, parts.length);
    return core.names().of(path);
  }

  private static String key(String word) {
    return "word_" + word;
  }

  /** Name of the memory of a word. */
  String memory(Word word) {
    return name(key(word.name()));
  }

  String fired() {
    return core.names().of(block.name(), "fired");
  }

  /** Makes room in a port's ring for synapses of a longest delay with such values. */
  void expect(String port, int longestDelay, int[] targets, long[] values) {
    slotBits.merge(port, Bits.address(longestDelay + 1L), Math::max);
    BigInteger[][] extremes = new BigInteger[block.size()][2];
    Arrays.stream(extremes).forEach(e -> Arrays.fill(e, BigInteger.ZERO));
    for (int s = 0; s < targets.length; s++) {
      int side = values[s] < 0 ? 0 : 1;
      BigInteger[] of = extremes[targets[s]];
      of[side] = of[side].add(BigInteger.valueOf(values[s]));
    }
    int bits = 1;
    for (BigInteger[] e : extremes) {
      bits = Math.max(bits, Math.max(e[0].bitLength(), e[1].bitLength()) + 1);
    }
    // Sums of several blocks: their bits, and one more for each doubling.
    sumBits.merge(port, bits, (a, b) -> Math.max(a, b) + 1);
    sums.computeIfAbsent(port, _ -> new ArrayList<>());
  }

  /** Bits of the slot of a port's ring. */
  int slotBits(String port) {
    return slotBits.getOrDefault(port, 1);
  }

  void arrival(String port, String when, String target, String value) {
    arrivals.computeIfAbsent(port, _ -> new ArrayList<>()).add(new Arrival(when, target, value));
  }

  void sum(String port, String when, String ringAddress, String value) {
    Lookup.of(sums, port).add(new Sum(when, ringAddress, value));
  }

  // ---- steps

  private boolean draws() {
    return core.modules().of(kernel).stream().anyMatch(KernelModule::random);
  }

  void forget() {
    if (draws()) {
      forgetting = core.steps().add(block.name(), "forget_draws", block.size());
    }
  }

  void deliver() {
    sums.keySet()
        .forEach(
            port -> summing.put(port, core.steps().add(block.name(), "sum_" + port, block.size())));
  }

  void integrate() {
    boolean ticks = core.modules().of(kernel, Optional.empty()).isPresent();
    if (ticks || !sums.isEmpty()) {
      clearing = Steps.in(core.steps().add(block.name(), "integrate", block.size()));
      ticking = ticks ? clearing : "1'b0";
    }
  }

  // ---- text

  void write(Lines out) {
    out.gap()
        .line(
            "// Neuron block %s, kernel %s.",
            Names.clean(block.name()), Names.clean(kernel.name()));
    memories(out);
    rings(out);
    units(out);
    registers(out);
  }

  private void memories(Lines out) {
    for (Word word : kernel.words()) {
      String sign = word.format().signed() ? "signed " : "";
      int bits = word.format().width();
      switch (word.kind()) {
        case STATE, LEVEL ->
            core.memories().declare(out, sign, bits, memory(word), column(word, false));
        case PARAM -> {
          if (!constant(word)) {
            core.memories().declare(out, sign, bits, memory(word), column(word, true));
          }
        }
        case INPUT -> {
          if (sums.containsKey(word.name())) {
            core.zeros(out, sign, bits, memory(word), block.size());
          }
        }
        case SHARED, TARGET -> {}
      }
    }
    if (draws()) {
      core.zeros(out, "", 32, name("draws"), block.size());
    }
  }

  private long[] column(Word word, boolean param) {
    long[] all = new long[block.size()];
    for (int n = 0; n < all.length; n++) {
      all[n] = (param ? block.params() : block.initial()).value(word.name(), n);
    }
    return all;
  }

  private boolean constant(Word word) {
    return Arrays.stream(column(word, true)).distinct().count() == 1;
  }

  /** Sums of events on their way, by target and due tick, and how they become inputs. */
  private void rings(Lines out) {
    for (String port : sums.keySet()) {
      Word word = port(port);
      int slot = slotBits(port);
      int bits = Math.min(64, Lookup.of(sumBits, port));
      String ring = name("due_" + port);
      core.zeros(out, "signed ", bits, ring, block.size() << slot);
      String due = Steps.in(summing.getOrDefault(port, "STEP_IDLE"));
      String at = name("due_" + port, "at");
      StringBuilder addresses = new StringBuilder();
      StringBuilder values = new StringBuilder();
      StringBuilder sending = new StringBuilder("1'b0");
      for (Sum sum : sums.get(port)) {
        addresses.append(sum.when()).append(" ? ").append(sum.address()).append(" : ");
        values.append(sum.when()).append(" ? ").append(sum.value()).append(" : ");
        sending.append(" | ").append(sum.when());
      }
      String index = core.steps().index(address);
      out.line(
          "wire %s %s = %s%s ? {%s, tick%s} : %s;",
          Bits.range(address + slot),
          at,
          addresses,
          due,
          index,
          Bits.range(slot),
          Bits.unsigned(0, address + slot));
      Value now = new Value(name("due_" + port, "now"), bits);
      out.line("wire signed %s %s = %s[%s];", Bits.range(bits), now.text(), ring, at);
      String send = name("due_" + port, "send");
      String add = name("due_" + port, "add");
      out.line("wire %s = %s;", send, sending);
      out.line("wire signed %s %s = %s%s;", Bits.range(bits), add, values, Bits.signed(0, bits));
      core.when(due);
      Value input =
          core.expressions(out).fit(name("sum_" + port), now, word.format(), word.overflow());
      String memory = memory(word);
      out.open("always @(posedge clk) begin");
      out.line("if (%s) %s[%s] <= %s + %s;", send, ring, at, now.text(), add);
      out.line("else if (%s) %s[%s] <= %s;", due, ring, at, Bits.signed(0, bits));
      out.line(
          "if (%s) %s[%s] <= %s%s;",
          due, memory, index, input.text(), Bits.range(word.format().width()));
      out.line(
          "else if (%s) %s[%s] <= %s;",
          clearing, memory, index, Bits.unsigned(0, word.format().width()));
      out.close("end");
    }
  }

  private String at() {
    return name("at");
  }

  private String runs(KernelModule unit) {
    return name(unitName(unit), "runs");
  }

  private static String unitName(KernelModule unit) {
    return unit.handler().port().map(port -> "on_" + port).orElse("on_tick");
  }

  /** The handlers' gates, all of them fed with the words of one neuron. */
  private void units(Lines out) {
    StringBuilder at = new StringBuilder();
    arrivals
        .values()
        .forEach(
            list ->
                list.forEach(
                    a -> at.append(a.when()).append(" ? ").append(a.target()).append(" : ")));
    // 0 while no handler runs: what does not change costs neither simulation time nor power.
    out.line(
        "wire %s %s = %s%s ? %s : %s;",
        Bits.range(address),
        at(),
        at,
        ticking,
        core.steps().index(address),
        Bits.unsigned(0, address));
    for (KernelModule unit : used()) {
      List<Arrival> events =
          unit.handler().port().map(p -> arrivals.getOrDefault(p, List.of())).orElse(List.of());
      String runs =
          unit.handler().port().isEmpty()
              ? ticking
              : String.join(" | ", events.stream().map(Arrival::when).toList());
      out.line("wire %s = %s;", runs(unit), runs);
      unit(out, unit, events);
    }
  }

  private List<KernelModule> used() {
    return core.modules().of(kernel).stream()
        .filter(u -> u.handler().port().map(arrivals::containsKey).orElse(true))
        .toList();
  }

  private void unit(Lines out, KernelModule unit, List<Arrival> events) {
    List<String> ports = new ArrayList<>();
    for (Word word : kernel.words()) {
      ports.add("." + unit.in(word.name()) + "(" + read(word) + ")");
    }
    ports.add(".now(tick)");
    unit.handler()
        .port()
        .ifPresent(
            port -> {
              Word word = port(port);
              String value = name(unitName(unit), "value");
              StringBuilder values = new StringBuilder();
              for (Arrival a : events.subList(0, events.size() - 1)) {
                values.append(a.when()).append(" ? ").append(a.value()).append(" : ");
              }
              out.line(
                  "wire %s %s = %s%s;",
                  Bits.type(word.format()), value, values, events.getLast().value());
              ports.add(".value(" + value + ")");
            });
    if (unit.random()) {
      ports.add(".member({" + (32 - address) + "'b0, " + at() + "})");
      ports.add(".draws(" + name("draws") + "[" + at() + "])");
      String after = name(unitName(unit), "draws");
      out.line("wire [31:0] %s;", after);
      ports.add(".draws_out(" + after + ")");
    }
    for (Word word : kernel.words(Word.Kind.STATE)) {
      String next = next(unit, word);
      out.line("wire %s %s;", Bits.type(word.format()), next);
      ports.add("." + unit.out(word.name()) + "(" + next + ")");
    }
    for (String flag : List.of("spike", "trapped")) {
      String wire = name(unitName(unit), flag);
      out.line("wire %s;", wire);
      ports.add("." + flag + "(" + wire + ")");
    }
    if (unit.traps()) {
      core.trapsWhen(runs(unit) + " & " + name(unitName(unit), "trapped"));
    }
    out.line(
        "%s%s %s (",
        unit.name(),
        unit.random() ? " #(.STREAM(" + stream + "))" : "",
        name(unitName(unit), "unit"));
    out.open("  " + String.join(",\n    ", ports)).close(");");
  }

  private String next(KernelModule unit, Word word) {
    return name(unitName(unit), "next", word.name());
  }

  /** A word of a neuron, as synapses that learn see it. */
  String seen(String word, String neuron) {
    Word own = kernel.word(word).orElseThrow();
    return own.kind() == Word.Kind.PARAM && constant(own)
        ? Bits.type(own.format()).startsWith("signed")
            ? Bits.signed(column(own, true)[0], own.format().width())
            : Bits.unsigned(column(own, true)[0], own.format().width())
        : memory(own) + "[" + neuron + "]";
  }

  private String read(Word word) {
    boolean zero = word.kind() == Word.Kind.INPUT && !sums.containsKey(word.name());
    if (zero) {
      return Bits.unsigned(0, word.format().width());
    }
    return word.kind() == Word.Kind.PARAM && constant(word)
        ? Bits.unsigned(column(word, true)[0], word.format().width())
        : memory(word) + "[" + at() + "]";
  }

  /** What the clock stores: words, marks of spikes, levels from outside. */
  private void registers(Lines out) {
    String spiked = name("spiked");
    out.line("reg %s %s;", Bits.range(block.size()), spiked);
    out.line("initial %s = 0;", spiked).line("initial %s = 0;", fired());
    out.open("always @(posedge clk) begin");
    List<KernelModule> units = used();
    if (!units.isEmpty()) {
      String any = String.join(" | ", units.stream().map(this::runs).toList());
      out.open("if (%s) begin".formatted(any));
      for (Word word : kernel.words(Word.Kind.STATE)) {
        out.line("%s[%s] <= %s;", memory(word), at(), chosen(units, u -> next(u, word)));
      }
      out.line(
          "if (%s) %s[%s] <= 1'b1;", chosen(units, u -> name(unitName(u), "spike")), spiked, at());
      out.close("end");
    }
    drawCounts(out, units);
    if (!core.fire().isEmpty()) {
      out.open("if (%s) begin".formatted(Steps.in(core.fire())));
      out.line("%s <= %s;", fired(), spiked).line("%s <= 0;", spiked).close("end");
    }
    for (Word word : kernel.words(Word.Kind.LEVEL)) {
      out.line(
          "if (put & put_what == %s) %s[put_member%s] <= put_code%s;",
          Bits.unsigned(core.level(block.name(), word.name()), 16),
          memory(word),
          Bits.range(address),
          Bits.range(word.format().width()));
    }
    out.close("end");
  }

  private void drawCounts(Lines out, List<KernelModule> units) {
    if (!draws()) {
      return;
    }
    String draws = name("draws");
    out.line("if (%s) %s[%s] <= 32'd0;", Steps.in(forgetting), draws, core.steps().index(address));
    for (KernelModule unit : units) {
      if (unit.random()) {
        out.line("if (%s) %s[%s] <= %s;", runs(unit), draws, at(), name(unitName(unit), "draws"));
      }
    }
  }

  private String chosen(
      List<KernelModule> units, java.util.function.Function<KernelModule, String> of) {
    StringBuilder text = new StringBuilder();
    for (KernelModule unit : units.subList(0, units.size() - 1)) {
      text.append(runs(unit)).append(" ? ").append(of.apply(unit)).append(" : ");
    }
    return text + of.apply(units.getLast());
  }
}
