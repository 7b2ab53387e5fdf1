package org.bitspike.ir.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;

/** The rules a kernel must keep so that running it has a meaning. SEMANTICS.md 3. */
public final class KernelVerifier {

  private static final Set<String> RESERVED =
      Set.of("now", "value", "spike", "let", "if", "else", "on");

  private final Kernel kernel;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, FixedFormat> visible = new HashMap<>();

  private KernelVerifier(Kernel kernel) {
    this.kernel = kernel;
  }

  /** All problems, one sentence each; empty when the kernel is sound. */
  public static List<String> verify(Kernel kernel) {
    KernelVerifier verifier = new KernelVerifier(kernel);
    verifier.words();
    verifier.handlers();
    return List.copyOf(verifier.problems);
  }

  private void words() {
    Set<String> names = new HashSet<>();
    for (Word word : kernel.words()) {
      if (!names.add(word.name()) || RESERVED.contains(word.name())) {
        problems.add("the name '" + word.name() + "' is taken");
      }
      visible.put(word.name(), word.format());
    }
    Set<String> tables = new HashSet<>();
    for (Kernel.TableUse table : kernel.tables()) {
      if (!tables.add(table.name())) {
        problems.add("table '" + table.name() + "' is declared twice");
      }
    }
  }

  private void handlers() {
    Set<String> seen = new HashSet<>();
    boolean learns = false;
    boolean integrates = false;
    for (Handler handler : kernel.handlers()) {
      if (!seen.add(handler.trigger() + handler.port().orElse(""))) {
        problems.add("there are two handlers for the same trigger");
      }
      boolean learning = isLearning(handler.trigger());
      learns |= learning;
      integrates |= !learning;
      handler.port().ifPresent(this::checkPort);
      Map<String, FixedFormat> outer = new HashMap<>(visible);
      visible.put("now", KernelFormats.NOW);
      handler.port().flatMap(kernel::word).ifPresent(w -> visible.put("value", w.format()));
      body(handler.body(), learning);
      visible.clear();
      visible.putAll(outer);
    }
    if (learns && integrates) {
      problems.add(
          "a kernel is either a neuron's (tick, event) or a learning rule's (pre, post, readout)");
    }
    if (learns && kernel.word("weight").filter(w -> w.kind() == Word.Kind.STATE).isEmpty()) {
      problems.add("a learning kernel needs a state word 'weight'");
    }
    for (Word word : kernel.words()) {
      if (integrates && word.kind() == Word.Kind.SHARED) {
        problems.add("'" + word.name() + "': only learning kernels have shared words");
      }
      if (integrates && word.kind() == Word.Kind.TARGET) {
        problems.add("'" + word.name() + "': only learning kernels see words of a target");
      }
      if (learns && (word.kind() == Word.Kind.INPUT || word.kind() == Word.Kind.LEVEL)) {
        problems.add("'" + word.name() + "': learning kernels have no inputs");
      }
    }
  }

  private static boolean isLearning(Trigger trigger) {
    return trigger == Trigger.PRE || trigger == Trigger.POST || trigger == Trigger.READOUT;
  }

  private void checkPort(String port) {
    if (kernel.word(port).filter(w -> w.kind() == Word.Kind.INPUT).isEmpty()) {
      problems.add("'" + port + "' is no input to handle events of");
    }
  }

  private void body(List<Statement> body, boolean learning) {
    Map<String, FixedFormat> outer = new HashMap<>(visible);
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Let(String name, KernelExpr value) -> {
          expr(value);
          if (visible.putIfAbsent(name, value.format()) != null || RESERVED.contains(name)) {
            problems.add("the name '" + name + "' is taken");
          }
        }
        case Statement.Assign(String word, KernelExpr value) -> {
          expr(value);
          assignment(word, value);
        }
        case Statement.If(
                KernelExpr condition,
                List<Statement> then,
                List<Statement> otherwise) -> {
          expr(condition);
          body(then, learning);
          body(otherwise, learning);
        }
        case Statement.Spike() -> {
          if (learning) {
            problems.add("a learning rule cannot spike");
          }
        }
      }
    }
    visible.clear();
    visible.putAll(outer);
  }

  private void assignment(String name, KernelExpr value) {
    Word word = kernel.word(name).orElse(null);
    if (word == null || (word.kind() != Word.Kind.STATE && word.kind() != Word.Kind.SHARED)) {
      problems.add("'" + name + "' cannot be assigned to; only state and shared words can");
      return;
    }
    rule(() -> KernelFormats.checkQuantise(value.format(), word.format()));
  }

  private void expr(KernelExpr expr) {
    switch (expr) {
      case KernelExpr.Literal(long code, FixedFormat format) -> {
        if (!format.holds(code)) {
          problems.add("the constant " + code + " is outside " + format);
        }
      }
      case KernelExpr.Read(String name, FixedFormat format) -> {
        FixedFormat found = visible.get(name);
        if (found == null) {
          problems.add("'" + name + "' is not defined");
        } else {
          same(found, format, name);
        }
      }
      case KernelExpr.Binary b -> {
        expr(b.left());
        expr(b.right());
        rule(
            () ->
                same(
                    KernelFormats.ofBinary(b.operator(), b.left().format(), b.right().format()),
                    b.format(),
                    b.operator().symbol()));
      }
      case KernelExpr.Not(KernelExpr operand, FixedFormat format) -> {
        expr(operand);
        same(operand.format(), format, "!");
      }
      case KernelExpr.Shift(KernelExpr operand, int places, FixedFormat format) -> {
        expr(operand);
        rule(() -> same(KernelFormats.ofShift(operand.format(), places), format, "shift"));
      }
      case KernelExpr.Select s -> {
        expr(s.condition());
        expr(s.then());
        expr(s.otherwise());
        rule(
            () ->
                same(
                    KernelFormats.ofSelect(s.then().format(), s.otherwise().format()),
                    s.format(),
                    "select"));
      }
      case KernelExpr.Quantise q -> {
        expr(q.operand());
        rule(() -> KernelFormats.checkQuantise(q.operand().format(), q.format()));
      }
      case KernelExpr.Lookup(String table, KernelExpr index, FixedFormat format) -> {
        expr(index);
        lookup(table, index, format);
      }
      case KernelExpr.Random(int bits, FixedFormat format) ->
          rule(() -> same(KernelFormats.ofRandom(bits), format, "random"));
    }
  }

  private void lookup(String name, KernelExpr index, FixedFormat format) {
    Kernel.TableUse table =
        kernel.tables().stream().filter(t -> t.name().equals(name)).findFirst().orElse(null);
    if (table == null) {
      problems.add("there is no table '" + name + "'");
      return;
    }
    same(table.entry(), format, "lookup(" + name + ")");
    if (index.format().fraction() != 0) {
      problems.add(
          "the index of '" + name + "' is " + index.format() + "; an index has no fraction");
    }
  }

  private void same(FixedFormat expected, FixedFormat found, String what) {
    if (!expected.equals(found)) {
      problems.add("'" + what + "' has the format " + expected + ", not " + found);
    }
  }

  private void rule(Runnable rule) {
    try {
      rule.run();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }
}
