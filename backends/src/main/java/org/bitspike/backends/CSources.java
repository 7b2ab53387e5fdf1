package org.bitspike.backends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.SpikeTrain;

/** A source block in C: plays its trains, and fires when it is told to. */
final class CSources {

  /** Spikes that are kept of a tick in a program of events, where blocks are smaller. */
  static final int SPIKES_KEPT = 1024;

  private final SourceBlock block;
  private final Program program;
  private final CNames names;
  private final CTables tables;
  private final List<SpikeTrain> trains = new ArrayList<>();

  CSources(SourceBlock block, Program program, CNames names, CTables tables) {
    this.block = block;
    this.program = program;
    this.names = names;
    this.tables = tables;
    program.stimulus().spikes().stream()
        .filter(train -> train.block().equals(block.name()) && train.tick().length > 0)
        .forEach(trains::add);
  }

  /** Name of the array of the members of a block that fired in the last tick. */
  static String spikes(CNames names, String block) {
    return names.of(block, "spikes");
  }

  /** Name of their number. */
  static String count(CNames names, String block) {
    return names.of(block, "spike_count");
  }

  /**
   * Spikes of a block that are kept of a tick: in a tick of a program of events there may be many.
   */
  static int kept(Program program, int size) {
    return program.events().isPresent() ? Math.max(size, SPIKES_KEPT) : size;
  }

  /** Adds a member to those that fired. */
  static void collectOne(String block, String member, CNames names, CText source) {
    String array = spikes(names, block);
    source.line(
        "if ("
            + count(names, block)
            + " < (int32_t)(sizeof "
            + array
            + " / sizeof "
            + array
            + "[0])) {");
    source.line(array + "[" + count(names, block) + "++] = " + member + ";").line("}");
  }

  static void declareSpikes(String block, int size, CNames names, CText header, CText source) {
    String array = "int32_t " + spikes(names, block) + "[" + size + "];";
    String number = "int32_t " + count(names, block) + ";";
    header.line("extern " + array).line("extern " + number);
    source.line(array).line(number);
  }

  /** Collects marked members in ascending order, and takes their marks away. */
  static void collect(String block, int size, String marks, CNames names, CText source) {
    source.line("for (int32_t i = 0; i < " + size + "; i++) {").line("if (" + marks + "[i]) {");
    source.line(marks + "[i] = 0;");
    source.line(spikes(names, block) + "[" + count(names, block) + "++] = i;").line("}").line("}");
  }

  static void printSpikes(String block, CNames names, CText source) {
    source.line("fprintf(out, \"spikes %s\", " + CText.string(block) + ");");
    source.line("for (int32_t k = 0; k < " + count(names, block) + "; k++) {");
    source.line("fprintf(out, \" %\" PRId32, " + spikes(names, block) + "[k]);").line("}");
    source.line("fprintf(out, \"\\n\");");
  }

  private String marks() {
    return names.of(block.name(), "marked");
  }

  private String next(int train) {
    return names.of(block.name(), "next", Integer.toString(train));
  }

  void declare(CText header, CText source) {
    header.gap().line("/* Source block " + CReadme.plain(block.name()) + ". */");
    declareSpikes(block.name(), kept(program, block.size()), names, header, source);
    if (program.events().isPresent()) {
      return;
    }
    header.line(
        "/* Lets a source, 0 to "
            + (block.size() - 1)
            + ", fire in the next step, besides its stimulus. */");
    header.line("void " + names.of(block.name(), "fire") + "(int32_t source);");
    source.line("static uint8_t " + marks() + "[" + block.size() + "];");
    for (int t = 0; t < trains.size(); t++) {
      source.line("static int32_t " + next(t) + ";");
    }
  }

  void functions(CText source) {
    if (program.events().isPresent()) {
      return;
    }
    source.line("void " + names.of(block.name(), "fire") + "(int32_t source) {");
    source
        .line("if (source >= 0 && source < " + block.size() + ") {")
        .line(marks() + "[source] = 1;")
        .line("}");
    source.line("}").gap();
  }

  void reset(CText source) {
    source.line(count(names, block.name()) + " = 0;");
    if (program.events().isPresent()) {
      return;
    }
    CNeurons.clear(source, marks());
    for (int t = 0; t < trains.size(); t++) {
      source.line(next(t) + " = 0;");
    }
  }

  void fire(CText source) {
    for (int t = 0; t < trains.size(); t++) {
      SpikeTrain train = trains.get(t);
      String id = Integer.toString(t);
      String ticks = tables.array(names.of(block.name(), "train", id, "tick"), train.tick());
      long[] members = Arrays.stream(train.source()).asLongStream().toArray();
      String sources = tables.array(names.of(block.name(), "train", id, "source"), members);
      source.line(
          "while ("
              + next(t)
              + " < "
              + members.length
              + " && (int64_t)"
              + ticks
              + "["
              + next(t)
              + "] <= now) {");
      source
          .line(marks() + "[" + sources + "[" + next(t) + "]] = 1;")
          .line(next(t) + "++;")
          .line("}");
    }
    source.line(count(names, block.name()) + " = 0;");
    collect(block.name(), block.size(), marks(), names, source);
  }

  void print(CText source) {
    printSpikes(block.name(), names, source);
  }
}
