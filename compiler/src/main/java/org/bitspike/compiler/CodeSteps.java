package org.bitspike.compiler;

import java.util.Arrays;
import java.util.function.LongToIntFunction;
import org.bitspike.ir.program.CodeDraw;

/** Finds the steps of a function from draws to codes that only rises, or only falls. */
final class CodeSteps {

  private final LongToIntFunction function;
  private long[] threshold = new long[16];
  private int[] code = new int[17];
  private int steps;

  private CodeSteps(LongToIntFunction function) {
    this.function = function;
  }

  /** The function as thresholds and codes. */
  static CodeDraw of(LongToIntFunction function) {
    CodeSteps steps = new CodeSteps(function);
    int first = function.applyAsInt(0);
    int last = function.applyAsInt(CodeDraw.DRAWS - 1);
    steps.code[0] = first;
    steps.search(0, first, CodeDraw.DRAWS - 1, last);
    return new CodeDraw(
        Arrays.copyOf(steps.threshold, steps.steps), Arrays.copyOf(steps.code, steps.steps + 1));
  }

  /** Adds the steps between two draws, of which the codes are known. */
  private void search(long low, int lowCode, long high, int highCode) {
    if (lowCode == highCode) {
      return;
    }
    if (high - low == 1) {
      if (steps == threshold.length) {
        threshold = Arrays.copyOf(threshold, 2 * steps);
        code = Arrays.copyOf(code, 2 * steps + 1);
      }
      threshold[steps] = high;
      code[++steps] = highCode;
      return;
    }
    long middle = (low + high) >>> 1;
    int middleCode = function.applyAsInt(middle);
    search(low, lowCode, middle, middleCode);
    search(middle, middleCode, high, highCode);
  }
}
