package org.bitspike.backends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.EventList;

/** The loop of a program of events in C: one event after the other, each to its end. */
final class CEvents {

  /** Events from the queue after one event from outside, beyond which the chip is never quiet. */
  static final int MOST_AFTER_ONE = 1 << 20;

  private final Program program;
  private final EventSchedule schedule;
  private final CNames names;
  private final CTables tables;
  private final List<CNeurons> neurons;
  private final List<CSynapses> synapses;
  private final String prefix;
  // Address of each block's first member.
  private final Map<String, Integer> base = new LinkedHashMap<>();
  private final int queued;

  CEvents(
      Program program,
      CNames names,
      CTables tables,
      List<CNeurons> neurons,
      List<CSynapses> synapses) {
    this.program = program;
    this.names = names;
    this.tables = tables;
    this.neurons = neurons;
    this.synapses = synapses;
    schedule = program.events().orElseThrow();
    prefix = names.prefix();
    int address = 0;
    for (NeuronBlock block : program.neurons()) {
      base.put(block.name(), address);
      address += block.size();
    }
    for (SourceBlock block : program.sources()) {
      base.put(block.name(), address);
      address += block.size();
    }
    queued = schedule.queue().map(SpikeQueue::kind).map(this::number).orElse(-1);
  }

  private int number(String kind) {
    return schedule.kinds().indexOf(schedule.kind(kind));
  }

  private boolean queue() {
    return queued >= 0;
  }

  private int capacity() {
    return schedule.queue().map(SpikeQueue::capacity).orElse(0);
  }

  void declare(CText header, CText source) {
    header
        .gap()
        .line("/* Events. An address counts the neurons of all blocks, then the sources. */");
    String upper = prefix.toUpperCase(Locale.ROOT);
    for (Kind kind : schedule.kinds()) {
      header.line(
          "#define "
              + upper
              + "_KIND_"
              + CNames.clean(kind.name()).toUpperCase(Locale.ROOT)
              + " "
              + number(kind.name()));
    }
    header.line(
        "/* Handles an event at once, and all that follow from it, as of the tick to come. */");
    header.line(
        "void " + prefix + "_event(int32_t kind, int32_t address, int32_t target, int64_t value);");
    header.line("/* If not 0, is told of every spike of a neuron, in their order. */");
    header.line("extern void (*" + prefix + "_on_spike)(int32_t address);");
    source.line("void (*" + prefix + "_on_spike)(int32_t address);");
    if (queue()) {
      header.line(
          "/* Spikes meant for the queue of events, and those of them that found it full. */");
      for (String counter : List.of("sent", "lost")) {
        header.line("extern int64_t " + prefix + "_" + counter + ";");
        source.line("int64_t " + prefix + "_" + counter + ";");
      }
      source.line("static int32_t " + prefix + "_queue[" + capacity() + "];");
      source.line("static int32_t " + prefix + "_head;");
      source.line("static int32_t " + prefix + "_waiting;");
    }
    if (program.stimulus().events().size() > 0) {
      source.line("static int32_t " + prefix + "_next_event;");
    }
  }

  /** Defines what is called by handlers of neurons and synapses, before these. */
  void fired(CText source) {
    source.line("/* A neuron of that address fired. */");
    source.line("static void " + prefix + "_fired(int32_t address) {");
    source.line("if (" + prefix + "_on_spike) {").line(prefix + "_on_spike(address);").line("}");
    if (queue()) {
      source.line(prefix + "_sent++;");
      source.line("if (" + prefix + "_waiting == " + capacity() + ") {");
      source.line(prefix + "_lost++;").line("} else {");
      append(source);
      source.line("}");
    }
    source.line("}").gap();
  }

  private void append(CText source) {
    source.line("int32_t at = " + prefix + "_head + " + prefix + "_waiting;");
    source.line(
        prefix + "_queue[at < " + capacity() + " ? at : at - " + capacity() + "] = address;");
    source.line(prefix + "_waiting++;");
  }

  /** Defines the loop. */
  void functions(CText source) {
    boolean byRow =
        schedule.kinds().stream()
            .anyMatch(kind -> kind.scope() == Scope.ROW || kind.scope() == Scope.SYNAPSE);
    if (byRow && !inOrder()) {
      row(source);
    }
    source.line(
        "static void "
            + prefix
            + "_handle(int32_t kind, int32_t address, int32_t target, int64_t value, int64_t now)"
            + " {");
    source.line("(void)address;").line("(void)target;").line("(void)value;").line("(void)now;");
    source.line("switch (kind) {");
    for (Kind kind : schedule.kinds()) {
      source.line("case " + number(kind.name()) + ": {");
      handle(source, kind);
      source.line("break;").line("}");
    }
    source.line("default: {").line("break;").line("}").line("}").line("}").gap();
    event(source);
  }

  private void handle(CText source, Kind kind) {
    if (kind.scope().ofSynapses()) {
      if (kind.scope() == Scope.ALL_ROWS || inOrder()) {
        synapses.forEach(block -> handle(source, kind, block));
      } else {
        source.line(
            prefix
                + "_row(address, now, "
                + kind.synapseWork().ordinal()
                + ", "
                + (kind.delivers() ? 1 : 0)
                + (kind.scope() == Scope.SYNAPSE ? ", target);" : ", -1);"));
      }
      return;
    }
    String port = kind.port().orElseThrow();
    for (CNeurons block : neurons) {
      int from = base(block.name());
      if (kind.scope() == Scope.NEURON) {
        source.line("if (" + within("address", from, block.size()) + ") {");
        source.line(block.handleFunction(port) + "(address - " + from + ", now, value);");
      } else {
        source.line("for (int32_t i = 0; i < " + block.size() + "; i++) {");
        source.line(block.handleFunction(port) + "(i, now, value);");
      }
      source.line("}");
    }
  }

  /** All synapses of all rows, block by block, or those of one block's row. */
  private void handle(CText source, Kind kind, CSynapses block) {
    int rows = base(block.source());
    String from = "0";
    String to = Integer.toString(block.size());
    boolean all = kind.scope() == Scope.ALL_ROWS;
    if (!all) {
      int sources = program.blockSize(block.source());
      source.line("if (" + within("address", rows, sources) + ") {");
      String starts = block.rows();
      from = "(int32_t)" + starts + "[address - " + rows + "]";
      to = "(int32_t)" + starts + "[address - " + rows + " + 1]";
    }
    source.line("for (int32_t s = " + from + "; s < " + to + "; s++) {");
    reach(
        source,
        block,
        kind.scope() == Scope.SYNAPSE ? "target" : "",
        Integer.toString(kind.synapseWork().ordinal()),
        kind.delivers() ? "1" : "0");
    source.line("}");
    if (!all) {
      source.line("}");
    }
  }

  private void reach(CText source, CSynapses block, String only, String work, String delivers) {
    if (!only.isEmpty()) {
      String target = block.target("s") + " + " + base(block.target());
      source.line("if (" + only + " < 0 || " + target + " == " + only + ") {");
    }
    source.line(block.reachFunction() + "(s, now, " + work + ", " + delivers + ");");
    if (!only.isEmpty()) {
      source.line("}");
    }
  }

  /** Whether every row is in one block and in the order of its targets, so that no table is due. */
  private boolean inOrder() {
    Set<String> sources = new HashSet<>();
    for (CSynapses block : synapses) {
      if (!sources.add(block.source()) || !block.inOrder()) {
        return false;
      }
    }
    return true;
  }

  /** The synapses of an address in the order of their targets, over all blocks. */
  private void row(CText source) {
    List<List<int[]>> rows = new ArrayList<>();
    int addresses =
        program.neurons().stream().mapToInt(NeuronBlock::size).sum()
            + program.sources().stream().mapToInt(SourceBlock::size).sum();
    for (int address = 0; address < addresses; address++) {
      rows.add(new ArrayList<>());
    }
    for (int b = 0; b < synapses.size(); b++) {
      CSynapses block = synapses.get(b);
      for (int s = 0; s < block.size(); s++) {
        int target = base(block.target()) + block.targetOf(s);
        rows.get(base(block.source()) + block.rowOf(s)).add(new int[] {b, s, target});
      }
    }
    rows.forEach(row -> row.sort(Comparator.comparingInt(s -> s[2])));
    long[] starts = new long[addresses + 1];
    for (int address = 0; address < addresses; address++) {
      starts[address + 1] = starts[address] + rows.get(address).size();
    }
    long[][] columns = new long[2][];
    for (int c = 0; c < 2; c++) {
      int column = c;
      columns[c] = rows.stream().flatMap(List::stream).mapToLong(s -> s[column]).toArray();
    }
    String starting = tables.array(names.of("row", "starts"), starts);
    source.line(
        "static void "
            + prefix
            + "_row(int32_t address, int64_t now, int work, int delivers, int32_t target) {");
    source.line(
        "for (int32_t k = (int32_t)"
            + starting
            + "[address]; k < (int32_t)"
            + starting
            + "[address + 1]; k++) {");
    source.line(
        "const int32_t s = (int32_t)"
            + tables.array(names.of("row", "synapses"), columns[1])
            + "[k];");
    source.line("switch (" + tables.array(names.of("row", "blocks"), columns[0]) + "[k]) {");
    for (int b = 0; b < synapses.size(); b++) {
      source.line("case " + b + ": {");
      reach(source, synapses.get(b), "target", "work", "delivers");
      source.line("break;").line("}");
    }
    source.line("default: {").line("break;").line("}").line("}").line("}").line("}").gap();
  }

  private int base(String block) {
    return base.getOrDefault(block, 0);
  }

  private static String within(String address, int from, int size) {
    return address + " >= " + from + " && " + address + " < " + (from + size);
  }

  private void event(CText source) {
    source.line(
        "void "
            + prefix
            + "_event(int32_t kind, int32_t address, int32_t target, int64_t value) {");
    source.line("const int64_t now = " + prefix + "_tick;");
    source.line("if (" + prefix + "_error) {").line("return;").line("}");
    spikesOfSources(source);
    if (queue()) {
      source.line("if (kind == " + queued + ") {");
      append(source);
      source.line("} else {");
    }
    source.line(prefix + "_handle(kind, address, target, value, now);");
    if (queue()) {
      source.line("}");
      drain(source);
    }
    source.line("}").gap();
  }

  private void spikesOfSources(CText source) {
    List<String> rows = new ArrayList<>();
    for (Kind kind : schedule.kinds()) {
      if (kind.scope() == Scope.ROW) {
        rows.add("kind == " + number(kind.name()));
      }
    }
    if (rows.isEmpty() || program.sources().isEmpty()) {
      return;
    }
    source.line("if (" + String.join(" || ", rows) + ") {");
    for (SourceBlock block : program.sources()) {
      int from = base(block.name());
      source.line("if (" + within("address", from, block.size()) + ") {");
      CSources.collectOne(block.name(), "address - " + from, names, source);
      source.line("}");
    }
    source.line("}");
  }

  private void drain(CText source) {
    source.line("for (int32_t n = 0; " + prefix + "_waiting > 0 && !" + prefix + "_error; n++) {");
    source.line("if (n == INT32_C(" + MOST_AFTER_ONE + ")) {");
    source.line(prefix + "_error = 2;").line(prefix + "_error_tick = now;");
    source.line(prefix + "_error_member = address;");
    source.line(
        prefix
            + "_error_where = BITSPIKE_NAMED(\"events that follow one from outside do not end\");");
    source.line("return;").line("}");
    source.line(
        prefix + "_handle(" + queued + ", " + prefix + "_queue[" + prefix + "_head], 0, 0, now);");
    source.line(
        prefix
            + "_head = "
            + prefix
            + "_head + 1 < "
            + capacity()
            + " ? "
            + prefix
            + "_head + 1 : 0;");
    source.line(prefix + "_waiting--;").line("}");
  }

  void reset(CText source) {
    if (queue()) {
      for (String counter : List.of("sent", "lost", "head", "waiting")) {
        source.line(prefix + "_" + counter + " = 0;");
      }
    }
    if (program.stimulus().events().size() > 0) {
      source.line(prefix + "_next_event = 0;");
    }
  }

  /** The events of the stimulus in a tick. */
  void step(CText source) {
    program.neurons().forEach(b -> source.line(CSources.count(names, b.name()) + " = 0;"));
    program.sources().forEach(b -> source.line(CSources.count(names, b.name()) + " = 0;"));
    EventList events = program.stimulus().events();
    if (events.size() == 0) {
      return;
    }
    String next = prefix + "_next_event";
    String ticks = tables.array(names.of("events", "tick"), events.tick());
    source.line(
        "while ("
            + next
            + " < "
            + events.size()
            + " && (int64_t)"
            + ticks
            + "["
            + next
            + "] <= now) {");
    source.line("const int32_t e = " + next + "++;");
    source.line(
        prefix
            + "_event((int32_t)"
            + tables.column(names.of("events", "kind"), longs(events.kind()), "e")
            + ", (int32_t)"
            + tables.column(names.of("events", "address"), longs(events.address()), "e")
            + ", (int32_t)"
            + tables.column(names.of("events", "target"), longs(events.target()), "e")
            + ", "
            + tables.column(names.of("events", "value"), events.value(), "e")
            + ");");
    source.line("(void)e;").line("}");
  }

  private static long[] longs(int[] column) {
    return Arrays.stream(column).asLongStream().toArray();
  }
}
