package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.TableUse;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;
import org.bitspike.ir.kernel.KernelFormats;

/** Sound random kernels that use every operation, rounding and overflow. */
final class RandomKernels {

  private final Random random;
  private final boolean traps;
  private final List<Word> words = new ArrayList<>();
  private final List<TableUse> tables = new ArrayList<>();
  private List<KernelExpr.Read> readable = new ArrayList<>();
  private int names;

  /**
   * Makes kernels.
   *
   * @param random decides everything
   * @param traps whether a value may trap
   */
  RandomKernels(Random random, boolean traps) {
    this.random = random;
    this.traps = traps;
  }

  /** A neuron kernel; tables it uses must be given to the program. */
  Kernel neuron(String name) {
    declare(Word.Kind.PARAM, "p", random.nextInt(3));
    declare(Word.Kind.STATE, "v", 1 + random.nextInt(3));
    declare(Word.Kind.INPUT, "in", 1 + random.nextInt(2));
    declare(Word.Kind.LEVEL, "level", random.nextInt(2));
    tables(name);
    List<Handler> handlers = new ArrayList<>();
    for (Word input : List.copyOf(words)) {
      if (input.kind() == Word.Kind.INPUT && random.nextInt(3) == 0) {
        handlers.add(handler(Trigger.EVENT, Optional.of(input), true));
      }
    }
    handlers.add(handler(Trigger.TICK, Optional.empty(), true));
    return new Kernel(name, words, tables, handlers);
  }

  /** A learning kernel. */
  Kernel learning(String name, FixedFormat weight) {
    words.add(new Word("weight", Word.Kind.STATE, weight, rounding(), overflow(), ""));
    declare(Word.Kind.PARAM, "p", random.nextInt(2));
    declare(Word.Kind.STATE, "a", random.nextInt(3));
    declare(Word.Kind.SHARED, "all", random.nextInt(2));
    tables(name);
    List<Handler> handlers = new ArrayList<>();
    for (Trigger trigger : List.of(Trigger.PRE, Trigger.POST, Trigger.READOUT)) {
      if (random.nextInt(4) > 0) {
        handlers.add(handler(trigger, Optional.empty(), false));
      }
    }
    if (handlers.isEmpty()) {
      handlers.add(handler(Trigger.PRE, Optional.empty(), false));
    }
    return new Kernel(name, words, tables, handlers);
  }

  private void declare(Word.Kind kind, String name, int count) {
    for (int i = 0; i < count; i++) {
      words.add(new Word(name + i, kind, format(), rounding(), overflow(), ""));
    }
  }

  private void tables(String name) {
    for (int i = random.nextInt(2); i > 0; i--) {
      tables.add(new TableUse(name + "_table" + i, FixedFormat.signed(8, 0), format()));
    }
  }

  FixedFormat format() {
    boolean signed = random.nextInt(3) > 0;
    int width = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(20);
    return new FixedFormat(signed, width, random.nextInt(3) == 0 ? 0 : random.nextInt(18) - 4);
  }

  private Rounding rounding() {
    return Rounding.values()[random.nextInt(Rounding.values().length)];
  }

  private Overflow overflow() {
    return traps && random.nextInt(4) == 0
        ? Overflow.TRAP
        : random.nextBoolean() ? Overflow.SATURATE : Overflow.WRAP;
  }

  private Handler handler(Trigger trigger, Optional<Word> port, boolean spikes) {
    readable = new ArrayList<>();
    words.forEach(word -> readable.add(new KernelExpr.Read(word.name(), word.format())));
    readable.add(new KernelExpr.Read("now", KernelFormats.NOW));
    port.ifPresent(word -> readable.add(new KernelExpr.Read("value", word.format())));
    List<Statement> body = body(random.nextInt(3));
    if (spikes) {
      body.add(new Statement.If(condition(), List.of(new Statement.Spike()), List.of()));
    }
    return new Handler(trigger, port.map(Word::name), body);
  }

  private List<Statement> body(int depth) {
    List<KernelExpr.Read> outer = new ArrayList<>(readable);
    List<Statement> body = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int kind = random.nextInt(depth > 0 ? 7 : 5);
      if (kind < 2) {
        KernelExpr value = expr(1 + random.nextInt(3));
        String name = "x" + names++;
        body.add(new Statement.Let(name, value));
        readable.add(new KernelExpr.Read(name, value.format()));
      } else if (kind < 5) {
        assignment().ifPresent(body::add);
      } else {
        KernelExpr condition = condition();
        List<Statement> then = body(depth - 1);
        body.add(
            new Statement.If(condition, then, random.nextBoolean() ? body(depth - 1) : List.of()));
      }
    }
    assignment().ifPresent(body::add);
    readable = outer;
    return body;
  }

  private Optional<Statement> assignment() {
    List<Word> writable =
        words.stream()
            .filter(w -> w.kind() == Word.Kind.STATE || w.kind() == Word.Kind.SHARED)
            .toList();
    Word word = writable.get(random.nextInt(writable.size()));
    KernelExpr value = expr(1 + random.nextInt(3));
    try {
      KernelFormats.checkQuantise(value.format(), word.format());
      return Optional.of(new Statement.Assign(word.name(), value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private KernelExpr condition() {
    for (int attempt = 0; attempt < 20; attempt++) {
      Operator[] all = Operator.values();
      Operator comparison =
          all[Operator.EQUAL.ordinal() + random.nextInt(all.length - Operator.EQUAL.ordinal())];
      Optional<KernelExpr> found =
          binary(comparison, expr(random.nextInt(3)), expr(random.nextInt(2)));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new KernelExpr.Random(1, FixedFormat.BOOLEAN);
  }

  private Optional<KernelExpr> binary(Operator operator, KernelExpr a, KernelExpr b) {
    try {
      return Optional.of(
          new KernelExpr.Binary(
              operator, a, b, KernelFormats.ofBinary(operator, a.format(), b.format())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private KernelExpr expr(int depth) {
    for (int attempt = 0; attempt < 20; attempt++) {
      try {
        return depth == 0 ? leaf() : node(depth);
      } catch (IllegalArgumentException e) {
        // The exact result needs too many bits: try another.
      }
    }
    return leaf();
  }

  private KernelExpr leaf() {
    int kind = random.nextInt(10);
    if (kind < 7) {
      return readable.get(random.nextInt(readable.size()));
    }
    if (kind < 8) {
      int bits = 1 + random.nextInt(32);
      return new KernelExpr.Random(bits, KernelFormats.ofRandom(bits));
    }
    FixedFormat format = format();
    return new KernelExpr.Literal(code(format), format);
  }

  /** A code of a format, the ends more often than by chance. */
  long code(FixedFormat format) {
    return switch (random.nextInt(8)) {
      case 0 -> format.minCode();
      case 1 -> format.maxCode();
      case 2 -> format.holds(1) ? 1 : 0;
      default ->
          format.signed()
              ? random.nextLong() >> (64 - format.width())
              : random.nextLong() >>> (64 - format.width());
    };
  }

  private KernelExpr node(int depth) {
    int kind = random.nextInt(20);
    if (kind < 11) {
      Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
      KernelExpr a = expr(depth - 1);
      KernelExpr b = expr(depth - 1);
      if (operator == Operator.AND || operator == Operator.OR || operator == Operator.XOR) {
        b =
            quantised(
                b,
                new FixedFormat(
                    random.nextBoolean(), 1 + random.nextInt(30), a.format().fraction()));
      }
      return new KernelExpr.Binary(
          operator, a, b, KernelFormats.ofBinary(operator, a.format(), b.format()));
    }
    if (kind < 12) {
      KernelExpr operand = expr(depth - 1);
      return new KernelExpr.Not(operand, operand.format());
    }
    if (kind < 13) {
      KernelExpr operand = expr(depth - 1);
      int places = random.nextInt(13) - 6;
      return new KernelExpr.Shift(operand, places, KernelFormats.ofShift(operand.format(), places));
    }
    if (kind < 15) {
      KernelExpr condition = expr(depth - 1);
      KernelExpr then = expr(depth - 1);
      KernelExpr otherwise = expr(depth - 1);
      return new KernelExpr.Select(
          condition, then, otherwise, KernelFormats.ofSelect(then.format(), otherwise.format()));
    }
    if (kind < 16 && !tables.isEmpty()) {
      TableUse table = tables.get(random.nextInt(tables.size()));
      KernelExpr index = quantised(expr(depth - 1), table.index());
      return new KernelExpr.Lookup(table.name(), index, table.entry());
    }
    return quantised(expr(depth - 1), format());
  }

  private KernelExpr quantised(KernelExpr operand, FixedFormat to) {
    KernelFormats.checkQuantise(operand.format(), to);
    return new KernelExpr.Quantise(operand, to, rounding(), overflow());
  }
}
