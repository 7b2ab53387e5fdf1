package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Binary;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;

/**
 * Writes a handler as a tape. Operands are computed left to right; both branches of a select are
 * computed.
 */
final class TapeWriter {

  private final Kernel kernel;
  private final Program program;
  private final Map<String, Integer> wordOrdinal = new HashMap<>();
  // Registers of the let names in scope.
  private Map<String, Integer> lets = new HashMap<>();
  private final Map<Long, Integer> constants = new HashMap<>();
  private final List<Long> initial = new ArrayList<>();
  private final List<Tape.Quantiser> quantisers = new ArrayList<>();
  private final List<LookupTable> tables = new ArrayList<>();
  private int[] operations = new int[64 * Tape.STRIDE];
  private int length;
  // What is being computed, for a trap's message.
  private String purpose = "a condition";

  private TapeWriter(Kernel kernel, Program program) {
    this.kernel = kernel;
    this.program = program;
    for (int w = 0; w < kernel.words().size(); w++) {
      wordOrdinal.put(kernel.words().get(w).name(), w);
    }
  }

  /** Writes a handler of a kernel of a program. */
  static Tape write(Handler handler, Kernel kernel, Program program) {
    TapeWriter writer = new TapeWriter(kernel, program);
    writer.statements(handler.body());
    long[] registers = writer.initial.stream().mapToLong(Long::longValue).toArray();
    return new Tape(
        Arrays.copyOf(writer.operations, writer.length),
        registers,
        writer.quantisers,
        writer.tables);
  }

  private void statements(List<Statement> body) {
    Map<String, Integer> outer = lets;
    lets = new HashMap<>(outer);
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Let(String name, KernelExpr value) -> {
          purpose = name;
          lets.put(name, expression(value));
        }
        case Statement.Assign(String target, KernelExpr value) -> assign(target, value);
        case Statement.If(
                KernelExpr condition,
                List<Statement> then,
                List<Statement> otherwise) -> {
          purpose = "a condition";
          int skip = emit(Tape.JUMP_IF_ZERO, 0, expression(condition), 0, 0);
          statements(then);
          if (otherwise.isEmpty()) {
            operations[skip + 3] = length;
          } else {
            int end = emit(Tape.JUMP, 0, 0, 0, 0);
            operations[skip + 3] = length;
            statements(otherwise);
            operations[end + 2] = length;
          }
        }
        case Statement.Spike() -> emit(Tape.SPIKE, 0, 0, 0, 0);
      }
    }
    lets = outer;
  }

  private void assign(String target, KernelExpr value) {
    Word word =
        kernel
            .word(target)
            .orElseThrow(() -> new BitspikeBug("no word " + target + " in " + kernel.name()));
    purpose = target;
    int exact = expression(value);
    int code = quantise(exact, value.format(), word.format(), word.rounding(), word.overflow());
    emit(Tape.STORE, 0, ordinal(target), code, 0);
  }

  /** Writes an expression; returns the register of its result. */
  private int expression(KernelExpr expr) {
    return switch (expr) {
      case KernelExpr.Literal(long code, FixedFormat _) -> constant(code);
      case KernelExpr.Read(String name, FixedFormat _) -> read(name);
      case Binary binary -> binary(binary);
      case KernelExpr.Not(KernelExpr operand, FixedFormat format) ->
          result(
              Tape.XOR, expression(operand), constant(format.signed() ? -1 : format.maxCode()), 0);
      case KernelExpr.Shift(KernelExpr operand, int _, FixedFormat _) -> expression(operand);
      case KernelExpr.Select(
              KernelExpr condition,
              KernelExpr then,
              KernelExpr otherwise,
              FixedFormat format) -> {
        int c = expression(condition);
        int t = aligned(then, format.fraction());
        int o = aligned(otherwise, format.fraction());
        yield result(Tape.SELECT, c, t, o);
      }
      case KernelExpr.Quantise(
              KernelExpr operand,
              FixedFormat format,
              Rounding rounding,
              Overflow overflow) ->
          quantise(expression(operand), operand.format(), format, rounding, overflow);
      case KernelExpr.Lookup(String table, KernelExpr index, FixedFormat _) -> {
        int at = expression(index);
        tables.add(program.table(table));
        yield result(Tape.LOOKUP, at, tables.size() - 1, 0);
      }
      case KernelExpr.Random(int bits, FixedFormat _) -> result(Tape.RANDOM, bits, 0, 0);
    };
  }

  private int read(String name) {
    Integer let = lets.get(name);
    if (let != null) {
      return let;
    }
    if (wordOrdinal.containsKey(name)) {
      int ordinal = ordinal(name);
      boolean ofTarget = kernel.words().get(ordinal).kind() == Word.Kind.TARGET;
      return result(ofTarget ? Tape.LOAD_OF_TARGET : Tape.LOAD, ordinal, 0, 0);
    }
    return switch (name) {
      case "now" -> result(Tape.NOW, 0, 0, 0);
      case "value" -> result(Tape.VALUE, 0, 0, 0);
      default -> throw new BitspikeBug("nothing named " + name + " in kernel " + kernel.name());
    };
  }

  private int binary(Binary e) {
    if (e.operator() == KernelExpr.Operator.MULTIPLY) {
      int left = expression(e.left());
      return result(Tape.MULTIPLY, left, expression(e.right()), 0);
    }
    int fraction = Math.max(e.left().format().fraction(), e.right().format().fraction());
    int a = aligned(e.left(), fraction);
    int b = aligned(e.right(), fraction);
    return switch (e.operator()) {
      case ADD -> result(Tape.ADD, a, b, 0);
      case SUBTRACT -> result(Tape.SUBTRACT, a, b, 0);
      case MULTIPLY -> throw new AssertionError();
      case FLOOR_DIVIDE -> result(Tape.FLOOR_DIVIDE, a, b, 0);
      case FLOOR_MODULO -> result(Tape.FLOOR_MODULO, a, b, 0);
      case MINIMUM -> result(Tape.MINIMUM, a, b, 0);
      case MAXIMUM -> result(Tape.MAXIMUM, a, b, 0);
      case AND -> result(Tape.AND, a, b, 0);
      case OR -> result(Tape.OR, a, b, 0);
      case XOR -> result(Tape.XOR, a, b, 0);
      case EQUAL -> result(Tape.EQUAL, a, b, 0);
      case NOT_EQUAL -> result(Tape.NOT_EQUAL, a, b, 0);
      case LESS -> result(Tape.LESS, a, b, 0);
      case LESS_OR_EQUAL -> result(Tape.LESS_OR_EQUAL, a, b, 0);
      case GREATER -> result(Tape.LESS, b, a, 0);
      case GREATER_OR_EQUAL -> result(Tape.LESS_OR_EQUAL, b, a, 0);
    };
  }

  /** An expression's code, shifted left without loss to a fraction that is not smaller. */
  private int aligned(KernelExpr expr, int fraction) {
    int register = expression(expr);
    int places = fraction - expr.format().fraction();
    return places == 0 ? register : result(Tape.SHIFT_LEFT, register, places, 0);
  }

  private int quantise(
      int register, FixedFormat from, FixedFormat to, Rounding rounding, Overflow overflow) {
    quantisers.add(
        new Tape.Quantiser(from.fraction() - to.fraction(), to, rounding, overflow, purpose));
    return result(Tape.QUANTISE, register, quantisers.size() - 1, 0);
  }

  private int ordinal(String word) {
    Integer ordinal = wordOrdinal.get(word);
    if (ordinal == null) {
      throw new BitspikeBug("no word " + word + " in kernel " + kernel.name());
    }
    return ordinal;
  }

  private int constant(long code) {
    return constants.computeIfAbsent(code, this::register);
  }

  private int register(long initialValue) {
    initial.add(initialValue);
    return initial.size() - 1;
  }

  private int result(int operation, int a, int b, int c) {
    int to = register(0);
    emit(operation, to, a, b, c);
    return to;
  }

  private int emit(int operation, int to, int a, int b, int c) {
    if (length + Tape.STRIDE > operations.length) {
      operations = Arrays.copyOf(operations, 2 * operations.length);
    }
    int at = length;
    operations[length++] = operation;
    operations[length++] = to;
    operations[length++] = a;
    operations[length++] = b;
    operations[length++] = c;
    return at;
  }
}
