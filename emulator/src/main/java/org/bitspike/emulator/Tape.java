package org.bitspike.emulator;

import java.util.List;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.FixedPoint;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.program.LookupTable;

/**
 * A handler as register operations. Every operation is five integers: what to do, the register that
 * takes the result, and up to three operands. Registers below the first result hold constants.
 * Values are exact; the verifier has proved that each fits 64 bits.
 */
final class Tape {

  static final int STRIDE = 5;

  static final int LOAD = 0; // word
  static final int STORE = 1; // (word), register
  static final int ADD = 2;
  static final int SUBTRACT = 3;
  static final int MULTIPLY = 4;
  static final int FLOOR_DIVIDE = 5;
  static final int FLOOR_MODULO = 6;
  static final int MINIMUM = 7;
  static final int MAXIMUM = 8;
  static final int AND = 9;
  static final int OR = 10;
  static final int XOR = 11;
  static final int EQUAL = 12;
  static final int NOT_EQUAL = 13;
  static final int LESS = 14;
  static final int LESS_OR_EQUAL = 15;
  static final int SHIFT_LEFT = 16; // register, places
  static final int SELECT = 17; // condition, then, otherwise
  static final int QUANTISE = 18; // register, quantiser
  static final int LOOKUP = 19; // register, table
  static final int RANDOM = 20; // bits
  static final int NOW = 21;
  static final int VALUE = 22;
  static final int SPIKE = 23;
  static final int JUMP = 24; // to
  static final int JUMP_IF_ZERO = 25; // register, to
  static final int LOAD_OF_TARGET = 26; // word

  /**
   * One place where a value is rounded and brought into range.
   *
   * @param shift bits discarded, negative when bits are added
   * @param word what the value is for, as a trap's message names it
   */
  record Quantiser(
      int shift, FixedFormat format, Rounding rounding, Overflow overflow, String word) {}

  private final int[] operations;
  private final long[] registers;
  private final Quantiser[] quantisers;
  private final LookupTable[] tables;

  Tape(int[] operations, long[] registers, List<Quantiser> quantisers, List<LookupTable> tables) {
    this.operations = operations;
    this.registers = registers;
    this.quantisers = quantisers.toArray(Quantiser[]::new);
    this.tables = tables.toArray(LookupTable[]::new);
  }

  /** Runs the handler for the frame's instance. */
  void run(Frame frame) {
    int[] op = operations;
    long[] r = registers;
    int at = 0;
    while (at < op.length) {
      int to = op[at + 1];
      int a = op[at + 2];
      int b = op[at + 3];
      int next = at + STRIDE;
      switch (op[at]) {
        case LOAD -> r[to] = frame.words.get(a, frame.instance);
        case LOAD_OF_TARGET -> r[to] = frame.words.ofTarget(a, frame.instance);
        case STORE -> frame.words.set(a, frame.instance, r[b]);
        case ADD -> r[to] = r[a] + r[b];
        case SUBTRACT -> r[to] = r[a] - r[b];
        case MULTIPLY -> r[to] = r[a] * r[b];
        case FLOOR_DIVIDE -> r[to] = r[b] == 0 ? 0 : Math.floorDiv(r[a], r[b]);
        case FLOOR_MODULO -> r[to] = r[b] == 0 ? 0 : Math.floorMod(r[a], r[b]);
        case MINIMUM -> r[to] = Math.min(r[a], r[b]);
        case MAXIMUM -> r[to] = Math.max(r[a], r[b]);
        case AND -> r[to] = r[a] & r[b];
        case OR -> r[to] = r[a] | r[b];
        case XOR -> r[to] = r[a] ^ r[b];
        case EQUAL -> r[to] = r[a] == r[b] ? 1 : 0;
        case NOT_EQUAL -> r[to] = r[a] != r[b] ? 1 : 0;
        case LESS -> r[to] = r[a] < r[b] ? 1 : 0;
        case LESS_OR_EQUAL -> r[to] = r[a] <= r[b] ? 1 : 0;
        case SHIFT_LEFT -> r[to] = b >= 64 ? 0 : r[a] << b;
        case SELECT -> r[to] = r[a] != 0 ? r[b] : r[op[at + 4]];
        case QUANTISE -> r[to] = quantise(r[a], quantisers[b], frame);
        case LOOKUP -> r[to] = tables[b].at(r[a]);
        case RANDOM -> r[to] = frame.draw() & ((1L << a) - 1);
        case NOW -> r[to] = frame.now;
        case VALUE -> r[to] = frame.value;
        case SPIKE -> frame.spiked = true;
        case JUMP -> next = a;
        case JUMP_IF_ZERO -> next = r[a] == 0 ? b : next;
        default -> throw new AssertionError("operation " + op[at]);
      }
      at = next;
    }
  }

  private static long quantise(long exact, Quantiser into, Frame frame) {
    long random = into.rounding() == Rounding.STOCHASTIC ? frame.draw() : 0;
    long rounded = FixedPoint.shiftRight(exact, into.shift(), into.rounding(), random);
    if (into.overflow() == Overflow.TRAP && !into.format().holds(rounded)) {
      throw Trap.raise(frame.now, frame.block, frame.instance, into.word(), rounded, into.format());
    }
    return FixedPoint.fit(rounded, into.format(), into.overflow());
  }
}
