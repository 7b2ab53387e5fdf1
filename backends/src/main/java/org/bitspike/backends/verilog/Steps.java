package org.bitspike.backends.verilog;

import java.util.ArrayList;
import java.util.List;

/** What the core does in a tick, one step after the other, each for a number of clocks. */
final class Steps {

  /**
   * A step.
   *
   * @param name constant that the register {@code step} has during it
   * @param count values that the index {@code i} takes
   * @param stay condition under which the index waits; empty for none
   * @param next value that {@code s} takes as the index moves on; empty for none
   */
  private record Step(String name, int count, String stay, String next) {}

  private final List<Step> steps = new ArrayList<>();
  private final Names names;
  private int longest = 1;

  Steps(Names names) {
    this.names = names;
  }

  /** Notes an index that steps will have, before any of them is written. */
  void longest(int count) {
    longest = Math.max(longest, count);
  }

  /** Bits of the index {@code i}. */
  int indexBits() {
    return Bits.address(longest);
  }

  /** The low bits of {@code i}, as an address of that many bits. */
  String index(int bits) {
    return bits == indexBits() ? "i" : "i" + Bits.range(bits);
  }

  /** Adds a step that does something for each of a number of members. */
  String add(String block, String what, int count) {
    String name = names.of("step", block, what);
    steps.add(new Step(name, count, "", ""));
    return name;
  }

  /** Adds a step that walks along rows: {@code s} moves while the index waits. */
  String addRows(String block, int rows, String stay, String rowEnd) {
    String name = names.of("step", block, "route");
    steps.add(new Step(name, rows, stay, rowEnd));
    return name;
  }

  /** The condition of being in a step. */
  static String in(String name) {
    return "(step == " + name + ")";
  }

  /** Declares the steps' numbers; 0 is none. */
  void declare(Lines out) {
    int bits = Bits.address(steps.size() + 1L);
    out.line("localparam %s STEP_IDLE = %s;", Bits.range(bits), Bits.unsigned(0, bits));
    for (int k = 0; k < steps.size(); k++) {
      out.line(
          "localparam %s %s = %s;",
          Bits.range(bits), steps.get(k).name(), Bits.unsigned(k + 1L, bits));
    }
    out.line("reg %s step;", Bits.range(bits));
    out.line(
        "reg %s i; // neuron, row, or place in the order of synapses", Bits.range(indexBits()));
    out.line("initial step = STEP_IDLE;").line("initial i = %s;", zero());
  }

  private String zero() {
    return Bits.unsigned(0, indexBits());
  }

  /** Writes the sequence; the last step ends the tick. */
  void write(Lines out, boolean synapses) {
    out.open("always @(posedge clk) begin");
    out.open("if (trap) begin").line("trapped <= 1'b1;").line("step <= STEP_IDLE;");
    out.close("end").open("else begin");
    out.open("case (step)");
    out.line("STEP_IDLE: if (start & ~trapped) step <= %s;", steps.getFirst().name());
    for (int k = 0; k < steps.size(); k++) {
      boolean last = k == steps.size() - 1;
      write(out, steps.get(k), last ? "STEP_IDLE" : steps.get(k + 1).name(), last, synapses);
    }
    out.line("default: step <= STEP_IDLE;");
    out.close("endcase").close("end").close("end");
  }

  private void write(Lines out, Step step, String next, boolean last, boolean synapses) {
    out.open(step.name() + ": begin");
    if (!step.stay().isEmpty()) {
      out.open("if (%s)".formatted(step.stay())).line("s <= s + 1'b1;");
      out.close("else begin").open("");
    }
    out.open("if (i == %s) begin".formatted(Bits.unsigned(step.count() - 1L, indexBits())));
    out.line("step <= %s;", next).line("i <= %s;", zero());
    if (synapses) {
      out.line("s <= 0;");
    }
    if (last) {
      out.line("tick <= tick + 48'd1;");
    }
    out.close("end").open("else begin").line("i <= i + 1'b1;");
    if (!step.next().isEmpty()) {
      out.line("s <= %s;", step.next());
    }
    out.close("end");
    if (!step.stay().isEmpty()) {
      out.close("end");
    }
    out.close("end");
  }
}
