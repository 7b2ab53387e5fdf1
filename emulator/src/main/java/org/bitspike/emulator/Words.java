package org.bitspike.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bitspike.emulator.Ledger.Field;
import org.bitspike.emulator.fast.Home;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.Program.Columns;

/** The words of a block: one column per word of its kernel, one entry per neuron or synapse. */
final class Words {

  private final List<Word> declared;
  private final long[][] column;
  // Words that a compiled kernel keeps as ints: they have no column of longs, all others none here.
  private final int[][] narrow;
  // -1 where each instance has its entry, 0 where all share entry 0.
  private final int[] mask;
  // By instance, the member of the target block whose words the target words are.
  private int[] via = new int[0];

  /**
   * Fills the columns.
   *
   * @param kernel declares the words
   * @param size number of instances
   * @param params values of the parameter words
   * @param initial values of the state and level words
   * @param shared values of the shared words
   */
  Words(Kernel kernel, int size, Columns params, Columns initial, Columns shared) {
    declared = kernel.words();
    column = new long[declared.size()][];
    narrow = new int[declared.size()][0];
    mask = new int[declared.size()];
    for (int w = 0; w < column.length; w++) {
      Word word = declared.get(w);
      mask[w] = -1;
      switch (word.kind()) {
        case PARAM -> {
          long[] given = params.byWord().getOrDefault(word.name(), new long[1]);
          column[w] = given;
          mask[w] = given.length == 1 ? 0 : -1;
        }
        case STATE, LEVEL ->
            column[w] = spread(initial.byWord().getOrDefault(word.name(), new long[1]), size);
        case INPUT -> column[w] = new long[size];
        case SHARED -> {
          column[w] = spread(shared.byWord().getOrDefault(word.name(), new long[1]), 1);
          mask[w] = 0;
        }
        case TARGET -> column[w] = new long[0]; // until seeing() says whose
      }
    }
  }

  /** Lets target words be those of the targets. */
  void seeing(Words targets, int[] targetIndex) {
    via = targetIndex;
    for (int w = 0; w < column.length; w++) {
      if (declared.get(w).kind() == Word.Kind.TARGET) {
        int seen = targets.ordinal(declared.get(w).name());
        column[w] = targets.column[seen];
        narrow[w] = targets.narrow[seen];
        mask[w] = targets.mask[seen];
      }
    }
  }

  /** A word of the instance's target. */
  long ofTarget(int word, int instance) {
    return get(word, via[instance]);
  }

  /** Keeps the words whose formats allow it as ints, for compiled kernels. */
  void narrow() {
    for (int w = 0; w < column.length; w++) {
      if (mask[w] == -1 && Home.fitsInt(declared.get(w).format())) {
        narrow[w] = Arrays.stream(column[w]).mapToInt(Math::toIntExact).toArray();
        column[w] = new long[0];
      }
    }
  }

  /** Whether all instances share a word's entry. */
  boolean isShared(int word) {
    return mask[word] == 0;
  }

  /** By word, its column where it is kept as ints. */
  int[][] narrowColumns() {
    return narrow;
  }

  /** By word, its column where it is kept as longs. */
  long[][] wideColumns() {
    return column;
  }

  private static long[] spread(long[] given, int size) {
    if (given.length != 1) {
      return given.clone();
    }
    long[] all = new long[size];
    Arrays.fill(all, given[0]);
    return all;
  }

  List<Word> declared() {
    return declared;
  }

  int count() {
    return column.length;
  }

  /** Ordinal of a word, -1 when there is none of that name. */
  int ordinal(String name) {
    for (int w = 0; w < column.length; w++) {
      if (declared.get(w).name().equals(name)) {
        return w;
      }
    }
    return -1;
  }

  /** Passes every word that can change and is the block's own. */
  void pass(String block, Ledger ledger) {
    for (int w = 0; w < column.length; w++) {
      Word word = declared.get(w);
      if (word.kind() == Word.Kind.PARAM || word.kind() == Word.Kind.TARGET) {
        continue;
      }
      int ordinal = w;
      int size = Math.max(column[w].length, narrow[w].length);
      ledger.table(
          block + "/" + word.name(),
          size,
          List.of(new Field("", word.format().minCode(), word.format().maxCode())),
          () -> new long[][] {IntStream.range(0, size).mapToLong(n -> get(ordinal, n)).toArray()},
          columns -> {
            for (int n = 0; n < size; n++) {
              set(ordinal, n, columns[0][n]);
            }
          });
    }
  }

  long get(int word, int instance) {
    long[] wide = column[word];
    int at = instance & mask[word];
    return wide.length != 0 ? wide[at] : narrow[word][at];
  }

  void set(int word, int instance, long code) {
    long[] wide = column[word];
    int at = instance & mask[word];
    if (wide.length != 0) {
      wide[at] = code;
    } else {
      narrow[word][at] = (int) code;
    }
  }
}
