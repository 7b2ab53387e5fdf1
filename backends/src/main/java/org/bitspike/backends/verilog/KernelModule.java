package org.bitspike.backends.verilog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.backends.verilog.Expressions.Value;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelFormats;
import org.bitspike.ir.program.LookupTable;

/**
 * A handler as a module of gates alone: the words before in, those after out. What follows a trap
 * is of no meaning.
 */
final class KernelModule implements Expressions.Scope {

  /** Number of draws taken so far: a wire, and how many after it. */
  private record Draws(String before, int more) {
    String text() {
      return more == 0 ? before : before + " + 32'd" + more;
    }
  }

  private final Kernel kernel;
  private final Handler handler;
  private final String module;
  private final long seed;
  private final Function<String, LookupTable> tables;
  private final Memories memories;
  private final Lines out = new Lines();
  private final Lines declarations = new Lines();
  private final Names names = new Names("now", "value", "member", "draws", "draws_out");
  private final Expressions expressions;
  private final Map<String, Expressions.Table> declared = new LinkedHashMap<>();
  private final List<String> traps = new ArrayList<>();
  private Map<String, Value> lets = new HashMap<>();
  private Map<String, Value> state = new LinkedHashMap<>();
  private String spike = "1'b0";
  private String path = "1'b1";
  private Draws draws = new Draws("draws", 0);
  private boolean random;

  /**
   * A handler of a kernel.
   *
   * @param module name of the module
   * @param seed of the run
   * @param tables the program's, by name
   */
  KernelModule(
      Kernel kernel,
      Handler handler,
      String module,
      long seed,
      Function<String, LookupTable> tables,
      Memories memories) {
    this.kernel = kernel;
    this.handler = handler;
    this.module = module;
    this.seed = seed;
    this.tables = tables;
    this.memories = memories;
    expressions = new Expressions(out, names, this);
    body();
  }

  String name() {
    return module;
  }

  /** The words that handlers leave for later. */
  static List<Word> kept(Kernel kernel) {
    return kernel.words().stream()
        .filter(w -> w.kind() == Word.Kind.STATE || w.kind() == Word.Kind.SHARED)
        .toList();
  }

  Handler handler() {
    return handler;
  }

  /** Whether it draws random numbers. */
  boolean random() {
    return random;
  }

  /** Whether it can trap. */
  boolean traps() {
    return !traps.isEmpty();
  }

  /** Name of the input of a word. */
  String in(String word) {
    return names.of("in", word);
  }

  /** Name of the output of a state word. */
  String out(String word) {
    return names.of("out", word);
  }

  private void body() {
    for (Word word : kernel.words()) {
      int bits = Bits.wire(word.format());
      state.put(
          word.name(),
          expressions.wire(word.name(), bits, Bits.widened(in(word.name()), word.format())));
    }
    lets.put("now", expressions.wire("now", Bits.wire(KernelFormats.NOW), "{1'b0, now}"));
    handler
        .port()
        .flatMap(kernel::word)
        .ifPresent(
            word ->
                lets.put(
                    "value",
                    expressions.wire(
                        "value", Bits.wire(word.format()), Bits.widened("value", word.format()))));
    statements(handler.body());
    for (Word word : kept(kernel)) {
      Value last = Lookup.of(state, word.name());
      out.line(
          "assign %s = %s%s;", out(word.name()), last.text(), Bits.range(word.format().width()));
    }
    out.line("assign spike = %s;", spike);
    out.line("assign trapped = %s;", traps.isEmpty() ? "1'b0" : String.join(" | ", traps));
    if (random) {
      out.line("assign draws_out = %s;", draws.text());
    }
  }

  private void statements(List<Statement> body) {
    Map<String, Value> outer = lets;
    lets = new HashMap<>(outer);
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Let(String name, KernelExpr value) -> {
          Value exact = expressions.of(value);
          lets.put(name, expressions.wire(name, exact.bits(), exact.text()));
        }
        case Statement.Assign(String name, KernelExpr value) -> {
          Word word = word(name);
          state.put(
              name,
              expressions.quantise(
                  name,
                  expressions.of(value),
                  value.format(),
                  word.format(),
                  word.rounding(),
                  word.overflow()));
        }
        case Statement.If(KernelExpr condition, List<Statement> then, List<Statement> otherwise) ->
            branch(condition, then, otherwise);
        case Statement.Spike() -> spike = "1'b1";
      }
    }
    lets = outer;
  }

  private void branch(KernelExpr condition, List<Statement> then, List<Statement> otherwise) {
    String c = expressions.condition("if", "|" + expressions.of(condition).text());
    String outerPath = path;
    Map<String, Value> before = state;
    String spikeBefore = spike;
    Draws drawsBefore = draws;

    path = expressions.condition("path", outerPath + " & " + c);
    state = new LinkedHashMap<>(before);
    statements(then);
    Map<String, Value> afterThen = state;
    String spikeThen = spike;
    Draws drawsThen = draws;

    path = expressions.condition("path", outerPath + " & ~" + c);
    state = new LinkedHashMap<>(before);
    spike = spikeBefore;
    draws = drawsBefore;
    statements(otherwise);

    path = outerPath;
    for (Word word : kept(kernel)) {
      Value a = Lookup.of(afterThen, word.name());
      Value b = Lookup.of(state, word.name());
      if (!a.equals(b)) {
        state.put(
            word.name(),
            expressions.wire(word.name(), a.bits(), c + " ? " + a.text() + " : " + b.text()));
      }
    }
    if (!spike.equals(spikeThen)) {
      spike = expressions.condition("spike", c + " ? " + spikeThen + " : " + spike);
    }
    if (!draws.equals(drawsThen)) {
      String count = expressions.fresh("draws");
      out.line("wire [31:0] %s = %s ? %s : %s;", count, c, drawsThen.text(), draws.text());
      draws = new Draws(count, 0);
    }
  }

  private Word word(String name) {
    return kernel
        .word(name)
        .orElseThrow(() -> new BitspikeBug("no word " + name + " in " + kernel.name()));
  }

  @Override
  public Value read(String name) {
    Value let = lets.get(name);
    return let == null ? Lookup.of(state, word(name).name()) : let;
  }

  @Override
  public String draw() {
    random = true;
    String name = expressions.fresh("draw");
    out.line("wire [63:0] %s = philox(member, now[31:0], STREAM, %s);", name, draws.text());
    draws = new Draws(draws.before(), draws.more() + 1);
    return name;
  }

  @Override
  public void trap(String condition) {
    traps.add(expressions.condition("trap", path + " & (" + condition + ")"));
  }

  @Override
  public Expressions.Table table(String name) {
    return declared.computeIfAbsent(
        name,
        _ -> {
          LookupTable table = tables.apply(name);
          FixedFormat format = table.entry();
          String memory = names.of("table", name);
          memories.share(
              declarations,
              format.signed() ? "signed " : "",
              format.width(),
              memory,
              "table_" + name,
              table.entries());
          return new Expressions.Table(memory, table.entries().length);
        });
  }

  /** The text of the module. */
  String text() {
    Lines text = new Lines();
    text.line("// Kernel %s, on %s.", Names.clean(kernel.name()), trigger());
    text.open("module " + module + (random ? " #(parameter [31:0] STREAM = 32'd0) (" : " ("));
    for (Word word : kernel.words()) {
      text.line("input wire %s %s,", Bits.type(word.format()), in(word.name()));
    }
    text.line("input wire [47:0] now,");
    handler
        .port()
        .flatMap(kernel::word)
        .ifPresent(word -> text.line("input wire %s value,", Bits.type(word.format())));
    if (random) {
      text.line("input wire [31:0] member,").line("input wire [31:0] draws,");
      text.line("output wire [31:0] draws_out,");
    }
    for (Word word : kept(kernel)) {
      text.line("output wire %s %s,", Bits.type(word.format()), out(word.name()));
    }
    text.line("output wire spike,").line("output wire trapped").close(");");
    text.open("");
    if (random) {
      text.add(Philox.function(seed));
    }
    text.add(declarations).add(out);
    return text.close("endmodule").toString();
  }

  private String trigger() {
    return switch (handler.trigger()) {
      case TICK -> "a tick";
      case EVENT -> "events of " + handler.port().map(Names::clean).orElse("");
      case PRE -> "spikes of the source";
      case POST -> "spikes of the target";
      case READOUT -> "read-outs";
    };
  }
}
