package org.bitspike.backends.verilog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.SynapseBlock;

/** A synapse block in the core: rows in memories, walked along when their sources have fired. */
final class CoreSynapses {

  private final SynapseBlock block;
  private final Core core;
  private final CoreNeurons target;
  private final String port;
  private final boolean oneByOne;
  private final long[] values;
  private final int rows;
  private final int longest;

  /** A block of at least one synapse, with a port and without learning. */
  CoreSynapses(SynapseBlock block, Core core, CoreNeurons target) {
    this.block = block;
    this.core = core;
    this.target = target;
    port = block.port().orElseThrow();
    oneByOne = target.oneByOne(port);
    rows = core.program().blockSize(block.source());
    longest = Arrays.stream(block.delayTicks()).max().orElse(1);
    long[] codes = longs(block.weightCode());
    values =
        block
            .decode()
            .map(core.program()::table)
            .map(table -> decoded(codes, table, block.codeOffset()))
            .orElse(codes);
    core.steps().longest(rows);
    if (oneByOne) {
      core.steps().longest(block.size());
    } else {
      target.expect(port, longest, block.targetIndex(), values);
    }
  }

  private static long[] decoded(long[] codes, LookupTable table, int offset) {
    return Arrays.stream(codes).map(code -> table.at(code - offset)).toArray();
  }

  private static long[] longs(int[] column) {
    return Arrays.stream(column).asLongStream().toArray();
  }

  private String name(String part) {
    return core.names().of(block.name(), part);
  }

  private int bits() {
    return Bits.address(block.size());
  }

  private int slotBits() {
    return oneByOne ? Bits.address(longest + 1L) : target.slotBits(port);
  }

  // ---- steps

  void deliver() {
    if (oneByOne) {
      core.steps().add(block.name(), "deliver", block.size());
    }
  }

  void route() {
    core.steps().addRows(block.name(), rows, name("sends"), name("row_end"));
  }

  private String routing() {
    return Steps.in(core.names().of("step", block.name(), "route"));
  }

  private String delivering() {
    return Steps.in(core.names().of("step", block.name(), "deliver"));
  }

  // ---- text

  /** Tells the target what arrives, before anything is written. */
  void connect() {
    if (oneByOne) {
      target.arrival(port, name("arrives"), name("to"), name("amount"));
    } else {
      target.sum(port, name("sends"), "{" + name("to") + ", " + name("slot") + "}", name("amount"));
    }
  }

  void write(Lines out, boolean delivers, boolean routes) {
    out.gap().line("// Synapse block %s.", Names.clean(block.name()));
    int s = core.synapseBits();
    long[] ends = Arrays.copyOfRange(longs(block.rowStart()), 1, rows + 1);
    core.memories().declare(out, "", s, name("row_ends"), ends);
    out.line(
        "wire %s %s = %s[%s];",
        Bits.range(s), name("row_end"), name("row_ends"), core.steps().index(Bits.address(rows)));
    out.line(
        "wire %s = %s & %s[%s] & (s != %s);",
        name("sends"),
        routes ? routing() : "1'b0",
        core.firing(block.source()),
        core.steps().index(Bits.address(rows)),
        name("row_end"));
    String walked = bits() == s ? "s" : "s" + Bits.range(bits());
    if (oneByOne && delivers) {
      long[] order = longs(canonicalOrder());
      core.memories().declare(out, "", bits(), name("order"), order);
      walked =
          "%s ? %s[%s] : %s"
              .formatted(delivering(), name("order"), core.steps().index(bits()), walked);
    }
    out.line("wire %s %s = %s;", Bits.range(bits()), name("synapse"), walked);
    column(out, "to", false, target.address(), longs(block.targetIndex()));
    boolean signed = !oneByOne || target.port(port).format().signed();
    int valueBits = oneByOne ? target.port(port).format().width() : signedBits(values);
    column(out, "amount", signed, valueBits, values);
    column(out, "delay", false, slotBits(), longs(block.delayTicks()));
    out.line(
        "wire %s %s = tick%s + %s;",
        Bits.range(slotBits()), name("slot"), Bits.range(slotBits()), name("delay"));
    if (oneByOne) {
      waiting(out, delivers);
    }
  }

  /** Marks of the synapses whose events wait, by synapse and due tick. */
  private void waiting(Lines out, boolean delivers) {
    String waiting = name("waiting");
    core.zeros(out, "", 1, waiting, block.size() << slotBits());
    String now = "{" + name("synapse") + ", tick" + Bits.range(slotBits()) + "}";
    out.line(
        "wire %s = %s & %s[%s];", name("arrives"), delivers ? delivering() : "1'b0", waiting, now);
    out.open("always @(posedge clk) begin");
    out.line(
        "if (%s) %s[{%s, %s}] <= 1'b1;", name("sends"), waiting, name("synapse"), name("slot"));
    out.line("else if (%s) %s[%s] <= 1'b0;", name("arrives"), waiting, now);
    out.close("end");
  }

  private void column(Lines out, String what, boolean signed, int bits, long[] codes) {
    String sign = signed ? "signed " : "";
    String entry;
    if (Arrays.stream(codes).distinct().count() == 1) {
      entry = signed ? Bits.signed(codes[0], bits) : Bits.unsigned(codes[0], bits);
    } else {
      core.memories().declare(out, sign, bits, name(what + "s"), codes);
      entry = name(what + "s") + "[" + name("synapse") + "]";
    }
    out.line("wire %s%s %s = %s;", sign, Bits.range(bits), name(what), entry);
  }

  private static int signedBits(long[] codes) {
    return Arrays.stream(codes)
        .mapToInt(code -> 65 - Long.numberOfLeadingZeros(code < 0 ? ~code : code))
        .max()
        .orElse(1);
  }

  /** By the tick in which the source fired, then by synapse. */
  private int[] canonicalOrder() {
    return IntStream.range(0, block.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer s) -> -block.delayTicks()[s]).thenComparingInt(s -> s))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
