package org.bitspike.backends.verilog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/**
 * A synapse block that learns, in the core: a synapse in a clock, through the gates of its handlers
 * one behind the other, in the order of SEMANTICS.md 7: target's spike, source's spike, the event
 * that this sends, read-out.
 */
final class CoreLearning {

  /** Widest weight code whose values stand in a memory of their own. */
  private static final int MOST_CODE_BITS = 16;

  private static final int TICK_BITS = 48;

  private final SynapseBlock block;
  private final Plasticity plasticity;
  private final Core core;
  private final Optional<CoreNeurons> target;
  private final Program program;
  private final LearningRule rule;
  private final Kernel kernel;
  private final String stream;
  private final Optional<long[]> values;
  private String learning = "1'b0";
  private String forgetting = "";

  CoreLearning(
      SynapseBlock block,
      Plasticity plasticity,
      int ordinal,
      Core core,
      Optional<CoreNeurons> target) {
    this.block = block;
    this.plasticity = plasticity;
    this.core = core;
    this.target = target;
    program = core.program();
    rule = program.learningRule(plasticity.rule());
    kernel = program.kernel(rule.kernel());
    stream = Bits.unsigned(0x10000000L + ordinal, 32);
    values = block.decode().map(program::table).map(this::decoded);
    core.steps().longest(block.size());
    block.port().ifPresent(this::expect);
  }

  /** Why a block cannot be written; empty when it can. */
  static Optional<String> obstacle(SynapseBlock block, Plasticity plasticity, Program program) {
    LearningRule rule = program.learningRule(plasticity.rule());
    String learns = "synapse block " + block.name() + " learns by rule " + rule.name();
    if (rule.sliceTicks() != 1) {
      return Optional.of(
          learns
              + ", which sees spikes in slices of "
              + rule.sliceTicks()
              + " ticks, the core tick by tick; export C, or a rule with slices of one tick");
    }
    if (block.decode().isPresent()
        && weight(program.kernel(rule.kernel())).width() > MOST_CODE_BITS) {
      return Optional.of(
          learns + " with weight codes above " + MOST_CODE_BITS + " bits and a table; export C");
    }
    Optional<NeuronBlock> targets =
        program.neurons().stream().filter(n -> n.name().equals(block.target())).findFirst();
    boolean oneByOne =
        targets
            .map(n -> program.kernel(n.kernel()))
            .filter(
                k ->
                    k.handlers().stream()
                        .anyMatch(
                            h -> h.trigger() == Trigger.EVENT && h.port().equals(block.port())))
            .isPresent();
    return block.port().isPresent() && oneByOne
        ? Optional.of(
            learns
                + " on a port whose events are handled one by one, for which the core keeps no"
                + " weights; export C")
        : Optional.empty();
  }

  private static FixedFormat weight(Kernel kernel) {
    return kernel.word("weight").orElseThrow().format();
  }

  private FixedFormat weight() {
    return weight(kernel);
  }

  /** What an event of each weight code adds, by the code's bits. */
  private long[] decoded(LookupTable table) {
    FixedFormat format = weight();
    return LongStream.range(0, 1L << format.width())
        .map(bits -> bits > format.maxCode() ? bits - (1L << format.width()) : bits)
        .map(code -> table.at(code - block.codeOffset()))
        .toArray();
  }

  /** Any synapse may come to any weight. */
  private void expect(String port) {
    long[] all = values.orElse(new long[] {weight().minCode(), weight().maxCode()});
    int longest = Arrays.stream(block.delayTicks()).max().orElse(1);
    for (long extreme :
        new long[] {Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(0)}) {
      long[] each = new long[block.size()];
      Arrays.fill(each, extreme);
      target.orElseThrow().expect(port, longest, block.targetIndex(), each);
    }
  }

  String name() {
    return block.name();
  }

  int size() {
    return block.size();
  }

  /** Words that handlers leave for later. */
  List<Word> kept() {
    return KernelModule.kept(kernel);
  }

  /** The memory of a synapse's word, or the register of a shared one. */
  String memory(Word word) {
    return name("word_" + word.name());
  }

  private String name(String... parts) {
    String[] path = new String[parts.length + 1];
    path[0] = block.name();
    System.arraycopy(parts, 0, path, 1, parts.length);
    return core.names().of(path);
  }

  private int bits() {
    return Bits.address(block.size());
  }

  private List<KernelModule> modules() {
    List<KernelModule> inOrder = new ArrayList<>();
    for (Trigger trigger : List.of(Trigger.POST, Trigger.PRE, Trigger.READOUT)) {
      core.modules().of(kernel).stream()
          .filter(m -> m.handler().trigger() == trigger)
          .filter(m -> trigger != Trigger.READOUT || rule.controller().isPresent())
          .forEach(inOrder::add);
    }
    return inOrder;
  }

  private boolean draws() {
    return modules().stream().anyMatch(KernelModule::random);
  }

  // ---- steps

  void forget() {
    if (draws()) {
      forgetting = Steps.in(core.steps().add(block.name(), "forget_draws", block.size()));
    }
  }

  void learn() {
    learning = Steps.in(core.steps().add(block.name(), "learn", block.size()));
  }

  // ---- text

  /** Tells the target what arrives, before anything is written. */
  void connect() {
    block
        .port()
        .ifPresent(
            port ->
                target
                    .orElseThrow()
                    .sum(
                        port,
                        name("sends"),
                        "{" + name("to") + ", " + name("slot") + "}",
                        name("amount")));
  }

  void write(Lines out) {
    out.gap()
        .line(
            "// Synapse block %s, which learns by kernel %s.",
            Names.clean(block.name()), Names.clean(kernel.name()));
    out.line("wire %s = %s;", name("learns"), learning);
    out.line(
        "wire %s %s = %s ? %s : %s;",
        Bits.range(bits()),
        name("synapse"),
        name("learns"),
        core.steps().index(bits()),
        Bits.unsigned(0, bits()));
    column(out, "to", Bits.address(program.blockSize(block.target())), longs(block.targetIndex()));
    column(out, "row", Bits.address(program.blockSize(block.source())), rows());
    out.line(
        "wire %s = %s & %s[%s];",
        name("pre"), name("learns"), core.firing(block.source()), name("row"));
    post(out);
    readout(out);
    memories(out);
    Map<String, String> now = new LinkedHashMap<>();
    for (Word word : kernel.words()) {
      now.put(word.name(), start(word));
    }
    String drawn = draws() ? name("draws") + "[" + name("synapse") + "]" : "";
    boolean sent = false;
    for (KernelModule unit : modules()) {
      if (unit.handler().trigger() == Trigger.READOUT) {
        send(out, now);
        sent = true;
      }
      drawn = unit(out, unit, now, drawn);
    }
    if (!sent) {
      send(out, now);
    }
    registers(out, now, drawn);
  }

  private long[] rows() {
    return IntStream.range(0, block.rowStart().length - 1)
        .flatMap(
            row -> IntStream.range(block.rowStart()[row], block.rowStart()[row + 1]).map(_ -> row))
        .asLongStream()
        .toArray();
  }

  private static long[] longs(int[] column) {
    return Arrays.stream(column).asLongStream().toArray();
  }

  private void column(Lines out, String what, int bits, long[] codes) {
    core.memories().declare(out, "", bits, name(what + "s"), codes);
    out.line(
        "wire %s %s = %s[%s];", Bits.range(bits), name(what), name(what + "s"), name("synapse"));
  }

  /** Whether the target fired so many ticks ago. */
  private void post(Lines out) {
    int delay = plasticity.dendriticDelayTicks();
    String fired = core.firing(block.target());
    if (delay > 0) {
      int slot = Bits.address(delay + 1L);
      String past = name("past");
      core.zeros(out, "", program.blockSize(block.target()), past, 1 << slot);
      String now = "tick" + Bits.range(slot);
      out.line(
          "wire %s %s = %s - %s;",
          Bits.range(slot), name("past", "slot"), now, Bits.unsigned(delay, slot));
      out.line(
          "wire %s %s = %s[%s];",
          Bits.range(program.blockSize(block.target())),
          name("past", "fired"),
          past,
          name("past", "slot"));
      out.line("always @(posedge clk) if (%s) %s[%s] <= %s;", name("learns"), past, now, fired);
      fired = name("past", "fired");
    }
    out.line("wire %s = %s & %s[%s];", name("post"), name("learns"), fired, name("to"));
  }

  /** The tick in which each synapse is read out next. */
  private void readout(Lines out) {
    if (rule.controller().isEmpty()) {
      return;
    }
    LearningRule.Controller c = rule.controller().get();
    long[] due =
        Arrays.stream(rows())
            .map(row -> c.firstTick() + row / c.rowsPerStep() * c.stepTicks())
            .toArray();
    core.memories().declare(out, "", TICK_BITS, name("due"), due);
    out.line(
        "wire %s = %s & (%s[%s] == tick);",
        name("readout"), name("learns"), name("due"), name("synapse"));
    out.line(
        "always @(posedge clk) if (%s) %s[%s] <= tick + %s;",
        name("readout"), name("due"), name("synapse"), Bits.unsigned(c.cycleTicks(), TICK_BITS));
  }

  private void memories(Lines out) {
    for (Word word : kernel.words()) {
      String sign = word.format().signed() ? "signed " : "";
      int width = word.format().width();
      switch (word.kind()) {
        case STATE, PARAM -> core.memories().declare(out, sign, width, memory(word), initial(word));
        case SHARED -> {
          out.line("reg %s %s;", Bits.type(word.format()), memory(word));
          long code = plasticity.shared().value(word.name(), 0);
          out.line("initial %s = %s;", memory(word), Bits.unsigned(code, width));
        }
        case TARGET, INPUT, LEVEL -> {}
      }
    }
    if (draws()) {
      core.zeros(out, "", 32, name("draws"), block.size());
    }
  }

  private long[] initial(Word word) {
    long[] all = new long[block.size()];
    for (int s = 0; s < all.length; s++) {
      all[s] =
          word.kind() == Word.Kind.PARAM
              ? plasticity.params().value(word.name(), s)
              : word.name().equals("weight")
                  ? block.weightCode()[s]
                  : plasticity.initial().value(word.name(), s);
    }
    return all;
  }

  private String start(Word word) {
    return switch (word.kind()) {
      case STATE, PARAM -> memory(word) + "[" + name("synapse") + "]";
      case SHARED -> memory(word);
      case TARGET -> target.orElseThrow().seen(word.name(), name("to"));
      case INPUT, LEVEL -> Bits.unsigned(0, word.format().width());
    };
  }

  /** A handler's gates behind those before; gives the draws taken so far. */
  private String unit(Lines out, KernelModule unit, Map<String, String> now, String drawn) {
    String stage = unit.handler().trigger().name().toLowerCase(java.util.Locale.ROOT);
    String runs = name(stage);
    List<String> ports = new ArrayList<>();
    kernel
        .words()
        .forEach(w -> ports.add("." + unit.in(w.name()) + "(" + Lookup.of(now, w.name()) + ")"));
    ports.add(".now(tick)");
    String after = drawn;
    if (unit.random()) {
      ports.add(".member({" + (32 - bits()) + "'b0, " + name("synapse") + "})");
      ports.add(".draws(" + drawn + ")");
      String taken = name(stage, "draws");
      out.line("wire [31:0] %s;", taken);
      ports.add(".draws_out(" + taken + ")");
      after = name(stage, "drawn");
      out.line("wire [31:0] %s = %s ? %s : %s;", after, runs, taken, drawn);
    }
    for (Word word : kept()) {
      String next = name(stage, "next", word.name());
      out.line("wire %s %s;", Bits.type(word.format()), next);
      ports.add("." + unit.out(word.name()) + "(" + next + ")");
    }
    out.line("wire %s, %s;", name(stage, "spike"), name(stage, "trapped"));
    ports.add(".spike(" + name(stage, "spike") + ")");
    ports.add(".trapped(" + name(stage, "trapped") + ")");
    if (unit.traps()) {
      core.trapsWhen(runs + " & " + name(stage, "trapped"));
    }
    out.line(
        "%s%s %s (",
        unit.name(), unit.random() ? " #(.STREAM(" + stream + "))" : "", name(stage, "unit"));
    out.open("  " + String.join(",\n    ", ports)).close(");");
    for (Word word : kept()) {
      String left = name(stage, "left", word.name());
      out.line(
          "wire %s %s = %s ? %s : %s;",
          Bits.type(word.format()),
          left,
          runs,
          name(stage, "next", word.name()),
          Lookup.of(now, word.name()));
      now.put(word.name(), left);
    }
    return after;
  }

  /** The event that a spike of the source sends, with the weight as it is by now. */
  private void send(Lines out, Map<String, String> now) {
    if (block.port().isEmpty()) {
      return;
    }
    int slot = target.orElseThrow().slotBits(block.port().get());
    column(out, "delay", slot, longs(block.delayTicks()));
    out.line(
        "wire %s %s = tick%s + %s;",
        Bits.range(slot), name("slot"), Bits.range(slot), name("delay"));
    out.line("wire %s = %s;", name("sends"), name("pre"));
    String weight = name("weight", "sent");
    out.line("wire %s %s = %s;", Bits.type(weight()), weight, Lookup.of(now, "weight"));
    if (values.isPresent()) {
      long[] all = values.get();
      int width =
          Arrays.stream(all)
              .mapToInt(v -> 65 - Long.numberOfLeadingZeros(v < 0 ? ~v : v))
              .max()
              .orElse(1);
      core.memories().declare(out, "signed ", width, name("values"), all);
      out.line(
          "wire signed %s %s = %s[%s%s];",
          Bits.range(width), name("amount"), name("values"), weight, Bits.range(weight().width()));
    } else {
      out.line(
          "wire signed %s %s = %s;",
          Bits.range(Bits.wire(weight())), name("amount"), Bits.widened(weight, weight()));
    }
  }

  private void registers(Lines out, Map<String, String> now, String drawn) {
    out.open("always @(posedge clk) begin");
    out.open("if (%s) begin".formatted(name("learns")));
    for (Word word : kept()) {
      String where =
          word.kind() == Word.Kind.SHARED
              ? memory(word)
              : memory(word) + "[" + name("synapse") + "]";
      out.line("%s <= %s;", where, Lookup.of(now, word.name()));
    }
    if (draws()) {
      out.line("%s[%s] <= %s;", name("draws"), name("synapse"), drawn);
    }
    out.close("end");
    if (draws()) {
      out.line("if (%s) %s[%s] <= 32'd0;", forgetting, name("draws"), core.steps().index(bits()));
    }
    out.close("end");
  }
}
