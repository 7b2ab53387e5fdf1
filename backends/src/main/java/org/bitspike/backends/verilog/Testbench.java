package org.bitspike.backends.verilog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.program.Stimulus.SpikeTrain;

/** Plays the stimulus from a file, and prints every spike and state word of every tick. */
final class Testbench {

  /** Bits of an entry of the stimulus: tick, what is put, member, code. */
  static final int ENTRY_BITS = 48 + 16 + 32 + 64;

  private record Put(long tick, int what, int member, long code) {
    String hex() {
      BigInteger entry = BigInteger.valueOf(tick);
      entry = entry.shiftLeft(16).or(BigInteger.valueOf(what));
      entry = entry.shiftLeft(32).or(BigInteger.valueOf(member));
      BigInteger low = new BigInteger(Long.toUnsignedString(code));
      String digits = entry.shiftLeft(64).or(low).toString(16);
      return "0".repeat(ENTRY_BITS / 4 - digits.length()) + digits;
    }
  }

  private final Program program;
  private final String prefix;
  private final Core core;
  private final Memories memories;
  private final Lines out = new Lines();

  Testbench(Program program, String prefix, Core core, Memories memories) {
    this.program = program;
    this.prefix = prefix;
    this.core = core;
    this.memories = memories;
  }

  private List<Put> stimulus() {
    List<Put> puts = new ArrayList<>();
    for (SpikeTrain train : program.stimulus().spikes()) {
      for (int e = 0; e < train.tick().length; e++) {
        puts.add(new Put(train.tick()[e], core.source(train.block()), train.source()[e], 0));
      }
    }
    for (LevelTrain train : program.stimulus().levels()) {
      int what = core.level(train.block(), train.word());
      for (int e = 0; e < train.tick().length; e++) {
        puts.add(new Put(train.tick()[e], what, train.neuron()[e], train.code()[e]));
      }
    }
    puts.sort(Comparator.comparingLong(Put::tick));
    return puts;
  }

  String text() {
    List<Put> puts = stimulus();
    out.line(
        "// Runs the program and prints what happens. With +dump it prints to %s.dump.", prefix);
    out.open("module " + prefix + "_tb;");
    out.line("reg clk, start, put, halted;").line("reg [15:0] put_what;");
    out.line("reg [31:0] put_member;").line("reg [63:0] put_code;");
    out.line("wire busy, trapped;").line("wire [47:0] tick;");
    out.line("integer out, n, next;");
    int count = puts.size();
    if (count > 0) {
      String path = memories.add("stimulus", count, e -> puts.get((int) e).hex());
      out.line("// tick (48 bits), what is put (16), member (32), code (64)");
      out.line("reg %s stimulus [0:%d];", Bits.range(ENTRY_BITS), count - 1);
      out.line("reg %s entry;", Bits.range(ENTRY_BITS));
      out.line("initial $readmemh(\"%s\", stimulus);", path);
    }
    ports();
    out.gap().open("task clock;").open("begin");
    out.line("#1 clk = 1'b1;").line("#1 clk = 1'b0;").close("end").close("endtask");
    out.gap().open("initial begin");
    out.line("out = 1;");
    out.line("if ($test$plusargs(\"dump\")) out = $fopen(\"%s.dump\", \"w\");", prefix);
    out.line("clk = 1'b0; start = 1'b0; put = 1'b0; halted = 1'b0; next = 0;");
    out.line("put_what = 16'd0; put_member = 32'd0; put_code = 64'd0;").line("#1;");
    out.open("while (tick < 48'd%d && !halted) begin".formatted(program.durationTicks()));
    out.line("$fdisplay(out, \"tick %0d\", tick);");
    if (count > 0) {
      out.line("entry = stimulus[next];");
      out.open("while (next < %d && entry[159:112] == tick) begin".formatted(count));
      out.line("put = 1'b1; {put_what, put_member, put_code} = entry[111:0];");
      out.line("clock;").line("next = next + 1;");
      out.line("if (next < %d) entry = stimulus[next];".formatted(count));
      out.close("end").line("put = 1'b0;");
    }
    out.line("start = 1'b1;").line("clock;").line("start = 1'b0;");
    out.line("while (busy) clock;");
    out.open("if (trapped) begin").line("$fdisplay(out, \"trap\");").line("halted = 1'b1;");
    out.close("end").open("else begin");
    dump();
    out.close("end").close("end");
    out.line("if ($test$plusargs(\"dump\")) $fclose(out);").line("else $finish(0);");
    return out.close("end").close("endmodule").toString();
  }

  private void ports() {
    out.line(
        "%s_core dut (.clk(clk), .start(start), .busy(busy), .trapped(trapped), .tick(tick),",
        prefix);
    out.line("  .put(put), .put_what(put_what), .put_member(put_member), .put_code(put_code),");
    List<String> fired = new ArrayList<>();
    program.neurons().forEach(b -> fired.add("  ." + core.firing(b.name()) + "()"));
    program.sources().forEach(b -> fired.add("  ." + core.firing(b.name()) + "()"));
    out.line(String.join(",\n  ", fired) + ");");
  }

  private void dump() {
    for (NeuronBlock block : program.neurons()) {
      spikes(block.name(), block.size());
      CoreNeurons neurons =
          core.neurons().stream()
              .filter(n -> n.name().equals(block.name()))
              .findFirst()
              .orElseThrow();
      for (Word word : program.kernel(block.kernel()).words(Word.Kind.STATE)) {
        write("word " + block.name() + "." + word.name());
        out.line(
            "for (n = 0; n < %d; n = n + 1) $fwrite(out, \" %%0d\", dut.%s[n]);",
            block.size(), neurons.memory(word));
        out.line("$fwrite(out, \"\\n\");");
      }
    }
    for (SourceBlock block : program.sources()) {
      spikes(block.name(), block.size());
    }
    for (CoreLearning learning : core.learning()) {
      for (Word word : learning.kept()) {
        write("word " + learning.name() + "." + word.name());
        if (word.kind() == Word.Kind.SHARED) {
          out.line("$fwrite(out, \" %%0d\", dut.%s);", learning.memory(word));
        } else {
          out.line(
              "for (n = 0; n < %d; n = n + 1) $fwrite(out, \" %%0d\", dut.%s[n]);",
              learning.size(), learning.memory(word));
        }
        out.line("$fwrite(out, \"\\n\");");
      }
    }
  }

  private void spikes(String block, int size) {
    write("spikes " + block);
    out.line(
        "for (n = 0; n < %d; n = n + 1) if (dut.%s[n]) $fwrite(out, \" %%0d\", n);",
        size, core.firing(block));
    out.line("$fwrite(out, \"\\n\");");
  }

  private void write(String text) {
    StringBuilder quoted = new StringBuilder();
    for (char c : text.toCharArray()) {
      quoted.append(
          switch (c) {
            case '"', '\\' -> "\\" + c;
            case '%' -> "%%";
            default -> c >= ' ' && c < 127 ? String.valueOf(c) : "?";
          });
    }
    out.line("$fwrite(out, \"" + quoted + "\");");
  }
}
